import { createHash } from 'node:crypto';

/** Lines of a message that tell one failure from another; what follows are details and stacks. */
const TELLING_LINES = 12;

/** What differs from seed to seed, the longest forms first, and what stands for it. */
const VARIABLE: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/g, '<time>'],
  [/\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?/g, '<time>'],
  [/\b(?:[0-9a-f]{2}-){7}[0-9a-f]{2}\b/gi, '<id>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>'],
  [/\d{3,}(?:\.\d+)?/g, '<number>'],
];

/**
 * What tells a failure from other failures of the same scenario: the step that failed and what it said, without identifiers,
 * times and long numbers, so that another seed or combination gives the same.
 * @param reason the failing step and its message
 * @returns 12 hex digits
 */
export function fingerprintOf(reason: string): string {
  const telling = reason.split('\n').slice(0, TELLING_LINES).join('\n');
  const plain = VARIABLE.reduce((text, [pattern, word]) => text.replace(pattern, word), telling);
  return createHash('sha256').update(plain.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 12);
}
