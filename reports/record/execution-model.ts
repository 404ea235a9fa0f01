import type { ServiceRequestSeen } from '../../support/evidence/service-requests';
import type { Failure } from './failure-model';

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

/** One execution: a scenario (or a row of an outline) in one stage of a cell. Identity: id, row, dmc, phase, stage. */
export interface ExecutionResult {
  /** Locked id of the scenario, e.g. `ST-B4-03`; rows of an outline carry their own. */
  readonly id: string;
  readonly title: string;
  /** Feature name and path relative to the project. */
  readonly feature: string;
  readonly featurePath: string;
  readonly line: number;
  /** Line of the scenario or outline: the rows of an outline share it, so that it counts once among the scenarios. */
  readonly scenarioLine: number;
  readonly rule?: string;
  /** Folder-derived area, e.g. `Migration ST / Device checking`. */
  readonly area: string;
  /** Name of the stage: set 1 and set 2 of a regression are stages of their own. */
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
  /** Where the evidence comes from. */
  readonly environment: string;
  readonly seed: string;
  /** Number of the worker that ran it, from 1; absent of what never ran, and in records of earlier versions. */
  readonly worker?: number;
  readonly outcome: Outcome;
  /** Why it does not apply, was not run here, is blocked or incomplete; or the failing step and its message. */
  readonly reason?: string;
  /** Why it failed, or is blocked, as data; absent of every other outcome. */
  readonly failure?: Failure;
  /** Of a failure: what tells it from other failures of the same scenario, whatever the identifiers; `2-` and 12 hex digits. */
  readonly fingerprint?: string;
  /** Id of the known issue that it is, or that it would be if it failed as recorded or in time. */
  readonly knownIssue?: string;
  /** Digest of its normalised transcript, and how many messages and answers that holds; absent where the services' messages cannot be had. */
  readonly transcript?: { readonly digest: string; readonly messages: number };
  /**
   * Where not all standing checks could be made, the names of those that were: what passed then has passed, observed from outside.
   */
  readonly standingChecks?: readonly string[];
  /** Wall-clock start (ISO 8601) and duration. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Refusals that services were seen to give: in messages between them, in files, in answers. */
  readonly codes: readonly { readonly code: string; readonly by: string }[];
  /** Of scenarios that send service requests one after the other: what was expected of each, and what came. */
  readonly serviceRequests?: readonly ServiceRequestSeen[];
  readonly steps: readonly StepResult[];
  /** Evidence of the execution as a whole: transcript, audit trail, trace. */
  readonly evidence: readonly Evidence[];
  /** Command that repeats this one execution. */
  readonly reproduce: string;
}

/** How many executions have each outcome. */
export type Counts = Readonly<Record<Outcome, number>> & {
  /** Executions that apply. */
  readonly planned: number;
  /** Executions that ran to an end. */
  readonly executed: number;
};
