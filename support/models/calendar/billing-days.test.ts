import { describe, expect, it } from 'vitest';
import { billingDays, type BillingCalendar } from './billing-days';

/** Worked by hand with a calendar: billing calendar, first and last day that are looked at, days on which a period ends. */
const BY_HAND: readonly (readonly [
  what: string,
  BillingCalendar,
  from: string,
  to: string,
  days: readonly string[],
])[] = [
  [
    'daily over a leap day',
    { fuel: 'electricity', period: 'Daily' },
    '2020-02-29',
    '2020-03-01',
    ['2020-02-29', '2020-03-01'],
  ],
  [
    'weekly on Sundays at the turn of a year',
    { fuel: 'electricity', period: 'Weekly', day: 7 },
    '2019-12-23',
    '2020-01-11',
    ['2019-12-29', '2020-01-05'],
  ],
  [
    'weekly on Mondays',
    { fuel: 'electricity', period: 'Weekly', day: 1 },
    '2020-12-28',
    '2021-01-10',
    ['2020-12-28', '2021-01-04'],
  ],
  [
    'monthly on the 28th, in February of both kinds',
    { fuel: 'electricity', period: 'Monthly', day: 28 },
    '2020-02-01',
    '2020-03-31',
    ['2020-02-28', '2020-03-28'],
  ],
  [
    'monthly on the 1st',
    { fuel: 'electricity', period: 'Monthly', day: 1 },
    '2021-02-28',
    '2021-04-01',
    ['2021-03-01', '2021-04-01'],
  ],
  [
    'quarterly counted from November',
    { fuel: 'electricity', period: 'Quarterly', day: 28, month: 11 },
    '2020-01-01',
    '2020-08-31',
    ['2020-02-28', '2020-05-28', '2020-08-28'],
  ],
  [
    'every six months counted from August',
    { fuel: 'electricity', period: 'SixMonthly', day: 1, month: 8 },
    '2020-01-01',
    '2020-12-31',
    ['2020-02-01', '2020-08-01'],
  ],
  [
    'yearly in December',
    { fuel: 'electricity', period: 'Yearly', day: 28, month: 12 },
    '2019-06-03',
    '2020-12-28',
    ['2019-12-28', '2020-12-28'],
  ],
  [
    'gas monthly from the 15th, and not before it',
    { fuel: 'gas', period: 'Monthly', start: '2020-02-15' },
    '2020-01-01',
    '2020-04-14',
    ['2020-02-15', '2020-03-15'],
  ],
  [
    'gas monthly from the 31st: on the 28th',
    { fuel: 'gas', period: 'Monthly', start: '2020-01-31' },
    '2020-01-01',
    '2020-03-31',
    ['2020-02-28', '2020-03-28'],
  ],
  [
    'gas weekly from a Saturday',
    { fuel: 'gas', period: 'Weekly', start: '2020-02-29' },
    '2020-02-22',
    '2020-03-14',
    ['2020-02-29', '2020-03-07', '2020-03-14'],
  ],
  [
    'gas quarterly from the end of a year',
    { fuel: 'gas', period: 'Quarterly', start: '2019-12-28' },
    '2019-12-01',
    '2020-06-30',
    ['2019-12-28', '2020-03-28', '2020-06-28'],
  ],
];

describe('the days on which a billing period ends', () => {
  it.each(BY_HAND)('%s', (_what, calendar, from, to, days) => {
    expect(billingDays(calendar, from, to)).toEqual(days);
  });
});
