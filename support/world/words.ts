/** Says values and the differences between them in words. */
import { isDeepStrictEqual } from 'node:util';

/** Entries of a list that are named; of longer ones only those that do not fit. */
const MOST_NAMED = 6;

/** A value in words; units and identifiers stay as they are. */
export function inWords(value: unknown): string {
  if (isLacking(value)) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return textInWords(value);
  if (value instanceof Date) return instantInWords(value.toISOString());
  if (isList(value)) return value.length === 0 ? 'none' : listInWords(value.map(partInWords));
  if (isRecord(value)) return fieldsInWords(value, Object.keys(value));
  return 'something that cannot be shown';
}

/** `A`, `A and B`, `A, B and C`. */
export function listInWords(parts: readonly string[]): string {
  const [last = '', ...others] = [...parts].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** Of many, the first few, and how many more there are. */
export function firstOf(parts: readonly string[]): string {
  const more = parts.length - MOST_NAMED;
  return more > 0 ? `${parts.slice(0, MOST_NAMED).join('; ')}; and ${String(more)} more` : parts.join('; ');
}

/** What was expected and what was there, in words. */
export interface Difference {
  readonly expected: string;
  readonly observed: string;
  /** Whether these are fields with their values, and not one value. */
  readonly hasFields: boolean;
  /** Where in a nested value they differ, e.g. `entry 2, devices, entry 1, firmware`; empty for the whole. */
  readonly where: string;
}

/** Says how two values differ: of lists which entry does not fit, of nested values where they part. */
export function differenceOf(actual: unknown, expected: unknown): Difference {
  if (isList(actual) && isList(expected)) return differenceOfLists(actual, expected);
  if (isRecord(actual) && isRecord(expected)) return differenceOfRecords(actual, expected);
  return { expected: inWords(expected), observed: inWords(actual), hasFields: isRecord(expected), where: '' };
}

function differenceOfRecords(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): Difference {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  const [first = '', ...others] = names.filter((name) => !isDeepStrictEqual(actual[name], expected[name]));
  const nested = isNested(actual[first]) && isNested(expected[first]);
  if (nested) return inside(fieldName(first), differenceOf(actual[first], expected[first]));
  const shown = names.length <= MOST_NAMED ? names : [first, ...others];
  return {
    expected: fieldsInWords(expected, shown),
    observed: fieldsInWords(actual, shown),
    hasFields: true,
    where: '',
  };
}

function differenceOfLists(actual: readonly unknown[], expected: readonly unknown[]): Difference {
  if (actual.length === expected.length && expected.some(isNested)) {
    const at = actual.findIndex((one, index) => !isDeepStrictEqual(one, expected[index]));
    return inside(`entry ${String(at + 1)}`, differenceOf(actual[at], expected[at]));
  }
  const [found, due] = [actual.map(partInWords), expected.map(partInWords)];
  // One entry alone needs no mark.
  const marked =
    found.length === 0 || (found.length === 1 && due.length === 1)
      ? ''
      : marks(without(due, found), without(found, due));
  return { expected: entriesInWords(due), observed: `${entriesInWords(found)}${marked}`, hasFields: false, where: '' };
}

/** Says which entries do not fit. */
function marks(lacking: readonly string[], odd: readonly string[]): string {
  if (lacking.length === 0 && odd.length === 0) return ', in another order';
  const [isOdd, isLacking] = [firstOf(odd), firstOf(lacking)];
  if (odd.length === 0) return `; lacking: ${isLacking}`;
  return lacking.length === 0 ? `; too many: ${isOdd}` : `; in place of ${isLacking}: ${isOdd}`;
}

function entriesInWords(parts: readonly string[]): string {
  if (parts.length === 0) return 'none';
  return parts.length > MOST_NAMED ? `${String(parts.length)} entries` : listInWords(parts);
}

/** What one list has more often than the other. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const open = [...other];
  return list.filter((one) => {
    const at = open.indexOf(one);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
}

function inside(place: string, difference: Difference): Difference {
  return { ...difference, where: [place, difference.where].filter((one) => one !== '').join(', ') };
}

function fieldsInWords(value: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  const fields = names.map(
    (name) => `${fieldName(name)} ${isLacking(value[name]) ? 'not given' : partInWords(value[name])}`,
  );
  return fields.join(', ') || 'none';
}

function isLacking(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** A value as a part of another one. */
function partInWords(value: unknown): string {
  return isNested(value) ? `(${inWords(value)})` : inWords(value);
}

/** `nextAttemptOn` as people say it: `next attempt on`. */
function fieldName(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textInWords(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return instantInWords(text);
  // What could be taken for a part of the sentence around it stands in quotation marks.
  return /[.:;]\s|[.:;]$|^\s|\s$|\n/.test(text) ? `"${text.replaceAll(/\s*\n\s*/g, ' / ')}"` : text;
}

/** `2019-06-04 09:30 UTC`; seconds where there are any. */
function instantInWords(iso: string): string {
  const seconds = iso.slice(16, 19);
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}${seconds === ':00' || !seconds.startsWith(':') ? '' : seconds} UTC`;
}

function isNested(value: unknown): boolean {
  return isList(value) || isRecord(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Date);
}

/** Pounds with as many digits behind the point as are not nought, two at least: `£3.27295`, `-£0.50`. */
export function inPounds(pounds: number): string {
  const [, most = ''] = /^(\d+\.\d{2}\d*?)0*$/.exec(Math.abs(pounds).toFixed(5)) ?? [];
  return `${pounds < 0 ? '-' : ''}£${most}`;
}
