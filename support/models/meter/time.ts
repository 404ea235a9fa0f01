/** Instants are milliseconds since 1970, in UTC. */

export const HALF_HOUR = 1_800_000;
export const HOUR = 2 * HALF_HOUR;
export const DAY = 24 * HOUR;

/** Instant at which virtual time begins, and with it every meter. */
export const BEGINNING = Date.parse('2019-06-03T00:00:00.000Z');

/** HH:MM:SS of an instant. */
export function timeOf(instant: number): string {
  return new Date(instant).toISOString().slice(11, 19);
}

/** When a gas meter that sleeps woke last: at 20 and 50 minutes past each hour (MODEL, as the lab publishes). */
export function lastAwake(instant: number): number {
  const minutes = (20 * HOUR) / 60;
  return Math.floor((instant - minutes) / HALF_HOUR) * HALF_HOUR + minutes;
}

/** YYYY-MM-DD of an instant. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Day of the week of an instant, from 1, Monday. */
export function weekdayOf(instant: number): number {
  return new Date(instant).getUTCDay() || 7;
}
