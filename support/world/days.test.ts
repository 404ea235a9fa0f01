import { describe, expect, it } from 'vitest';
import { dayOf, daysLater, endOfDay, endOfWeek, isoWeek } from './days';

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
    ['2021-01-03', '2020-W53'],
    ['2024-12-30', '2025-W01'],
  ])('%s lies in week %s', (day, week) => {
    expect(isoWeek(day)).toBe(week);
  });
});
