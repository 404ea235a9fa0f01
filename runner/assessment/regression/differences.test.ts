import { describe, expect, it } from 'vitest';
import { normalisedTranscript } from '../../../support/evidence/normalise';
import type { TranscriptMessage } from '../../../support/evidence/trail';
import { transcriptDifference } from './differences';

const AT = ['2019-05-14T09:00:00.000Z', '2019-05-14T10:00:00.000Z'] as const;

function transcript(...bodies: readonly (readonly [instant: 0 | 1, body: string])[]): string {
  return normalisedTranscript(
    bodies.map(([instant, body], index): TranscriptMessage => {
      return { n: index + 1, at: AT[instant], from: 's1sp', to: 'dco', kind: 'file', body };
    }),
  );
}

describe('a difference between the transcripts of two sets', () => {
  it('is explained where messages of one instant came in another order', () => {
    const found = transcriptDifference(
      transcript([0, 'to device 00000001'], [0, 'and another'], [1, 'done']),
      transcript([0, 'and another'], [0, 'to device 00000002'], [1, 'done']),
    );
    expect(found.class).toBe('order-at-one-instant');
  });

  it.each<[string, string, string]>([
    ['a message is missing', transcript([0, 'a'], [1, 'b']), transcript([0, 'a'])],
    ['a message says something else', transcript([0, 'refused']), transcript([0, 'accepted'])],
    [
      'a message comes at another instant',
      transcript([0, 'a'], [0, 'b'], [1, 'c']),
      transcript([0, 'a'], [1, 'b'], [1, 'c']),
    ],
    ['a message comes twice', transcript([0, 'a'], [0, 'b']), transcript([0, 'a'], [0, 'a'])],
  ])('is not explained where %s', (_name, set1, set2) => {
    const found = transcriptDifference(set1, set2);
    expect(found.class).toBeUndefined();
    expect(found.note).toMatch(/^Message \d differs/);
  });

  it('is shown around the place where it begins, with the message that it is in', () => {
    const long = 'x '.repeat(250);
    const { set1, set2 } = transcriptDifference(transcript([0, `${long} SIM-A`]), transcript([0, `${long} SIM-B`]));
    expect(set1).toMatch(/^<time-1> .*: \.\.\. [x ]+ SIM-A$/);
    expect(set2).toContain('SIM-B');
    expect(set1.length).toBeLessThan(400);
  });
});
