/** Finds where a record or a text says something else than it has to. */

/** Differences that are named one by one. */
const NAMED = 12;

/**
 * Where two values of a record differ, as sentences that name the place: `counts.passed says 12 and has to say 11`.
 * @param said what the record says
 * @param due what follows from its executions
 */
export function differences(said: unknown, due: unknown, place: string): string[] {
  const found: string[] = [];
  compare(said, due, place, found);
  const more = found.length - NAMED;
  return more > 0 ? [...found.slice(0, NAMED), `${more} more places of ${place} differ.`] : found;
}

function compare(said: unknown, due: unknown, place: string, found: string[]): void {
  if (Array.isArray(said) && Array.isArray(due)) {
    if (said.length !== due.length) {
      found.push(`${place} has ${said.length} entries and has to have ${due.length}.`);
      return;
    }
    said.forEach((one: unknown, index) => compare(one, due[index], `${place}[${nameOf(one) ?? index}]`, found));
    return;
  }
  if (isRecord(said) && isRecord(due)) {
    for (const key of new Set([...Object.keys(said), ...Object.keys(due)])) {
      compare(said[key], due[key], place === '' ? key : `${place}.${key}`, found);
    }
    return;
  }
  if (said !== due) found.push(`${place} says ${shown(said)} and has to say ${shown(due)}.`);
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
