import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeyConfirmation, KeyRotationAuthorisation } from '../domain/rotation-messages';
import { writeCommonFile } from '../formats/common-file';
import { writeCommissioningFile } from '../formats/commissioning-file';
import type { FileModels } from '../formats/kinds';
import { digestOf } from '../formats/known-files';
import { sign } from '../xml/signature';
import { deviceOf, MigrationSystem, type MadeInstallation } from './fixtures/migration';

let system: MigrationSystem;
let one: MadeInstallation;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
beforeEach(async () => {
  await system.reset();
  one = await system.installation('INS-1');
});
afterAll(() => system.stop());

async function migrate(): Promise<void> {
  await system.instruct(one);
  await system.advance('2019-06-04T18:00:00.000Z');
}

/** Results of the validation files that the S1SP got, in order. */
async function verdicts(): Promise<string[]> {
  return (await system.files('MCVF', 's1sp')).flatMap(({ results }) =>
    results.map(({ installationId, verdict, code }) => [installationId, verdict, code].filter(Boolean).join(' ')),
  );
}

/** Sends a further common file to everybody, made from the one that was sent. */
async function sendCommonFile(change: (file: FileModels['MCF']) => Partial<FileModels['MCF']>): Promise<void> {
  const [sent] = await system.files('MCF', 's1sp');
  if (!sent) throw new Error('no common file was sent');
  const header = { ...sent.header, fileId: 'RP-9', sequenceCounter: '9999999999999' };
  const xml = sign(writeCommonFile({ ...sent, header, ...change(sent) }), system.key('requesting-party'));
  for (const to of ['commissioning-party', 's1sp', 'dco'] as const) {
    await system.deliver('requesting-party', to, 'MCF', xml, { id: 'further', name: 'MCF_AA_RP-9.xml' });
  }
  await system.settle();
}

describe('an authorised attempt has exactly one outcome', () => {
  it('also when its installation comes again in a further common file', async () => {
    await system.instruct(one);
    await sendCommonFile(() => ({}));
    await system.advance('2019-06-06T00:00:00.000Z');
    expect(await verdicts()).toEqual(['INS-1 Pass', 'INS-1 Fail SIM-CPV-16']);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('also when its commissioning file comes again with other bytes', async () => {
    await migrate();
    const [sent] = await system.files('SCF', 'commissioning-party');
    if (!sent) throw new Error('no commissioning file was sent');
    const header = { ...sent.header, fileId: 'S1-9', sequenceCounter: '9999999999999' };
    const xml = sign(writeCommissioningFile({ ...sent, header }), system.key('s1sp'));
    await system.deliver('s1sp', 'commissioning-party', 'SCF', xml, { id: 'again', name: 'SCF_AA_S1-9.xml' });
    await system.settle();
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('and what was never authorised has none', async () => {
    await system.instruct(one);
    await sendCommonFile(({ installations }) => ({
      installations: installations.map((installation) => ({ ...installation, installationId: 'INS-7' })),
    }));
    await system.advance('2019-06-06T00:00:00.000Z');
    expect(await verdicts()).toEqual(['INS-1 Pass', 'INS-7 Fail SIM-CPV-15']);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });
});

describe('the DCO', () => {
  async function requestRotation(installationId: string, attempt: number): Promise<KeyRotationAuthorisation> {
    const devices = [{ deviceId: deviceOf(one, 'ESME'), executionCounter: '500' }];
    const body = JSON.stringify({ installationId, attempt, devices });
    await system.deliver('s1sp', 'dco', 'key-rotation-request', body, { id: 'request' });
    await system.settle();
    const [answer] = (await system.delivered('key-rotation-authorisation')).slice(-1);
    return JSON.parse(answer?.body ?? '') as KeyRotationAuthorisation;
  }

  it('authorises nothing before it has judged, for another attempt, or for what is not viable', async () => {
    expect(await requestRotation('INS-1', 1)).toMatchObject({ granted: false, code: 'SIM-KEY-13', devices: [] });
    await system.reset();
    one = await system.installation('INS-1', { quirks: { undeclaredDevice: true } });
    await migrate();
    expect(await requestRotation('INS-1', 1)).toMatchObject({ granted: false, code: 'SIM-KEY-13', devices: [] });
  });

  it('authorises another attempt as little', async () => {
    await system.lab('POST', '/holds', { from: 'dco', to: 's1sp', kind: 'DCOVIF' });
    await migrate();
    expect(await requestRotation('INS-1', 2)).toMatchObject({ granted: false });
  });

  it('listens to the S1SP alone', async () => {
    const body = JSON.stringify({ installationId: 'INS-1', attempt: 1, devices: [] });
    await system.deliver('requesting-party', 'dco', 'key-rotation-request', body, { id: 'request' });
    await system.settle();
    expect(await system.delivered('key-rotation-authorisation')).toEqual([]);
  });

  it('confirms no key without a right proof', async () => {
    await system.lab('POST', '/holds', { from: 's1sp', to: 'dco', kind: 'key-verification' });
    await migrate();
    const deviceId = deviceOf(one, 'ESME');
    const body = { installationId: 'INS-1', deviceId, challenge: 'AAAA', proof: Buffer.alloc(32).toString('base64') };
    await system.deliver('s1sp', 'dco', 'key-verification', JSON.stringify(body), { id: 'proof' });
    await system.settle();
    const [answer] = await system.delivered('key-confirmation');
    const judgement = JSON.parse(answer?.body ?? '') as KeyConfirmation;
    expect(judgement).toMatchObject({ deviceId, confirmed: false, code: 'SIM-KEY-12' });
    expect(judgement.confirmation).toBeUndefined();
    expect(await system.call('dco', 'GET', `/operations/keys/${deviceId}`)).toMatchObject({ holder: 'smso' });
  });

  it('says so when it cannot open what was not encrypted for it', async () => {
    await system.reset('rp-encrypts-for-wrong-party');
    one = await system.installation('INS-1');
    await migrate();
    const [outcome] = await system.outcomes();
    expect(outcome).toMatch(/^INS-1 NotMigrated KeyMaterial SIM-(DCO-12|S1V-13)$/);
    expect(await system.network(one.iccid)).toBe('smso');
  });

  it('waits four hours for its key material, and then names nothing as viable', async () => {
    await system.lab('POST', '/holds', { from: 'requesting-party', to: 'dco', kind: 'MGEF' });
    await migrate();
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated KeyMaterial SIM-DCO-11']);
    const [file] = await system.files('DCOVIF', 's1sp');
    expect(file?.header.createdAt).toBe('2019-06-04T12:50:00.000Z');
  });
});

describe('a further attempt', () => {
  it('migrates what failed for want of WAN the day before', async () => {
    const fault = (await system.lab('POST', '/faults', { kind: 'no-wan', iccid: one.iccid })) as { id: string };
    await migrate();
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated CommunicationsCheck SIM-COM-01']);
    await system.lab('DELETE', `/faults/${fault.id}`);
    await system.instructAgain(one, 2, '2019-06-05T08:00:00.000Z');
    await system.advance('2019-06-05T18:00:00.000Z');
    expect((await system.outcomes()).slice(1)).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('is refused for what is commissioned', async () => {
    await migrate();
    await system.instructAgain(one, 2, '2019-06-05T08:00:00.000Z');
    expect((await system.outcomes()).slice(1)).toEqual(['INS-1 NotMigrated CommonValidation SIM-CPV-14']);
  });
});

describe('files of the migration', () => {
  it('reach every recipient with the same bytes, and refer to the common file by its digest', async () => {
    await migrate();
    for (const kind of ['MCF', 'MCVF', 'S1SPVIF', 'COF']) {
      const bodies = (await system.delivered(kind)).map(({ body }) => body);
      expect(bodies.length).toBeGreaterThan(1);
      expect(new Set(bodies).size).toBe(1);
    }
    const [common] = await system.delivered('MCF');
    const [validation] = await system.files('MCVF', 'dco');
    expect(validation?.commonFile.digest).toBe(digestOf(Buffer.from(common?.body ?? '')));
  });
});
