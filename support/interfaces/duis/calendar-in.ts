import type { DatePattern, DayCalendar } from '../../models/meter/day-calendar';
import type { QuietCalendar } from '../../models/meter/disablement';
import type { XmlReader } from '../xml';

/** Calendars of tariffs and of times without disablement, read from requests that the suite has written. */

export const WEEKDAYS: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** Weeks, seasons and special days. @param seasons the element that holds the seasons @param special that of the special days */
export function dayCalendarIn(table: XmlReader, seasons: string, special: XmlReader): DayCalendar {
  return {
    weeks: table
      .one('WeekProfiles')
      .all('WeekProfile')
      .map((week) => ({
        name: Number(week.textOf('WeekName')),
        days: numberedIn(week, 'ReferencedDayName')
          .toSorted((one, other) => one.index - other.index)
          .map(({ value }) => value),
      })),
    seasons: table
      .one(seasons)
      .all('Season')
      .map((season) => ({
        ...season.optional('SeasonName', 'name'),
        start: dateIn(season.one('SeasonStartDate')),
        week: Number(season.textOf('ReferencedWeekName')),
      })),
    specialDays: special
      .all('SpecialDay')
      .map((day) => ({ date: dateIn(day.one('Date')), day: Number(day.textOf('ReferencedDayName')) })),
  };
}

/** Values with their index. */
export function numberedIn(parent: XmlReader, name: string): { readonly index: number; readonly value: number }[] {
  return parent.all(name).map((one) => ({ index: indexOf(one), value: Number(one.text) }));
}

/** The attribute by which one of several is known. */
export function indexOf({ element }: XmlReader): number {
  const found = Array.from(element.attributes).find(({ localName }) => localName === 'index');
  return Number(found?.value);
}

/** A date of either fuel: year, month, day and weekday, of which each can be open. */
function dateIn(date: XmlReader): DatePattern {
  const [year, month, day, weekday] = date.all().map((part) => part.all()[0]);
  const specified = (part: XmlReader | undefined): number | undefined =>
    part?.name.startsWith('Specified') === true ? Number(part.text) : undefined;
  const counted = { LastDayOfMonth: 'last', SecondLastDayOfMonth: 'second-last' } as const;
  const fromEnd = Object.entries(counted).find(([name]) => name === day?.name)?.[1];
  return joined(
    { year: specified(year), month: specified(month), weekday: specified(weekday) },
    fromEnd ?? specified(day),
  );
}

function joined(
  parts: Readonly<Record<'year' | 'month' | 'weekday', number | undefined>>,
  day: DatePattern['day'],
): DatePattern {
  return Object.fromEntries(Object.entries({ ...parts, day }).filter(([, part]) => part !== undefined));
}

/** The times without disablement of a configuration 2.1. */
export function quietCalendarIn(configuration: XmlReader): QuietCalendar {
  const calendar = configuration.maybe('ElectricityNonDisablementCalendar');
  return calendar === undefined
    ? gasCalendarIn(configuration.one('GasNonDisablementCalendar'))
    : electricityCalendarIn(calendar);
}

const SCRIPTS = ['START', 'STOP'] as const;

function electricityCalendarIn(calendar: XmlReader): QuietCalendar {
  const special = calendar.one('ElectricitySpecialDays').all('SpecialDay');
  return {
    fuel: 'electricity',
    specialDays: special.map((day) => ({ index: indexOf(day), date: dateIn(day.one('Date')) })),
    schedules: calendar.all('ElectricityNonDisablementSchedule').map((schedule) => {
      const dates = schedule.one('ScheduleDatesAndTime');
      const weekdays = schedule.one('DaysOfWeekApplicability').all('DayOfWeekApplicability');
      return {
        script: schedule.choiceOf('NonDisablementScript', SCRIPTS),
        specialDays: schedule
          .one('SpecialDaysApplicability')
          .all('SpecialDayApplicability')
          .map((day) => Number(day.textOf('SpecialDayID'))),
        weekdays: weekdays.map((day) => WEEKDAYS.indexOf(day.textOf('DayOfWeekID')) + 1),
        at: dates.textOf('SwitchTime'),
        from: dates.textOf('StartDate'),
        to: dates.textOf('EndDate'),
      };
    }),
  };
}

function gasCalendarIn(calendar: XmlReader): QuietCalendar {
  const days = calendar.one('DayProfiles').all('GasNonDisablementDayProfile');
  return {
    fuel: 'gas',
    days: days.map((day) => ({
      name: Number(day.textOf('GasDayName')),
      actions: day.all('TimeStartAction').map((action) => ({
        start: action.textOf('StartTime'),
        script: action.choiceOf('NonDisablementAction', SCRIPTS),
      })),
    })),
    ...dayCalendarIn(calendar, 'SeasonProfiles', calendar.one('SpecialDays')),
  };
}
