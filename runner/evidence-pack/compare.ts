/** Finds where a record or a text says something else than it has to. */

/** Differences that are named one by one. */
const NAMED = 12;

/** Places of a record that hold words for people: what they rest on stands in other fields. */
const WORDS = /\b(note|reason|sentence|why|firstDifference)$|\.notRun\[\d+\]\.what$/;

/** A place at which two values differ. */
interface Difference {
  /** Such as `result.json.criteria[EN-4].note`. */
  readonly place: string;
  readonly problem: string;
  /** Whether only the wording of a sentence differs. */
  readonly isWording: boolean;
}

/**
 * Where two values of a record differ, as sentences that name the place: `counts.passed says 12 and has to say 11`.
 * @param said what the record says
 * @param due what follows from its executions
 */
export function differences(said: unknown, due: unknown, place: string): string[] {
  return namedOf(differencesBetween(said, due, place), place);
}

/** Where two values differ, in two parts. */
export interface DifferencesByKind {
  readonly facts: readonly string[];
  /** Places where a sentence is worded in another way. */
  readonly wording: readonly { readonly name: string; readonly problem: string }[];
}

/** The same as `differences`, with the wording of sentences apart. */
export function differencesByKind(said: unknown, due: unknown, place: string): DifferencesByKind {
  const found = differencesBetween(said, due, place);
  const facts = found.filter(({ isWording }) => !isWording);
  const wording = found.filter(({ isWording }) => isWording);
  return { facts: namedOf(facts, place), wording: wording.map(({ place: name, problem }) => ({ name, problem })) };
}

function differencesBetween(said: unknown, due: unknown, place: string): Difference[] {
  const found: Difference[] = [];
  compare(said, due, place, found);
  return found;
}

function namedOf(found: readonly Difference[], place: string): string[] {
  const more = found.length - NAMED;
  const problems = found.slice(0, NAMED).map(({ problem }) => problem);
  return more > 0 ? [...problems, `${more} more places of ${place} differ.`] : problems;
}

function compare(said: unknown, due: unknown, place: string, found: Difference[]): void {
  if (Array.isArray(said) && Array.isArray(due)) {
    if (said.length !== due.length) {
      const problem = `${place} has ${said.length} entries and has to have ${due.length}.`;
      found.push({ place, problem, isWording: false });
      return;
    }
    said.forEach((one: unknown, index) => compare(one, due[index], `${place}[${nameOf(one) ?? index}]`, found));
    return;
  }
  if (isRecord(said) && isRecord(due)) {
    for (const key of new Set([...Object.keys(said), ...Object.keys(due)])) {
      compare(said[key], due[key], within(place, key), found);
    }
    return;
  }
  if (said === due) return;
  const isWording = WORDS.test(place) && typeof said === 'string' && typeof due === 'string';
  found.push({ place, problem: `${place} says ${shown(said)} and has to say ${shown(due)}.`, isWording });
}

/** The line at which two texts part, as a sentence; undefined where they are the same. */
export function textDifference(said: string, due: string, file: string): string | undefined {
  if (said === due) return undefined;
  const [ours, theirs] = [due.split('\n'), said.split('\n')];
  const line = ours.findIndex((one, index) => one !== theirs[index]);
  const at = line === -1 ? ours.length : line;
  const [found = '', wanted = ''] = [theirs[at], ours[at]];
  let column = 0;
  while (column < found.length && found[column] === wanted[column]) column += 1;
  const part = (text: string): string => JSON.stringify(text.slice(Math.max(0, column - 40), column + 40));
  return `${file}, line ${at + 1}, says ${part(found)} and has to say ${part(wanted)}.`;
}

/** The place of a field: `counts.passed`, or `result.json, failure of ST-A1-01: code`. */
function within(place: string, key: string): string {
  if (place === '') return key;
  return place.endsWith(':') ? `${place} ${key}` : `${place}.${key}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Entries of lists are named by what tells them apart. */
function nameOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const { id, code, party, dmc, phase } = value;
  if (isRecord(dmc) && typeof dmc.id === 'string' && typeof phase === 'string') return `${dmc.id} ${phase}`;
  if (typeof code === 'string') return typeof party === 'string' ? `${code} ${party}` : code;
  return typeof id === 'string' ? id : undefined;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}
