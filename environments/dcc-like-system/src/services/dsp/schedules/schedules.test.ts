import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frequency, ScheduleDetails } from '../../../duis/requests/schedule';
import { nextRun } from './schedules';

function details(frequency: Frequency, startDate: string, endDate?: string): ScheduleDetails {
  return {
    frequency,
    startDate,
    ...(endDate === undefined ? {} : { endDate }),
    time: '01:00:00',
    deviceId: '00-DB-12-E1-00-00-00-01',
    reference: '4.8',
    variant: '4.8.1',
  } as ScheduleDetails;
}

const runsOf = (schedule: ScheduleDetails, count: number): string[] => {
  const runs: string[] = [];
  let after = new Date('2019-01-01T00:00:00.000Z');
  while (runs.length < count) {
    const next = nextRun(schedule, after);
    if (next === undefined) break;
    runs.push(next.toISOString().slice(0, 16));
    after = next;
  }
  return runs;
};

describe('the runs of a schedule', () => {
  it.each<[Frequency, string[]]>([
    ['Daily', ['2019-01-31T01:00', '2019-02-01T01:00', '2019-02-02T01:00']],
    ['Weekly', ['2019-01-31T01:00', '2019-02-07T01:00', '2019-02-14T01:00']],
    ['Monthly', ['2019-01-31T01:00', '2019-02-28T01:00', '2019-03-31T01:00']],
    ['Quarterly', ['2019-01-31T01:00', '2019-04-30T01:00', '2019-07-31T01:00']],
    ['Half-Yearly', ['2019-01-31T01:00', '2019-07-31T01:00', '2020-01-31T01:00']],
    ['Yearly', ['2019-01-31T01:00', '2020-01-31T01:00', '2021-01-31T01:00']],
  ])('%s', (frequency, runs) => {
    expect(runsOf(details(frequency, '2019-01-31'), 3)).toEqual(runs);
  });

  it('end with the end date, on which they still come', () => {
    expect(runsOf(details('Daily', '2019-02-01', '2019-02-03'), 9)).toHaveLength(3);
  });

  it('are each the first one after the instant that is asked for', () => {
    const frequencies = fc.constantFrom<Frequency>('Daily', 'Weekly', 'Monthly');
    fc.assert(
      fc.property(frequencies, fc.integer({ min: 0, max: 400 * 24 }), (frequency, hours) => {
        const after = new Date(Date.parse('2019-01-31T00:00:00.000Z') + hours * 3_600_000);
        const next = nextRun(details(frequency, '2019-01-31'), after);
        expect(next !== undefined && next > after).toBe(true);
        const justBefore = new Date((next?.getTime() ?? 0) - 1);
        expect(nextRun(details(frequency, '2019-01-31'), justBefore)).toEqual(next);
      }),
    );
  });
});
