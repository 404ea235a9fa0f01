import type { ExecutionResult, Failure } from '../../reports/record/result-model';

/** A code by which a service refuses something. */
export interface Refusal {
  readonly code: string;
  /** Service that gives it, by its technical name. */
  readonly party: string;
  /** What it refuses: a whole file, one installation, one device of it, or a service request. */
  readonly level: 'file' | 'record' | 'device' | 'request';
  /** The fault that it stands for, as a clause. */
  readonly meaning: string;
}

/** What went otherwise first in an execution: the same in executions that failed for the same reason. */
export type FirstDifference =
  /** A refusal that was due and never given. */
  | { readonly kind: 'missing'; readonly refusal: Refusal }
  /** A refusal that was given when it was due, and that others did not heed or pass on: by whom, where it is known. */
  | { readonly kind: 'unheeded'; readonly refusal: Refusal; readonly by: string | undefined }
  /** A refusal that was given without being due. */
  | { readonly kind: 'undue'; readonly refusal: Refusal }
  /** Neither: the expectation itself, by the party that did not meet it and what was looked at. */
  | { readonly kind: 'unmet'; readonly party: string | undefined; readonly subject: string };

/** A failed execution with what went otherwise first. */
export interface ExplainedExecution {
  readonly execution: ExecutionResult & { readonly failure: Failure };
  readonly difference: FirstDifference;
  /** Words of the scenario by which it belongs to a larger group of failures with another first difference. */
  readonly condition?: string;
}
