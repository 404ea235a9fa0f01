import type {
  ExecutionResult,
  KnownIssueResult,
  CellReference,
  RegressionDifference,
} from '../../reports/record/result-model';
import type { Need } from '../planning/features/tags';
import type { Cell } from '../planning/cells';
import type { Plan } from '../../support/scope/plan';
import type { Scope } from '../../support/scope/scope';

/** What is known of the environment of a run, for the criteria. */
export interface EnvironmentFacts {
  readonly name: string;
  readonly simulated: boolean;
  readonly capabilities: readonly Need[];
  /** Component to version or digest. */
  readonly versions: Readonly<Record<string, string>>;
  /** What was found ill in it, before or after the run, one sentence each; empty for a healthy one. */
  readonly illnesses: readonly string[];
}

/** Everything the gate decides from. */
export interface Facts {
  readonly plan: Plan;
  readonly scope: Scope;
  /** Every cell of the run, those that are refused or that do not apply among them. */
  readonly cells: readonly Cell[];
  readonly environment: EnvironmentFacts;
  /** False where the run leaves out cells of the plan. */
  readonly formal: boolean;
  /** Results of every execution the run owed; undefined as long as nothing was started. */
  readonly executions: readonly ExecutionResult[] | undefined;
  /** Environments beside that of the run that cells which the plan assigns to them ran on. */
  readonly places: readonly string[];
  /** What the stages ran on; none of a stage that was not run. */
  readonly stageRuns: readonly StageRun[];
  /** The executions of first sets against their counterparts of second sets. */
  readonly pairs: readonly ComparedPair[];
  /** What the executions say of each row of the ledger. */
  readonly knownIssues: readonly KnownIssueResult[];
}

/** What a stage ran on, the same in every cell of one environment. */
export interface StageRun {
  readonly stage: string;
  readonly environment: string;
  readonly seed: string;
  /** Component to digest: what identifies the build. */
  readonly build: Readonly<Record<string, string>>;
  /** Why it was not entered after all; absent where it was. */
  readonly refused?: string;
}

/** One execution of set 1 against its counterpart of set 2. */
export interface ComparedPair extends CellReference {
  /** The test stage that the sets close. */
  readonly closes: string;
  readonly citedBy: readonly CellReference[];
  readonly sameOutcome: boolean;
  readonly sameTranscript: boolean;
  /** Messages of set 1. */
  readonly messages: number;
  readonly differences: readonly RegressionDifference[];
}
