import type { ProvenSolution } from '../../reports/record/result-model';
import type { Shard } from '../sharding/shard';

/** What a command asks of a cycle. */
export interface CycleRequest {
  /** Folder of the project. */
  readonly root: string;
  readonly plan: string;
  /** DMCs and Test Phases in place of those of the plan: see `chooseCells`. */
  readonly dmc?: string;
  readonly phase?: string;
  readonly seed: string;
  /** Value of `--order`, a random one with its seed; absent where it is run as planned. */
  readonly order?: string;
  /** Folder of the reports. */
  readonly reports: string;
  /** Folder with the official DUIS and MMC schemas, and the option or variable that named it. */
  readonly schemas?: { readonly folder: string; readonly namedBy: string };
  /** File with what executions are expected to take; absent where shards and chunks are cut by their number. */
  readonly durations?: string;
  /** File with what searches for weak places have found; absent where the record says nothing of them. */
  readonly detection?: string;
  /** New causes after which the run stops; absent where it goes on whatever fails. */
  readonly bail?: number;
  /** Id of the run of which only what had not passed is run again; absent where results choose nothing. */
  readonly rerunOf?: string;
  /** The shard that this process runs; absent where it runs the whole plan. */
  readonly shard?: Shard;
  /** Of Device Model Combination Testing: by what the migration solution of the release is proven, and the pack that says so. */
  readonly proven?: { readonly by: ProvenSolution; readonly pack?: string };
}
