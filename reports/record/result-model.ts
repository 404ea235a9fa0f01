/**
 * The record of a run. Everything that is read afterwards (Allure, the documents for TAG, JUnit) is derived from this
 * model and from nothing else. Published as JSON in `result.json`; its schema is `reports/record/result.schema.json`.
 */
import type { CellReference, Counts, ExecutionResult } from './execution-model';
import type { DetectionResult } from './detection-model';
import type { Cause } from './failure-model';
import type { KnownIssueResult, ManualEvidence, OpenIssues, SeverityLevel, Waiver } from './issue-model';
import type { ProvenSolution } from './proven-model';
import type { SincePreviousRun } from './since-model';
import type { Stability } from './stability-model';
import type { EpclRecommendation, RegressionComparison, RUN_VERDICTS, StageResult } from './stage-model';

export * from './detection-model';
export * from './execution-model';
export * from './failure-model';
export * from './issue-model';
export * from './proven-model';
export * from './since-model';
export * from './stability-model';
export * from './stage-model';

/** Stands in the command of a run for a folder that every machine has elsewhere. */
export const SCHEMAS_PLACEHOLDER = 'SCHEMAS';

/** Version of the model; raised whenever a reader would have to change. */
export const RESULT_MODEL_VERSION = 6;

/**
 * Verdict on a criterion. `met with work-off plan`: met as far as the plan allows open issues, each of which stands in the
 * Work-Off Plan.
 */
type CriterionVerdict = 'met' | 'met with work-off plan' | 'not met' | 'not demonstrated' | 'not in this plan';

/** One entry or exit criterion, computed. */
export interface CriterionResult {
  readonly id: string;
  readonly kind: 'entry' | 'exit';
  /** Of an entry criterion: the stage that it guards; absent where it guards the whole cell. */
  readonly stage?: string;
  readonly text: string;
  readonly source: string;
  readonly threshold: string;
  readonly measured: string;
  readonly verdict: CriterionVerdict;
  /** Evidence or reason in a sentence. */
  readonly note: string;
  /** Waivers by which it does not stand in the way although it is not met; most have none. */
  readonly waivers: readonly Waiver[];
}

/** Coverage of one requirement of the register by this run. */
export interface RequirementResult {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly shownBy: readonly string[];
  /** What it would mean for consumers if it were not met, a sentence. */
  readonly effect: string;
  /** How bad that would be, 1 the worst. */
  readonly severity: SeverityLevel;
  /** Whether this plan sets out to show it. */
  readonly inPlan: boolean;
  /** Why it is not in the plan; present when `inPlan` is false. */
  readonly reason?: string;
  /** Ids of executions that trace to it, by outcome group. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Stages that show it by having been passed, where the plan wants it shown by stages. */
  readonly stages: readonly string[];
  /** Documents of the run that show it, where the plan wants it shown by documents. */
  readonly documents: readonly string[];
  /** Test Phases of the run in which it does not apply, with the reason; most have none. */
  readonly notIn: readonly { readonly phase: string; readonly why: string }[];
  /** Over all cells: shown where every cell shows it that it applies to. */
  readonly verdict: 'shown' | 'failed' | 'gap' | 'does not apply' | 'not in this plan';
}

/** One criterion in one cell; its words are those of the criterion of the same id. */
export type CellCriterion = Pick<CriterionResult, 'id' | 'threshold' | 'measured' | 'verdict' | 'note' | 'waivers'>;

/** One cell of the run: what was judged of one DMC in one Test Phase. */
export interface CellResult {
  readonly dmc: DmcIdentity;
  readonly phase: string;
  /** Every stage of the plan that belongs to the Test Phase, entry and exit among them. */
  readonly stages: readonly StageResult[];
  /** The regressions that close its test stages; none in a plan without them. */
  readonly regressions: readonly RegressionComparison[];
  readonly recommendation: EpclRecommendation;
  /**
   * `refused`: an entry criterion is not met, so that nothing was run for it; `does not apply`: the DMC has no such
   * Test Phase; the others as for the whole run.
   */
  readonly verdict: Verdict['result'] | 'refused' | 'does not apply';
  /** Why it was refused, does not apply, is not met or incomplete, or what is left open; absent where it is met. */
  readonly reason?: string;
  /** The criteria that are judged cell by cell. */
  readonly criteria: readonly CellCriterion[];
  /** The requirements of the plan. */
  readonly requirements: readonly Pick<RequirementResult, 'id' | 'verdict'>[];
  /** Executions that stand for the cell: its own, and `cited` ones that ran in another cell. */
  readonly counts: Counts & { readonly cited: number };
}

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

/** What a release declares not to use, and what therefore was not tested. */
export interface Omission {
  readonly release: string;
  readonly function: string;
  /** The reason that the release gives, a sentence. */
  readonly reason: string;
  /** Scenarios that do not apply to its combinations for it. */
  readonly scenarios: readonly string[];
}

/** Whether what was planned is what was executed. */
export interface PlannedSet {
  /** Executions that the plan and the profiles of the combinations call for, and that stages entered owed. */
  readonly planned: number;
  readonly executed: number;
  /** Planned, and without a result that proves anything: `ST-B4-03 IOC-01 Active Migration ST`. */
  readonly missing: readonly string[];
  /** Scenarios that lie in folders of the plan and that no stage selects. */
  readonly notSelected: readonly string[];
  readonly same: boolean;
  /** One sentence for TAG. */
  readonly statement: string;
}

/** An environment, the cells that the plan assigns to it, and what came from there. */
export interface EnvironmentEvidence {
  readonly environment: string;
  /** Cells that the plan assigns to it; none for the environment of the rest. */
  readonly assigned: readonly CellReference[];
  /** Executions whose evidence comes from it. */
  readonly executions: number;
  /** Whether everything assigned to it came from it. */
  readonly demonstrated: boolean;
  readonly note: string;
}

/** A combination over its Test Phases. */
export interface DmcResult {
  readonly dmc: string;
  readonly release: string;
  readonly recommendation: EpclRecommendation;
}

/** Verdict of the whole run; decides the exit code. */
export interface Verdict {
  readonly result: (typeof RUN_VERDICTS)[number];
  /** One sentence for TAG. */
  readonly sentence: string;
  /** 0 all criteria of the plan met, be it with a Work-Off Plan; 1 not met; 2 could not run or incomplete. */
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
    /** Where results were taken over from: runs that were interrupted, or of which only failures were run again. */
    readonly continues: readonly { readonly run: string; readonly executions: number; readonly how: string }[];
    /** The shares that it was put together from, each run by a machine of its own; absent where one command ran it all. */
    readonly shares?: readonly {
      readonly run: string;
      readonly number: number;
      readonly of: number;
      /** Results that it brought. */
      readonly executions: number;
      readonly executor: string;
    }[];
    /** Of Device Model Combination Testing: by what the migration solution of the release is proven. */
    readonly proven?: ProvenSolution;
  };
  readonly cells: readonly CellResult[];
  /** Each combination of the run. */
  readonly dmcs: readonly DmcResult[];
  readonly executions: readonly ExecutionResult[];
  /** What the failures come from, the most frequent first. */
  readonly causes: readonly Cause[];
  readonly criteria: readonly CriterionResult[];
  readonly requirements: readonly RequirementResult[];
  /** Every published refusal code, and those that were seen beside them. */
  readonly codes: readonly CodeResult[];
  /** Every row of the ledger. */
  readonly knownIssues: readonly KnownIssueResult[];
  readonly openIssues: readonly OpenIssues[];
  /** Waivers of the plan, those that this run does not need among them. */
  readonly waivers: readonly Waiver[];
  /** What was tested by hand, on whatever build: it stands beside the results and is counted in none of them. */
  readonly manualEvidence: readonly ManualEvidence[];
  readonly omissions: readonly Omission[];
  readonly plannedSet: PlannedSet;
  readonly environments: readonly EnvironmentEvidence[];
  /** What was not run or is not in this plan, each with its reason. */
  readonly notRun: readonly { readonly what: string; readonly why: string }[];
  /** Out of scope of Migration Testing (PH-8). */
  readonly outOfScope: readonly string[];
  readonly counts: Counts;
  readonly verdict: Verdict;
  /** What is otherwise than in the run of the same plan before it; absent where none was known when it ended. */
  readonly since?: SincePreviousRun;
  /** How its tests came out before on the same build and version of the suite; absent where no such run was known when it ended. */
  readonly stability?: Stability;
  /** What searches for weak places of suite and system have found, held against this build; absent where the run was given none. */
  readonly detection?: readonly DetectionResult[];
}
