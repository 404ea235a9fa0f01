import { describe, expect, it } from 'vitest';
import type { Tariff } from '../../../domain/meter/tariff';
import { costOf, wholeMillipence } from './pricing';

/** One register at a price for every day. */
function tariffAt(price: number, priceScale?: number): Tariff {
  const days = [{ name: 1, switches: [{ start: '00:00:00', action: { tou: 1 } }] }];
  const prices = { currency: 'GBP', standingCharge: 0, tou: [{ index: 1, value: price }], blocks: [] } as const;
  return {
    table: { days, weeks: [], seasons: [], specialDays: [] },
    thresholds: [],
    prices: priceScale === undefined ? prices : { ...prices, priceScale },
  };
}

const used = (units: number, kwhPerLitre = 0): Parameters<typeof costOf>[2] => ({
  ...{ units, kwhPerLitre },
  at: new Date('2019-06-03T10:00:00.000Z'),
  counted: () => 0,
});

describe('what was used costs', () => {
  it('half a millipence as one, though a product of binary fractions lies below it', () => {
    // 0.15 kWh x 0.03 pence = 0.0045 pence
    expect(costOf(tariffAt(3, -4), 'electricity', used(150))).toBe(5);
    // 1.875 m3 x 37 MJ x 1.02264 / 3.6 = 19.707125 kWh, x 4 pence = 78.8285 pence
    expect(costOf(tariffAt(4000), 'gas', used(1875, (0.001 * 37 * 1.02264) / 3.6))).toBe(78_829);
  });

  it('less than a half nothing', () => {
    expect(wholeMillipence(78_828.4999)).toBe(78_828);
  });
});
