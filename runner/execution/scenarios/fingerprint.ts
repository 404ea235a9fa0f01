import { createHash } from 'node:crypto';
import type { ObservedFailure } from '../../../reports/record/result-model';

/** What differs from seed to seed, the longest forms first, and what stands for it. */
const VARIABLE: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?: ?UTC|Z|[+-]\d{2}:\d{2})?)?/g, '<time>'],
  [/\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?/g, '<time>'],
  [/\b(?:[0-9a-f]{2}-){7}[0-9a-f]{2}\b/gi, '<id>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>'],
  [/\d{3,}(?:\.\d+)?/g, '<number>'],
];

/** A text without identifiers, times and long numbers: the same with another seed. */
export function withoutVariables(text: string): string {
  const plain = VARIABLE.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text);
  return plain.replace(/\s+/g, ' ').trim();
}

/**
 * What tells a failure from other failures of the same scenario: its fields, without what varies with the seed, so that another
 * seed or combination gives the same. What the system says of it in prose is left out.
 * @returns version 2: `2-` and 12 hex digits
 */
export function fingerprintOf({ expected, observed, on, code, party }: ObservedFailure): string {
  const { message = '', file = '', device = '', route = '' } = on;
  const fields = [expected, observed, message, file, device, route, code?.due ?? '', code?.given ?? '', party ?? ''];
  const telling = JSON.stringify(fields.map(withoutVariables));
  return `2-${createHash('sha256').update(telling).digest('hex').slice(0, 12)}`;
}
