import { describe, expect, it } from 'vitest';
import { isoWeekOf } from './days';

describe('the week of a day', () => {
  it.each([
    ['2019-06-03', '2019-W23'],
    ['2019-06-09', '2019-W23'],
    ['2018-12-31', '2019-W01'],
    ['2019-12-30', '2020-W01'],
    ['2021-01-03', '2020-W53'],
  ])('%s lies in %s', (day, week) => {
    expect(isoWeekOf(day)).toBe(week);
  });
});
