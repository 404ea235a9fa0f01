/** Days are `YYYY-MM-DD` in UTC, whatever clocks in Great Britain show, so that they compare as text. */

const DAY = 86_400_000;

/** The day of an instant. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The day so many days later, or earlier. */
export function daysLater(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY));
}

/** The day so many days after that of an instant. */
export function dayAfter(instant: Date, days: number): string {
  return daysLater(dayOf(instant), days);
}

/** The instant at which the day of another instant ends. */
export function endOfDay(instant: Date): Date {
  return new Date(`${daysLater(dayOf(instant), 1)}T00:00:00.000Z`);
}

/** The instant at which the week of another instant ends: the next Monday begins. */
export function endOfWeek(instant: Date): Date {
  return new Date(`${daysLater(dayOf(instant), 7 - weekday(instant))}T00:00:00.000Z`);
}

/** The week of a day by ISO 8601, `YYYY-Www`: the first week of a year is the one with its first Thursday. */
export function isoWeek(day: string): string {
  const instant = new Date(`${day}T00:00:00.000Z`);
  const thursday = new Date(instant.getTime() + (3 - weekday(instant)) * DAY);
  const year = thursday.getUTCFullYear();
  const ofYear = Math.round((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY);
  return `${String(year)}-W${String(1 + Math.floor(ofYear / 7)).padStart(2, '0')}`;
}

/** So many months after a day of a month; where that month lacks the day, its last one. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  return daysLater(dayOf(first), Math.min(date, daysInMonth(first)) - 1);
}

/** Day of the week by ISO 8601, from 1 for Monday. */
export function weekdayOf(day: string): number {
  return weekday(new Date(`${day}T00:00:00.000Z`)) + 1;
}

/** Every day from one to another, both counted. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = daysLater(day, 1)) days.push(day);
  return days;
}

function daysInMonth(first: Date): number {
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
}

/** From 0 for Monday. */
function weekday(instant: Date): number {
  return (instant.getUTCDay() + 6) % 7;
}
