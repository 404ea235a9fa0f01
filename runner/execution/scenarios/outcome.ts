import { failureSentence } from '../../../support/evidence/failure';
import type { ObservedFailure, Outcome, StepStatus } from '../../../reports/record/result-model';

/** What the outcome of an execution rests on. */
export interface ObservedStep {
  readonly text: string;
  readonly status: StepStatus;
  /** Where it belongs: to the scenario, before it, or after it (hooks). */
  readonly place: 'before' | 'scenario' | 'after';
  readonly failure?: ObservedFailure;
  /** Name of the error class that was thrown. */
  readonly errorType?: string;
}

/** The outcome of an execution, and why it is not passed. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: string;
  /** Present where a step or hook failed. */
  readonly failure?: ObservedFailure;
}

/** The error class by which a hook says that the environment, and not the system's behaviour, is at fault. */
const UNUSABLE_ENVIRONMENT = 'UnusableEnvironmentError';
/** The error class by which a step says that the environment cannot show what it asks for. */
const NOT_RUN_HERE = 'NotRunHereError';
/** The error class by which a hook says that a Then has compared nothing. */
const NOTHING_PROVED = 'NothingProvedError';

/**
 * The outcome of an execution from its steps and hooks. The worst status wins, and nothing but a scenario whose every
 * step ran and passed is passed: cucumber itself would let undefined, ambiguous, pending and skipped steps, or a
 * failure after the last step, go by.
 * @param steps every step and hook of the only attempt, in order
 */
export function judge(steps: readonly ObservedStep[]): Verdict {
  // Whatever failed beside it says nothing about the system.
  const ill = steps.find(({ place, errorType }) => place !== 'scenario' && errorType === UNUSABLE_ENVIRONMENT);
  if (ill !== undefined) return { outcome: 'blocked', reason: describe(ill), ...failureIn(ill) };
  const failed = steps.find(({ status }) => status === 'failed');
  if (failed?.errorType === NOT_RUN_HERE) {
    return { outcome: 'not-run-here', reason: `${failed.text}: ${failed.failure?.observed ?? ''}` };
  }
  if (failed?.errorType === NOTHING_PROVED) {
    const reason = `${failed.text}: what it looks at was empty, so that it compared nothing and proves nothing.`;
    return { outcome: 'incomplete', reason };
  }
  if (failed !== undefined) {
    return { outcome: 'failed', reason: describe(failed), ...failureIn(failed) };
  }
  const REASONS: Partial<Record<StepStatus, string>> = {
    ambiguous: 'more than one step definition fits this step',
    undefined: 'no step definition fits this step',
    pending: 'the step is not written yet',
    skipped: 'the step skipped the rest of the test',
  };
  for (const status of ['ambiguous', 'undefined', 'pending', 'skipped'] as const) {
    const step = steps.find((candidate) => candidate.status === status);
    if (step !== undefined) return { outcome: 'incomplete', reason: `${step.text}: ${REASONS[status] ?? status}.` };
  }
  if (!steps.some(({ place }) => place === 'scenario')) {
    return { outcome: 'incomplete', reason: 'The test has no steps.' };
  }
  return { outcome: 'passed' };
}

function failureIn({ failure }: ObservedStep): Pick<Verdict, 'failure'> {
  return failure === undefined ? {} : { failure };
}

/** A table of the step is left out: what came of it stands on the first line, which is all that some print. */
function describe({ text, failure }: ObservedStep): string {
  const [step = ''] = text.split('\n');
  return failure === undefined ? step : `${step}: ${failureSentence(failure)}`;
}
