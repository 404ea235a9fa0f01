/** Makes whatever a step or hook throws data. */
import { failureOfText, UnmetExpectation, type ObservedFailure } from '../evidence/failure';
import { UnreadableXml } from '../interfaces/xml';
import { NotRunHereError, UnusableEnvironmentError } from '../roles';

/** Lines of a stack that name a file of the suite. */
const OWN_LINE = /\b(?:steps|support)\/[\w/.-]+\.ts:\d+/;

/** What was thrown, as a failure. */
export function failureOf(error: unknown): ObservedFailure {
  if (error instanceof UnmetExpectation) return error.failure;
  if (error instanceof UnusableEnvironmentError) {
    const observed = `that it cannot be used: ${error.message}`;
    return { subject: 'the environment', expected: 'the environment to be usable', observed, on: {} };
  }
  if (error instanceof NotRunHereError) {
    const expected = 'the environment to show what the step asks for';
    return { subject: 'the environment', expected, observed: error.message, on: {} };
  }
  if (error instanceof UnreadableXml) {
    return { ...failureOfText(error.message), expected: 'a document that can be read', observed: error.message };
  }
  // An error that nobody wrote a sentence for speaks of code, and not of the system.
  if (error instanceof Error && error.constructor !== Error) {
    const place = OWN_LINE.exec(error.stack ?? '')?.[0] ?? 'the suite';
    return { ...failureOfText(''), observed: `a programming error in ${place}`, said: error.message };
  }
  return failureOfText(error instanceof Error ? error.message : String(error));
}
