import type { RunResult } from '../../reports/record/result-model';
import type { KnownFromHistory } from '../assessment/record';
import type { SystemDigests } from '../detection/detection-file';
import type { Need } from '../../support/scope/needs';
import type { CycleRequest } from './cycle-request';
import type { ExecutionSummary, WorkerLink, WorkerSetUp } from './workers/protocol';

/** What the machine that runs the suite adds to an environment. */
export interface MachineFacts {
  /** Further capabilities, such as a browser. */
  readonly capabilities: readonly Need[];
  /** Further versions worth recording, such as the browser's. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What a cycle needs of the command that runs it; replaced in tests. */
export interface CycleHost {
  /** Name of the environment, except for cells that the plan assigns to another one. */
  readonly environment: string;
  /** Checks the folder of the official schemas and passes it to the steps. @returns the sentence for the record */
  readonly useSchemas: (schemas: CycleRequest['schemas']) => Promise<string>;
  /** Installs missing programs and describes the machine; called once the plan is validated. */
  readonly prepareMachine: () => Promise<MachineFacts>;
  /** Which of the environments that a plan assigns cells to can be used here. Names the others in its output. */
  readonly usable: (environments: readonly string[]) => Promise<readonly string[]>;
  /** Starts a worker on an environment. @param sockets whether it is to reach every service through sockets */
  readonly spawn: (setUp: WorkerSetUp, environment: string, sockets?: boolean) => WorkerLink;
  /** Number of workers on an environment. */
  readonly workers: (environment: string) => number;
  /** Receives one line at a time. */
  readonly progress: (line: string) => void;
  /** Called before the first execution, with the number of all. */
  readonly onPlanned: (plan: { readonly toRun: number; readonly cells: number }) => void;
  /** Called after each execution. */
  readonly onExecution: (result: ExecutionSummary) => void;
  /** Holds a run against those before it. */
  readonly knownFromHistory: (run: RunResult) => KnownFromHistory;
  /** What failed in the run of a plan before this one: see `failureKey`. */
  readonly failuresBefore: (plan: string) => ReadonlySet<string>;
  /** Digests of the simulated system; what searches found is held against them. */
  readonly systemDigests: () => SystemDigests;
  /** Patterns of files with step definitions, if not those of the project. */
  readonly supportCode?: readonly string[];
}
