import type { DatePattern, DayCalendar } from '../../domain/meter/calendar';
import { group, marked, value } from './elements';

/** A date that may leave parts open, of an electricity meter. */
export function electricityDate(name: string | undefined, { year, month, day, weekday }: DatePattern): string {
  const dayOfMonth =
    day === undefined
      ? group('NonSpecifiedDayOfMonth')
      : typeof day === 'number'
        ? value('SpecifiedDayOfMonth', day)
        : group(day === 'last' ? 'LastDayOfMonth' : 'SecondLastDayOfMonth');
  const parts = [
    group('Year', year === undefined ? group('NonSpecifiedYear') : value('SpecifiedYear', year)),
    group('Month', month === undefined ? group('NonSpecifiedMonth') : value('SpecifiedMonth', month)),
    group('DayOfMonth', dayOfMonth),
    group('DayOfWeek', weekday === undefined ? group('NonSpecifiedDayOfWeek') : value('SpecifiedDayOfWeek', weekday)),
  ];
  return name === undefined ? parts.join('') : group(name, ...parts);
}

/** The same of a gas meter. */
export function gasDate(name: string, { year, month, day, weekday }: DatePattern): string {
  const date = typeof day === 'number' ? value('SpecifiedDayOfMonth', day) : group('GasNonSpecifiedDayOfMonth');
  return group(
    name,
    group('GasYearWithWildcards', year === undefined ? group('NonSpecifiedYear') : value('SpecifiedYear', year)),
    group('GasMonthWithWildcards', month === undefined ? group('NonSpecifiedMonth') : value('SpecifiedMonth', month)),
    group('GasDayOfMonthWithWildcards', date),
    group(
      'GasDayOfWeekWithWildcards',
      weekday === undefined ? group('NonSpecifiedDayOfWeek') : value('SpecifiedDayOfWeek', weekday),
    ),
  );
}

/** @param day name of the element that refers to a day profile: the schema has several for the same thing */
export function weekProfiles({ weeks }: DayCalendar, day: string): string {
  const written = weeks.map(({ name, days }) =>
    group(
      'WeekProfile',
      value('WeekName', name),
      ...days.map((profile, index) => marked(day, { index: index + 1 }, String(profile))),
    ),
  );
  return group('WeekProfiles', ...written);
}

export function seasons(
  element: string,
  calendar: DayCalendar,
  date: (name: string, pattern: DatePattern) => string,
): string {
  const written = calendar.seasons.map(({ name, start, week }) =>
    group('Season', value('SeasonName', name), date('SeasonStartDate', start), value('ReferencedWeekName', week)),
  );
  return group(element, ...written);
}

export function specialDays(
  element: string,
  calendar: DayCalendar,
  date: (name: string, pattern: DatePattern) => string,
  day: string,
): string {
  const written = calendar.specialDays.map((special) =>
    group('SpecialDay', date('Date', special.date), value(day, special.day)),
  );
  return group(element, ...written);
}
