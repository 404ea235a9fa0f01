import type { Readings, ReadingName } from '../../../domain/meter/readings';
import { isEventLog, type EventLog } from '../../../domain/meter/settings';
import { area } from '../../../kernel/rules';
import { countedBy } from './blocks';
import {
  dailyConsumption,
  exportDays,
  exportDemand,
  exportedBy,
  exportRegister,
  maximumDemand,
  reactiveProfile,
} from './measurements';
import { loadAt, moneyOf, registerEntry, rulesOf, type Meter } from './meter';
import { activePrice } from './pricing';
import { HALF_HOUR, series, within, type Asked } from './series';
import { storedSetting } from './stored-settings';

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

/** How a meter reckons network data. */
export const NETWORK_DATA = area('devices-network-data', {
  /** Litres of gas in the six minutes that end at an instant: what a half hour has used flows evenly. */
  flowBy: ({ profile, usedInHalfHour, ranTo }: Meter, end: number): number => {
    if (end > profile.until) return (usedInHalfHour * SIX_MINUTES) / (ranTo - profile.until);
    const back = Math.floor((profile.until - end) / HALF_HOUR);
    return ((profile.values.at(-1 - back) ?? 0) * SIX_MINUTES) / HALF_HOUR;
  },
  timesBeyond,
  /** Until when flows are kept: those of now, or those of the four hours that were recorded on demand. */
  flowsEnd: ({ recording }: Meter, now: Date): number =>
    Math.min(now.getTime(), (recording?.since ?? Infinity) + FLOWS_KEPT * SIX_MINUTES),
  /** Half hours of voltages that are given at most. */
  mostVoltages: VOLTAGES_KEPT,
});

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
  'export-profile': (meter, _now, asked) => {
    const values = exportedBy(meter);
    return values && series(meter.profile.until, HALF_HOUR, values, asked);
  },
  'block-registers': ({ blocks }) => blocks,
  'export-register': exportRegister,
  'export-daily-log': (meter, _now, asked) => {
    const entries = exportDays(meter);
    return entries && { entries: within(entries, asked) };
  },
  'debt-payments': ({ debtPayments }, _now, asked) => ({ entries: within(debtPayments, asked) }),
  credits: ({ credits }, _now, asked) => ({ entries: within(credits, asked) }),
  'reactive-profile': (meter, _now, asked) => reactiveProfile(meter, asked),
  'maximum-demand': maximumDemand,
  'export-demand': exportDemand,
  'prepayment-daily-log': ({ fuel, dailyMoney }, _now, asked) => ({ fuel, entries: within(dailyMoney, asked) }),
  'load-limit': (meter) => {
    const limit = storedSetting(meter, 'load-limit');
    return limit && { ...limit, passed: meter.loadLimitPassed };
  },
  'daily-consumption': (meter, _now, asked) => dailyConsumption(meter, asked),
  'voltage-limits': (meter) => storedSetting(meter, 'voltage-limits'),
  'power-thresholds': (meter) => storedSetting(meter, 'power-thresholds'),
  'gas-conversion': (meter) => {
    const conversion = storedSetting(meter, 'gas-conversion');
    const flow = storedSetting(meter, 'gas-flow');
    return conversion && { ...conversion, ...(flow ? { flow } : {}) };
  },
  'alert-behaviour': ({ fuel, behaviour }) => ({ fuel, groups: behaviour }),
  'network-data': networkData,
  tariff: (meter, now) => {
    const { fuel, tariff } = meter;
    const price = activePrice(tariff, now, (matrix) => countedBy(meter, matrix));
    return { fuel, tariff, activePrice: Math.max(0, price) };
  },
  'second-tariff': ({ secondTariff }, now) =>
    secondTariff && {
      tariff: secondTariff,
      activePrice: Math.max(
        0,
        activePrice(secondTariff, now, () => 0),
      ),
    },
  'prepayment-configuration': ({ fuel, payment, configuration, debt }) => ({
    fuel,
    settings: payment,
    configuration,
    debt,
  }),
  'active-power': (meter, now) =>
    meter.fuel === 'gas' ? undefined : { watts: meter.supply === 'Enabled' ? loadAt(meter, now.getTime()) : 0 },
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

/** What a meter answers. */
export const METER_READINGS = area('devices-meter-readings', { readers: READERS });

/** Reads one thing from a meter; undefined where the meter has no such thing. */
export function readMeter(meter: Meter, name: string, now: Date, asked: Asked): object | undefined {
  const { readers } = rulesOf(meter, METER_READINGS);
  const reader = Object.entries(readers).find(([candidate]) => candidate === name)?.[1] as
    ((meter: Meter, now: Date, asked: Asked) => object | undefined) | undefined;
  return reader?.(meter, now, asked);
}

/** Voltages hover about 230 V (MODEL); gas flows evenly while there is supply. */
function networkData(meter: Meter, now: Date, asked: Asked): Readings['network-data'] {
  const { until, values } = meter.profile;
  if (meter.fuel === 'gas') {
    const { flowBy, flowsEnd } = rulesOf(meter, NETWORK_DATA);
    const last = Math.floor(flowsEnd(meter, now) / SIX_MINUTES) * SIX_MINUTES;
    const ends = Array.from({ length: FLOWS_KEPT }, (_none, index) => last - (FLOWS_KEPT - 1 - index) * SIX_MINUTES);
    const since = meter.recording?.since ?? 0;
    const flows = ends.filter((end) => end > since).map((end) => Math.round(flowBy(meter, end)));
    return { fuel: 'gas', flows: series(last, SIX_MINUTES, flows, asked) };
  }
  const { mostVoltages } = rulesOf(meter, NETWORK_DATA);
  const voltages = values.slice(-mostVoltages).map((_value, index, kept) => {
    const end = until - (kept.length - 1 - index) * HALF_HOUR;
    return Math.round(2270 + (((end / HALF_HOUR) * 7919) % 61)) / 10;
  });
  const { over, under } = rulesOf(meter, NETWORK_DATA).timesBeyond(meter, until, voltages);
  return { fuel: 'electricity', over, under, voltages: series(until, HALF_HOUR, voltages, asked) };
}

/** How often the mean voltage was beyond its limits since the counters were reset; limits are in tenths of a volt. */
function timesBeyond(meter: Meter, until: number, voltages: readonly number[]): { over: number; under: number } {
  const [limits] = storedSetting(meter, 'voltage-limits')?.phases ?? [];
  const since = meter.countedSince.voltage ?? 0;
  const counted = voltages.filter((_voltage, index) => until - (voltages.length - 1 - index) * HALF_HOUR > since);
  const { over = Infinity, under = 0 } = limits ?? {};
  return {
    over: counted.filter((voltage) => voltage * 10 > over).length,
    under: counted.filter((voltage) => voltage * 10 < under).length,
  };
}
