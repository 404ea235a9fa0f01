import type { MeterSettingValues } from '../../../domain/meter/meter-settings';
import type { Demand, Readings, RegisterEntry } from '../../../domain/meter/readings';
import { area } from '../../../kernel/rules';
import { REGISTER_START, rulesOf, type Meter } from './meter';
import { HALF_HOUR, series, type Asked } from './series';
import { storedSetting } from './stored-settings';

const DAY = 48 * HALF_HOUR;
/** Varh for each Wh that is imported (MODEL). */
const REACTIVE_SHARE = 0.2;
/** Days of an export log that are given at most (SOURCED: MMC schema). */
const DAYS_KEPT = 31;

/** A register of maximum demand: of imports, of imports in a part of the day, of exports. */
type DemandRegister = 'demand' | 'limitedDemand' | 'exportDemand';

/** What a meter reckons from its half hours. */
export const MEASUREMENTS = area('devices-measurements', {
  exported,
  /** Begin of the time that a register of maximum demand is about, in milliseconds. */
  demandSince: ({ countedSince }: Meter, which: DemandRegister): number => countedSince[which] ?? REGISTER_START,
  isInPeriod,
  dayOf: (end: number): number => Math.ceil(end / DAY) * DAY,
});

/** What the sun gives, in Wh of each half hour: evenly from ten to four (MODEL). */
function exported(meter: Meter): number[] {
  const { until, values } = meter.profile;
  return values.map((_value, index) => {
    const end = until - (values.length - 1 - index) * HALF_HOUR;
    const hour = (end % DAY) / (2 * HALF_HOUR);
    return hour > 10 && hour <= 16 ? 500 : 0;
  });
}

/** Wh of each half hour that were exported; undefined where the meter measures none. */
export function exportedBy(meter: Meter): readonly number[] | undefined {
  return meter.points.exportMPAN === undefined ? undefined : rulesOf(meter, MEASUREMENTS).exported(meter);
}

/** 4.2 */
export function exportRegister(meter: Meter): Readings['export-register'] | undefined {
  const values = exportedBy(meter);
  return values && { register: values.reduce((sum, value) => sum + value, 0) };
}

/** 4.6.2: the export register at the end of each day. */
export function exportDays(meter: Meter): RegisterEntry[] | undefined {
  const values = exportedBy(meter);
  if (!values) return undefined;
  let register = 0;
  const entries = values.flatMap((value, index): RegisterEntry[] => {
    register += value;
    const end = meter.profile.until - (values.length - 1 - index) * HALF_HOUR;
    return end % DAY === 0 ? [{ at: new Date(end).toISOString(), register, tou: [] }] : [];
  });
  return entries.slice(-DAYS_KEPT);
}

/** 4.8.2 */
export function reactiveProfile({ fuel, profile }: Meter, asked: Asked): Readings['reactive-profile'] | undefined {
  if (fuel === 'gas') return undefined;
  const values = profile.values.map((value) => Math.round(value * REACTIVE_SHARE));
  return series(profile.until, HALF_HOUR, values, asked);
}

/** 4.12.1 */
export function maximumDemand(meter: Meter): Readings['maximum-demand'] | undefined {
  const period = storedSetting(meter, 'demand-period');
  if (period === undefined) return undefined;
  const { isInPeriod } = rulesOf(meter, MEASUREMENTS);
  const { values } = meter.profile;
  return {
    all: demandOf(meter, values, 'demand'),
    limited: demandOf(meter, values, 'limitedDemand', (begin) => isInPeriod(begin, period)),
    ...period,
  };
}

/** 4.12.2 */
export function exportDemand(meter: Meter): Readings['export-demand'] | undefined {
  const values = exportedBy(meter);
  return values && demandOf(meter, values, 'exportDemand');
}

/** Whether a half hour begins in a part of each day (UTC), which can go over midnight (MODEL). */
function isInPeriod(begin: number, { from, to }: MeterSettingValues['demand-period']): boolean {
  const time = new Date(begin).toISOString().slice(11, 19);
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** @param counts whether a half hour that begins at an instant is reckoned with */
function demandOf(
  meter: Meter,
  values: readonly number[],
  which: DemandRegister,
  counts: (begin: number) => boolean = () => true,
): Demand {
  const { until } = meter.profile;
  const since = rulesOf(meter, MEASUREMENTS).demandSince(meter, which);
  const ends = values.map((value, index) => ({ value, end: until - (values.length - 1 - index) * HALF_HOUR }));
  const none = { value: 0, end: since };
  const highest = ends
    .filter(({ end }) => end - HALF_HOUR >= since && counts(end - HALF_HOUR))
    .reduce((found, candidate) => (candidate.value > found.value ? candidate : found), none);
  return { watts: highest.value * 2, at: new Date(highest.end).toISOString(), since: new Date(since).toISOString() };
}

/** 4.17: what was used in each whole day, by the midnight at its end. */
export function dailyConsumption(meter: Meter, asked: Asked): Readings['daily-consumption'] {
  const { until, values } = meter.profile;
  const days = new Map<number, number>();
  values.forEach((value, index) => {
    const day = rulesOf(meter, MEASUREMENTS).dayOf(until - (values.length - 1 - index) * HALF_HOUR);
    days.set(day, (days.get(day) ?? 0) + value);
  });
  const whole = [...days].filter(([day]) => day <= until);
  const last = whole.at(-1)?.[0] ?? until;
  return {
    fuel: meter.fuel,
    days: series(
      last,
      DAY,
      whole.map(([, value]) => value),
      asked,
    ),
  };
}
