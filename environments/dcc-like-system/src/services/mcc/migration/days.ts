/** Days are `YYYY-MM-DD` in UTC, so that they compare as text. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS = 86_400_000;

/** Start of a migration slot on its day (MODEL). */
const SLOT_HOUR = 8;
/** Hours from the start of a slot to the end of its attempt window (MODEL). */
const WINDOW_HOURS = 24;

/** Whether this is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && dayOf(parsed) === text;
}

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

export function plusDays(day: string, count: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00.000Z`) + count * MILLISECONDS));
}

/** Days from the first to the last, both counted. */
export function daysIn(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / MILLISECONDS + 1;
}

/** The week of a day by ISO 8601, `YYYY-Www`: weeks begin on Monday, and belong to the year of their Thursday. */
export function isoWeekOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  const thursday = plusDays(day, 3 - weekday);
  const year = thursday.slice(0, 4);
  const week = Math.ceil(daysIn(`${year}-01-01`, thursday) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** When the attempts of a day start. */
export function slotStart(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + SLOT_HOUR * 3_600_000);
}

/** When the attempts of a day must be over: nothing is begun on a device after this. */
export function windowEnd(day: string): Date {
  return new Date(slotStart(day).getTime() + WINDOW_HOURS * 3_600_000);
}
