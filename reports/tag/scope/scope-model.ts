/** What a plan sets out to test, before anything has run: what Depth and Breadth and Regression Scope are written from. */
import type { DmctExchange } from '../../../support/scope/dmct-subset';
import type { CellReference, DetectionResult, DmcIdentity, ExecutionResult } from '../../record/result-model';

/** One scenario (or row of an outline) of the project, and what the plan does with it. */
export interface ScopedScenario {
  readonly id: string;
  readonly title: string;
  readonly feature: string;
  readonly featurePath: string;
  /** The rows of an outline share it, so that it counts once among the scenarios. */
  readonly scenarioLine: number;
  readonly rule?: string;
  readonly area: string;
  readonly axis: ExecutionResult['axis'];
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly severity: ExecutionResult['severity'];
  /** Refusal codes that its title and steps expect. */
  readonly refusals: readonly string[];
  /** What it needs of the environment, in words. */
  readonly needs: readonly string[];
  /** Whether it belongs to the functional end-of-cycle regression. */
  readonly regression: boolean;
  /** Where it runs, and which further cells each of these executions stands for. */
  readonly runs: readonly ScopedExecution[];
  /** Where it does not apply, and why. */
  readonly asides: readonly (CellReference & { readonly stage: string; readonly reason: string })[];
}

/** One planned execution. */
export interface ScopedExecution extends CellReference {
  readonly stage: string;
  readonly citedBy: readonly CellReference[];
}

/** One combination as the catalogue declares it. */
export interface ScopedCombination {
  readonly dmc: DmcIdentity;
  /** Its standing in System Integration Testing (SIT), in words. */
  readonly sit: string;
  /** How its devices deviate, in words that follow "has". */
  readonly deviations: readonly string[];
  /** What its release does not plan to use, with the reason. */
  readonly notUsed: readonly { readonly what: string; readonly reason: string }[];
  /** Service requests that its devices do not have, with the code of the refusal. */
  readonly lacks: readonly { readonly variant: string; readonly deviceType: string; readonly refusedWith: string }[];
}

/** A requirement of the register as the plan takes it. */
export interface ScopedRequirement {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  /** The ways in which scenarios are to show it; none where it is not in the plan, or stages alone show it. */
  readonly ways: readonly ('positive' | 'negative')[];
  /** The stages that show it by being passed. */
  readonly stages: readonly string[];
  /** The documents that show it by being written. */
  readonly documents: readonly string[];
  /** Why it is not in the plan; absent where it is. */
  readonly reason?: string;
  readonly notIn: readonly { readonly phase: string; readonly why: string }[];
  /** Combinations whose release does not use the function that it is about. */
  readonly notFor: readonly string[];
}

/** A service request of the scope. */
interface ScopedServiceRequest {
  readonly variant: string;
  readonly name: string;
  /** Types of device it is sent to; `DCC` for a request to the DCC itself. */
  readonly devices: readonly string[];
  /** Roles that may send it, as DUIS abbreviates them. */
  readonly roles: readonly string[];
  /** Functions without which devices of a type refuse it, in words that follow "has", and the combinations that have them. */
  readonly functions: readonly ScopedFunction[];
}

/** A function that few device models have. */
interface ScopedFunction {
  readonly deviceType: string;
  readonly what: string;
  readonly dmcs: readonly string[];
}

/** A comment of TAG and what became of it. */
export interface CommentOfTag {
  readonly id: string;
  readonly document: 'depth-and-breadth' | 'regression-scope';
  readonly release: string;
  readonly date: string;
  readonly role: string;
  readonly comment: string;
  readonly response: string;
  readonly state: 'open' | 'closed' | 'referred';
  readonly referredOn: string;
  readonly decision: string;
}

/** A version of a document that was issued for a release. */
export interface DocumentVersion {
  readonly document: CommentOfTag['document'];
  readonly release: string;
  readonly version: string;
  readonly date: string;
  /** Role of who issued it. */
  readonly role: string;
  readonly change: string;
  /** Beginning of the digest of the scope that it was issued with; empty where it was not noted. */
  readonly scope: string;
}

/** A published check: the refusal code with which a party says that something is wrong. */
export interface ScopedCheck {
  readonly code: string;
  /** Service that makes it. */
  readonly party: string;
  readonly level: string;
  readonly meaning: string;
  /** Why no scenario provokes it; absent where one is to. */
  readonly exception?: string;
}

/** A published rule that can be broken on purpose, to see which scenarios notice. */
interface ScopedDefect {
  readonly id: string;
  readonly requirement: string;
}

/** A stage of the plan. */
interface ScopedStage {
  readonly name: string;
  readonly kind: 'test' | 'regression-set' | 'full-regression';
  readonly folders: readonly string[];
  /** Tag expression that narrows the folders; empty for everything in them. */
  readonly tags: string;
  /** Test Phases that it belongs to; none where it belongs to all. */
  readonly phases: readonly string[];
}

/** What a plan sets out to test. */
export interface ScopeOfTesting {
  readonly plan: { readonly id: string; readonly title: string; readonly claim: string };
  /** The version of the suite that the scenarios belong to. */
  readonly suite: string;
  /** False where cells of the plan were left out by hand. */
  readonly formal: boolean;
  readonly stages: readonly ScopedStage[];
  readonly cells: readonly (CellReference & { readonly withoutPhase?: string })[];
  readonly combinations: readonly ScopedCombination[];
  /** Combinations that may not enter a Test Phase, and testing that is not in the plan. */
  readonly notInPlan: readonly { readonly what: string; readonly why: string }[];
  readonly outOfScope: readonly string[];
  readonly requirements: readonly ScopedRequirement[];
  /** Every scenario of the project. */
  readonly scenarios: readonly ScopedScenario[];
  readonly serviceRequests: readonly ScopedServiceRequest[];
  readonly checks: readonly ScopedCheck[];
  readonly defects: readonly ScopedDefect[];
  /** What searches for weak places of the suite have found, as the run has it; absent where there is none. */
  readonly detection?: readonly DetectionResult[];
  readonly comments: readonly CommentOfTag[];
  /** In the order in which they were issued. */
  readonly versions: readonly DocumentVersion[];
  /** What Device Model Combination Testing exchanges with a combination. */
  readonly subset: readonly Omit<DmctExchange, 'line'>[];
}

/** Folder of the full system regression. */
const FULL_SYSTEM_REGRESSION = 'features/full-system-regression/';

/** Whether a scenario belongs to the full system regression. */
export function isFullSystem({ featurePath }: ScopedScenario): boolean {
  return featurePath.startsWith(FULL_SYSTEM_REGRESSION);
}

/** Scenarios that the plan runs somewhere, or that it says do not apply. */
export function inPlan({ scenarios }: ScopeOfTesting): readonly ScopedScenario[] {
  return scenarios.filter(({ runs, asides }) => runs.length + asides.length > 0);
}

/** Whether a run is evidence of a cell: it happens there, or the cell cites it. */
export function countsIn(run: ScopedExecution, dmc: string, phase: string): boolean {
  const isCell = (cell: CellReference): boolean => cell.dmc === dmc && cell.phase === phase;
  return isCell(run) || run.citedBy.some(isCell);
}

/** Executions of Migration ST and DMRT stand apart from those of the regressions. */
export function isRegression({ stages }: ScopeOfTesting, { stage }: ScopedExecution): boolean {
  return stages.some(({ name, kind }) => name === stage && kind !== 'test');
}
