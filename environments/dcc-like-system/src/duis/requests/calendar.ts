import type { DatePattern, DayCalendar } from '../../domain/meter/calendar';
import type { Fields } from './fields';

const YEAR = { least: 2014, most: 9999 };
const MONTH = { least: 1, most: 12 };
const DAY = { least: 1, most: 31 };
const WEEKDAY = { least: 1, most: 7 };
const SEVEN = { least: 7, most: 7 };

/** How many of each part a calendar of this fuel may hold (SOURCED: DUIS schema). */
export interface CalendarLimits {
  readonly days: number;
  readonly weeks: number;
  readonly seasons: number;
  readonly specialDays: number;
}

/** The names under which the two fuels know the same things. */
export interface CalendarWords {
  readonly seasons: 'Seasons' | 'SeasonProfiles';
  readonly date: (fields: Fields) => DatePattern;
  readonly named: boolean;
}

/** Reads `Year`, `Month`, `DayOfMonth`, `DayOfWeek` of an electricity date. */
export function readDate(date: Fields): DatePattern {
  return joined(
    date.one('Year', (field) => specified(field, 'SpecifiedYear', 'NonSpecifiedYear', YEAR)),
    date.one('Month', (field) => specified(field, 'SpecifiedMonth', 'NonSpecifiedMonth', MONTH)),
    date.one('DayOfMonth', (field) =>
      field.choice<DatePattern['day']>({
        SpecifiedDayOfMonth: (day) => day.ownNumber(DAY),
        LastDayOfMonth: () => 'last',
        SecondLastDayOfMonth: () => 'second-last',
        NonSpecifiedDayOfMonth: () => undefined,
      }),
    ),
    date.one('DayOfWeek', (field) => specified(field, 'SpecifiedDayOfWeek', 'NonSpecifiedDayOfWeek', WEEKDAY)),
  );
}

/** Reads the same of a gas date, whose elements have other names. */
export function readGasDate(date: Fields): DatePattern {
  return joined(
    date.one('GasYearWithWildcards', (field) => specified(field, 'SpecifiedYear', 'NonSpecifiedYear', YEAR)),
    date.one('GasMonthWithWildcards', (field) => specified(field, 'SpecifiedMonth', 'NonSpecifiedMonth', MONTH)),
    date.one('GasDayOfMonthWithWildcards', (field) =>
      specified(field, 'SpecifiedDayOfMonth', 'GasNonSpecifiedDayOfMonth', DAY),
    ),
    date.one('GasDayOfWeekWithWildcards', (field) =>
      specified(field, 'SpecifiedDayOfWeek', 'NonSpecifiedDayOfWeek', WEEKDAY),
    ),
  );
}

/** Reads weeks and seasons: which day profile holds on which day. Special days follow elsewhere. */
export function readWeeksAndSeasons(
  table: Fields,
  limits: CalendarLimits,
  words: CalendarWords,
): Omit<DayCalendar, 'specialDays'> {
  const weeks = table.one('WeekProfiles', (profiles) =>
    profiles.many('WeekProfile', { least: 1, most: limits.weeks }, (week) => ({
      name: week.integer('WeekName', { least: 1, most: limits.weeks }),
      days: week
        .many('ReferencedDayName', SEVEN, (day) => ({
          index: day.index(WEEKDAY),
          name: day.ownNumber({ least: 1, most: limits.days }),
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ name }) => name),
    })),
  );
  const seasons = table.one(words.seasons, (list) =>
    list.many('Season', { least: 1, most: limits.seasons }, (season) => ({
      ...(words.named ? { name: season.text('SeasonName') } : {}),
      start: season.one('SeasonStartDate', words.date),
      week: season.integer('ReferencedWeekName', { least: 1, most: limits.weeks }),
    })),
  );
  return { weeks, seasons };
}

/** Reads special days that refer to a day profile. */
export function readSpecialDays(
  parent: Fields,
  limits: CalendarLimits,
  date: (fields: Fields) => DatePattern,
): DayCalendar['specialDays'] {
  return parent.one('SpecialDays', (list) =>
    list.many('SpecialDay', { least: 0, most: limits.specialDays }, (day) => ({
      date: day.one('Date', date),
      day: day.integer('ReferencedDayName', { least: 1, most: limits.days }),
    })),
  );
}

function specified(
  field: Fields,
  name: string,
  open: string,
  range: { readonly least: number; readonly most: number },
): number | undefined {
  return field.choice<number | undefined>({ [name]: (value) => value.ownNumber(range), [open]: () => undefined });
}

function joined(
  year: number | undefined,
  month: number | undefined,
  day: DatePattern['day'],
  weekday: number | undefined,
): DatePattern {
  return {
    ...(year === undefined ? {} : { year }),
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
    ...(weekday === undefined ? {} : { weekday }),
  };
}
