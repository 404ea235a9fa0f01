import type { DatePattern, DayCalendar } from '../../domain/meter/calendar';
import type { Fields } from './fields';

/** The names under which the two fuels know the same things. */
export interface CalendarWords {
  readonly seasons: 'Seasons' | 'SeasonProfiles';
  readonly date: (fields: Fields) => DatePattern;
  readonly named: boolean;
}

/** Reads `Year`, `Month`, `DayOfMonth`, `DayOfWeek` of an electricity date. */
export function readDate(date: Fields): DatePattern {
  return joined(
    date.one('Year', (field) => specified(field, 'SpecifiedYear', 'NonSpecifiedYear')),
    date.one('Month', (field) => specified(field, 'SpecifiedMonth', 'NonSpecifiedMonth')),
    date.one('DayOfMonth', (field) =>
      field.choice<DatePattern['day']>({
        SpecifiedDayOfMonth: (day) => day.ownNumber(),
        LastDayOfMonth: () => 'last',
        SecondLastDayOfMonth: () => 'second-last',
        NonSpecifiedDayOfMonth: () => undefined,
      }),
    ),
    date.one('DayOfWeek', (field) => specified(field, 'SpecifiedDayOfWeek', 'NonSpecifiedDayOfWeek')),
  );
}

/** Reads the same of a gas date, whose elements have other names. */
export function readGasDate(date: Fields): DatePattern {
  return joined(
    date.one('GasYearWithWildcards', (field) => specified(field, 'SpecifiedYear', 'NonSpecifiedYear')),
    date.one('GasMonthWithWildcards', (field) => specified(field, 'SpecifiedMonth', 'NonSpecifiedMonth')),
    date.one('GasDayOfMonthWithWildcards', (field) =>
      specified(field, 'SpecifiedDayOfMonth', 'GasNonSpecifiedDayOfMonth'),
    ),
    date.one('GasDayOfWeekWithWildcards', (field) => specified(field, 'SpecifiedDayOfWeek', 'NonSpecifiedDayOfWeek')),
  );
}

/** Reads weeks and seasons: which day profile holds on which day. Special days follow elsewhere. */
export function readWeeksAndSeasons(table: Fields, words: CalendarWords): Omit<DayCalendar, 'specialDays'> {
  const weeks = table.one('WeekProfiles', (profiles) =>
    profiles.many('WeekProfile', (week) => ({
      name: week.number('WeekName'),
      days: week
        .many('ReferencedDayName', (day) => ({
          index: day.index(),
          name: day.ownNumber(),
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ name }) => name),
    })),
  );
  const seasons = table.one(words.seasons, (list) =>
    list.many('Season', (season) => ({
      ...(words.named ? { name: season.text('SeasonName') } : {}),
      start: season.one('SeasonStartDate', words.date),
      week: season.number('ReferencedWeekName'),
    })),
  );
  return { weeks, seasons };
}

/** Reads special days that refer to a day profile. */
export function readSpecialDays(parent: Fields, date: (fields: Fields) => DatePattern): DayCalendar['specialDays'] {
  return parent.one('SpecialDays', (list) =>
    list.many('SpecialDay', (day) => ({
      date: day.one('Date', date),
      day: day.number('ReferencedDayName'),
    })),
  );
}

function specified(field: Fields, name: string, open: string): number | undefined {
  return field.choice<number | undefined>({ [name]: (value) => value.ownNumber(), [open]: () => undefined });
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
