import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, divide, type Claim } from './share';

const claim = (supplier: string, demand: number, planned = 0): Claim => ({ supplier, smsoTag: 'ONE', demand, planned });
const sizes = (claims: readonly Claim[], capacity: number, minimum: number): number[] =>
  allocate(claims, { capacity, minimum }).map(({ allocated }) => allocated);

describe('divide', () => {
  it('rounds by largest remainder, and up the earlier of equal ones', () => {
    expect(divide(5, [5, 3, 2])).toEqual([3, 1, 1]);
    expect(divide(1, [1, 1])).toEqual([1, 0]);
    expect(divide(10, [3, 4])).toEqual([3, 4]);
  });
});

describe('allocate', () => {
  it('gives everybody the minimum first and the rest by unmet demand', () => {
    expect(sizes([claim('A', 4), claim('B', 400)], 100, 10)).toEqual([4, 96]);
    expect(sizes([claim('A', 100), claim('B', 40)], 100, 10)).toEqual([70, 30]);
  });

  it('scales minima down that do not fit', () => {
    expect(sizes([claim('A', 10), claim('B', 5), claim('C', 5)], 10, 10)).toEqual([5, 3, 2]);
  });

  it('counts what is planned, and keeps it', () => {
    expect(sizes([claim('A', 20, 16), claim('B', 20)], 30, 10)).toEqual([17, 13]);
    expect(sizes([claim('A', 0, 6), claim('B', 20)], 10, 5)).toEqual([6, 4]);
  });

  it('divides among SMSOs by unmet demand, whatever the order', () => {
    const claims = [
      { supplier: 'B', smsoTag: 'ONE', demand: 40, planned: 0 },
      { supplier: 'A', smsoTag: 'TWO', demand: 30, planned: 0 },
      { supplier: 'A', smsoTag: 'ONE', demand: 10, planned: 0 },
    ];
    const expected = allocate(claims, { capacity: 40, minimum: 10 });
    expect(expected.map(({ allocated }) => allocated)).toEqual([5, 15, 20]);
    expect(allocate(claims.toReversed(), { capacity: 40, minimum: 10 })).toEqual(expected);
  });

  it('never exceeds what there is or what is wanted', () => {
    const anybody = fc.record({ demand: fc.nat(300), planned: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 8 }), fc.nat(900), fc.nat(120), (wishes, room, minimum) => {
        const claims = wishes.map(({ demand, planned }, index) => claim(`S${index}`, demand, planned));
        const capacity = room + claims.reduce((sum, { planned }) => sum + planned, 0);
        const shares = allocate(claims, { capacity, minimum });
        expect(shares.reduce((sum, { allocated }) => sum + allocated, 0)).toBeLessThanOrEqual(capacity);
        for (const { allocated, demand, planned } of shares) {
          expect(allocated).toBeLessThanOrEqual(Math.max(demand, planned));
          expect(allocated).toBeGreaterThanOrEqual(planned);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
