import { isFileKind, messageName } from '../interfaces/vocabulary';
import type { EvidenceEntry } from './evidence-log';
import { partyName } from './party-names';
import { sequencesOf } from './sequence';
import { sequenceText } from './sequence-text';
import { routeOf, type TranscriptMessage } from './trail';

/** Messages that are shown one by one; of more only the migration files are. */
const MOST_ONE_BY_ONE = 400;
/** Migration files that are shown of very many messages. */
const MOST_FILES = 40;

/** A message as evidence of a step. */
export function entryOf(message: TranscriptMessage): EvidenceEntry {
  const { kind, at, body, from } = message;
  return { name: messageName(kind), detail: routeOf(message), at, body, givenBy: from, isDocument: isFileKind(kind) };
}

/** Messages as evidence of a step: all of them, or, where they are very many, the files, and the rest in numbers. */
export function entriesOf(messages: readonly TranscriptMessage[]): EvidenceEntry[] {
  if (messages.length <= MOST_ONE_BY_ONE) return messages.map(entryOf);
  const files = messages.filter(({ kind }) => isFileKind(kind)).slice(0, MOST_FILES);
  const rest = messages.length - files.length;
  return [...files.map(entryOf), { name: `${String(rest)} further messages`, body: numbersOf(messages).join('\n') }];
}

/** The sequence of a scenario: all messages, or, where they are very many, the files, and then all of them in numbers. */
export function condensedSequence(messages: readonly TranscriptMessage[]): string {
  if (messages.length <= MOST_ONE_BY_ONE) return sequenceText(sequencesOf(messages, []));
  const files = sequenceText(
    sequencesOf(
      messages.filter(({ kind }) => isFileKind(kind)),
      [],
    ),
  );
  return `${files}\nAll ${String(messages.length)} messages by kind and route:\n${numbersOf(messages).join('\n')}\n`;
}

/** How many messages of each kind went from whom to whom, in the order of the first of them. */
function numbersOf(messages: readonly TranscriptMessage[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind, from, to } of messages) {
    const what = `${messageName(kind)}, ${partyName(from)} -> ${partyName(to)}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${String(count).padStart(6)} x ${what}`);
}
