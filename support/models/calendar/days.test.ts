import { describe, expect, it } from 'vitest';
import { dayOf, daysFrom, daysLater, endOfDay, endOfWeek, isoWeek, monthsLater, weekdayOf } from './days';

const at = (text: string): Date => new Date(text);

describe('days', () => {
  it('follow one another over months and years', () => {
    expect(daysLater('2019-06-30', 1)).toBe('2019-07-01');
    expect(daysLater('2020-01-01', -1)).toBe('2019-12-31');
    expect(dayOf(at('2019-06-03T23:59:59.999Z'))).toBe('2019-06-03');
  });

  it('end at midnight, weeks on Sunday', () => {
    expect(endOfDay(at('2019-06-03T00:00:00Z'))).toEqual(at('2019-06-04T00:00:00Z'));
    expect(endOfWeek(at('2019-06-03T00:00:00Z'))).toEqual(at('2019-06-10T00:00:00Z'));
    expect(endOfWeek(at('2019-06-09T23:59:00Z'))).toEqual(at('2019-06-10T00:00:00Z'));
  });

  it.each([
    ['2019-06-03', '2019-W23'],
    ['2018-12-31', '2019-W01'],
    ['2019-12-29', '2019-W52'],
    ['2019-12-30', '2020-W01'],
    ['2020-02-29', '2020-W09'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2027-01-01', '2026-W53'],
    ['2021-01-03', '2020-W53'],
    ['2024-12-30', '2025-W01'],
  ])('%s lies in week %s', (day, week) => {
    expect(isoWeek(day)).toBe(week);
  });

  it.each([
    ['2020-01-31', 1, '2020-02-29'],
    ['2021-01-31', 1, '2021-02-28'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2019-12-31', 2, '2020-02-29'],
    ['2019-08-31', 1, '2019-09-30'],
    ['2020-03-30', -1, '2020-02-29'],
  ])('%s and %i months are %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later);
  });

  it.each([
    ['2020-02-29', 6],
    ['2020-03-29', 7],
    ['2020-10-25', 7],
    ['2021-01-01', 5],
    ['2019-12-30', 1],
  ])('%s is weekday %i', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });

  it('have 24 hours when clocks in Great Britain change', () => {
    expect(endOfDay(at('2020-03-29T00:00:00Z'))).toEqual(at('2020-03-30T00:00:00Z'));
    expect(endOfDay(at('2020-10-25T23:30:00Z'))).toEqual(at('2020-10-26T00:00:00Z'));
    expect(daysFrom('2020-03-28', '2020-03-30')).toEqual(['2020-03-28', '2020-03-29', '2020-03-30']);
  });
});
