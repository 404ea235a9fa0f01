import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newMeter, type Meter } from './meter/meter';
import { changeSettings, settingsOf } from './s1sr-settings';
import type { Device } from './state';

const NOW = new Date('2019-06-10T08:00:00.000Z');

const device: Device = {
  deviceId: '00-DB-12-E1-00-00-00-01',
  type: 'ESME',
  iccid: '8944000000000000001',
  manufacturer: 'AB01',
  model: '433100AC',
  firmware: '0100',
  configuration: { loadLimit: 'off', message: 'none' },
  counters: {},
  answered: [],
  registerAtStart: 0,
  consumption: [210],
};

const code = fc.constantFrom('8168', '81C5', '8F0A', '8F72');
const silenced = fc.uniqueArray(code, { minLength: 1 }).map((codes) => codes.sort().join(' '));

/** Settings that an electricity meter has, with values that it takes. */
const settings = fc.record(
  {
    silencedAlerts: fc.oneof(fc.constant('none'), silenced),
    billingPeriod: fc.constantFrom('Daily', 'Weekly', 'Monthly', 'Quarterly', 'SixMonthly', 'Yearly'),
    unitPrice: fc.nat(999_999).map(String),
    paymentMode: fc.constantFrom('Credit', 'Prepayment'),
    paymentDebt: fc.nat(999_999_999).map(String),
    supply: fc.constant('Enabled'),
    loadLimit: fc.oneof(fc.constant('off'), fc.nat(99_999).map(String)),
    message: fc.string({ minLength: 1 }),
  },
  { requiredKeys: [] },
);

function meter(type: 'ESME' | 'GSME' = 'ESME'): Meter {
  return newMeter({ ...device, type });
}

describe('the settings of a device', () => {
  it('read back as they were set, whatever they are, and leave the others alone', () => {
    fc.assert(
      fc.property(settings, (wanted) => {
        const own = meter();
        const before = settingsOf(device, own);
        const changed = changeSettings(device, own, wanted, NOW);
        if (!('device' in changed)) throw new Error(changed.error);
        expect(settingsOf(changed.device, own)).toEqual({ ...before, ...wanted });
      }),
    );
  });

  it.each<[string, Record<string, string>, string]>([
    ['that it does not have', { spaceHeating: 'on' }, 'not-supported'],
    ['with a value that is none', { paymentMode: 'Barter' }, 'not-possible'],
    ['with a period that is none', { billingPeriod: 'Hourly' }, 'not-possible'],
    ['with a load limit that is none', { loadLimit: 'much' }, 'not-possible'],
    ['with an alert that is none', { silencedAlerts: 'all' }, 'not-possible'],
  ])('are refused together with one %s', (_which, wrong, error) => {
    const own = meter();
    const before = settingsOf(device, own);
    expect(changeSettings(device, own, { unitPrice: '1', message: 'Hello', ...wrong }, NOW)).toEqual({ error });
    expect(settingsOf(device, own)).toEqual(before);
  });

  it('open no gas valve', () => {
    const own = meter('GSME');
    own.supply = 'Disabled';
    expect(changeSettings(device, own, { supply: 'Enabled' }, NOW)).toEqual({ error: 'not-possible' });
  });

  it('are, of a device that measures nothing, what it keeps', () => {
    expect(settingsOf(device, undefined)).toEqual(device.configuration);
    expect(changeSettings(device, undefined, { paymentMode: 'Credit' }, NOW)).toEqual({ error: 'not-supported' });
  });
});
