/** Lays what was exchanged beside what was exchanged when the scenario last passed. */
import { diffArrays } from 'diff';
import { messagesOf } from '../../../support/evidence/normalise';

import type { LastGood } from './last-good';

/** A place where two runs of a scenario may differ: one message of each, or of one alone. */
export interface BesideRow {
  /** As it was when the scenario last passed; absent where it is new. */
  readonly good?: string;
  /** As it is now; absent where it did not come. */
  readonly now?: string;
}

/** Messages of two runs side by side. */
export interface SideBySide {
  /** Folder of the run in which the scenario passed. */
  readonly run: string;
  /** Messages that are the same in both. */
  readonly same: number;
  /** What is not the same, in the order of the exchange. */
  readonly rows: readonly BesideRow[];
}

/**
 * @param transcripts normalised, of the run that passed and of this one
 */
export function sideBySide({ run, transcript }: LastGood, now: string): SideBySide {
  const changes = diffArrays(messagesOf(transcript), messagesOf(now), {
    comparator: (one, other) => withoutNumbers(one) === withoutNumbers(other),
  });
  const rows: BesideRow[] = [];
  let same = 0;
  let gone: string[] = [];
  for (const { added, removed, value } of changes) {
    if (removed) {
      gone = value;
    } else if (added) {
      rows.push(...paired(gone, value));
      gone = [];
    } else {
      rows.push(...paired(gone, []));
      gone = [];
      same += value.length;
    }
  }
  rows.push(...paired(gone, []));
  return { run, same, rows };
}

/** The heading of a message: when, between whom and what. */
export function headingOf(message: string): string {
  return message.slice(0, message.indexOf('\n'));
}

/** Messages between the same parties of the same kind stand beside each other, the others alone. */
function paired(good: readonly string[], now: readonly string[]): BesideRow[] {
  const rest = good.map(withoutNumbers);
  const rows = now.map(withoutNumbers).map((message): BesideRow => {
    const at = rest.findIndex((other) => kindOf(other) === kindOf(message));
    return at < 0 ? { now: message } : { good: rest.splice(at, 1)[0] ?? '', now: message };
  });
  return [...rest.map((message): BesideRow => ({ good: message })), ...rows];
}

/** Between whom, and what: its heading without instant and file name. */
function kindOf(message: string): string {
  return withoutNumbers(headingOf(message))
    .replace(/^\S+ /, '')
    .replace(/ \(.*$/, '');
}

/** The number of a name follows from all that came before, so that one message more would change every later one. */
function withoutNumbers(message: string): string {
  return message.replaceAll(/<([a-z]+)-\d+>/g, '<$1>');
}
