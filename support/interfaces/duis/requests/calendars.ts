import type { DatePattern, DayCalendar } from '../../../models/meter/day-calendar';
import type { Fuel } from '../../../models/meter/tariff';
import { element } from '../../xml';

/** How requests say calendars: the two fuels have names of their own for the same things. */

/** The parts of a date. */
export function dateParts(fuel: Fuel, { year, month, day, weekday }: DatePattern): string[] {
  const isGas = fuel === 'gas';
  const part = (name: string, said: string): string => element(isGas ? `Gas${name}WithWildcards` : name, [said]);
  const specified = (what: string, said: number | undefined, open = `NonSpecified${what}`): string =>
    said === undefined ? element(open, []) : element(`Specified${what}`, said);
  const counted = { last: 'LastDayOfMonth', 'second-last': 'SecondLastDayOfMonth' } as const;
  const openDay = isGas ? 'GasNonSpecifiedDayOfMonth' : 'NonSpecifiedDayOfMonth';
  const ofMonth = typeof day === 'string' ? element(counted[day], []) : specified('DayOfMonth', day, openDay);
  return [
    part('Year', specified('Year', year)),
    part('Month', specified('Month', month)),
    part('DayOfMonth', ofMonth),
    part('DayOfWeek', specified('DayOfWeek', weekday)),
  ];
}

/** Weeks and seasons. @param seasons name of the element that holds the seasons */
export function weeksAndSeasons(
  fuel: Fuel,
  { weeks, seasons }: DayCalendar,
  name: 'Seasons' | 'SeasonProfiles',
): string[] {
  const week = (days: readonly number[]): string[] =>
    days.map((day, index) => element('ReferencedDayName', day, { index: String(index + 1) }));
  return [
    element(
      'WeekProfiles',
      weeks.map((one) => element('WeekProfile', [element('WeekName', one.name), ...week(one.days)])),
    ),
    element(
      name,
      seasons.map((season) =>
        element('Season', [
          ...(season.name === undefined ? [] : [element('SeasonName', season.name)]),
          element('SeasonStartDate', dateParts(fuel, season.start)),
          element('ReferencedWeekName', season.week),
        ]),
      ),
    ),
  ];
}

/** Special days with the day profile of each. */
export function specialDays(fuel: Fuel, { specialDays: days }: DayCalendar): string {
  return element(
    'SpecialDays',
    days.map(({ date, day }) =>
      element('SpecialDay', [element('Date', dateParts(fuel, date)), element('ReferencedDayName', day)]),
    ),
  );
}
