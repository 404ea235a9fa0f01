import { describe, expect, it } from 'vitest';
import { profileOn, type DayCalendar } from './day-calendar';
import { isQuiet, type QuietCalendar } from './disablement';

/** Worked by hand from the published contract. */

const at = (instant: string): number => Date.parse(`${instant}:00Z`);

describe('a day profile', () => {
  const calendar: DayCalendar = {
    weeks: [
      { name: 1, days: [11, 12, 13, 14, 15, 16, 17] },
      { name: 2, days: [21, 22, 23, 24, 25, 26, 27] },
    ],
    seasons: [
      { start: { month: 11, day: 'last' }, week: 1 },
      { start: { month: 4, day: 2 }, week: 2 },
    ],
    specialDays: [
      { date: { month: 2, day: 'last' }, day: 31 },
      { date: { day: 'second-last', weekday: 5 }, day: 32 },
      { date: { year: 2019, weekday: 5 }, day: 33 },
    ],
  };
  const on = (day: string): number | undefined => profileOn(calendar, at(`${day}T12:00`));

  it('is that of the weekday in the season that began last, over the turn of the year too', () => {
    // 1 April 2020 is a Wednesday, 2 April a Thursday; 29 November a Sunday, 30 November a Monday; 1 January 2020 a Wednesday
    expect([on('2020-04-01'), on('2020-04-02'), on('2020-11-29'), on('2020-11-30'), on('2020-01-01')]).toEqual([
      13, 24, 27, 11, 13,
    ]);
  });

  it('is that of the first special day that fits', () => {
    // 29 February 2020 ends a leap year's February, and the day before is a Friday; 30 August 2019 is a Friday and the second-last day of August
    expect([on('2020-02-29'), on('2020-02-28'), on('2019-08-30'), on('2019-08-23')]).toEqual([31, 32, 32, 33]);
  });
});

describe('a time without disablement', () => {
  const calendar: QuietCalendar = {
    fuel: 'electricity',
    specialDays: [{ index: 2, date: { month: 6, day: 5 } }],
    schedules: [
      { script: 'START', specialDays: [2], weekdays: [], at: '09:00:00', from: '2019-06-01', to: '2019-06-30' },
      { script: 'STOP', specialDays: [], weekdays: [5], at: '06:00:00', from: '2019-01-01', to: '2019-12-31' },
    ],
  };

  it('begins with its START and lasts until the STOP that follows', () => {
    // 5 June 2019 is a Wednesday, 7 June a Friday
    const quiet = (instant: string): boolean => isQuiet(calendar, at(instant));
    expect([quiet('2019-06-05T08:59'), quiet('2019-06-05T09:00'), quiet('2019-06-07T05:59')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(quiet('2019-06-07T06:00')).toBe(false);
  });

  it('is not in years to which no schedule applies', () => {
    expect(isQuiet(calendar, at('2020-06-05T09:00'))).toBe(false);
  });
});
