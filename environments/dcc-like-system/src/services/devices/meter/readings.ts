import type { Readings, ReadingName, Series } from '../../../domain/meter/readings';
import { isEventLog, type EventLog } from '../../../domain/meter/settings';
import { area } from '../../../kernel/rules';
import { moneyOf, registerEntry, rulesOf, type Meter } from './meter';
import { activePrice } from './pricing';

const HALF_HOUR = 1_800_000;
const SIX_MINUTES = 360_000;
/** Entries of gas flow that are kept: four hours (SOURCED: MMC schema, at most 41). */
const FLOWS_KEPT = 40;
/** Half hours of voltages that are given at most (SOURCED: MMC schema). */
const VOLTAGES_KEPT = 4320;
/** Battery of a gas meter in seconds of operation: ten years (MODEL). */
const BATTERY = 315_360_000;
/** Logs that meters of a fuel keep (SOURCED names; who keeps which MODEL). */
const LOGS: Readonly<Record<Meter['fuel'], readonly EventLog[]>> = {
  electricity: ['Event', 'Security'],
  gas: ['Event', 'Security', 'GSMEEvent', 'GSMESecurity'],
};

/** From and to of a log that is asked for, ISO 8601, and which log. */
export interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly log?: string;
}

type Reader<N extends ReadingName> = (meter: Meter, now: Date, asked: Asked) => Readings[N] | undefined;

/** What a meter answers when it is asked for one thing; undefined where it has no such thing. */
const READERS: { readonly [N in ReadingName]?: Reader<N> } = {
  'tou-registers': (meter, now) => ({ fuel: meter.fuel, registers: registerEntry(meter, now).tou }),
  'prepayment-values': (meter) => moneyOf(meter),
  'change-log': ({ fuel, changes }, _now, asked) => ({ fuel, entries: within(changes, asked) }),
  'billing-log': ({ fuel, billing }, _now, asked) => ({ fuel, entries: within(billing, asked) }),
  'daily-log': ({ fuel, daily }, _now, asked) => ({ fuel, entries: within(daily, asked) }),
  profile: ({ fuel, profile }, _now, asked) => ({
    fuel,
    used: series(profile.until, HALF_HOUR, profile.values, asked),
  }),
  'export-profile': (meter, _now, asked) =>
    meter.points.exportMPAN === undefined
      ? undefined
      : series(meter.profile.until, HALF_HOUR, rulesOf(meter, METER_READINGS).exported(meter), asked),
  'network-data': networkData,
  tariff: ({ fuel, tariff }, now) => ({ fuel, tariff, activePrice: Math.max(0, activePrice(tariff, now)) }),
  'prepayment-configuration': ({ fuel, payment, configuration, debt }) => ({
    fuel,
    settings: payment,
    configuration,
    debt,
  }),
  'active-power': (meter) =>
    meter.fuel === 'gas' ? undefined : { watts: meter.supply === 'Enabled' ? meter.perHour : 0 },
  balance: ({ fuel, balance }) => ({ fuel, balance }),
  mpxn: ({ fuel, points }) => ({ fuel, ...points }),
  'payment-mode': ({ payment }) => payment,
  'billing-calendar': ({ calendar }) => calendar,
  'event-log': ({ fuel, events }, _now, asked) => {
    const log = LOGS[fuel].find((candidate) => candidate === asked.log);
    if (log === undefined) return undefined;
    return { entries: isEventLog(log) ? within(events, asked) : [] };
  },
  supply: ({ fuel, supply }) => ({ state: supply, ...(fuel === 'gas' ? { battery: BATTERY } : {}) }),
};

/** Reads one thing from a meter; undefined where the meter has no such thing. */
export function readMeter(meter: Meter, name: string, now: Date, asked: Asked): object | undefined {
  const reader = Object.entries(READERS).find(([candidate]) => candidate === name)?.[1] as
    ((meter: Meter, now: Date, asked: Asked) => object | undefined) | undefined;
  return reader?.(meter, now, asked);
}

/** How a meter answers readings. */
export const METER_READINGS = area('devices-meter-readings', { exported });

/** What the sun gives, in Wh of each half hour: evenly from ten to four (MODEL). */
function exported(meter: Meter): number[] {
  const { until, values } = meter.profile;
  return values.map((_value, index) => {
    const end = until - (values.length - 1 - index) * HALF_HOUR;
    const hour = (end % (48 * HALF_HOUR)) / (2 * HALF_HOUR);
    return hour > 10 && hour <= 16 ? 500 : 0;
  });
}

/** Voltages hover about 230 V (MODEL); gas flows evenly while there is supply. */
function networkData(meter: Meter, now: Date, asked: Asked): Readings['network-data'] {
  const { until, values } = meter.profile;
  if (meter.fuel === 'gas') {
    const last = Math.floor(now.getTime() / SIX_MINUTES) * SIX_MINUTES;
    const flows = Array.from({ length: FLOWS_KEPT }, (_none, index) => {
      return Math.round(usedAt(meter, last - (FLOWS_KEPT - 1 - index) * SIX_MINUTES) / 5);
    });
    return { fuel: 'gas', flows: series(last, SIX_MINUTES, flows, asked) };
  }
  const voltages = values.slice(-VOLTAGES_KEPT).map((_value, index, kept) => {
    const end = until - (kept.length - 1 - index) * HALF_HOUR;
    return Math.round(2270 + (((end / HALF_HOUR) * 7919) % 61)) / 10;
  });
  return { fuel: 'electricity', over: 0, under: 0, voltages: series(until, HALF_HOUR, voltages, asked) };
}

/** Consumption of the half hour in which an instant lies. */
function usedAt({ profile, usedInHalfHour }: Meter, instant: number): number {
  const back = Math.ceil((profile.until - instant) / HALF_HOUR);
  return back < 0 ? usedInHalfHour : (profile.values.at(-1 - back) ?? 0);
}

/** The part of a series that is asked for. @param until end of the last value, in milliseconds */
function series(until: number, step: number, values: readonly number[], { from, to }: Asked): Series {
  const endOf = (index: number): number => until - (values.length - 1 - index) * step;
  const least = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const most = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  const chosen = values.map((_value, index) => index).filter((index) => endOf(index) >= least && endOf(index) <= most);
  const first = new Date(endOf(chosen[0] ?? values.length - 1)).toISOString();
  return { first, seconds: step / 1000, values: chosen.map((index) => values[index] ?? 0) };
}

function within<T extends { readonly at: string }>(entries: readonly T[], { from, to }: Asked): T[] {
  return entries.filter(({ at }) => (from === undefined || at >= from) && (to === undefined || at <= to));
}
