import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocationOf, apportion, type Claimant } from './allocation';

/** Suppliers A, B, C ... with one SMSO each. */
function claims(...demands: readonly number[]): Claimant[] {
  return demands.map((demand, index) => ({
    supplier: String.fromCharCode(65 + index),
    smsoTag: 'ONE',
    demand,
    planned: 0,
  }));
}

/** Worked by hand from the published words: capacity, minimum, demands, what each is allocated. */
const BY_HAND: readonly (readonly [string, number, number, readonly number[], readonly number[]])[] = [
  ['all fit', 100, 10, [5, 10, 20], [5, 10, 20]],
  ['nobody wants anything', 100, 10, [0, 0], [0, 0]],
  ['a closed day', 0, 10, [5, 5], [0, 0]],
  ['one alone below the minimum', 100, 10, [4], [4]],
  ['one alone above the capacity', 100, 10, [400], [100]],
  ['below the minimum beside above it', 100, 10, [4, 400], [4, 96]],
  ['the rest by unmet demand: 90 and 30 of 80', 100, 10, [100, 40], [70, 30]],
  ['the rest equally: 80 by 90 and 90', 100, 10, [100, 100], [50, 50]],
  ['a rest of one goes to the larger remainder', 21, 10, [12, 11], [11, 10]],
  ['a rest of one between equals goes to the first', 21, 10, [15, 15], [11, 10]],
  ['three share ten of rest: 5, 3 and 2 of unmet demand', 40, 10, [15, 13, 12], [15, 13, 12]],
  ['three share five of rest: quotas 2.5, 1.5 and 1', 35, 10, [15, 13, 12], [13, 11, 11]],
  ['minima beyond the capacity: 15 by 10 and 10', 15, 10, [20, 20], [8, 7]],
  ['minima beyond the capacity: 10 by 10, 5 and 5', 10, 10, [10, 5, 5], [5, 3, 2]],
  ['minima beyond the capacity: one place for three', 1, 10, [3, 9, 9], [0, 1, 0]],
  ['minima that fit exactly leave no rest', 20, 10, [50, 50], [10, 10]],
  ['no minimum: all by demand', 10, 0, [30, 10], [8, 2]],
  ['no minimum: equal remainders', 1, 0, [1, 1], [1, 0]],
  ['a minimum above all demands', 10, 100, [8, 4], [7, 3]],
  ['what nobody wants stays free', 1000, 100, [30, 200], [30, 200]],
];

describe('the allocation of a day', () => {
  it.each(BY_HAND)('%s', (_what, capacity, minimum, demands, expected) => {
    expect(allocationOf(claims(...demands), { capacity, minimum })).toEqual(expected);
  });

  it('counts what is planned in the share of its supplier', () => {
    const [a, b] = claims(20, 20);
    if (!a || !b) throw new Error('two claimants');
    // 4 are planned: 26 are free, A lacks 6 of its minimum and B 10; the rest of 10 by unmet 10 and 10.
    expect(allocationOf([{ ...a, planned: 4 }, b], { capacity: 30, minimum: 10 })).toEqual([15, 15]);
    // 16 are planned, more than the minimum: 14 are free, B gets its minimum, the rest of 4 by unmet 4 and 10.
    expect(allocationOf([{ ...a, planned: 16 }, b], { capacity: 30, minimum: 10 })).toEqual([17, 13]);
  });

  it('keeps places that are planned beyond a demand', () => {
    const [a, b] = claims(2, 20);
    if (!a || !b) throw new Error('two claimants');
    expect(allocationOf([{ ...a, planned: 6 }, b], { capacity: 10, minimum: 5 })).toEqual([6, 4]);
  });

  it('divides what a supplier gets among its SMSOs by unmet demand', () => {
    const two = [
      { supplier: 'A', smsoTag: 'TWO', demand: 30, planned: 0 },
      { supplier: 'A', smsoTag: 'ONE', demand: 10, planned: 0 },
      { supplier: 'B', smsoTag: 'ONE', demand: 40, planned: 0 },
    ];
    // Ten each, then 20 by 30 and 30: 20 of A by 30 and 10.
    expect(allocationOf(two, { capacity: 40, minimum: 10 })).toEqual([15, 5, 20]);
  });
});

const CLAIMANTS = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.constantFrom('ONE', 'TWO')), {
    minLength: 1,
    maxLength: 8,
    selector: ([supplier, tag]) => supplier + tag,
  })
  .chain((pairs) =>
    fc.tuple(
      ...pairs.map(([supplier, smsoTag]) =>
        fc.record({
          supplier: fc.constant(supplier),
          smsoTag: fc.constant(smsoTag),
          demand: fc.nat(300),
          planned: fc.oneof(fc.constant(0), fc.nat(20)),
        }),
      ),
    ),
  );

describe('allocations', () => {
  it('never exceed capacity or demand, and are the same whatever the order', () => {
    fc.assert(
      fc.property(CLAIMANTS, fc.nat(1000), fc.nat(120), fc.nat(), (claimants, room, minimum, turn) => {
        const planned = claimants.reduce((sum, one) => sum + one.planned, 0);
        const supply = { capacity: planned + room, minimum };
        const allocated = allocationOf(claimants, supply);
        const sum = allocated.reduce((total, one) => total + one, 0);
        const wanted = claimants.reduce((total, one) => total + Math.max(one.demand, one.planned), 0);
        expect(sum).toBe(Math.min(supply.capacity, wanted));
        for (const [index, { demand, planned: had }] of claimants.entries()) {
          expect(allocated[index]).toBeLessThanOrEqual(Math.max(demand, had));
          expect(allocated[index]).toBeGreaterThanOrEqual(had);
        }
        const at = turn % claimants.length;
        const turned = [...claimants.slice(at), ...claimants.slice(0, at)];
        const again = allocationOf(turned, supply);
        expect([...again.slice(claimants.length - at), ...again.slice(0, claimants.length - at)]).toEqual(allocated);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave every supplier the minimum wherever it fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { minLength: 1, maxLength: 8 }),
        fc.nat(60),
        fc.nat(400),
        (demands, minimum, room) => {
          const entitled = demands.map((demand) => Math.min(demand, minimum));
          const capacity = entitled.reduce((sum, one) => sum + one, 0) + room;
          const allocated = allocationOf(claims(...demands), { capacity, minimum });
          for (const [index, least] of entitled.entries()) expect(allocated[index]).toBeGreaterThanOrEqual(least);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are apportioned within one of the quota', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.array(fc.nat(300), { maxLength: 8 }), (amount, wants) => {
        const parts = apportion(amount, wants);
        const wanted = wants.reduce((sum, one) => sum + one, 0);
        for (const [index, part] of parts.entries()) {
          const want = wants[index] ?? 0;
          const quota = wanted <= amount ? want : (amount * want) / wanted;
          expect(Math.abs(part - quota)).toBeLessThan(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
