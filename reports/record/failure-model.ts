import type { ObservedFailure } from '../../support/evidence/failure';

export type { ObservedFailure } from '../../support/evidence/failure';

/** Why an execution failed, as data: what the suite saw, and what the assessment of the run makes of it. */
export interface Failure extends ObservedFailure {
  /** What went otherwise first, as far as codes, parties and expectation tell, in a sentence; absent until a run is assessed. */
  readonly firstDifference?: string;
  /** Id of its cause, e.g. `C-1`; absent until a run is assessed. */
  readonly cause?: string;
}

/** What several failures of a run come from: the same first difference, code and party. */
export interface Cause {
  /** `C-1` has the most executions. */
  readonly id: string;
  /** What is wrong, in one sentence. */
  readonly sentence: string;
  /** Service that is to blame, by its technical name; absent where it is not known. */
  readonly party?: string;
  /** The code that was due and not given, or given without being due; absent where none is concerned. */
  readonly code?: string;
  readonly count: number;
  readonly executions: readonly {
    readonly id: string;
    readonly stage: string;
    readonly dmc: string;
    readonly phase: string;
  }[];
}
