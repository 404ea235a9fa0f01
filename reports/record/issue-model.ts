import type { KnownIssue } from '../../support/scope/known-issues';
import type { SeverityLevel } from '../../support/scope/severity';
import type { CellReference, ExecutionResult } from './execution-model';

export { SEVERITY_LEVELS, type SeverityLevel } from '../../support/scope/severity';
export type { ManualEvidence } from '../../support/scope/manual-evidence';
export type { Waiver } from '../../support/scope/waivers';

/** A row of the known-issue ledger, and what this run says of it. */
export interface KnownIssueResult extends KnownIssue {
  /**
   * `open`: it fails as recorded and in time; `expired`: its date has passed; `changed`: the scenario fails otherwise;
   * `stale`: it fails no longer; `not run`: this run has no such execution. Only `open` and `not run` are in order.
   */
  readonly state: 'open' | 'expired' | 'changed' | 'stale' | 'not run';
  /** What the state rests on, in a sentence. */
  readonly note: string;
  /** Executions that it covers. */
  readonly executions: readonly (Pick<ExecutionResult, 'id' | 'stage'> & CellReference)[];
  /** Whether it is part of the Work-Off Plan: open, and of a severity that the plan lets stay open. */
  readonly inWorkOffPlan: boolean;
}

/** What is open by severity. */
export interface OpenIssues {
  readonly level: SeverityLevel;
  /** Known issues that are open. */
  readonly known: number;
  /** Scenarios that failed and are not covered by an open known issue. */
  readonly unknown: number;
}
