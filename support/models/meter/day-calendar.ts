import { DAY, weekdayOf } from './time';

/** A date of which parts can be open: what is left out fits every year, month, day or weekday. */
export interface DatePattern {
  readonly year?: number;
  /** From 1. */
  readonly month?: number;
  /** From 1, or counted from the end of the month. */
  readonly day?: number | 'last' | 'second-last';
  /** From 1, Monday. */
  readonly weekday?: number;
}

/** Which day profile, by its name, holds on which day: what tariffs and times without disablement have in common. */
export interface DayCalendar {
  /** `days`: the profiles of a week, from Monday. */
  readonly weeks: readonly { readonly name: number; readonly days: readonly number[] }[];
  readonly seasons: readonly { readonly name?: string; readonly start: DatePattern; readonly week: number }[];
  readonly specialDays: readonly { readonly date: DatePattern; readonly day: number }[];
}

/** Whether a pattern fits the day of an instant, in UTC. */
export function isOn({ year, month, day, weekday }: DatePattern, instant: number): boolean {
  const [itsYear, itsMonth, itsDay] = partsOf(instant);
  return (
    (year ?? itsYear) === itsYear &&
    (month ?? itsMonth) === itsMonth &&
    (weekday ?? weekdayOf(instant)) === weekdayOf(instant) &&
    isDay(day, itsDay, instant)
  );
}

/**
 * The profile of the day of an instant: that of the first special day that fits, or of the weekday in the week of the season that
 * began last; a season begins on the same day of every year. Undefined where the calendar has no week.
 */
export function profileOn({ weeks, seasons, specialDays }: DayCalendar, instant: number): number | undefined {
  const special = specialDays.find(({ date }) => isOn(date, instant));
  if (special !== undefined) return special.day;
  const [year, month, day] = partsOf(instant);
  const begin = ({ start }: DayCalendar['seasons'][number]): number => beginOf(start, year);
  const inOrder = seasons.toSorted((one, other) => begin(one) - begin(other));
  const begun = inOrder.filter((season) => begin(season) <= 100 * month + day);
  const season = (begun.length === 0 ? inOrder : begun).at(-1);
  return weeks.find(({ name }) => name === season?.week)?.days[weekdayOf(instant) - 1];
}

/** Day of a year at which a season begins, as a number whose order is that of the days. */
function beginOf({ month = 1, day = 1 }: DatePattern, year: number): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day === 'last') return 100 * month + last;
  return 100 * month + (day === 'second-last' ? last - 1 : day);
}

function isDay(day: DatePattern['day'], itsDay: number, instant: number): boolean {
  if (day === 'last') return partsOf(instant + DAY)[2] === 1;
  if (day === 'second-last') return partsOf(instant + 2 * DAY)[2] === 1;
  return (day ?? itsDay) === itsDay;
}

/** Year, month and day of an instant. */
function partsOf(instant: number): readonly [year: number, month: number, day: number] {
  const date = new Date(instant);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}
