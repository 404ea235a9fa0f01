import { describe, expect, it } from 'vitest';
import { applyChange } from './changes';
import {
  after,
  blockTariff,
  meter,
  MINUTE,
  NIGHT_AND_DAY,
  PENNY,
  POUND,
  pricesOf,
  TWO_RATES,
} from './fixtures/examples';
import { rateAt, runTo } from './meter';
import { activePower } from './readings';
import { NOTHING_SUSPENDED, registerOf, type Debt, type Meter, type MeterStart } from './state';
import { chargeFor, priceAt, ratesTariff, type Tariff } from './tariff';
import { DAY, HALF_HOUR, HOUR } from './time';

/** Worked by hand from the published contract: the comment of an example shows the sum. */

const owing = (debt: Partial<Debt>): Debt => ({
  timeDebt1: 0,
  timeDebt2: 0,
  paymentDebt: 0,
  perPayment: 0,
  recovery1: { rate: 0, period: 'DAILY' },
  recovery2: { rate: 0, period: 'DAILY' },
  ...debt,
});
/** No matrix of blocks has counted anything. */
const NOTHING = (): number => 0;
const prepaying = (balance: number, more: Partial<MeterStart> = {}): Meter =>
  meter({ paymentMode: 'Prepayment', balance, consumption: [0], ...more });

describe('what is measured', () => {
  it('adds 210 Wh in each half hour to the register', () => {
    // 10,000 + 3 x 210
    expect(registerOf(runTo(meter(), after(90 * MINUTE)))).toBe(10_630);
  });

  it('counts whole units within a half hour', () => {
    // 210 x 20/30 = 140; 175 x 20/30 = 116.67
    expect(registerOf(runTo(meter(), after(20 * MINUTE)))).toBe(10_140);
    expect(registerOf(runTo(meter({ consumption: [175] }), after(20 * MINUTE)))).toBe(10_116);
  });

  it('notes each half hour at its end', () => {
    const { halfHours } = runTo(meter({ consumption: NIGHT_AND_DAY }), after(7.5 * HOUR));
    expect(halfHours.length).toBe(15);
    expect(halfHours.at(0)).toEqual({ at: after(HALF_HOUR), value: 100 });
    expect(halfHours.at(13)).toEqual({ at: after(7 * HOUR), value: 100 });
    expect(halfHours.at(14)).toEqual({ at: after(7.5 * HOUR), value: 300 });
  });

  it('counts night and day in registers of their own', () => {
    // 34 half hours of 300 Wh by day in the first, 14 of 100 Wh by night in the second
    expect(runTo(meter({ consumption: NIGHT_AND_DAY }, TWO_RATES), after(DAY)).registers).toEqual([10_200, 1400]);
  });

  it('has a power of twice what the running half hour uses', () => {
    const running = runTo(meter({ consumption: NIGHT_AND_DAY }), after(7 * HOUR));
    expect([activePower(running), rateAt(running, after(7 * HOUR) - 1)]).toEqual([600, 100]);
    expect(activePower(applyChange(running, { what: 'supply', supply: 'Disabled' }))).toBe(0);
  });

  it('uses nothing while the supply is off', () => {
    const off = applyChange(runTo(meter(), after(HOUR)), { what: 'supply', supply: 'Disabled' });
    expect(registerOf(runTo(off, after(5 * HOUR)))).toBe(10_420);
    expect(off.halfHours.map(({ value }) => value)).toEqual([210, 210, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('what is charged', () => {
  it('is 15 pence a kWh and 25 pence a day as every electricity meter is set', () => {
    // 10.08 kWh x 15 + 25 = 176.2 pence
    expect(runTo(meter(), after(DAY)).balance).toBe(176_200);
  });

  it('is the rate of the time of day', () => {
    // 10.2 kWh x 20 + 1.4 kWh x 10 + 30 = 204 + 14 + 30 = 248 pence
    expect(runTo(meter({ consumption: NIGHT_AND_DAY }, TWO_RATES), after(DAY)).balance).toBe(248 * PENNY);
  });

  it('is the rate that began last, also across midnight', () => {
    const rates = [
      { from: '07:00:00', price: 1 },
      { from: '23:30:00', price: 2 },
    ];
    const late = ratesTariff('electricity', { standingCharge: 0, rates });
    expect([6 * HOUR, 7 * HOUR, 23 * HOUR, 23.5 * HOUR].map((time) => priceAt(late, after(time), NOTHING))).toEqual([
      2, 1, 1, 2,
    ]);
  });

  it('is gas by its calorific value and the correction of its volume', () => {
    // 1 m3 x 39.5 MJ x 1.02264 / 3.6 = 11.22063 kWh, x 4 pence = 44.8825 pence
    expect(runTo(meter({ fuel: 'gas', consumption: [1000] }), after(HALF_HOUR)).balance).toBe(44_883);
    // 1 m3 x 36 MJ x 1 / 3.6 = 10 kWh, x 4 pence
    const plain = applyChange(meter({ fuel: 'gas', consumption: [1000] }), {
      what: 'gas',
      gas: { calorificValue: 36, factor: 1 },
    });
    expect(runTo(plain, after(HALF_HOUR)).balance).toBe(40 * PENNY);
  });

  it('is rounded to whole millipence in each half hour', () => {
    // 7 litres: 0.0785444 kWh x 4000 = 314.18; twice 314 and not 628.36
    expect(runTo(meter({ fuel: 'gas', consumption: [7] }), after(HOUR)).balance).toBe(628);
  });

  it('counts half a millipence as one, though binary fractions may lie below it', () => {
    // 1.875 m3 x 37 MJ x 1.02264 / 3.6 = 19.707125 kWh, x 4 pence = 78.8285 pence
    const gas = applyChange(meter({ fuel: 'gas', consumption: [1875] }), {
      what: 'gas',
      gas: { calorificValue: 37, factor: 1.02264 },
    });
    expect(runTo(gas, after(HALF_HOUR)).balance).toBe(78_829);
    // 0.29 kWh x 0.05 pence = 0.0145 pence
    expect(chargeFor(290, 5, blockTariff([], []))).toBe(15);
  });

  it('has a standing charge for each day, used or not', () => {
    expect(runTo(meter({ consumption: [0] }), after(3 * DAY)).balance).toBe(75 * PENNY);
    expect(runTo(meter({ consumption: [0] }), after(3 * DAY - 1)).balance).toBe(50 * PENNY);
  });

  it('is the former price up to the change, and the new one from then on', () => {
    const changed = runTo(meter({ consumption: [300] }), after(10 * MINUTE));
    applyChange(changed, { what: 'prices', prices: pricesOf(10_000) });
    // 0.1 kWh x 15 + 0.2 kWh x 100 = 21.5 pence
    expect(runTo(changed, after(HALF_HOUR)).balance).toBe(21_500);
    expect(changed.changes).toMatchObject([{ at: after(10 * MINUTE), register: 10_100, money: { balance: 1500 } }]);
  });

  it('begins anew with the first block at midnight where block counters are reset daily', () => {
    const counting = meter({}, blockTariff([1000, 2000], [1000]));
    applyChange(counting, { what: 'daily-block-reset', daily: true });
    expect(runTo(counting, after(DAY - 1)).blocks.counters[0]?.length).toBe(2);
    expect(runTo(counting, after(DAY + HALF_HOUR)).blocks.counters).toEqual([[210]]);
  });

  it('is the price of the block in which a half hour begins', () => {
    const counted = meter({}, blockTariff([1000, 2000], [500]));
    // 0, 210 and 420 are below 500: three half hours at 10 pence; 630: the fourth at 20
    expect(runTo(counted, after(2 * HOUR)).blocks.counters).toEqual([[630, 210]]);
    // 0.63 kWh x 10 + 0.21 kWh x 20 = 10.5 pence
    expect(counted.balance).toBe(10_500);
    applyChange(counted, { what: 'reset', of: 'blocks' });
    expect(runTo(counted, after(2.5 * HOUR)).blocks).toEqual({ used: [[840, 210]], counters: [[210]] });
  });
});

describe('prepayment', () => {
  it('takes consumption and standing charges from the balance', () => {
    // £5.00 - 151.2 - 25 pence
    expect(runTo(prepaying(5 * POUND, { consumption: [210] }), after(DAY)).balance).toBe(323_800);
  });

  it('recovers debt by the day, and no more than there is', () => {
    const debt = owing({ timeDebt1: POUND, recovery1: { rate: 70 * PENNY, period: 'DAILY' } });
    const owes = prepaying(10 * POUND, { debt });
    // £10.00 - 25 - 70; then - 25 - 30; then - 25
    expect([1, 2, 3].map((days) => runTo(owes, after(days * DAY)).balance)).toEqual([905_000, 850_000, 825_000]);
    expect(owes.debt.timeDebt1).toBe(0);
  });

  it('recovers debt by the hour beside debt by the day', () => {
    const debt = owing({
      timeDebt1: 5 * POUND,
      timeDebt2: 5 * POUND,
      recovery1: { rate: 2 * PENNY, period: 'HOURLY' },
      recovery2: { rate: 10 * PENNY, period: 'DAILY' },
    });
    const owes = runTo(prepaying(10 * POUND, { debt }), after(DAY));
    // £10.00 - 24 x 2 - 10 - 25 = £9.17
    expect([owes.balance, owes.debt.timeDebt1, owes.debt.timeDebt2]).toEqual([917_000, 452_000, 490_000]);
  });

  it('recovers no debt in credit mode', () => {
    const debt = owing({ timeDebt1: POUND, recovery1: { rate: 70 * PENNY, period: 'DAILY' } });
    expect(runTo(meter({ consumption: [0], debt }), after(2 * DAY)).debt.timeDebt1).toBe(POUND);
  });

  it('pays a share of each top-up into debt, at most what is owed', () => {
    const owes = prepaying(0, { debt: owing({ paymentDebt: 8 * POUND, perPayment: 5000 }) });
    applyChange(owes, { what: 'top-up', amount: 10 * POUND });
    expect([owes.balance, owes.debt.paymentDebt]).toEqual([5 * POUND, 3 * POUND]);
    // Half of £10.00 would be £5.00: £3.00 are owed
    applyChange(owes, { what: 'top-up', amount: 10 * POUND });
    expect([owes.balance, owes.debt.paymentDebt]).toEqual([12 * POUND, 0]);
    expect(owes.debtPayments.map(({ value }) => value)).toEqual([5 * POUND, 3 * POUND]);
    expect(owes.credits.map(({ value }) => value)).toEqual([10 * POUND, 10 * POUND]);
  });

  it('draws on emergency credit below zero', () => {
    const low = applyChange(prepaying(20 * PENNY), { what: 'emergency-credit' });
    // 20 pence - 3 x 25 = - 55: £5.00 - 55
    expect(runTo(low, after(3 * DAY))).toMatchObject({ balance: 0, emergency: 445_000, supply: 'Enabled' });
  });

  it('takes the debt from a top-up before it gives emergency credit back', () => {
    const low = prepaying(0, { debt: owing({ paymentDebt: 50 * POUND, perPayment: 2000 }) });
    applyChange(low, { what: 'emergency-credit' });
    // Twelve days of 25 pence: £3.00 of emergency credit
    expect(runTo(low, after(12 * DAY)).emergency).toBe(2 * POUND);
    applyChange(low, { what: 'top-up', amount: 10 * POUND });
    // A fifth of £10.00 is debt, £3.00 go back, £5.00 are left
    expect(low).toMatchObject({ balance: 5 * POUND, emergency: undefined, debt: { paymentDebt: 48 * POUND } });
  });

  it('disables the supply at the half hour at which credit has run out', () => {
    // 0.21 kWh x 15 = 3.15 pence a half hour; 10 pence last for four of them
    const low = prepaying(10 * PENNY, { consumption: [210] });
    expect(runTo(low, after(1.5 * HOUR))).toMatchObject({ balance: 550, supply: 'Enabled' });
    expect(runTo(low, after(2 * HOUR))).toMatchObject({ balance: -2600, supply: 'Disabled' });
    expect(low.events).toEqual([{ at: after(2 * HOUR), code: '8F0F' }]);
  });

  it('does not disable the supply in a time without disablement', () => {
    const quiet = prepaying(0, { consumption: [210] });
    const on = { weekdays: [1, 2, 3, 4, 5, 6, 7], specialDays: [], from: '2019-01-01', to: '2019-12-31' };
    const schedules = [
      { script: 'START', at: '00:30:00', ...on },
      { script: 'STOP', at: '00:00:00', ...on },
    ] as const;
    const calendar = { fuel: 'electricity', specialDays: [], schedules } as const;
    applyChange(quiet, { what: 'prepayment', limits: { ...quiet.limits, quiet: calendar } });
    expect(runTo(quiet, after(DAY - HALF_HOUR)).supply).toBe('Enabled');
    expect(runTo(quiet, after(DAY)).supply).toBe('Disabled');
  });

  it('arms the supply once there is credit again', () => {
    const low = runTo(prepaying(10 * PENNY, { consumption: [210] }), after(3 * HOUR));
    expect(applyChange(low, { what: 'top-up', amount: POUND })).toMatchObject({ balance: 97_400, supply: 'Armed' });
  });

  it('begins anew when the mode of payment changes', () => {
    const changed = runTo(meter(), after(HOUR));
    applyChange(changed, { what: 'mode', payment: { ...NOTHING_SUSPENDED, mode: 'Prepayment' } });
    expect(changed).toMatchObject({
      balance: 0,
      payment: { mode: 'Prepayment' },
      changes: [{ money: { balance: 6300 } }],
    });
  });
});

describe('limits of the load', () => {
  it('are passed in each half hour that is above them', () => {
    const limited = meter({ consumption: NIGHT_AND_DAY });
    applyChange(limited, { what: 'load-limit', limit: { watts: 200, restoration: 1800, disables: false } });
    // 200 W by night is not above 200 W; the half hours that end at 07:30 and 08:00 are
    expect(runTo(limited, after(8 * HOUR)).load.passed).toBe(2);
    applyChange(limited, { what: 'reset', of: 'load-limit' });
    expect(runTo(limited, after(8.5 * HOUR)).load.passed).toBe(1);
  });

  it('disable the supply and arm it after the restoration period', () => {
    const limited = meter();
    applyChange(limited, { what: 'load-limit', limit: { watts: 400, restoration: 3600, disables: true } });
    expect(runTo(limited, after(HALF_HOUR)).supply).toBe('Disabled');
    expect(runTo(limited, after(HOUR)).supply).toBe('Disabled');
    expect(runTo(limited, after(1.5 * HOUR)).supply).toBe('Armed');
    expect(registerOf(runTo(limited, after(5 * HOUR)))).toBe(10_210);
  });
});

describe('a tariff with a rate for each day', () => {
  const every = ratesTariff('electricity', { standingCharge: 0, rates: [] });
  const day = (name: number) => ({ name, switches: [{ start: '00:00:00', counts: { register: name } }] });
  const tariff: Tariff = {
    ...every,
    table: {
      ...every.table,
      days: [1, 2, 3].map(day),
      weeks: [{ name: 1, days: [1, 1, 1, 1, 1, 2, 2] }],
      specialDays: [{ date: { year: 2019, month: 6, day: 5 }, day: 3 }],
    },
    prices: { ...pricesOf(20_000, 9000, 3000), priceScale: -5 },
  };

  it('charges a working day, a special day and a day of the weekend by their own rates', () => {
    // Time begins on Monday, 3 June 2019, at midnight.
    expect(priceAt(tariff, after(DAY), NOTHING)).toBe(20_000);
    expect(priceAt(tariff, after(2 * DAY), NOTHING)).toBe(3000);
    expect(priceAt(tariff, after(5 * DAY - HALF_HOUR), NOTHING)).toBe(20_000);
    expect(priceAt(tariff, after(5 * DAY), NOTHING)).toBe(9000);
    expect(priceAt(tariff, after(7 * DAY - HALF_HOUR), NOTHING)).toBe(9000);
    expect(priceAt(tariff, after(7 * DAY), NOTHING)).toBe(20_000);
  });

  it('adds up over the days', () => {
    // 10 Wh in each half hour are 0.48 kWh a day: 4 working days at 9,600, the special day at 1,440, two of the weekend at 4,320
    expect(runTo(meter({ consumption: [10] }, tariff), after(7 * DAY)).balance).toBe(4 * 9600 + 1440 + 2 * 4320);
  });
});
