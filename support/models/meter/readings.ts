import { rateAt } from './meter';
import type { Entry, Meter } from './state';
import { BEGINNING, DAY, HALF_HOUR, HOUR, timeOf } from './time';

/** What follows from the half hours of a meter, by the published contract (MODEL unless marked). */

/** Varh for each Wh that is imported. */
const REACTIVE_SHARE = 0.2;
/** Wh that the sun gives in each half hour from ten to four. */
const EXPORT = { from: 10 * HOUR, to: 16 * HOUR, each: 500 };
/** Entries that logs have at most (SOURCED: message mapping catalogue). */
const MOST = { exportDays: 31, voltages: 4320 };
const SIX_MINUTES = 360_000;
/** Four hours of six minutes. */
const FLOWS = 40;

/** First and last instant of what is asked for, both included. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The entries of a log that lie in a period. */
export function within<T extends { readonly at: number }>(entries: readonly T[], period: Period | undefined): T[] {
  return period === undefined ? [...entries] : entries.filter(({ at }) => at >= period.from && at <= period.to);
}

/** Wh of each half hour that were exported. */
export function exportedHalfHours({ halfHours }: Meter): Entry[] {
  return halfHours.map(({ at }) => {
    const time = at % DAY;
    return { at, value: time > EXPORT.from && time <= EXPORT.to ? EXPORT.each : 0 };
  });
}

/** The export register at each midnight. */
export function exportDays(meter: Meter): Entry[] {
  let register = 0;
  const days: Entry[] = [];
  for (const { at, value } of exportedHalfHours(meter)) {
    register += value;
    if (at % DAY === 0) days.push({ at, value: register });
  }
  return days.slice(-MOST.exportDays);
}

/** Varh of each half hour. */
export function reactiveHalfHours({ halfHours }: Meter): Entry[] {
  return halfHours.map(({ at, value }) => ({ at, value: Math.round(value * REACTIVE_SHARE) }));
}

/** What was used in each whole day, at the midnight of its end. */
export function dailyConsumption({ halfHours, now }: Meter): Entry[] {
  const days = new Map<number, number>();
  for (const { at, value } of halfHours) {
    const end = Math.ceil(at / DAY) * DAY;
    if (end <= now) days.set(end, (days.get(end) ?? 0) + value);
  }
  return [...days].map(([at, value]) => ({ at, value }));
}

/** The highest mean power in W of a half hour since the reset, and when that ended; the earliest of equal ones. */
export function maximumDemand({ halfHours, demandSince }: Meter): Entry {
  return demandOf(halfHours, demandSince);
}

/** The same of half hours that begin in the part of the day that is set. */
export function limitedDemand({ halfHours, demandSince, demandPeriod: { from, to } }: Meter): Entry {
  const isWithin = (time: string): boolean => (from < to ? time >= from && time < to : time >= from || time < to);
  const counted = halfHours.filter(({ at }) => isWithin(timeOf(at - HALF_HOUR)));
  return demandOf(counted, demandSince);
}

/** The same of what is exported. */
export function exportDemand(meter: Meter): Entry {
  return demandOf(exportedHalfHours(meter), meter.demandSince);
}

function demandOf(halfHours: readonly Entry[], demandSince: number): Entry {
  const counted = halfHours.filter(({ at }) => at - HALF_HOUR >= demandSince);
  const highest = Math.max(0, ...counted.map(({ value }) => value));
  const at = highest === 0 ? demandSince : (counted.find(({ value }) => value === highest)?.at ?? demandSince);
  return { at, value: 2 * highest };
}

/** Mean power in W now. */
export function activePower(meter: Meter): number {
  return meter.supply === 'Enabled' ? 2 * rateAt(meter, meter.now) : 0;
}

/** Mean voltages of half hours, in tenths of a volt, as the lab publishes them. */
export function voltages({ halfHours }: Meter): Entry[] {
  return halfHours.slice(-MOST.voltages).map(({ at }) => ({ at, value: 2270 + (((at / HALF_HOUR) * 7919) % 61) }));
}

/** How often the mean voltage was above and below its limits since these were set. */
export function voltagesBeyond(meter: Meter): { readonly over: number; readonly under: number } {
  const { over, under, since } = meter.voltage;
  const counted = voltages(meter).filter(({ at }) => at > since);
  return {
    over: counted.filter(({ value }) => value > over).length,
    under: counted.filter(({ value }) => value < under).length,
  };
}

/**
 * Litres of gas in each six minutes of the last four hours, or of the four hours after somebody asked for a recording: what a half
 * hour has used, in equal parts.
 */
export function gasFlows(meter: Meter): Entry[] {
  const { halfHours, now, running, recording = { since: now } } = meter;
  const last = Math.floor(Math.min(now, recording.since + FLOWS * SIX_MINUTES) / SIX_MINUTES) * SIX_MINUTES;
  const until = halfHours.at(-1)?.at ?? BEGINNING;
  const used = new Map(halfHours.map(({ at, value }) => [at, value]));
  const ends = Array.from({ length: FLOWS }, (_none, index) => last - (FLOWS - 1 - index) * SIX_MINUTES);
  return ends
    .filter((at) => meter.recording === undefined || at > recording.since)
    .map((at) => {
      if (at > until) return { at, value: Math.round((running * SIX_MINUTES) / (now - until)) };
      return {
        at,
        value: Math.round((used.get(Math.ceil(at / HALF_HOUR) * HALF_HOUR) ?? 0) / (HALF_HOUR / SIX_MINUTES)),
      };
    });
}
