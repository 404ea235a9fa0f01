import type { Series } from '../../../domain/meter/readings';

export const HALF_HOUR = 1_800_000;

/** From and to of a log that is asked for, ISO 8601, and which log. */
export interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly log?: string;
}

/** The part of a series that is asked for. @param until end of the last value, in milliseconds */
export function series(until: number, step: number, values: readonly number[], { from, to }: Asked): Series {
  const endOf = (index: number): number => until - (values.length - 1 - index) * step;
  const least = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const most = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  const chosen = values.map((_value, index) => index).filter((index) => endOf(index) >= least && endOf(index) <= most);
  const first = new Date(endOf(chosen[0] ?? values.length - 1)).toISOString();
  return { first, seconds: step / 1000, values: chosen.map((index) => values[index] ?? 0) };
}

/** The entries of a log that are asked for. */
export function within<T extends { readonly at: string }>(entries: readonly T[], { from, to }: Asked): T[] {
  return entries.filter(({ at }) => (from === undefined || at >= from) && (to === undefined || at <= to));
}
