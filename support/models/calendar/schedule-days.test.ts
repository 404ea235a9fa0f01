import { describe, expect, it } from 'vitest';
import { scheduleDays, type ScheduleCalendar } from './schedule-days';

/** Worked by hand with a calendar: schedule, day up to which it is looked at, days on which it fires. */
const BY_HAND: readonly (readonly [what: string, ScheduleCalendar, until: string, days: readonly string[]])[] = [
  [
    'daily over a leap day',
    { frequency: 'Daily', startDate: '2020-02-28' },
    '2020-03-01',
    ['2020-02-28', '2020-02-29', '2020-03-01'],
  ],
  [
    'daily at the end of February in a common year',
    { frequency: 'Daily', startDate: '2021-02-27' },
    '2021-03-01',
    ['2021-02-27', '2021-02-28', '2021-03-01'],
  ],
  [
    'daily up to its end date',
    { frequency: 'Daily', startDate: '2019-12-30', endDate: '2020-01-01' },
    '2020-01-05',
    ['2019-12-30', '2019-12-31', '2020-01-01'],
  ],
  [
    'on one day alone',
    { frequency: 'Daily', startDate: '2019-06-05', endDate: '2019-06-05' },
    '2019-06-09',
    ['2019-06-05'],
  ],
  [
    'weekly over the end of a year with 53 weeks',
    { frequency: 'Weekly', startDate: '2020-12-24' },
    '2021-01-08',
    ['2020-12-24', '2020-12-31', '2021-01-07'],
  ],
  [
    'weekly to the day before its fourth run',
    { frequency: 'Weekly', startDate: '2020-02-15', endDate: '2020-03-06' },
    '2020-04-01',
    ['2020-02-15', '2020-02-22', '2020-02-29'],
  ],
  [
    'monthly from the 31st in a leap year',
    { frequency: 'Monthly', startDate: '2020-01-31' },
    '2020-04-30',
    ['2020-01-31', '2020-02-29', '2020-03-31', '2020-04-30'],
  ],
  [
    'monthly from the 31st in a common year',
    { frequency: 'Monthly', startDate: '2021-01-31' },
    '2021-03-31',
    ['2021-01-31', '2021-02-28', '2021-03-31'],
  ],
  [
    'monthly from the 30th',
    { frequency: 'Monthly', startDate: '2019-12-30' },
    '2020-03-30',
    ['2019-12-30', '2020-01-30', '2020-02-29', '2020-03-30'],
  ],
  [
    'monthly from a leap day',
    { frequency: 'Monthly', startDate: '2020-02-29' },
    '2020-04-30',
    ['2020-02-29', '2020-03-29', '2020-04-29'],
  ],
  [
    'quarterly from the end of November',
    { frequency: 'Quarterly', startDate: '2019-11-30' },
    '2020-06-01',
    ['2019-11-30', '2020-02-29', '2020-05-30'],
  ],
  [
    'half-yearly from the end of August',
    { frequency: 'Half-Yearly', startDate: '2019-08-31' },
    '2020-08-31',
    ['2019-08-31', '2020-02-29', '2020-08-31'],
  ],
  [
    'yearly from a leap day',
    { frequency: 'Yearly', startDate: '2020-02-29' },
    '2024-03-01',
    ['2020-02-29', '2021-02-28', '2022-02-28', '2023-02-28', '2024-02-29'],
  ],
  ['looked at before it starts', { frequency: 'Monthly', startDate: '2020-01-31' }, '2020-01-30', []],
];

describe('the days of a schedule', () => {
  it.each(BY_HAND)('%s', (_what, schedule, until, days) => {
    expect(scheduleDays(schedule, until)).toEqual(days);
  });
});
