import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifiersFor } from '../../../domain/identifiers';
import {
  archive,
  ServiceFixture,
  csv,
  FIRST,
  PASSWORD,
  row,
  SECOND,
  stemOf,
  type AuthorisationAnswer,
} from '../fixtures/mcc';

const STEM = stemOf();
let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
});
afterEach(() => fixture.server.close());

async function result(stem = STEM, eui = FIRST): Promise<AuthorisationAnswer> {
  return fixture.get<AuthorisationAnswer>(`/authorisations/${encodeURIComponent(stem)}`, eui);
}

/** Delivers an archive and the right password; gives the code of the exception. */
async function codeOf(content: Buffer, stem = STEM, eui = FIRST): Promise<string | undefined> {
  await fixture.put(`MAPASSWORD_${stem}.txt`, PASSWORD, eui);
  await fixture.put(`MA_${stem}.zip`, content, eui);
  await fixture.settle();
  return (await result(stem, eui)).exception?.code;
}

describe('an authorisation without fault', () => {
  it('schedules every row on the first day of its window', async () => {
    const answer = await fixture.authorise(csv([row(1), row(2, { MigrationDateFrom: '2019-06-06' })]));
    expect(answer).toMatchObject({ status: 'accepted', fileId: 'FILE-1' });
    expect(answer.rows).toMatchObject([
      { rowId: 'R1', status: 'scheduled', installationId: 'INST-000001', scheduledFor: '2019-06-04' },
      { rowId: 'R2', status: 'scheduled', installationId: 'INST-000002', scheduledFor: '2019-06-06' },
    ]);
  });

  it('takes a missing MPRN from the SMSO and a missing gas supplier from the registration', async () => {
    await fixture.authorise(csv([row(1, { MPRN: '', GasSupplierEUI: '' })]));
    const [installation] = await fixture.get<object[]>('/installations', '90-B3-D5-1F-30-03-00-00');
    expect(installation).toMatchObject({ mprn: identifiersFor('mcc', '1').mprn });
  });

  it('is taken whichever of the two files comes first, also with CRLF, quotes and another case of the tag', async () => {
    const stem = stemOf('090000', FIRST, 'alpha');
    const content = csv([row(1, { Comment: '"a, b"' })]).replaceAll('\n', '\r\n');
    await fixture.put(`MA_${stem}.zip`, await archive(content, { stem: STEM }));
    await fixture.settle();
    expect((await result()).status).toBe('waiting-for-password');
    await fixture.put(`MAPASSWORD_${STEM}.txt`, PASSWORD);
    await fixture.settle();
    expect((await result()).status).toBe('accepted');
  });

  it('waits for its archive', async () => {
    await fixture.put(`MAPASSWORD_${STEM}.txt`, PASSWORD);
    await fixture.settle();
    expect(await result()).toMatchObject({ status: 'waiting-for-archive', rows: [] });
  });

  it('is validated once the SMSO answers again', async () => {
    const { importMPAN } = identifiersFor('mcc', '1');
    const estate = fixture.answers.get(`/estate/${importMPAN}`) ?? {};
    fixture.answers.set(`/estate/${importMPAN}`, 503);
    expect((await fixture.authorise(csv([row(1)]))).status).toBe('received');
    fixture.answers.set(`/estate/${importMPAN}`, estate);
    await fixture.advance('2019-06-03T00:15:00.000Z');
    expect((await result()).status).toBe('accepted');
  });

  it('gives its result as csv without formulas', async () => {
    await fixture.authorise(csv([row(1), row(2, { RowId: '=cmd' })]));
    const response = await fixture.server.app.inject({
      url: `/authorisations/${STEM}/result.csv`,
      headers: { authorization: `Bearer ${fixture.token(FIRST)}` },
    });
    expect(response.body).toContain(`${STEM},FILE-1,partly-accepted,,\r\n`);
    expect(response.body).toContain(',scheduled,,,INST-000001,2019-06-04\r\n');
    expect(response.body).toContain("'=cmd,");
  });
});

describe('a file is rejected as a whole', () => {
  it.each([
    'MA_ALPHA_20190603_090000.zip',
    `MA_${STEM}.csv`,
    `ma_${STEM}.zip`,
    `MA_ALPHA_${FIRST}_20190631_090000.zip`,
  ])('SIM-AUT-01 for the name %s', async (name) => {
    await fixture.put(name, await archive(csv([row(1)])));
    await fixture.settle();
    const answer = await result(name.replace(/\.[^.]*$/, ''));
    expect(answer).toMatchObject({ status: 'rejected', exception: { code: 'SIM-AUT-01' }, rows: [] });
  });

  it('SIM-AUT-02 when no password file has come after 24 hours', async () => {
    await fixture.put(`MA_${STEM}.zip`, await archive(csv([row(1)])));
    await fixture.put(`MAPASSWORD_${stemOf('100000')}.txt`, PASSWORD);
    await fixture.put(`MAPASSWORD_${STEM}.txt`, PASSWORD, SECOND);
    await fixture.advance('2019-06-03T23:59:00.000Z');
    expect((await result()).status).toBe('waiting-for-password');
    await fixture.advance('2019-06-04T00:00:00.000Z');
    expect((await result()).exception?.code).toBe('SIM-AUT-02');
  });

  it('not when the password file comes within 24 hours', async () => {
    await fixture.put(`MA_${STEM}.zip`, await archive(csv([row(1)])));
    await fixture.advance('2019-06-03T23:00:00.000Z');
    await fixture.put(`MAPASSWORD_${STEM}.txt`, PASSWORD);
    await fixture.advance('2019-06-05T00:00:00.000Z');
    expect((await result()).status).toBe('accepted');
  });

  it('SIM-AUT-10 for an archive above 10 MB, and for a content above 10 MB', async () => {
    expect(await codeOf(Buffer.alloc(10 * 1024 * 1024 + 1))).toBe('SIM-AUT-10');
    const large = await archive(' '.repeat(10 * 1024 * 1024 + 1), { stem: stemOf('100000') });
    expect(await codeOf(large, stemOf('100000'))).toBe('SIM-AUT-10');
  });

  it.each([
    ['another password', { password: 'another' }],
    ['another entry', { entries: ['MA_OTHER.csv'] }],
    ['two entries', { entries: [`MA_${STEM}.csv`, 'README.txt'] }],
    ['no entry', { entries: [] }],
    ['no encryption', { password: '' }],
    ['a weaker encryption', { strength: 1 as const }],
  ])('SIM-AUT-03 for %s', async (_what, options) => {
    expect(await codeOf(await archive(csv([row(1)]), options))).toBe('SIM-AUT-03');
  });

  it('SIM-AUT-03 for what is no archive', async () => {
    expect(await codeOf(Buffer.from('no archive at all'))).toBe('SIM-AUT-03');
  });

  it('SIM-AUT-04 for what is no text', async () => {
    expect(await codeOf(await archive(`${csv([row(1)])}\0`))).toBe('SIM-AUT-04');
  });

  const columns = 'RowId,ImportMPAN';
  it.each([
    [
      'a missing header record',
      csv([row(1)])
        .split('\n')
        .slice(1)
        .join('\n'),
    ],
    ['another file type', csv([row(1)], { header: `MCF,FILE-1,${FIRST},ALPHA,2019-06-03T09:00:00Z,1` })],
    ['a missing value', csv([row(1)], { header: `MAF,FILE-1,${FIRST},ALPHA,1` })],
    ['no instant', csv([row(1)], { header: `MAF,FILE-1,${FIRST},ALPHA,yesterday,1` })],
    ['other columns', csv([row(1)], { columns })],
    ['a broken quote', csv([row(1, { Comment: '"a' })])],
  ])('SIM-AUT-05 for %s', async (_what, content) => {
    expect(await codeOf(await archive(content))).toBe('SIM-AUT-05');
  });

  it('SIM-AUT-09 for no rows, before SIM-AUT-06 for another number of rows', async () => {
    const header = `MAF,FILE-1,${FIRST},ALPHA,2019-06-03T09:00:00Z,2`;
    expect(await codeOf(await archive(csv([], { header })))).toBe('SIM-AUT-09');
    const stem = stemOf('100000');
    expect(await codeOf(await archive(csv([row(1)], { header }), { stem }), stem)).toBe('SIM-AUT-06');
  });

  it("SIM-AUT-07 for another supplier's EUI in the header record, or another deliverer", async () => {
    const header = `MAF,FILE-1,${SECOND},ALPHA,2019-06-03T09:00:00Z,1`;
    expect(await codeOf(await archive(csv([row(1)], { header })))).toBe('SIM-AUT-07');
    expect(await codeOf(await archive(csv([row(1)])), STEM, SECOND)).toBe('SIM-AUT-07');
  });

  it('SIM-AUT-08 for a stem or a file id that was used before, and the first result stays', async () => {
    expect((await fixture.authorise(csv([row(1)]))).status).toBe('accepted');
    const again = await fixture.authorise(csv([row(1)]));
    expect(again).toMatchObject({ submission: 2, status: 'rejected', exception: { code: 'SIM-AUT-08' } });
    const otherName = await fixture.authorise(csv([row(2)]), stemOf('100000'));
    expect(otherName.exception?.code).toBe('SIM-AUT-08');
    expect(await fixture.get(`/authorisations/${STEM}?submission=1`)).toMatchObject({ status: 'accepted' });
    expect(await fixture.get<object[]>('/installations')).toHaveLength(1);
  });

  it('SIM-AUT-17 for another SMSO in the header record than in the name', async () => {
    const header = `MAF,FILE-1,${FIRST},BETA,2019-06-03T09:00:00Z,1`;
    expect(await codeOf(await archive(csv([row(1)], { header })))).toBe('SIM-AUT-17');
  });

  it('SIM-AUT-17 for an SMSO that nobody knows', async () => {
    const stem = stemOf('090000', FIRST, 'BETA');
    const content = csv([row(1)], { header: `MAF,FILE-1,${FIRST},BETA,2019-06-03T09:00:00Z,1` });
    expect(await codeOf(await archive(content, { stem }), stem)).toBe('SIM-AUT-17');
  });
});

describe('a row is rejected and no other', () => {
  const mpan = identifiersFor('mcc', '2').importMPAN;
  const digitBeside = String((Number(mpan.slice(12)) + 1) % 10);
  const wrongMprn = (mprn: string): string => `${mprn.slice(0, 8)}${mprn.endsWith('00') ? '01' : '00'}`;
  it.each([
    ['SIM-AUT-22', { RowId: 'R1' }],
    ['SIM-AUT-24', { AuthorisationType: 'DORMANT' }],
    ['SIM-AUT-24', { CHFDeviceId: 'a hub' }],
    ['SIM-AUT-24', { Comment: 'one,field,too,many' }],
    ['SIM-AUT-24', { Priority: 'high' }],
    ['SIM-AUT-11', { ImportMPAN: `${mpan.slice(0, 12)}${digitBeside}` }],
    ['SIM-AUT-11', { ImportMPAN: '12345' }],
    ['SIM-AUT-13', { MPRN: wrongMprn(identifiersFor('mcc', '2').mprn) }],
    ['SIM-AUT-16', { MigrationDateFrom: '2019-06-03' }],
    ['SIM-AUT-16', { MigrationDateFrom: '2019-06-10', MigrationDateTo: '2019-06-09' }],
    ['SIM-AUT-16', { MigrationDateFrom: '2019-06-04', MigrationDateTo: '2019-07-04' }],
    ['SIM-AUT-16', { MigrationDateFrom: '2019-06-31' }],
    ['SIM-AUT-14', { ImportMPAN: identifiersFor('mcc', '1').importMPAN }],
    ['SIM-AUT-12', { ElectricitySupplierEUI: SECOND }],
    ['SIM-AUT-12', { GasSupplierEUI: SECOND }],
  ])('%s for %o', async (code, changes) => {
    const answer = await fixture.authorise(csv([row(1), row(2, changes), row(3)]));
    expect(answer.status).toBe('partly-accepted');
    expect(answer.rows).toMatchObject([{ status: 'scheduled' }, { status: 'rejected', code }, { status: 'scheduled' }]);
  });

  it('accepts a window of exactly 30 days', async () => {
    const answer = await fixture.authorise(csv([row(1, { MigrationDateTo: '2019-07-03' })]));
    expect(answer.status).toBe('accepted');
  });

  it('SIM-AUT-15 for a live authorisation', async () => {
    await fixture.authorise(csv([row(1)]));
    const header = `MAF,FILE-2,${FIRST},ALPHA,2019-06-03T10:00:00Z,1`;
    const answer = await fixture.authorise(csv([row(1)], { header }), stemOf('100000'));
    expect(answer).toMatchObject({ status: 'rejected', rows: [{ code: 'SIM-AUT-15' }] });
  });

  it('SIM-AUT-12 for a supplier who is not registered', async () => {
    fixture.answers.set(`/registration/${mpan}`, { supplier: SECOND });
    const answer = await fixture.authorise(csv([row(2)]));
    expect(answer.rows).toMatchObject([{ code: 'SIM-AUT-12' }]);
  });

  it('SIM-AUT-23 for an MPAN of no SMSO or of another one', async () => {
    fixture.answers.delete(`/estate/${mpan}`);
    fixture.answers.set(`/estate/${identifiersFor('mcc', '3').importMPAN}`, {
      groupId: 'BA',
      smsoTag: 'BETA',
      devices: [],
    });
    const answer = await fixture.authorise(csv([row(2), row(3)]));
    expect(answer.rows).toMatchObject([{ code: 'SIM-AUT-23' }, { code: 'SIM-AUT-23' }]);
  });

  it('SIM-AUT-19 for a meter that the inventory has commissioned', async () => {
    const esme = identifiersFor('mcc', '2').deviceId('ESME');
    fixture.answers.set(`/inventory/${esme}`, { status: 'Commissioned' });
    expect((await fixture.authorise(csv([row(2)]))).rows).toMatchObject([{ code: 'SIM-AUT-19' }]);
  });

  it('SIM-AUT-21 when the days of the window are full, rows of a higher priority first', async () => {
    await fixture.provision('settings', { capacityPerDay: 1 });
    const to = { MigrationDateTo: '2019-06-05' };
    const answer = await fixture.authorise(csv([row(1, to), row(2, to), row(3, { ...to, Priority: '1' })]));
    expect(answer.rows).toMatchObject([
      { rowId: 'R1', scheduledFor: '2019-06-05' },
      { rowId: 'R2', code: 'SIM-AUT-21' },
      { rowId: 'R3', scheduledFor: '2019-06-04' },
    ]);
  });
});

describe('who may see and send', () => {
  it("refuses an unknown token, a distributor, and another supplier's eyes", async () => {
    await fixture.authorise(csv([row(1)]));
    expect(await fixture.put('MA_x.zip', 'x', 'nobody')).toBe(401);
    expect(await fixture.put('MA_x.zip', 'x', '90-B3-D5-1F-30-04-00-00')).toBe(403);
    await expect(fixture.get(`/authorisations/${STEM}`, SECOND)).rejects.toThrow('404');
    await expect(fixture.get('/installations/INST-000001', SECOND)).rejects.toThrow('404');
    expect(await fixture.get('/installations', SECOND)).toEqual([]);
  });

  it('refuses names that cannot be stored', async () => {
    expect(await fixture.put('../../etc/passwd', 'x')).toBe(400);
    expect(await fixture.put('a\nb', 'x')).toBe(400);
  });
});
