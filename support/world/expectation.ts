import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';

/**
 * The one way in which steps expect something. A tester reads the message: what was expected, what came, and where.
 */

/** @throws AssertionError when the two differ. @param what what is looked at. @param where the file or message it stands on */
export function expectEqual(what: string, actual: unknown, expected: unknown, where?: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw failure(`${what}: expected ${show(expected)}, came ${show(actual)}${reference(where)}.`, actual, expected);
}

/** @throws AssertionError when there is nothing. @returns what there is */
export function expectFound<T>(what: string, actual: T | undefined, where?: string): T {
  if (actual !== undefined) return actual;
  throw failure(`${what}: expected, but there is none${reference(where)}.`, undefined, what);
}

/** @throws AssertionError when the list is not empty */
export function expectNone(what: string, actual: readonly unknown[], where?: string): void {
  if (actual.length === 0) return;
  const shown = actual.map(show).join(', ');
  throw failure(`${what}: expected none, came ${String(actual.length)} (${shown})${reference(where)}.`, actual, []);
}

/** @throws AssertionError unless the claim holds. @param otherwise what is the case instead, in a sentence */
export function expectThat(claim: boolean, otherwise: string, where?: string): void {
  if (claim) return;
  throw failure(`${otherwise.replace(/\.$/, '')}${reference(where)}.`, false, true);
}

function failure(message: string, actual: unknown, expected: unknown): AssertionError {
  return new AssertionError({ message, actual, expected, operator: 'expected' });
}

function reference(where: string | undefined): string {
  return where === undefined ? '' : ` (${where})`;
}

/** A value as it is said in a sentence. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}
