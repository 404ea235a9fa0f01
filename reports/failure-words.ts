/** How reports say failures and their causes: from the record's data alone. */
import { placeInWords, failureSentence } from '../support/evidence/failure';
import { partyName } from '../support/evidence/party-names';
import type { Cause, ExecutionResult, Failure, StepResult } from './record/result-model';

/** The step or hook that failed, or that kept the execution from being one; undefined where everything passed. */
export function failingStep({ steps }: ExecutionResult): StepResult | undefined {
  return steps.find(({ status }) => status !== 'passed' && status !== 'skipped');
}

/** The term of what went otherwise first. */
export const FIRST_DIFFERENCE = 'First difference';

/** What is known of a failure beside its sentence: term and text, in the order in which they are read. */
export function failureFacts({ party, on, code, firstDifference }: Failure): (readonly [term: string, text: string])[] {
  const facts: (readonly [string, string | undefined])[] = [
    ['Party', party === undefined ? undefined : partyName(party)],
    ['Seen on', placeInWords(on)],
    ['Code due', code?.due],
    ['Code given', code?.given],
    [FIRST_DIFFERENCE, firstDifference],
  ];
  return facts.flatMap(([term, text]) => (text === undefined || text === '' ? [] : [[term, text] as const]));
}

/** Why an execution is not passed, in one sentence; undefined where nobody has said. */
export function whyNotPassed({ failure, reason }: ExecutionResult): string | undefined {
  return failure === undefined ? reason : failureSentence(failure);
}

/** The cause of an execution's failure; undefined where it has none. */
export function causeOf({ failure }: ExecutionResult, causes: readonly Cause[]): Cause | undefined {
  return causes.find(({ id }) => id === failure?.cause);
}

/** The scenarios of a cause, each once, up to so many. */
export function scenariosOf({ executions }: Cause, most: number): string {
  const ids = [...new Set(executions.map(({ id }) => id))];
  const more = ids.length - most;
  return more > 0 ? `${ids.slice(0, most).join(', ')} and ${more} more` : ids.join(', ');
}
