/**
 * The record of a run. Everything that is read afterwards (Allure, the documents for TAG, JUnit) is derived from this
 * model and from nothing else. Published as JSON in `result.json`; its schema is `reports/result.schema.json`.
 */

/** Version of the model; raised whenever a reader would have to change. */
export const RESULT_MODEL_VERSION = 2;

/** The seven outcomes an execution can have; see `docs/reading-reports.md`. */
export const OUTCOMES = [
  'passed',
  'failed',
  'known-issue',
  'does-not-apply',
  'not-run-here',
  'blocked',
  'incomplete',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Outcome of one step, as the runner reported it. */
export type StepStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'undefined' | 'ambiguous';

/** Something seen during a step: a document exchanged, a screenshot, a trace. */
export interface Evidence {
  /** Caption, e.g. `Migration Common File, Requesting Party -> Commissioning Party`. */
  readonly title: string;
  readonly mediaType: string;
  /**
   * Path relative to the run folder; of an execution that passed, `a/b/c.txt` is the entry `c.txt` of the archive `a/b.zip`.
   * Text is already pretty-printed.
   */
  readonly path: string;
}

export interface StepResult {
  /** Keyword and text as the feature has them, e.g. `When its migration is authorised`. Hooks carry a title of their own. */
  readonly text: string;
  readonly kind: 'step' | 'hook';
  readonly status: StepStatus;
  readonly durationMs: number;
  /** What went wrong, in words for a tester; absent when passed. */
  readonly message?: string;
  readonly evidence: readonly Evidence[];
}

/** A cell of the plan: one DMC in one Test Phase. */
export interface CellReference {
  readonly dmc: string;
  readonly phase: string;
}

/** One execution: a scenario (or a row of an outline) in one cell of the plan. Identity: id, row, dmc, phase, stage. */
export interface ExecutionResult {
  /** Locked id of the scenario, e.g. `ST-B4-03`; rows of an outline carry their own. */
  readonly id: string;
  readonly title: string;
  /** Feature name and path relative to the project. */
  readonly feature: string;
  readonly featurePath: string;
  readonly line: number;
  readonly rule?: string;
  /** Folder-derived area, e.g. `Migration ST / Device checking`. */
  readonly area: string;
  readonly stage: string;
  readonly dmc: string;
  readonly phase: string;
  readonly axis: 'dmc-and-phase' | 'release-and-phase' | 'release' | 'once';
  /** Further cells whose evidence this execution is, since the scenario does not vary between them; most have none. */
  readonly citedBy: readonly CellReference[];
  readonly tags: readonly string[];
  /** Requirement ids shown in the positive and in the negative. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly severity: 'blocker' | 'critical' | 'normal' | 'minor' | 'trivial';
  readonly environment: string;
  readonly seed: string;
  readonly outcome: Outcome;
  /** Why it does not apply, was not run here, is blocked or incomplete; or the failing step and its message. */
  readonly reason?: string;
  /** Wall-clock start (ISO 8601) and duration. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Refusals that services were seen to give: in messages between them, in files, in answers. */
  readonly codes: readonly { readonly code: string; readonly by: string }[];
  readonly steps: readonly StepResult[];
  /** Evidence of the execution as a whole: transcript, audit trail, trace. */
  readonly evidence: readonly Evidence[];
  /** Command that repeats this one execution. */
  readonly reproduce: string;
}

/** One entry or exit criterion, computed. */
export interface CriterionResult {
  readonly id: string;
  readonly kind: 'entry' | 'exit';
  readonly text: string;
  readonly source: string;
  readonly threshold: string;
  readonly measured: string;
  readonly verdict: 'met' | 'not met' | 'not demonstrated' | 'not in this plan';
  /** Evidence or reason in a sentence. */
  readonly note: string;
}

/** Coverage of one requirement of the register by this run. */
export interface RequirementResult {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly shownBy: readonly string[];
  /** Whether this plan sets out to show it. */
  readonly inPlan: boolean;
  /** Why it is not in the plan; present when `inPlan` is false. */
  readonly reason?: string;
  /** Ids of executions that trace to it, by outcome group. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Test Phases of the run in which it does not apply, with the reason; most have none. */
  readonly notIn: readonly { readonly phase: string; readonly why: string }[];
  /** Over all cells: shown where every cell shows it that it applies to. */
  readonly verdict: 'shown' | 'failed' | 'gap' | 'does not apply' | 'not in this plan';
}

/** One criterion in one cell; its words are those of the criterion of the same id. */
export type CellCriterion = Pick<CriterionResult, 'id' | 'threshold' | 'measured' | 'verdict' | 'note'>;

/** One cell of the run: what was judged of one DMC in one Test Phase. */
export interface CellResult {
  readonly dmc: DmcIdentity;
  readonly phase: string;
  readonly stages: readonly string[];
  /**
   * `refused`: an entry criterion is not met, so that nothing was run for it; `does not apply`: the DMC has no such
   * Test Phase; the others as for the whole run.
   */
  readonly verdict: Verdict['result'] | 'refused' | 'does not apply';
  /** Why it was refused, does not apply, is not met or incomplete; absent where it is met. */
  readonly reason?: string;
  /** The criteria that are judged cell by cell. */
  readonly criteria: readonly CellCriterion[];
  /** The requirements of the plan. */
  readonly requirements: readonly Pick<RequirementResult, 'id' | 'verdict'>[];
  /** Executions that stand for the cell: its own, and `cited` ones that ran in another cell. */
  readonly counts: Counts & { readonly cited: number };
}

/** How many executions have each outcome. */
export type Counts = Readonly<Record<Outcome, number>> & {
  /** Executions that apply. */
  readonly planned: number;
  /** Executions that ran to an end. */
  readonly executed: number;
};

/** One refusal code, and what provoked it. */
export interface CodeResult {
  readonly code: string;
  /** Service that gives it. */
  readonly party: string;
  /** What it refuses: a whole file, one installation, one device of it, or a service request. */
  readonly level: 'file' | 'record' | 'device' | 'request';
  readonly meaning: string;
  /** SOURCED, RECOLLECTION or MODEL. */
  readonly provenance: string;
  /** Whether the system's own table publishes it: `environments/contracts/codes.csv`. */
  readonly published: boolean;
  /** Ids of the scenarios in which that service was seen to give it. */
  readonly provokedBy: readonly string[];
  /** Why no scenario of this run can provoke it; absent where one can. */
  readonly exception?: string;
}

/** Verdict of the whole run; decides the exit code. */
export interface Verdict {
  readonly result: 'met' | 'not met' | 'incomplete';
  /** One sentence for TAG. */
  readonly sentence: string;
  /** 0 all criteria of the plan met; 1 not met; 2 could not run or incomplete. */
  readonly exitCode: 0 | 1 | 2;
}

export interface DmcIdentity {
  readonly id: string;
  readonly release: string;
  readonly groupId: string;
  readonly smso: string;
  readonly s1sp: string;
  readonly communicationsProvider: string;
  /** Device type, fictitious manufacturer, model, firmware. */
  readonly devices: readonly {
    readonly type: string;
    readonly manufacturer: string;
    readonly model: string;
    readonly firmware: string;
  }[];
}

export interface RunResult {
  readonly modelVersion: typeof RESULT_MODEL_VERSION;
  readonly run: {
    readonly id: string;
    readonly plan: string;
    readonly planTitle: string;
    /** What this plan claims and does not claim, in one sentence. */
    readonly planClaim: string;
    /** False when the selection was narrowed by hand: the run is then informal and every page says so. */
    readonly formal: boolean;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly durationMs: number;
    readonly seed: string;
    /** The command that repeats the run anywhere. */
    readonly command: string;
    readonly environment: string;
    readonly simulated: boolean;
    /** Component to version or digest: suite commit, system build, Node, cucumber, browser, engine ... */
    readonly versions: Readonly<Record<string, string>>;
    /** Whether DUIS and MMC documents were checked against the official schemas, as a sentence. */
    readonly schemaCheck: string;
    readonly executor: string;
    /** How many workers ran it, each with an environment of its own. */
    readonly workers: number;
    /** What went wrong with workers, and what was done about it, one sentence each. */
    readonly incidents: readonly string[];
  };
  readonly cells: readonly CellResult[];
  readonly executions: readonly ExecutionResult[];
  readonly criteria: readonly CriterionResult[];
  readonly requirements: readonly RequirementResult[];
  /** Every published refusal code, and those that were seen beside them. */
  readonly codes: readonly CodeResult[];
  /** What was not run or is not in this plan, each with its reason. */
  readonly notRun: readonly { readonly what: string; readonly why: string }[];
  /** Out of scope of Migration Testing (PH-8). */
  readonly outOfScope: readonly string[];
  readonly counts: Counts;
  readonly verdict: Verdict;
}
