/** The one way in which steps and the world expect something: what is not met becomes data, and one sentence of it. */
import { isDeepStrictEqual } from 'node:util';
import type { ServiceName } from '../../environments/environment';
import {
  asCode,
  codeGivenIn,
  subjectOf,
  UnmetExpectation,
  type FailurePlace,
  type ObservedFailure,
} from '../evidence/failure';
import { differenceOf, firstOf, inWords } from './words';

/** What is known of an expectation beside the values: where they were seen, who has to see to it, which code was due. */
export interface ExpectationContext extends Partial<Record<keyof FailurePlace, string | undefined>> {
  /** The service that is to blame if it is not met. */
  readonly party?: ServiceName | undefined;
  /** The code that is due, where the expected value is none itself. */
  readonly due?: string | undefined;
  /** The code that was given, where the observed value is none itself. */
  readonly given?: string | undefined;
  /** What is looked at in general, where the words before the value tell too much to be the same elsewhere. */
  readonly subject?: string | undefined;
  /** What the system says of it. */
  readonly said?: string | undefined;
}

let made = 0;

/** How many expectations there have been so far in this process: by it a hook knows whether a Then had any. */
export function expectationsMade(): number {
  return made;
}

/**
 * Expects a value.
 * @param what what is looked at, as a part of a sentence: `the state of the installation`
 * @throws UnmetExpectation when the two differ
 */
export function expectEqual(what: string, actual: unknown, expected: unknown, context: ExpectationContext = {}): void {
  made += 1;
  if (isDeepStrictEqual(actual, expected)) return;
  const { expected: due, observed, where, hasFields } = differenceOf(actual, expected);
  const subject = where === '' ? what : `${what} (${where})`;
  const codes = { due: asCode(expected), given: asCode(actual), ...context };
  const claim = expected === undefined ? 'to be absent' : `${hasFields ? 'to have' : 'to be'} ${due}`;
  throw unmet(`${subject} ${claim}`, observed, codes);
}

/**
 * Expects that something is there.
 * @param what as a part of a sentence: `an alert about the gas meter`
 * @returns what there is
 * @throws UnmetExpectation when there is nothing
 */
export function expectFound<T>(what: string, actual: T | undefined, context: ExpectationContext = {}): T {
  made += 1;
  if (actual !== undefined) return actual;
  throw unmet(what, 'none', context);
}

/**
 * Expects that a list is empty.
 * @param what in the singular, as a part of a sentence: `alert to be sent to Avon Supply`
 * @param actual each as a value or in words
 * @throws UnmetExpectation that shows what there is
 */
export function expectNone(what: string, actual: readonly unknown[], context: ExpectationContext = {}): void {
  made += 1;
  if (actual.length === 0) return;
  throw unmet(`no ${what}`, `${String(actual.length)}: ${firstOf(actual.map(inWords))}`, context);
}

/**
 * Expects so many of something.
 * @param what in the plural, as a part of a sentence
 * @param actual each as a value or in words
 * @throws UnmetExpectation that shows what there is
 */
export function expectCount(
  what: string,
  actual: readonly unknown[],
  count: number,
  context: ExpectationContext = {},
): void {
  made += 1;
  if (actual.length === count) return;
  const found = actual.length === 0 ? 'none' : `${String(actual.length)}: ${firstOf(actual.map(inWords))}`;
  throw unmet(`the number of ${what} to be ${String(count)}`, found, context);
}

/**
 * Expects what no value says.
 * @param expected what is claimed, as a part of a sentence: `the SIM to stay where it is`
 * @param observed what is the case if the claim does not hold
 * @throws UnmetExpectation unless the claim holds
 */
export function expectThat(
  claim: boolean,
  expected: string,
  observed: string,
  context: ExpectationContext = {},
): asserts claim {
  made += 1;
  if (!claim) throw unmet(expected, observed, context);
}

/** @throws UnmetExpectation always: what is expected is out of reach */
export function failExpectation(expected: string, observed: string, context: ExpectationContext = {}): never {
  throw unmet(expected, observed, context);
}

function unmet(expected: string, observed: string, context: ExpectationContext): UnmetExpectation {
  const { party, due, given = codeGivenIn(observed), said, message, file, device, route } = context;
  const { subject = subjectOf(expected) } = context;
  const code = known({ due, given });
  const failure: ObservedFailure = {
    subject,
    expected,
    observed,
    on: known({ message, file, device, route }),
    ...known({ said, party }),
    ...(Object.keys(code).length === 0 ? {} : { code }),
  };
  return new UnmetExpectation(failure);
}

/** What of these there is. */
function known(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
}
