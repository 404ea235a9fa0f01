import { describe, expect, it } from 'vitest';
import { applyChange } from './changes';
import { after, meter, MINUTE, NIGHT_AND_DAY, PENNY, TWO_RATES } from './fixtures/examples';
import { runTo } from './meter';
import {
  dailyConsumption,
  exportDays,
  exportDemand,
  exportedHalfHours,
  gasFlows,
  limitedDemand,
  maximumDemand,
  reactiveHalfHours,
  voltages,
  voltagesBeyond,
  within,
} from './readings';
import { beginMeter } from './state';
import { DAY, HALF_HOUR, HOUR, lastAwake } from './time';

/** Worked by hand from the published contract: the comment of an example shows the sum. */

describe('what is logged', () => {
  it('has the registers of each midnight, 31 of them at most', () => {
    const logged = runTo(meter({ consumption: NIGHT_AND_DAY }, TWO_RATES), after(40 * DAY));
    expect(logged.days.length).toBe(31);
    // From the 10th midnight to the 40th, 11.6 kWh a day
    expect(logged.days.at(0)).toMatchObject({ at: after(10 * DAY), register: 126_000, registers: [102_000, 14_000] });
    expect(logged.days.at(-1)).toMatchObject({ at: after(40 * DAY), register: 474_000 });
    expect(logged.days.at(-1)?.money.balance).toBe(40 * 248 * PENNY);
  });

  it('has the ends of billing periods: the first of the month, or a time of each day', () => {
    const billed = runTo(meter(), after(30 * DAY));
    expect(billed.billings).toMatchObject([{ at: Date.parse('2019-07-01T00:00:00Z'), register: 292_240 }]);
    applyChange(billed, { what: 'billing', billing: { fuel: 'electricity', period: 'Daily', at: '06:00:00' } });
    expect(runTo(billed, after(31.5 * DAY)).billings.length).toBe(3);
  });

  it('gives the first and the last entry of a period', () => {
    const { halfHours } = runTo(meter(), after(DAY));
    const asked = within(halfHours, { from: after(HOUR), to: after(2 * HOUR) });
    expect(asked.map(({ at }) => at)).toEqual([after(HOUR), after(1.5 * HOUR), after(2 * HOUR)]);
  });
});

describe('what is reckoned from half hours', () => {
  it('is a fifth of reactive energy, rounded', () => {
    // 0.2 x 213 = 42.6
    expect(reactiveHalfHours(runTo(meter({ consumption: [213] }), after(HOUR)))).toEqual([
      { at: after(HALF_HOUR), value: 43 },
      { at: after(HOUR), value: 43 },
    ]);
  });

  it('is 500 Wh of export in each half hour from ten to four', () => {
    const exporting = runTo(meter(), after(2 * DAY));
    const sunny = exportedHalfHours(exporting).filter(({ value }) => value > 0);
    expect([sunny.at(0)?.at, sunny.at(11)?.at]).toEqual([after(10.5 * HOUR), after(16 * HOUR)]);
    expect(exportDays(exporting)).toEqual([
      { at: after(DAY), value: 6000 },
      { at: after(2 * DAY), value: 12_000 },
    ]);
  });

  it('is the consumption of whole days', () => {
    // 14 x 100 + 34 x 300
    expect(dailyConsumption(runTo(meter({ consumption: NIGHT_AND_DAY }), after(1.5 * DAY)))).toEqual([
      { at: after(DAY), value: 11_600 },
    ]);
  });

  it('is the maximum demand since its reset, at the first of equal half hours', () => {
    const demanding = runTo(meter({ consumption: NIGHT_AND_DAY }), after(9 * HOUR));
    expect(maximumDemand(demanding)).toEqual({ at: after(7.5 * HOUR), value: 600 });
    applyChange(runTo(demanding, after(DAY + 10 * MINUTE)), { what: 'reset', of: 'demand' });
    expect(maximumDemand(demanding)).toEqual({ at: after(DAY + 10 * MINUTE), value: 0 });
    // The half hour in which it was reset does not count
    expect(maximumDemand(runTo(demanding, after(DAY + HOUR)))).toEqual({ at: after(DAY + HOUR), value: 200 });
  });

  it('is the maximum demand of a part of the day, which can go over midnight', () => {
    const demanding = runTo(meter({ consumption: NIGHT_AND_DAY }), after(DAY));
    applyChange(demanding, { what: 'demand-period', period: { from: '06:00:00', to: '07:00:00' } });
    expect(limitedDemand(demanding)).toEqual({ at: after(6.5 * HOUR), value: 200 });
    applyChange(demanding, { what: 'demand-period', period: { from: '23:30:00', to: '07:00:00' } });
    expect(limitedDemand(demanding)).toEqual({ at: after(DAY), value: 600 });
  });

  it('is the maximum demand of exports since its reset', () => {
    const exporting = runTo(meter({ exports: true }), after(12 * HOUR));
    expect(exportDemand(exporting)).toEqual({ at: after(10.5 * HOUR), value: 1000 });
    applyChange(exporting, { what: 'reset', of: 'demand' });
    expect(exportDemand(exporting)).toEqual({ at: after(12 * HOUR), value: 0 });
  });

  it('is how often the mean voltage was beyond its limits', () => {
    const watched = runTo(meter(), after(DAY));
    const tenths = voltages(watched).map(({ value }) => value);
    expect([Math.min(...tenths) >= 2270, Math.max(...tenths) <= 2330, tenths.length]).toEqual([true, true, 48]);
    expect(voltagesBeyond(watched)).toEqual({ over: 0, under: 0 });
    applyChange(watched, { what: 'voltage', over: 2269, under: 2160 });
    expect(voltagesBeyond(watched)).toEqual({ over: 0, under: 0 });
    expect(voltagesBeyond(runTo(watched, after(DAY + HOUR)))).toEqual({ over: 2, under: 0 });
    applyChange(watched, { what: 'reset', of: 'voltage' });
    expect(voltagesBeyond(runTo(watched, after(DAY + 1.5 * HOUR)))).toEqual({ over: 1, under: 0 });
  });

  it('is the flow of gas in six minutes: a fifth of its half hour, also of the one that runs', () => {
    const flowing = beginMeter({ fuel: 'gas', register: 0, consumption: [100, 300] });
    const flows = gasFlows(runTo(flowing, after(48 * MINUTE))).slice(-9);
    // The half hour until 00:30 used 100 litres; of the next one 180 have been used by 00:48, in three parts
    expect(flows.map(({ value }) => value)).toEqual([0, 20, 20, 20, 20, 20, 60, 60, 60]);
    expect(flows.at(-1)?.at).toBe(after(48 * MINUTE));
  });

  it('is the flow of gas in the four hours after a recording was asked for', () => {
    const flowing = runTo(beginMeter({ fuel: 'gas', register: 0, consumption: [100] }), after(HOUR));
    applyChange(flowing, { what: 'recording' });
    expect(gasFlows(runTo(flowing, after(1.5 * HOUR))).map(({ value }) => value)).toEqual([20, 20, 20, 20, 20]);
    const recorded = gasFlows(runTo(flowing, after(2 * DAY)));
    expect([recorded.length, recorded.at(0)?.at, recorded.at(-1)?.at]).toEqual([
      40,
      after(HOUR + 6 * MINUTE),
      after(5 * HOUR),
    ]);
  });
});

it('is read as a sleeping gas meter showed it when it woke last, at 20 and 50 minutes past the hour', () => {
  expect([20, 49, 50, 79].map((minutes) => lastAwake(after(minutes * MINUTE)))).toEqual(
    [20, 20, 50, 50].map((minutes) => after(minutes * MINUTE)),
  );
});
