import type { Outcome } from './execution-model';
import type { RUN_VERDICTS } from './stage-model';

/**
 * What became of a test since the run before: `new failure`: it passed; `other failure`: it failed from another cause;
 * `no longer known`: it failed as a known issue, and fails in the same way as none; `not
 * executed`: it had a result and has none; `mended`: it failed; `executed again`: it had no result; `silently changed`: it passes as
 * before, and the services said something else to each other; `new test`, `removed test`: it was not planned, or is no longer;
 * `changed test`: its words are others.
 */
export const CHANGE_KINDS = [
  'new failure',
  'other failure',
  'no longer known',
  'not executed',
  'mended',
  'executed again',
  'silently changed',
  'new test',
  'removed test',
  'changed test',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A test that came out otherwise than in the run before. */
export interface TestChange {
  readonly kind: ChangeKind;
  readonly id: string;
  readonly stage: string;
  readonly dmc: string;
  readonly phase: string;
  /** Absent of a new test. */
  readonly before?: Outcome;
  /** Absent of a removed test. */
  readonly now?: Outcome;
  /**
   * Of a test that came out otherwise before on the same build and suite: it is inconsistent. In how many runs on them it had a
   * result, this one included, and in how many it failed.
   */
  readonly inconsistent?: { readonly runs: number; readonly failed: number };
}

/** A test that takes longer than it did. */
export interface SlowerTest {
  readonly id: string;
  readonly stage: string;
  readonly dmc: string;
  readonly phase: string;
  readonly beforeMs: number;
  readonly nowMs: number;
}

/** A run against the run of the same plan before it, as it was known when the run ended. */
export interface SincePreviousRun {
  /** Id of the run before. */
  readonly run: string;
  readonly startedAt: string;
  readonly result: (typeof RUN_VERDICTS)[number];
  /** SHA-256 of its evidence pack; absent where none was made. */
  readonly pack?: string;
  /** What the two ran on: components, environment and seed that differ. */
  readonly differences: readonly { readonly what: string; readonly before: string; readonly now: string }[];
  /** Tests that both have. */
  readonly compared: number;
  /** Of these, tests whose transcripts could be compared. */
  readonly transcripts: number;
  /** In the order of the kinds, then of the run. */
  readonly changes: readonly TestChange[];
  /** Those that lost most time, at most ten. */
  readonly slower: readonly SlowerTest[];
}
