import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnDigit } from '../../../domain/identifiers';
import { MILLIPENCE_PER_POUND, type PaymentMode } from '../../../domain/meter/payment';
import type { BillingCalendar } from '../../../domain/meter/settings';
import type { Device } from '../state';
import { actOnMeter } from './actions';
import { topUp } from './credit';
import { DEFAULT_PAYMENT } from './defaults';
import { newMeter, REGISTER_START, registerOf, type Meter } from './meter';
import { billingEnds } from './billing';
import { run } from './run';
import { readMeter } from './readings';
import { changeMeter } from './settings';

const DEVICE: Device = {
  deviceId: '00-DB-12-E1-00-00-00-01',
  type: 'ESME',
  iccid: '8944',
  manufacturer: 'AB01',
  model: '433100AC',
  firmware: '9001',
  configuration: {},
  counters: {},
  answered: [],
  registerAtStart: 5000,
  consumption: [200],
};
const HOUR = 3_600_000;
const NOW = new Date('2019-06-03T10:00:00.000Z');

function meterIn(mode: PaymentMode, balance = 0): Meter {
  return { ...newMeter(DEVICE), payment: { ...DEFAULT_PAYMENT, mode }, balance };
}

function utrn(pence: number, serial: number): string {
  const digits = `${String(pence).padStart(6, '0')}${String(serial).padStart(13, '0')}`;
  return `${digits}${luhnDigit(digits)}`;
}

const after = (hours: number): Date => new Date(REGISTER_START + hours * HOUR);

describe('a meter that runs', () => {
  it('comes to the same, however often somebody looks at it on the way', () => {
    const instants = fc.array(fc.integer({ min: 1, max: 200 * 60 }), { minLength: 1, maxLength: 8 });
    const modes = fc.constantFrom<PaymentMode>('Credit', 'Prepayment');
    fc.assert(
      fc.property(instants, modes, fc.integer({ min: 0, max: 1_000_000 }), (minutes, mode, balance) => {
        const often = meterIn(mode, balance);
        const once = meterIn(mode, balance);
        const sorted = [...minutes].sort((a, b) => a - b);
        for (const minute of sorted) run(often, new Date(REGISTER_START + minute * 60_000));
        run(once, new Date(REGISTER_START + (sorted.at(-1) ?? 0) * 60_000));
        expect(registerOf(often)).toBe(registerOf(once));
        expect(often.profile).toEqual(once.profile);
        expect(often.daily).toEqual(once.daily);
        expect(often.supply).toBe(once.supply);
        // Each look rounds what was charged to a whole millipenny.
        expect(Math.abs(often.balance - once.balance)).toBeLessThanOrEqual(sorted.length);
      }),
      { numRuns: 50 },
    );
  });

  it('measures what it says an hour, and nothing without supply', () => {
    const meter = meterIn('Credit');
    run(meter, after(10));
    expect(registerOf(meter)).toBe(5000 + 4000);
    meter.supply = 'Disabled';
    run(meter, after(20));
    expect(registerOf(meter)).toBe(5000 + 4000);
  });

  it('notes each half hour and each midnight', () => {
    const meter = meterIn('Credit');
    run(meter, after(49));
    expect(meter.profile.values).toHaveLength(98);
    expect(new Set(meter.profile.values)).toEqual(new Set([200]));
    expect(meter.daily.map(({ at }) => at)).toEqual(['2019-06-04T00:00:00.000Z', '2019-06-05T00:00:00.000Z']);
  });

  it('gives of a log what lies in the period that is asked for, both ends included', () => {
    const meter = meterIn('Credit');
    run(meter, after(100));
    const period = { from: '2019-06-04T00:00:00.000Z', to: '2019-06-05T00:00:00.000Z' };
    const log = readMeter(meter, 'daily-log', after(100), period) as { entries: { at: string }[] };
    expect(log.entries.map(({ at }) => at)).toEqual([period.from, period.to]);
  });
});

describe('the money of a meter', () => {
  it('never gets lost in a top-up: it is credit, debt that is paid, or emergency credit that is given back', () => {
    const amounts = fc.record({
      credit: fc.integer({ min: 1, max: 5_000_000 }),
      debt: fc.integer({ min: 0, max: 3_000_000 }),
      perPayment: fc.integer({ min: 0, max: 10_000 }),
      used: fc.option(fc.integer({ min: 0, max: 500_000 }), { nil: undefined }),
      balance: fc.integer({ min: -100_000, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(amounts, ({ credit, debt, perPayment, used, balance }) => {
        const meter = meterIn('Prepayment', balance);
        const limit = meter.configuration.emergencyCreditLimit;
        meter.debt = { ...meter.debt, paymentDebt: debt, perPayment };
        meter.emergency = used === undefined ? undefined : limit - used;
        topUp(meter, credit, NOW);
        const paid = debt - meter.debt.paymentDebt;
        const givenBack = used === undefined ? 0 : (meter.emergency ?? limit) - (limit - used);
        expect(meter.balance - balance + paid + givenBack).toBe(credit);
        expect(meter.debt.paymentDebt).toBeGreaterThanOrEqual(0);
        expect(paid).toBeLessThanOrEqual((credit * perPayment) / 10_000);
      }),
    );
  });

  it('takes a UTRN once, and one with a wrong check digit never', () => {
    const meter = meterIn('Prepayment');
    const token = utrn(1000, 7);
    expect(actOnMeter(meter, 'top-up', { utrn: token }, NOW)).toEqual({});
    expect(meter.balance).toBe(10 * MILLIPENCE_PER_POUND);
    const wrong = `${token.slice(0, -1)}${String((Number(token.slice(-1)) + 1) % 10)}`;
    for (const refused of [token, wrong, '1']) {
      const effect = actOnMeter(meter, 'top-up', { utrn: refused }, NOW);
      expect(effect).toEqual({ error: 'token-refused', alerts: ['tokenRefused'] });
    }
    expect(meter.balance).toBe(10 * MILLIPENCE_PER_POUND);
  });

  it('takes no more than its limits', () => {
    const meter = meterIn('Prepayment');
    meter.configuration = { ...meter.configuration, maxCreditThreshold: MILLIPENCE_PER_POUND };
    expect(actOnMeter(meter, 'top-up', { utrn: utrn(101, 1) }, NOW)).toEqual({ error: 'not-possible' });
    expect(actOnMeter(meter, 'top-up', { utrn: utrn(100, 2) }, NOW)).toEqual({});
  });

  it('ends the supply when credit has run out, and arms it again with a top-up', () => {
    const meter = meterIn('Prepayment', 10_000);
    run(meter, after(24));
    expect(meter.supply).toBe('Disabled');
    expect(meter.events.map(({ code }) => code)).toContain('8F0F');
    topUp(meter, 10 * MILLIPENCE_PER_POUND, after(24));
    expect(meter.supply).toBe('Armed');
  });

  it('lives on emergency credit as long as there is some', () => {
    const meter = meterIn('Prepayment', 0);
    expect(actOnMeter(meter, 'activate-emergency-credit', {}, NOW)).toEqual({ alerts: ['emergencyCreditActivated'] });
    run(meter, after(10));
    expect(meter.supply).toBe('Enabled');
    expect(meter.balance).toBe(0);
    run(meter, after(200));
    expect(meter).toMatchObject({ emergency: 0, supply: 'Disabled' });
    expect(meter.events.map(({ code }) => code)).toContain('81AA');
  });
});

describe('what is set on a meter', () => {
  it.each([
    [60_000, true],
    [60_001, false],
    [-60_000, true],
    [-60_001, false],
  ])('is its clock when it is %i ms ahead of a tolerance of a minute: %s', (clockAhead, isSet) => {
    const meter = { ...meterIn('Credit'), clockAhead };
    const effect = changeMeter(meter, 'clock', { time: NOW.toISOString(), tolerance: 60 }, NOW);
    expect(meter.clockAhead).toBe(isSet ? 0 : clockAhead);
    expect(effect.alerts).toEqual(isSet ? undefined : ['clockNotAdjusted']);
  });

  it('is nothing that it has not, and nothing of the other fuel', () => {
    const meter = meterIn('Credit');
    expect(changeMeter(meter, 'colour', {}, NOW)).toEqual({ error: 'not-supported' });
    expect(actOnMeter(meter, 'dance', {}, NOW)).toEqual({ error: 'not-supported' });
    const gas = { fuel: 'gas', start: '2019-01-01T00:00:00.000Z', period: 'Monthly' };
    expect(changeMeter(meter, 'billing-calendar', gas, NOW)).toEqual({ error: 'not-possible' });
  });

  it.each<[string, BillingCalendar, string, boolean]>([
    ['daily', { fuel: 'electricity', at: '06:00:00', period: 'Daily', day: 1, month: 1 }, '2019-06-05T06:00:00Z', true],
    [
      'weekly',
      { fuel: 'electricity', at: '06:00:00', period: 'Weekly', day: 3, month: 1 },
      '2019-06-05T06:00:00Z',
      true,
    ],
    [
      'weekly',
      { fuel: 'electricity', at: '06:00:00', period: 'Weekly', day: 4, month: 1 },
      '2019-06-05T06:00:00Z',
      false,
    ],
    [
      'monthly',
      { fuel: 'electricity', at: '06:00:00', period: 'Monthly', day: 5, month: 1 },
      '2019-06-05T06:00:00Z',
      true,
    ],
    ['monthly', { fuel: 'gas', start: '2019-01-05T06:00:00.000Z', period: 'Monthly' }, '2019-06-05T06:00:00Z', true],
    ['monthly', { fuel: 'gas', start: '2019-07-05T06:00:00.000Z', period: 'Monthly' }, '2019-06-05T06:00:00Z', false],
    [
      'quarterly',
      { fuel: 'electricity', at: '06:00:00', period: 'Quarterly', day: 5, month: 3 },
      '2019-06-05T06:00:00Z',
      true,
    ],
    [
      'quarterly',
      { fuel: 'electricity', at: '06:00:00', period: 'Quarterly', day: 5, month: 4 },
      '2019-06-05T06:00:00Z',
      false,
    ],
  ])('ends a %s billing period of %o at %s: %s', (_period, calendar, instant, ends) => {
    const end = Date.parse(instant);
    expect(billingEnds(calendar, end - HOUR / 2, end)).toBe(ends);
    expect(billingEnds(calendar, end, end + HOUR / 2)).toBe(false);
  });
});
