import type { ExecutionKey } from '../../support/scope/identity';

/** Runs, the judged one included, over which a test has to come out the same to be called stable. */
export const STABLE_RUNS = 5;

/** A run on the same build and version of the suite. */
interface EarlierRun {
  readonly run: string;
  readonly startedAt: string;
  readonly seed: string;
  /** SHA-256 of its evidence pack; absent where none was made. */
  readonly pack?: string;
}

/** How the tests of a run came out in the runs of its plan before it, on the same build and version of the suite, as it was known when it ended. */
export interface Stability {
  /** The newest first, at most four. */
  readonly earlier: readonly EarlierRun[];
  /** Tests that passed in this run and not in each of these. */
  readonly unstable: readonly ExecutionKey[];
}
