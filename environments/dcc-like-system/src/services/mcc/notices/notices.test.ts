import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifiersFor } from '../../../domain/identifiers';
import { ServiceFixture, csv, FIRST, GAS, row, SECOND } from '../fixtures/mcc';
import type { NoticeView } from './notice-views';

interface Answer {
  readonly batchId: string;
  readonly notices: readonly NoticeView[];
  readonly refused: readonly { readonly importMPAN: string; readonly code: string }[];
}

const { importMPAN, mprn } = identifiersFor('mcc', '1');
let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
});
afterEach(() => fixture.server.close());

function estateOf(number: number, kind: string): void {
  const path = `/estate/${identifiersFor('mcc', String(number)).importMPAN}`;
  fixture.answers.set(path, { ...(fixture.answers.get(path) as object), kind });
}

async function order(body: object, role = 'mcc'): Promise<{ status: number; answer: Answer }> {
  const response = await fixture.server.app.inject({
    method: 'POST',
    url: '/operator/dormant-migrations',
    headers: { authorization: fixture.party(role) },
    payload: body,
  });
  return { status: response.statusCode, answer: response.json() };
}

async function give(mpan = importMPAN, from = '2019-06-10', to = '2019-06-20'): Promise<Answer> {
  return (await order({ importMPANs: [mpan], from, to })).answer;
}

async function refusal(mpan = importMPAN, from?: string, to?: string): Promise<string | undefined> {
  return (await give(mpan, from, to)).refused[0]?.code;
}

describe('a notice of a dormant installation', () => {
  beforeEach(() => {
    estateOf(1, 'Dormant');
  });

  it('schedules it on the first planned day and tells each supplier of its own meter', async () => {
    const { notices } = await give();
    expect(notices).toMatchObject([{ importMPAN, kind: 'Dormant', scheduledFor: '2019-06-10' }]);
    expect(await fixture.get('/notices', FIRST)).toMatchObject([
      { meters: [{ deviceType: 'ESME', mpxn: importMPAN }] },
    ]);
    expect(await fixture.get('/notices', GAS)).toMatchObject([{ meters: [{ deviceType: 'GSME', mpxn: mprn }] }]);
    expect(await fixture.get('/notices', SECOND)).toEqual([]);
    expect(await fixture.get('/installations', FIRST)).toMatchObject([
      { importMPAN, kind: 'Dormant', state: 'Scheduled' },
    ]);
  });

  it('is read as csv too', async () => {
    await give();
    const response = await fixture.server.app.inject({
      url: '/notices.csv',
      headers: { authorization: `Bearer ${fixture.token(GAS)}` },
    });
    expect(response.body.split('\r\n')).toEqual([
      'NoticeId,BatchId,ImportMPAN,DeviceType,MPxN,PlannedFrom,PlannedTo,SentAt,ScheduledFor',
      `NOTICE-000001,BATCH-000001,${importMPAN},GSME,${mprn},2019-06-10,2019-06-20,2019-06-03T00:00:00.000Z,2019-06-10`,
      '',
    ]);
  });

  it('is refused by the first check that it fails, in the published order', async () => {
    expect(await refusal('1000000000013')).toBe('SIM-DRM-11');
    expect(await refusal(importMPAN, '2019-06-09')).toBe('SIM-DRM-12');
    expect(await refusal(importMPAN, '2019-06-10', '2019-07-10')).toBe('SIM-DRM-12');
    expect(await refusal(importMPAN, '2019-06-10', '2019-06-09')).toBe('SIM-DRM-12');
    expect(await refusal(importMPAN, 'soon', 'later')).toBe('SIM-DRM-12');
    expect(await refusal(identifiersFor('mcc', 'unknown').importMPAN)).toBe('SIM-DRM-13');
    expect(await refusal(identifiersFor('mcc', '2').importMPAN)).toBe('SIM-DRM-14');
    fixture.answers.delete(`/registration/${mprn}`);
    expect(await refusal()).toBe('SIM-DRM-15');
  });

  it('is refused while another stands, and after the installation has migrated', async () => {
    await give();
    expect(await refusal()).toBe('SIM-DRM-16');
    await fixture.advance('2019-06-10T08:00:00.000Z');
    await fixture.outcome({ installationId: 'INST-000001', result: 'Migrated', phase: 'Commissioning' });
    expect(await refusal(importMPAN, '2019-06-20', '2019-06-21')).toBe('SIM-DRM-17');
  });

  it('is refused where no day of the window has capacity, and leaves nothing behind', async () => {
    await fixture.provision('settings', { capacityPerDay: 0 });
    expect(await refusal()).toBe('SIM-DRM-18');
    expect(await fixture.get('/notices', FIRST)).toEqual([]);
    expect(await fixture.get('/installations', FIRST)).toEqual([]);
  });

  it('leaves no room for an authorisation', async () => {
    const { rows } = await fixture.authorise(csv([row(1)]));
    expect(rows).toMatchObject([{ status: 'rejected', code: 'SIM-AUT-26' }]);
  });

  it('changes nothing while the SMSO cannot say', async () => {
    fixture.answers.set(`/estate/${importMPAN}`, 503);
    const { status } = await order({ importMPANs: [importMPAN], from: '2019-06-10', to: '2019-06-20' });
    expect(status).toBe(503);
    expect(await fixture.get('/notices', FIRST)).toEqual([]);
  });

  it('can be ordered by the Migration Control Centre alone, in the published form', async () => {
    const body = { importMPANs: [importMPAN], from: '2019-06-10', to: '2019-06-20' };
    expect((await order(body, 's1sp')).status).toBe(403);
    expect((await order({ ...body, importMPANs: importMPAN })).status).toBe(400);
  });
});

describe('a mixed installation', () => {
  beforeEach(() => {
    estateOf(1, 'Mixed');
  });

  async function authorise(from: string, to: string): Promise<object | undefined> {
    const { rows } = await fixture.authorise(csv([row(1, { MigrationDateFrom: from, MigrationDateTo: to })]));
    return rows[0];
  }

  it('is scheduled where notice and authorisation meet', async () => {
    expect((await give()).notices[0]?.scheduledFor).toBeUndefined();
    expect(await authorise('2019-06-04', '2019-06-12')).toMatchObject({
      status: 'scheduled',
      scheduledFor: '2019-06-10',
    });
    expect(await fixture.get('/notices', GAS)).toMatchObject([{ kind: 'Mixed', scheduledFor: '2019-06-10' }]);
    expect(await fixture.get('/notices', FIRST)).toEqual([]);
  });

  it('is rejected without a notice', async () => {
    expect(await authorise('2019-06-04', '2019-06-12')).toMatchObject({ code: 'SIM-AUT-27' });
  });

  it('is rejected where the windows have no day in common', async () => {
    await give();
    expect(await authorise('2019-06-04', '2019-06-09')).toMatchObject({ code: 'SIM-AUT-27' });
  });

  it('is rejected once its notice has run out', async () => {
    await give(importMPAN, '2019-06-10', '2019-06-11');
    await fixture.advance('2019-06-11T00:00:00.000Z');
    expect(await authorise('2019-06-12', '2019-06-20')).toMatchObject({ code: 'SIM-AUT-27' });
  });
});
