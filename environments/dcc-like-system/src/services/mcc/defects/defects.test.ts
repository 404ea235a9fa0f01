import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifiersFor } from '../../../domain/identifiers';
import { archive, ServiceFixture, csv, FIRST, PASSWORD, row, stemOf, type AuthorisationAnswer } from '../fixtures/mcc';
import type { InstallationView } from '../supplier-views';

const STEM = stemOf();
let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
});
afterEach(() => fixture.server.close());

/** Delivers an archive and the right password; gives the code of the exception. */
async function codeOf(content: Buffer, stem = STEM): Promise<string | undefined> {
  await fixture.put(`MAPASSWORD_${stem}.txt`, PASSWORD, FIRST);
  await fixture.put(`MA_${stem}.zip`, content, FIRST);
  await fixture.settle();
  return (await fixture.get<AuthorisationAnswer>(`/authorisations/${encodeURIComponent(stem)}`)).exception?.code;
}

describe('seeded defects of authorisations', () => {
  it('mcc-ignores-password takes an archive that does not open', async () => {
    fixture.server.service.switchDefectsOn(['mcc-ignores-password']);
    expect(await codeOf(await archive(csv([row(1)]), { password: 'another' }))).toBeUndefined();
    const answer = await fixture.get<AuthorisationAnswer>(`/authorisations/${encodeURIComponent(STEM)}`);
    expect(answer.status).toBe('accepted');
  });

  it('mcc-ignores-password takes no other archive that is refused without it', async () => {
    fixture.server.service.switchDefectsOn(['mcc-ignores-password']);
    const entries = [`MA_${stemOf('110000')}.csv`, 'another.csv'];
    expect(await codeOf(await archive(csv([row(1)]), { entries }), stemOf('110000'))).toBe('SIM-AUT-03');
    expect(await codeOf(Buffer.from('no archive at all'), stemOf('120000'))).toBe('SIM-AUT-03');
    const large = await archive('x'.repeat(10 * 1024 * 1024 + 1), { stem: stemOf('130000') });
    expect(await codeOf(large, stemOf('130000'))).toBe('SIM-AUT-10');
  });

  it('mcc-skips-mpan-check-digit lets a wrong check digit pass', async () => {
    fixture.server.service.switchDefectsOn(['mcc-skips-mpan-check-digit']);
    const mpan = identifiersFor('mcc', '1').importMPAN;
    const wrong = `${mpan.slice(0, 12)}${(Number(mpan.slice(12)) + 1) % 10}`;
    const answer = await fixture.authorise(csv([row(1, { ImportMPAN: wrong })]));
    expect(answer.rows).not.toMatchObject([{ code: 'SIM-AUT-11' }]);
  });
});

it('the seeded defect mcc-gives-up-after-first-attempt tries nothing again', async () => {
  fixture.server.service.switchDefectsOn(['mcc-gives-up-after-first-attempt']);
  await fixture.authorise(csv([row(1)]));
  await fixture.advance('2019-06-04T08:00:00.000Z');
  const failed = {
    result: 'NotMigrated',
    phase: 'CommunicationsCheck',
    code: 'SIM-COM-01',
    reason: 'It failed.',
  } as const;
  await fixture.outcome({ installationId: 'INST-000001', attempt: 1, ...failed });
  expect((await fixture.get<InstallationView>('/installations/INST-000001')).state).toBe('Failed');
});
