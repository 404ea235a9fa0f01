import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeyConfirmation, KeyRotationAuthorisation } from '../domain/rotation-messages';
import { writeCommonFile } from '../formats/common-file';
import { writeCommissioningFile } from '../formats/commissioning-file';
import type { FileModels } from '../formats/kinds';
import { digestOf } from '../formats/known-files';
import { sign } from '../xml/signature';
import { deviceOf, MigrationBench, type MadeInstallation } from './fixtures/migration';

let bench: MigrationBench;
let one: MadeInstallation;
beforeAll(async () => {
  bench = await MigrationBench.start();
});
beforeEach(async () => {
  await bench.reset();
  one = await bench.installation('INS-1');
});
afterAll(() => bench.stop());

async function migrate(): Promise<void> {
  await bench.instruct(one);
  await bench.advance('2019-06-04T18:00:00.000Z');
}

/** Results of the validation files that the S1SP got, in order. */
async function verdicts(): Promise<string[]> {
  return (await bench.files('MCVF', 's1sp')).flatMap(({ results }) =>
    results.map(({ installationId, verdict, code }) => [installationId, verdict, code].filter(Boolean).join(' ')),
  );
}

/** Sends a further common file to everybody, made from the one that was sent. */
async function sendCommonFile(change: (file: FileModels['MCF']) => Partial<FileModels['MCF']>): Promise<void> {
  const [sent] = await bench.files('MCF', 's1sp');
  if (!sent) throw new Error('no common file was sent');
  const header = { ...sent.header, fileId: 'RP-9', sequenceCounter: '9999999999999' };
  const xml = sign(writeCommonFile({ ...sent, header, ...change(sent) }), bench.key('requesting-party'));
  for (const to of ['commissioning-party', 's1sp', 'dco'] as const) {
    await bench.deliver('requesting-party', to, 'MCF', xml, 'further', 'MCF_AA_RP-9.xml');
  }
  await bench.settle();
}

describe('an authorised attempt has exactly one outcome', () => {
  it('also when its installation comes again in a further common file', async () => {
    await bench.instruct(one);
    await sendCommonFile(() => ({}));
    await bench.advance('2019-06-06T00:00:00.000Z');
    expect(await verdicts()).toEqual(['INS-1 Pass', 'INS-1 Fail SIM-CPV-16']);
    expect(await bench.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('also when its commissioning file comes again with other bytes', async () => {
    await migrate();
    const [sent] = await bench.files('SCF', 'commissioning-party');
    if (!sent) throw new Error('no commissioning file was sent');
    const header = { ...sent.header, fileId: 'S1-9', sequenceCounter: '9999999999999' };
    const xml = sign(writeCommissioningFile({ ...sent, header }), bench.key('s1sp'));
    await bench.deliver('s1sp', 'commissioning-party', 'SCF', xml, 'again', 'SCF_AA_S1-9.xml');
    await bench.settle();
    expect(await bench.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('and what was never authorised has none', async () => {
    await bench.instruct(one);
    await sendCommonFile(({ installations }) => ({
      installations: installations.map((installation) => ({ ...installation, installationId: 'INS-7' })),
    }));
    await bench.advance('2019-06-06T00:00:00.000Z');
    expect(await verdicts()).toEqual(['INS-1 Pass', 'INS-7 Fail SIM-CPV-15']);
    expect(await bench.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });
});

describe('the DCO', () => {
  async function requestRotation(installationId: string, attempt: number): Promise<KeyRotationAuthorisation> {
    const devices = [{ deviceId: deviceOf(one, 'ESME'), executionCounter: '500' }];
    const body = JSON.stringify({ installationId, attempt, devices });
    await bench.deliver('s1sp', 'dco', 'key-rotation-request', body, 'request');
    await bench.settle();
    const [answer] = (await bench.delivered('key-rotation-authorisation')).slice(-1);
    return JSON.parse(answer?.body ?? '') as KeyRotationAuthorisation;
  }

  it('authorises nothing before it has judged, for another attempt, or for what is not viable', async () => {
    expect(await requestRotation('INS-1', 1)).toMatchObject({ granted: false, code: 'SIM-KEY-13', devices: [] });
    await bench.reset();
    one = await bench.installation('INS-1', { quirks: { undeclaredDevice: true } });
    await migrate();
    expect(await requestRotation('INS-1', 1)).toMatchObject({ granted: false, code: 'SIM-KEY-13', devices: [] });
  });

  it('authorises another attempt as little', async () => {
    await bench.lab('POST', '/holds', { from: 'dco', to: 's1sp', kind: 'DCOVIF' });
    await migrate();
    expect(await requestRotation('INS-1', 2)).toMatchObject({ granted: false });
  });

  it('listens to the S1SP alone', async () => {
    const body = JSON.stringify({ installationId: 'INS-1', attempt: 1, devices: [] });
    await bench.deliver('requesting-party', 'dco', 'key-rotation-request', body, 'request');
    await bench.settle();
    expect(await bench.delivered('key-rotation-authorisation')).toEqual([]);
  });

  it('confirms no key without a right proof', async () => {
    await bench.lab('POST', '/holds', { from: 's1sp', to: 'dco', kind: 'key-verification' });
    await migrate();
    const deviceId = deviceOf(one, 'ESME');
    const body = { installationId: 'INS-1', deviceId, challenge: 'AAAA', proof: Buffer.alloc(32).toString('base64') };
    await bench.deliver('s1sp', 'dco', 'key-verification', JSON.stringify(body), 'proof');
    await bench.settle();
    const [answer] = await bench.delivered('key-confirmation');
    const judgement = JSON.parse(answer?.body ?? '') as KeyConfirmation;
    expect(judgement).toMatchObject({ deviceId, confirmed: false, code: 'SIM-KEY-12' });
    expect(judgement.confirmation).toBeUndefined();
    expect(await bench.call('dco', 'GET', `/operations/keys/${deviceId}`)).toMatchObject({ holder: 'smso' });
  });

  it('says so when it cannot open what was not encrypted for it', async () => {
    await bench.reset('rp-encrypts-for-wrong-party');
    one = await bench.installation('INS-1');
    await migrate();
    const [outcome] = await bench.outcomes();
    expect(outcome).toMatch(/^INS-1 NotMigrated KeyMaterial SIM-(DCO-12|S1V-13)$/);
    expect(await bench.network(one.iccid)).toBe('smso');
  });

  it('waits four hours for its key material, and then names nothing as viable', async () => {
    await bench.lab('POST', '/holds', { from: 'requesting-party', to: 'dco', kind: 'MGEF' });
    await migrate();
    expect(await bench.outcomes()).toEqual(['INS-1 NotMigrated KeyMaterial SIM-DCO-11']);
    const [file] = await bench.files('DCOVIF', 's1sp');
    expect(file?.header.createdAt).toBe('2019-06-04T12:50:00.000Z');
  });
});

describe('a further attempt', () => {
  it('migrates what failed for want of WAN the day before', async () => {
    const fault = (await bench.lab('POST', '/faults', { kind: 'no-wan', iccid: one.iccid })) as { id: string };
    await migrate();
    expect(await bench.outcomes()).toEqual(['INS-1 NotMigrated CommunicationsCheck SIM-COM-01']);
    await bench.lab('DELETE', `/faults/${fault.id}`);
    await bench.instructAgain(one, 2, '2019-06-05T08:00:00.000Z');
    await bench.advance('2019-06-05T18:00:00.000Z');
    expect((await bench.outcomes()).slice(1)).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('is refused for what is commissioned', async () => {
    await migrate();
    await bench.instructAgain(one, 2, '2019-06-05T08:00:00.000Z');
    expect((await bench.outcomes()).slice(1)).toEqual(['INS-1 NotMigrated CommonValidation SIM-CPV-14']);
  });
});

describe('files of the migration', () => {
  it('reach every recipient with the same bytes, and refer to the common file by its digest', async () => {
    await migrate();
    for (const kind of ['MCF', 'MCVF', 'S1SPVIF', 'COF']) {
      const bodies = (await bench.delivered(kind)).map(({ body }) => body);
      expect(bodies.length).toBeGreaterThan(1);
      expect(new Set(bodies).size).toBe(1);
    }
    const [common] = await bench.delivered('MCF');
    const [validation] = await bench.files('MCVF', 'dco');
    expect(validation?.commonFile.digest).toBe(digestOf(Buffer.from(common?.body ?? '')));
  });
});
