import { isOn, profileOn, type DatePattern, type DayCalendar } from './day-calendar';
import { DAY, dayOf, timeOf, weekdayOf } from './time';

/** START: from then on the supply is not disabled for want of credit; STOP: it is again. */
type Script = 'START' | 'STOP';

/** When a meter does not disable the supply for want of credit, as DUIS says it for each fuel. */
export type QuietCalendar =
  | {
      readonly fuel: 'electricity';
      /** Days by the index under which schedules name them. */
      readonly specialDays: readonly { readonly index: number; readonly date: DatePattern }[];
      readonly schedules: readonly {
        readonly script: Script;
        readonly specialDays: readonly number[];
        /** From 1, Monday. */
        readonly weekdays: readonly number[];
        /** HH:MM:SS. */
        readonly at: string;
        /** First and last day, YYYY-MM-DD. */
        readonly from: string;
        readonly to: string;
      }[];
    }
  | (DayCalendar & {
      readonly fuel: 'gas';
      readonly days: readonly {
        readonly name: number;
        readonly actions: readonly { readonly start: string; readonly script: Script }[];
      }[];
    });

/** Days, that of the instant among them, in which the last switch is looked for. */
const LOOKED_BACK = 8;

/** Whether the last switch up to an instant was a START. */
export function isQuiet(calendar: QuietCalendar, instant: number): boolean {
  for (let back = 0; back < LOOKED_BACK; back += 1) {
    const day = instant - back * DAY;
    const switches = switchesOn(calendar, day)
      .filter(({ at }) => back > 0 || at <= timeOf(instant))
      .toSorted((one, other) => (one.at < other.at ? -1 : 1));
    const last = switches.at(-1);
    if (last !== undefined) return last.script === 'START';
  }
  return false;
}

function switchesOn(calendar: QuietCalendar, day: number): { readonly at: string; readonly script: Script }[] {
  if (calendar.fuel === 'gas') {
    const profile = profileOn(calendar, day);
    const actions = calendar.days.find(({ name }) => name === profile)?.actions ?? [];
    return actions.map(({ start, script }) => ({ at: start, script }));
  }
  const special = calendar.specialDays.filter(({ date }) => isOn(date, day)).map(({ index }) => index);
  return calendar.schedules.filter(
    ({ from, to, weekdays, specialDays }) =>
      from <= dayOf(day) &&
      dayOf(day) <= to &&
      (weekdays.includes(weekdayOf(day)) || specialDays.some((index) => special.includes(index))),
  );
}
