import { describe, expect, it } from 'vitest';
import type { Device } from '../state';
import { actOnMeter } from './actions';
import { newMeter, REGISTER_START, type Meter } from './meter';
import { readMeter } from './readings';
import { run } from './run';
import { changeMeter } from './settings';
import { countInBlock } from './blocks';

const HOUR = 3_600_000;
const after = (hours: number): Date => new Date(REGISTER_START + hours * HOUR);

/** Of electricity what is used goes up by 100 Wh with each half hour of the day. */
function meterOf(type: Device['type'], exportMPAN?: string): Meter {
  const points = { importMPxN: '1000000000012', ...(exportMPAN === undefined ? {} : { exportMPAN }) };
  const consumption = type === 'GSME' ? [100] : Array.from({ length: 48 }, (_none, index) => 100 * (index + 1));
  return newMeter({ type, points, registerAtStart: 0, consumption });
}

describe('what few models have', () => {
  it('is a second element with a tariff of its own', () => {
    const meter = meterOf('ESME');
    const prices = { currency: 'GBP', standingCharge: 0, priceScale: -4, tou: [{ index: 1, value: 900 }], blocks: [] };
    changeMeter(meter, 'second-prices', prices, after(1));
    expect(readMeter(meter, 'second-tariff', after(1), {})).toMatchObject({ activePrice: 900, tariff: { prices } });
    expect(readMeter(meter, 'tariff', after(1), {})).toMatchObject({ activePrice: 1500 });
    expect(changeMeter(meterOf('GSME'), 'second-prices', prices, after(1))).toEqual({ error: 'not-supported' });
  });

  it.each([
    ['05:00:00', '06:00:00', 12, 6],
    ['22:00:00', '03:00:00', 6, 3],
  ])('is a part of the day from %s to %s of which the maximum demand is', (from, to, halfHour, ended) => {
    const meter = meterOf('ESME');
    changeMeter(meter, 'demand-period', { from, to }, after(0));
    run(meter, after(20));
    const limited = { watts: 200 * halfHour, at: after(ended).toISOString() };
    expect(readMeter(meter, 'maximum-demand', after(20), {})).toMatchObject({
      from,
      to,
      limited,
      all: { watts: 8000 },
    });
  });

  it('is the maximum demand of exports since its reset', () => {
    const meter = meterOf('ESME', '1000000000021');
    run(meter, after(12));
    expect(readMeter(meter, 'export-demand', after(12), {})).toMatchObject({
      watts: 1000,
      at: after(10.5).toISOString(),
    });
    actOnMeter(meter, 'reset-demand', { registers: ['export'] }, after(12));
    expect(readMeter(meter, 'export-demand', after(12), {})).toMatchObject({
      watts: 0,
      since: after(12).toISOString(),
    });
    expect(readMeter(meterOf('ESME'), 'export-demand', after(12), {})).toBeUndefined();
  });

  it.each([
    [true, []],
    [false, [[5]]],
  ])('is block counters that begin anew at midnight: %s', (daily, counters) => {
    const meter = meterOf('ESME');
    changeMeter(meter, 'daily-block-reset', { daily }, after(1));
    countInBlock(meter, 1, 5);
    run(meter, after(24));
    expect(meter.blocks).toEqual({ used: [[5]], counters });
  });

  it('is voltages that are counted from a reset on', () => {
    const meter = meterOf('ESME');
    changeMeter(meter, 'voltage-limits', { rms: {}, phases: [{ over: 2260, under: 2160, seconds: 1800 }] }, after(0));
    run(meter, after(3));
    expect(readMeter(meter, 'network-data', after(3), {})).toMatchObject({ over: 6 });
    actOnMeter(meter, 'reset-voltage-counters', {}, after(2));
    expect(readMeter(meter, 'network-data', after(3), {})).toMatchObject({ over: 2 });
  });

  it('is the flow of gas of four hours from when it is to be recorded', () => {
    const meter = meterOf('GSME');
    run(meter, after(2));
    expect(actOnMeter(meter, 'record-network-data', {}, after(2))).toEqual({ value: { sample: 1 } });
    const flows = (hours: number): unknown => {
      run(meter, after(hours));
      return (readMeter(meter, 'network-data', after(hours), {}) as { flows: unknown }).flows;
    };
    expect(flows(2.5)).toMatchObject({ first: after(2.1).toISOString(), values: [20, 20, 20, 20, 20] });
    expect(flows(9)).toMatchObject({ first: after(2.1).toISOString(), values: { length: 40 } });
    expect(actOnMeter(meter, 'record-network-data', {}, after(9))).toEqual({ value: { sample: 2 } });
  });
});
