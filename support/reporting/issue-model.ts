import type { CellReference, ExecutionResult } from './execution-model';

/** An approved departure from a criterion. It does not change what was measured, and shows wherever the criterion does. */
export interface Waiver {
  readonly criterion: string;
  /** Absent where it holds for every combination, or every Test Phase. */
  readonly dmc?: string;
  readonly phase?: string;
  /** Role of who approved it, never a name. */
  readonly approver: string;
  readonly reason: string;
  /** Date of the approval, `2026-11-24`. */
  readonly date: string;
  /** The document that records it. */
  readonly reference: string;
}

/** Levels of a failure, 1 the worst: those of the severities of scenarios in their order. */
export const SEVERITY_LEVELS = [1, 2, 3, 4, 5] as const;
export type SeverityLevel = (typeof SEVERITY_LEVELS)[number];

/** A row of the known-issue ledger, and what this run says of it. */
export interface KnownIssueResult {
  readonly id: string;
  readonly title: string;
  readonly severity: SeverityLevel;
  /** Scenario or row, and the combinations that it concerns; none stands for all. */
  readonly scenario: string;
  readonly dmcs: readonly string[];
  readonly fingerprint: string;
  readonly requirement: string;
  readonly workaround: string;
  readonly ownerRole: string;
  readonly fixRelease: string;
  /** Date on which it was recorded, `2026-11-24`: its age counts from then. */
  readonly openedOn: string;
  /** Date by which it is to be mended, `2026-12-01`. */
  readonly targetDate: string;
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
