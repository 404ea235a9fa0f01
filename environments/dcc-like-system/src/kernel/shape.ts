import type { z } from 'zod';
import { Refusal } from './refusal';

/** Longest piece of what was sent that a sentence repeats. */
const MOST_REPEATED = 60;

/** What a value of a kind is called in a sentence. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Ways to exceed or miss a bound, by what is bounded. */
const UNITS: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' entries',
  record: ' entries',
};

/**
 * Reads what was sent as a shape says.
 * @param what was read, as a sentence calls it: `body`, `path`, `query`, `headers`, `message`
 * @throws Refusal 400 with one sentence about the first fault
 */
export function readShape<S extends z.ZodType>(shape: S, given: unknown, what: string): z.output<S> {
  const read = shape.safeParse(given, { error: phraseOf });
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new Refusal(400, first === undefined ? `The ${what} cannot be read.` : sentenceOf(first, what));
}

/** Reads JSON as a shape says. @throws Refusal 400 */
export function readJson<S extends z.ZodType>(shape: S, bytes: Buffer, what: string): z.output<S> {
  let given: unknown;
  try {
    given = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal(400, `The ${what} is not JSON.`);
  }
  return readShape(shape, given, what);
}

/** What is wrong with a value, as it follows the name of the value. */
function phraseOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? 'of another kind'}`;
    case 'unrecognized_keys':
      return `must not have ${quoted(issue.keys[0] ?? '')}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unitOf(issue.origin, 'long')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${unitOf(issue.origin, 'long')}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not written as it is published';
    default:
      return 'fits none of the published forms';
  }
}

/** How a value of a standard format is written. */
const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'must be an instant in UTC such as 2019-06-03T08:00:00.000Z',
  date: 'must be a day such as 2019-06-03',
  base64: 'must be base64',
};

function unitOf(origin: string, measure: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? '' : `${unit} ${measure}`;
}

function sentenceOf({ path, message }: z.core.$ZodIssue, what: string): string {
  if (path.length === 0) return `The ${what} ${message}.`;
  return `In the ${what}, ${quoted(pathText(path))} ${message}.`;
}

/** `installations[2].importMPAN` */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MOST_REPEATED ? `${text.slice(0, MOST_REPEATED)}...` : text);
}
