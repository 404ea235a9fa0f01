import type { Share } from '../sharding/share';

/** What a cycle is asked to do. */
export interface CycleRequest {
  /** Folder of the project. */
  readonly root: string;
  readonly plan: string;
  /** DMCs and Test Phases where they are not those of the plan: see `chooseCells`. */
  readonly dmc?: string;
  readonly phase?: string;
  readonly seed: string;
  /** Folder of the reports. */
  readonly reports: string;
  /** Folder with the official DUIS and MMC schemas, and what named it: an option or a variable. */
  readonly schemas?: { readonly folder: string; readonly namedBy: string };
  /** Which share of the plan this process runs; absent where it runs all of it. */
  readonly share?: Share;
}
