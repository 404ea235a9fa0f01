import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf } from './sample';

describe('a sample', () => {
  it('is evenly spaced, with the first and the last', () => {
    expect(sampleOf([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
    expect(sampleOf([1, 2], 3)).toEqual([1, 2]);
    expect(sampleOf([], 3)).toEqual([]);
  });

  it('holds nothing twice, keeps the order, and is as large as it may be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 2, max: 50 }), (length, most) => {
        const sample = sampleOf(
          Array.from({ length }, (_, index) => index),
          most,
        );
        expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b));
        expect(sample).toHaveLength(Math.min(length, most));
      }),
    );
  });
});
