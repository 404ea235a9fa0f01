import { messagesOf } from '../../../support/evidence/normalise';

/** A place where two transcripts differ, and what the difference comes from. */
export interface TranscriptDifference {
  /** The declared class that explains it; absent where none does. */
  readonly class?: string;
  readonly note: string;
  readonly set1: string;
  readonly set2: string;
}

/** A class of differences that do not matter, and how it is told. */
interface DifferenceClass {
  readonly name: string;
  /** Why it does not matter, a sentence. */
  readonly note: string;
  /** Whether all that differs is of this class. */
  readonly explains: (set1: readonly string[], set2: readonly string[]) => boolean;
}

/** Classes of differences between two sets that are no differences in behaviour (MODEL). */
const DIFFERENCE_CLASSES: readonly DifferenceClass[] = [
  {
    name: 'order-at-one-instant',
    note: 'The same messages were sent at the same instants; only those of one instant came in another order.',
    explains: (set1, set2) => sameOf(inAnyOrder(set1), inAnyOrder(set2)),
  },
];

/** How much of a message a report shows, in characters, and how much of it before the place of the difference. */
const SHOWN = 240;
const BEFORE = 100;

/**
 * Where two normalised transcripts that are not the same differ, and whether a declared class explains it.
 */
export function transcriptDifference(transcript1: string, transcript2: string): TranscriptDifference {
  const [set1, set2] = [messagesOf(transcript1), messagesOf(transcript2)];
  const index = [...set1, ...set2].findIndex((_message, place) => set1[place] !== set2[place]);
  const shown = firstDifference(set1[index] ?? '(no further message)', set2[index] ?? '(no further message)');
  const known = DIFFERENCE_CLASSES.find(({ explains }) => explains(set1, set2));
  if (known !== undefined) return { class: known.name, note: known.note, ...shown };
  const numbers = set1.length === set2.length ? '' : `; there are ${set1.length} messages and ${set2.length}`;
  return { note: `Message ${index + 1} differs${numbers}.`, ...shown };
}

/** Two messages around the place where they begin to differ, below the heading of each. */
function firstDifference(message1: string, message2: string): Pick<TranscriptDifference, 'set1' | 'set2'> {
  let place = 0;
  while (place < message1.length && message1[place] === message2[place]) place += 1;
  const from = Math.max(0, place - BEFORE);
  const excerpt = (message: string): string => {
    const [heading = ''] = message.split('\n');
    const body = message.slice(from, from + SHOWN).replace(/\s+/g, ' ');
    return from < heading.length ? message.slice(0, SHOWN).replace(/\s+/g, ' ') : `${heading}: ... ${body}`;
  };
  return { set1: excerpt(message1), set2: excerpt(message2) };
}

/** Messages by instant, each without the numbers that come from the order of appearance, sorted. */
function inAnyOrder(messages: readonly string[]): string[] {
  // The name of an instant follows from its order alone, so it stays.
  const plain = messages.map((message) => {
    const instant = message.slice(0, message.indexOf(' '));
    return `${instant} ${message.slice(instant.length).replace(/<([a-z]+)-\d+>/g, '<$1>')}`;
  });
  return plain.sort();
}

function sameOf(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((message, index) => message === other[index]);
}
