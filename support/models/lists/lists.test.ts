import { describe, expect, it } from 'vitest';
import { allocationCells, called, installationPage, noticeLines, resultLines, shownAt } from './lists';
import { errorsOf, refusalsOf } from './reports';

describe('what is listed, as it is to be shown', () => {
  it('has the words and times of people', () => {
    expect(['InProgress', 'Failed', 'partly-accepted', 'migration'].map(called)).toEqual([
      'In progress',
      'Failed',
      'Partly accepted',
      'Migration',
    ]);
    expect(shownAt('2019-07-01T23:59:59.000Z')).toBe('2019-07-01 23:59 UTC');
  });

  it('has a line for the authorisation and one for each row', () => {
    const row = { rowId: 'R1', importMPAN: '1', status: 'rejected', code: 'SIM-AUT-11', reason: 'Wrong.' };
    const lines = resultLines({ stem: 'S', receivedAt: '', status: 'rejected', rows: [row] });
    expect(lines[1]).toEqual(['S', undefined, 'rejected', undefined, undefined]);
    expect(lines.slice(3)).toEqual([['R1', '1', 'rejected', 'SIM-AUT-11', 'Wrong.', undefined, undefined]]);
  });

  it('has a line for each meter of a notice', () => {
    const meters = [
      { deviceType: 'ESME', mpxn: '1' },
      { deviceType: 'GSME', mpxn: '2' },
    ] as const;
    const days = { plannedFrom: '2019-06-10', plannedTo: '2019-06-12', sentAt: '2019-06-03T00:00:00.000Z' };
    const lines = noticeLines([{ noticeId: 'N', batchId: 'B', importMPAN: '1', meters, ...days }]);
    expect(lines.slice(1).map((line) => line.slice(3, 5))).toEqual([
      ['ESME', '1'],
      ['GSME', '2'],
    ]);
  });

  it('leaves out on a page what has no value', () => {
    const slotStart = '2019-06-10T08:00:00.000Z';
    const one = { installationId: 'I', importMPAN: '1', state: 'Scheduled', attempt: 1, scheduledFor: '2019-06-10' };
    const [whole] = installationPage({ ...one, slotStart, history: [] });
    expect(whole).toEqual({ State: 'Scheduled', MPAN: '1', Attempt: '1', Slot: '2019-06-10 08:00 UTC' });
    const share = { day: '2019-06-10', smsoTag: 'ONE', demand: 3, allocated: 2, planned: 1, released: false };
    expect(allocationCells(share)['Rest of the day']).toBe('Held to the allocation');
  });
});

describe('the reports of days and weeks', () => {
  it('count failures by code, and round shares to one decimal', () => {
    const failed = (code: string) => ({ result: 'NotMigrated', code, receivedAt: '' });
    const rows = errorsOf([failed('B'), failed('A'), failed('B'), { result: 'Migrated', receivedAt: '' }]);
    expect(rows).toEqual([
      { rank: 1, code: 'B', failures: 2, share: 66.7, cumulativeShare: 66.7 },
      { rank: 2, code: 'A', failures: 1, share: 33.3, cumulativeShare: 100 },
    ]);
  });

  it('name refusals in the order of the codes', () => {
    expect(refusalsOf([{ code: 'SIM-AUT-16' }, {}, { code: 'SIM-AUT-11' }, { code: 'SIM-AUT-16' }])).toBe(
      'SIM-AUT-11: 1; SIM-AUT-16: 2',
    );
    expect(refusalsOf([{}])).toBeUndefined();
  });
});
