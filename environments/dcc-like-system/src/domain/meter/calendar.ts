/** A date that may leave parts open: what is left out fits every year, month or day (SOURCED: DUIS schema). */
export interface DatePattern {
  readonly year?: number;
  /** From 1. */
  readonly month?: number;
  /** From 1; `last` and `second-last` of the month. */
  readonly day?: number | 'last' | 'second-last';
  /** From 1, Monday. */
  readonly weekday?: number;
}

/** Which day profile holds on each day of a week. */
interface WeekProfile {
  readonly name: number;
  /** Seven names of day profiles, Monday first. */
  readonly days: readonly number[];
}

interface Season {
  /** Electricity only. */
  readonly name?: string;
  readonly start: DatePattern;
  readonly week: number;
}

interface SpecialDay {
  readonly date: DatePattern;
  /** Name of the day profile that holds then. */
  readonly day: number;
}

/** Which named day profile holds when: the part that tariffs and calendars without disablement have in common. */
export interface DayCalendar {
  readonly weeks: readonly WeekProfile[];
  readonly seasons: readonly Season[];
  readonly specialDays: readonly SpecialDay[];
}

/** Whether a pattern fits the day of an instant (UTC). */
export function fits({ year, month, day, weekday }: DatePattern, instant: Date): boolean {
  return (
    (year === undefined || year === instant.getUTCFullYear()) &&
    (month === undefined || month === instant.getUTCMonth() + 1) &&
    (weekday === undefined || weekday === weekdayOf(instant)) &&
    (day === undefined || dayOfMonth(day, instant.getUTCFullYear(), instant.getUTCMonth() + 1) === instant.getUTCDate())
  );
}

/** Milliseconds from the begin of a day to a time of it, `HH:MM:SS`. */
export function timeOfDay(time: string): number {
  const [hours, minutes, seconds] = [time.slice(0, 2), time.slice(3, 5), time.slice(6, 8)].map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

/** Day of the week from 1, Monday. */
export function weekdayOf(instant: Date): number {
  return ((instant.getUTCDay() + 6) % 7) + 1;
}

/** Name of the day profile that holds on the day of an instant; undefined when the calendar says nothing. */
export function dayProfileAt({ weeks, seasons, specialDays }: DayCalendar, instant: Date): number | undefined {
  const special = specialDays.find(({ date }) => fits(date, instant));
  if (special) return special.day;
  const season = seasonAt(seasons, instant);
  const week = weeks.find(({ name }) => name === season?.week) ?? weeks[0];
  return week?.days[weekdayOf(instant) - 1];
}

/** The season that began last; before the first of the year the last one of the year before still holds. */
function seasonAt(seasons: readonly Season[], instant: Date): Season | undefined {
  const year = instant.getUTCFullYear();
  const today = (instant.getUTCMonth() + 1) * 100 + instant.getUTCDate();
  const inOrder = seasons
    .map((season) => ({ season, start: beginIn(year, season.start) }))
    .sort((a, b) => a.start - b.start);
  return (inOrder.findLast(({ start }) => start <= today) ?? inOrder.at(-1))?.season;
}

function beginIn(year: number, { month = 1, day = 1 }: DatePattern): number {
  return month * 100 + dayOfMonth(day, year, month);
}

/** The day of a month from 1 that is meant. */
function dayOfMonth(day: number | 'last' | 'second-last', year: number, month: number): number {
  if (typeof day === 'number') return day;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day === 'last' ? last : last - 1;
}
