import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifiersFor } from '../../../domain/identifiers';
import { archive, ServiceFixture, csv, FIRST, GAS, row, SECOND, stemOf } from '../fixtures/mcc';
import { INSTALLATIONS, type Installation, type InstallationState } from '../mcc-records';
import { produceReports } from './produce';
import type { CurrentReport, KeptReport, ReportRow, ReportSummary } from './report';

const SLOT = '2019-06-04T08:00:00.000Z';
let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
});
afterEach(() => fixture.server.close());

const idOf = (number: number): string => `INST-${String(number).padStart(6, '0')}`;

/** Authorises the installations of these numbers, and begins with their first attempt. */
async function begin(...numbers: number[]): Promise<void> {
  await fixture.authorise(csv(numbers.map((number) => row(number))));
  await fixture.advance(SLOT);
}

async function fail(number: number, code: string, attempt = 1): Promise<void> {
  const { importMPAN } = identifiersFor('mcc', String(number));
  const failed = { result: 'NotMigrated', phase: 'CommunicationsCheck', code, reason: 'It failed.' } as const;
  await fixture.outcome({ installationId: idOf(number), attempt, importMPAN, ...failed });
}

async function migrate(number: number): Promise<void> {
  const { importMPAN } = identifiersFor('mcc', String(number));
  await fixture.outcome({ installationId: idOf(number), importMPAN, result: 'Migrated', phase: 'Commissioning' });
}

async function current(kind: string, eui = FIRST): Promise<readonly ReportRow[]> {
  return (await fixture.get<CurrentReport>(`/reports/current/${kind}`, eui)).rows;
}

async function kept(kind: string, period: string, eui = FIRST): Promise<KeptReport> {
  const list = await fixture.get<ReportSummary[]>(`/reports?kind=${kind}&period=${period}`, eui);
  expect(list).toHaveLength(1);
  const report = await fixture.get<KeptReport>(`/reports/${list[0]?.reportId ?? ''}`, eui);
  expect(report.rows).toHaveLength(list[0]?.rowCount ?? -1);
  return report;
}

async function asOperator(path: string): Promise<unknown> {
  const response = await fixture.server.app.inject({ url: path, headers: { authorization: fixture.party('mcc') } });
  return response.json();
}

async function csvOf(path: string, eui = FIRST): Promise<string> {
  const response = await fixture.server.app.inject({
    url: `${path}/report.csv`,
    headers: { authorization: `Bearer ${fixture.token(eui)}` },
  });
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  return response.body;
}

describe('the reports of a day', () => {
  it('are produced when the day ends, for every supplier and the operators, and stay as they are', async () => {
    await begin(1, 2);
    await fail(1, 'SIM-COM-01');
    await migrate(2);
    await fixture.advance('2019-06-04T23:59:59.000Z');
    const periods = async (): Promise<string[]> =>
      (await fixture.get<ReportSummary[]>('/reports')).map(({ kind, period }) => `${period} ${kind}`);
    expect(await periods()).toEqual(['2019-06-03 authorisations', '2019-06-03 schedule', '2019-06-03 outcomes']);
    await fixture.advance('2019-06-05T00:00:00.000Z');
    expect(await periods()).toHaveLength(6);

    const outcomes = await kept('outcomes', '2019-06-04');
    expect(outcomes.producedAt).toBe('2019-06-05T00:00:00.000Z');
    expect(outcomes.rows).toMatchObject([
      {
        supplier: FIRST,
        installationId: idOf(1),
        kind: 'Active',
        attempt: 1,
        result: 'NotMigrated',
        phase: 'CommunicationsCheck',
        code: 'SIM-COM-01',
        decision: 'another-day',
        nextAttemptOn: '2019-06-05',
        recordedAt: SLOT,
      },
      { installationId: idOf(2), result: 'Migrated', decision: 'none' },
    ]);
    const schedule = await kept('schedule', '2019-06-04');
    expect(schedule.rows).toEqual([
      { day: '2019-06-05', supplier: FIRST, smsoTag: 'ALPHA', groupId: 'AA', kind: 'Active', installations: 1 },
    ]);

    await fixture.advance('2019-06-06T00:00:00.000Z');
    expect(await kept('outcomes', '2019-06-04')).toEqual(outcomes);
    expect(await kept('schedule', '2019-06-04')).toEqual(schedule);
    expect((await kept('schedule', '2019-06-05')).rows).toEqual([]);
  });

  it('are not produced again when the day ends twice', async () => {
    await begin(1);
    await fixture.advance('2019-06-05T00:00:00.000Z');
    const before = await fixture.get('/reports');
    await fixture.server.service.transact((work) => {
      produceReports({ day: '2019-06-04' }, work);
    });
    expect(await fixture.get('/reports')).toEqual(before);
  });

  it('tell the result of every authorisation that was judged, those with refused rows among them', async () => {
    await fixture.authorise(csv([row(1), row(2, { ImportMPAN: '1012345678809' }), row(1)]));
    await fixture.put('not-a-name.zip', await archive(csv([row(3)])));
    await fixture.settle();
    await fixture.put(`MA_${stemOf('100000')}.zip`, await archive(csv([row(4)]), { stem: stemOf('100000') }));
    await fixture.advance('2019-06-04T00:00:00.000Z');
    expect((await kept('authorisations', '2019-06-03')).rows).toEqual([
      {
        supplier: FIRST,
        stem: stemOf(),
        submission: 1,
        fileId: 'FILE-1',
        receivedAt: '2019-06-03T00:00:00.000Z',
        judgedAt: '2019-06-03T00:00:00.000Z',
        status: 'partly-accepted',
        rows: 3,
        scheduled: 1,
        rejected: 2,
        refusals: 'SIM-AUT-11: 1; SIM-AUT-22: 1',
      },
      expect.objectContaining({ stem: 'not-a-name', status: 'rejected', code: 'SIM-AUT-01', rows: 0 }),
    ]);
    await fixture.advance('2019-06-05T00:00:00.000Z');
    expect((await kept('authorisations', '2019-06-04')).rows).toMatchObject([{ code: 'SIM-AUT-02' }]);
  });

  it('hold a late outcome on the day on which it became final', async () => {
    await begin(1);
    await fixture.advance('2019-06-05T07:00:00.000Z');
    await fail(1, 'SIM-COM-01');
    await fixture.advance('2019-06-06T00:00:00.000Z');
    expect((await kept('outcomes', '2019-06-04')).rows).toEqual([]);
    expect((await kept('outcomes', '2019-06-05')).rows).toMatchObject([
      { attempt: 1, recordedAt: '2019-06-05T07:00:00.000Z', nextAttemptOn: '2019-06-05' },
    ]);
  });
});

describe('the reports of a week', () => {
  it('are produced with its last day', async () => {
    await begin(1, 2);
    await fail(1, 'SIM-WHL-02');
    await fixture.advance('2019-06-09T23:00:00.000Z');
    expect(await fixture.get<ReportSummary[]>('/reports?kind=portfolio')).toEqual([]);
    await fixture.advance('2019-06-17T00:00:00.000Z');
    expect((await kept('portfolio', '2019-W23')).rows).toMatchObject([
      { authorised: 2, scheduled: 0, inFlight: 1, attempted: 2, migrated: 0, failed: 1, excluded: 0 },
    ]);
    expect((await kept('errors', '2019-W23')).rows).toMatchObject([{ code: 'SIM-WHL-02', failures: 1, share: 100 }]);
    expect((await kept('errors', '2019-W24')).rows).toEqual([]);
  });
});

describe('as things stand', () => {
  it('the in-flight list names who is under way, and why people are at work on it', async () => {
    await begin(1, 2);
    await migrate(2);
    const notice = { installationId: idOf(1), code: 'SIM-KEY-12', reason: 'Stopped.' };
    expect(await current('in-flight')).toMatchObject([
      { installationId: idOf(1), state: 'InProgress', since: SLOT, windowEndsAt: '2019-06-05T08:00:00.000Z' },
    ]);
    await fixture.message('intervention-notice', 'commissioning-party', notice);
    expect(await current('in-flight')).toMatchObject([{ state: 'Intervention', code: 'SIM-KEY-12', attempt: 1 }]);
  });

  it('an installation counts once, by its newest authorisation', async () => {
    await begin(1);
    await fail(1, 'SIM-WHL-02');
    const dates = { MigrationDateFrom: '2019-06-06' };
    const header = `MAF,FILE-2,${FIRST},ALPHA,2019-06-04T10:00:00Z,1`;
    await fixture.authorise(csv([row(1, dates)], { header }), stemOf('100000'));
    expect(await current('portfolio')).toMatchObject([{ authorised: 1, scheduled: 1, attempted: 1, failed: 0 }]);
  });

  it('errors come the most frequent first, equally frequent ones by code', async () => {
    await begin(1, 2, 3, 4, 5, 6);
    for (const [index, code] of ['WHL-02', 'COM-01', 'WHL-01', 'COM-01', 'COM-01', 'WHL-01'].entries())
      await fail(index + 1, `SIM-${code}`);
    expect(await current('errors')).toEqual([
      expect.objectContaining({ rank: 1, code: 'SIM-COM-01', failures: 3, share: 50, cumulativeShare: 50 }),
      expect.objectContaining({ rank: 2, code: 'SIM-WHL-01', failures: 2, share: 33.3, cumulativeShare: 83.3 }),
      expect.objectContaining({ rank: 3, code: 'SIM-WHL-02', failures: 1, share: 16.7, cumulativeShare: 100 }),
    ]);
    expect((await current('errors'))[0]?.meaning).toBe('The communications hub does not answer');
  });

  it('every installation is in exactly one class, whatever its state and history', async () => {
    const states: InstallationState[] = [
      'Scheduled',
      'InProgress',
      'Intervention',
      'Commissioned',
      'Failed',
      'Excluded',
    ];
    const installation = fc.record({
      importMPAN: fc.constantFrom('1', '2', '3', '4'),
      groupId: fc.constantFrom('AA', 'AB'),
      electricitySupplier: fc.constantFrom(FIRST, SECOND),
      gasSupplier: fc.constantFrom(FIRST, GAS),
      kind: fc.constantFrom('Active', 'Mixed'),
      state: fc.constantFrom(...states),
      attempt: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(installation, { maxLength: 12 }), async (made) => {
        await fixture.server.service.transact((work) => {
          for (const { id } of work.list(INSTALLATIONS)) work.remove(INSTALLATIONS, id);
          for (const [index, one] of made.entries()) {
            const rest = { smsoTag: 'ALPHA', scheduledFor: '2019-06-04', history: [], installationId: idOf(index) };
            work.put(INSTALLATIONS, idOf(index), { ...one, ...rest } as unknown as Installation);
          }
        });
        for (const eui of [FIRST, SECOND, GAS]) {
          const rows = await current('portfolio', eui);
          const sum = (column: string): number => rows.reduce((total, one) => total + Number(one[column]), 0);
          const own = made.filter((one) => one.electricitySupplier === eui || one.gasSupplier === eui);
          const classes = ['migrated', 'failed', 'inFlight', 'scheduled', 'excluded'];
          expect(sum('authorised')).toBe(new Set(own.map(({ importMPAN }) => importMPAN)).size);
          expect(classes.reduce((total, one) => total + sum(one), 0)).toBe(sum('authorised'));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('there is nothing under another name', async () => {
    await expect(fixture.get('/reports/current/outcomes')).rejects.toThrow('404');
    await expect(fixture.get('/reports/current/toString')).rejects.toThrow('404');
  });
});

describe('a report is only for those whom it concerns', () => {
  it('suppliers see their own, gas suppliers among them; the operators see everything once', async () => {
    await begin(1);
    await migrate(1);
    await fixture.advance('2019-06-05T00:00:00.000Z');
    expect((await kept('outcomes', '2019-06-04', GAS)).rows).toMatchObject([
      { supplier: GAS, installationId: idOf(1) },
    ]);
    expect((await kept('outcomes', '2019-06-04', SECOND)).rows).toEqual([]);
    expect(await current('portfolio', SECOND)).toEqual([]);
    const { reportId } = await kept('outcomes', '2019-06-04');
    await expect(fixture.get(`/reports/${reportId}`, SECOND)).rejects.toThrow('404');
    expect(await asOperator(`/operator/reports/${reportId}`)).toHaveProperty('error');
    expect(await asOperator('/operator/reports/current/portfolio')).toMatchObject({
      rows: [{ supplier: FIRST, authorised: 1, migrated: 1 }],
    });
    const list = (await asOperator('/operator/reports?kind=outcomes&period=2019-06-04')) as ReportSummary[];
    expect(await asOperator(`/operator/reports/${list[0]?.reportId ?? ''}`)).toMatchObject({ rows: [{ attempt: 1 }] });
    const answer = await fixture.server.app.inject({
      url: '/operator/reports',
      headers: { authorization: fixture.party('s1sp') },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the csv of a report', () => {
  it('has the rows of the report, and nothing that a spreadsheet would run', async () => {
    await fixture.put('=1+1.zip', await archive(csv([row(1)])));
    await fixture.authorise(csv([row(1)]));
    await fixture.advance('2019-06-04T00:00:00.000Z');
    const { reportId } = await kept('authorisations', '2019-06-03');
    const text = await csvOf(`/reports/${reportId}`);
    expect(text).toMatch(/\r\n$/);
    const [heading, first, second, ...rest] = text.split('\r\n');
    expect(heading).toBe(
      'Supplier,Stem,Submission,FileId,ReceivedAt,JudgedAt,Status,Code,Reason,Rows,Scheduled,Rejected,Refusals',
    );
    expect(first).toMatch(/,'=1\+1,1,,/);
    expect(second).toContain(`,${stemOf()},1,FILE-1,`);
    expect(rest).toEqual(['']);
  });

  it('says how things stand', async () => {
    await begin(1);
    expect(await csvOf('/reports/current/portfolio')).toBe(
      'Supplier,SmsoTag,GroupId,Kind,Authorised,Scheduled,InFlight,Attempted,Migrated,Failed,Excluded\r\n' +
        `${FIRST},ALPHA,AA,Active,1,0,1,1,0,0,0\r\n`,
    );
  });
});
