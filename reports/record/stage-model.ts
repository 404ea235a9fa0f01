import type { Counts } from './execution-model';

/** What a run or a cell can come to. */
export const RUN_VERDICTS = ['met', 'met with work-off plan', 'not met', 'incomplete'] as const;

/**
 * What a stage of a cell is. `entry` and `exit` run nothing: criteria are judged there. `test` runs the scenarios of a part
 * of Migration Testing, `regression-set` one of the two sets that close it, `full-regression` the full system regression.
 */
export const STAGE_KINDS = ['entry', 'test', 'regression-set', 'full-regression', 'exit'] as const;
type StageKind = (typeof STAGE_KINDS)[number];

/** One stage of a cell, in the order in which a cell goes through them. */
export interface StageResult {
  /** Unique in the cell; executions name it. */
  readonly name: string;
  readonly kind: StageKind;
  /** Of a regression set: 1 or 2, and the test stage that it closes. */
  readonly set?: 1 | 2;
  readonly closes?: string;
  /**
   * `not entered`: a gate was closed, see `reason`; `incomplete`: something that was planned proved nothing;
   * `does not apply`: nothing of it applies to the cell.
   */
  readonly outcome: 'passed' | 'passed with known issues' | 'failed' | 'incomplete' | 'not entered' | 'does not apply';
  /** Why it was not entered, failed, is incomplete or does not apply; absent where it passed. */
  readonly reason?: string;
  /** Executions that stand for it, its own and cited ones; all zero where it runs none. */
  readonly counts: Counts & { readonly cited: number };
  /** Environments that its evidence comes from. */
  readonly environments: readonly string[];
  /** Seed of the stage, and the digests of the build that it ran on; absent where nothing was run. */
  readonly seed?: string;
  readonly build?: Readonly<Record<string, string>>;
}

/** One difference between the two sets of a regression. */
export interface RegressionDifference {
  /** Scenario or row. */
  readonly id: string;
  readonly title: string;
  /** `outcome`: ended otherwise; `transcript`: other messages; `missing`: one of the sets has no such execution. */
  readonly kind: 'outcome' | 'transcript' | 'missing';
  /** The declared class that explains it, such as `order-at-one-instant`; absent where none does. */
  readonly class?: string;
  readonly verdict: 'explained' | 'unexplained';
  /** What the class means, or what is different, in a sentence. */
  readonly note: string;
  /** The first place where they differ, as each set has it. */
  readonly set1: string;
  readonly set2: string;
}

/** The two sets of one regression of a cell, compared outcome by outcome and message by message. */
export interface RegressionComparison {
  /** The test stage that the sets close. */
  readonly closes: string;
  /** Names of the two stages. */
  readonly sets: readonly [string, string];
  readonly seeds: readonly [string, string];
  readonly sameBuild: boolean;
  /** Executions that were compared, those that the cell cites among them. */
  readonly compared: number;
  /** Of these, the ones with the same outcome, and those whose normalised transcripts are the same. */
  readonly sameOutcome: number;
  readonly sameTranscript: number;
  /** Messages compared, of set 1. */
  readonly messages: number;
  readonly differences: readonly RegressionDifference[];
  /** `same`, or what is different is all `explained`; `not compared` where one of the sets was not run. */
  readonly verdict: 'same' | 'explained' | 'unexplained' | 'not compared';
  readonly reason?: string;
}

/** What the run would recommend to enter in the EPCL if the system were real. A simulated run recommends nothing. */
export interface EpclRecommendation {
  readonly verdict:
    | 'would be recommended'
    | 'would be recommended with work-off plan'
    | 'would not be recommended'
    /** The run does not hold what such a statement takes. */
    | 'no statement';
  /** One sentence for TAG. */
  readonly sentence: string;
}
