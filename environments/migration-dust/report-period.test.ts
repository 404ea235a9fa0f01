import { expect, it } from 'vitest';
import { periodOf } from './report-period';

it('takes a day and a week of ISO 8601 from midnight to midnight', () => {
  expect(periodOf('2019-06-03')).toEqual({ from: '2019-06-03T00:00:00.000Z', to: '2019-06-04T00:00:00.000Z' });
  expect(periodOf('2019-W23')).toEqual({ from: '2019-06-03T00:00:00.000Z', to: '2019-06-10T00:00:00.000Z' });
});

it('knows weeks that belong to another year than some of their days', () => {
  expect(periodOf('2020-W01').from).toBe('2019-12-30T00:00:00.000Z');
  expect(periodOf('2020-W53').to).toBe('2021-01-04T00:00:00.000Z');
  expect(periodOf('2021-W01').from).toBe('2021-01-04T00:00:00.000Z');
});

it('takes everything where no period is named', () => {
  const { from, to } = periodOf(undefined);
  expect('2019-06-03T00:00:00.000Z' > from && '2019-06-03T00:00:00.000Z' < to).toBe(true);
});
