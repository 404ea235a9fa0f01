import { daysFrom, isoWeek, weekdayOf } from './days';

/**
 * The periods whose reports are kept by the end of a day, in order of their production: each day, and after a Sunday the week that
 * it ends (`environments/contracts/interfaces.md`).
 */
export function reportPeriods(firstDay: string, lastDay: string): string[] {
  return daysFrom(firstDay, lastDay).flatMap((day) => (weekdayOf(day) === 7 ? [day, isoWeek(day)] : [day]));
}
