import type { Transport } from '../../environments/environment';
import type {
  Cause,
  DetectionResult,
  ExecutionResult,
  KnownIssueResult,
  ProvenSolution,
  CellReference,
  RegressionDifference,
} from '../../reports/record/result-model';
import type { PoolStock } from '../../support/scope/pool-stock';
import type { Need } from '../../support/scope/needs';
import type { Cell } from '../planning/cells';
import type { Plan } from '../../support/scope/plan';
import type { Scope } from '../../support/scope/scope';

/** What is known of an environment. Plain JSON. */
export interface EnvironmentFacts {
  readonly name: string;
  readonly simulated: boolean;
  readonly capabilities: readonly Need[];
  /** What the pool of a system without a lab declares, when the run began; absent where a lab makes installations. */
  readonly stock?: readonly PoolStock[];
  /** Component to version or digest. */
  readonly versions: Readonly<Record<string, string>>;
  /** How its services can be reached at best; absent where none has been started. */
  readonly transport?: Transport;
  /** Failed health checks before and after the run, one sentence each. */
  readonly healthProblems: readonly string[];
}

/** Everything that assessment computes from. */
export interface Facts {
  readonly plan: Plan;
  readonly scope: Scope;
  /** Every cell of the run, including those that are refused or do not apply. */
  readonly cells: readonly Cell[];
  readonly environment: EnvironmentFacts;
  /** False where the run leaves out cells of the plan. */
  readonly formal: boolean;
  /** A result for every planned execution; undefined before the run. */
  readonly executions: readonly ExecutionResult[] | undefined;
  /** Available environments, other than that of the run, that the plan assigns cells to. */
  readonly assignedEnvironments: readonly string[];
  /** Environment, seed and build of each stage that was run. */
  readonly stageRuns: readonly StageRun[];
  /** What the failures come from, the most frequent first. */
  readonly causes: readonly Cause[];
  /** Executions of first regression sets, compared with those of second sets. */
  readonly pairs: readonly ComparedPair[];
  /** The state of each row of the ledger. */
  readonly knownIssues: readonly KnownIssueResult[];
  /** What searches for weak places have found, as the run was given it; absent where it was given nothing. */
  readonly detection?: readonly DetectionResult[];
  /** By what the migration solution is proven; absent where the run proves it itself. */
  readonly proven?: ProvenSolution;
}

/** Environment, seed and build of a stage: the same in every cell of one environment. */
export interface StageRun {
  readonly stage: string;
  readonly environment: string;
  readonly seed: string;
  /** How calls reached the services; absent in records older than version 0.2. */
  readonly transport?: Transport;
  /** Component to digest: what identifies the build. */
  readonly build: Readonly<Record<string, string>>;
  /** Why it was not entered; absent where it was. */
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
