import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EstateRecord } from '../../domain/estate';
import { readCommonFile } from '../../formats/common-file';
import { readEncryptedFile } from '../../formats/encrypted-file';
import { readGroupFile } from '../../formats/group-file';
import { digestOf } from '../../formats/known-files';
import { FILE_KINDS, type FileKind } from '../../formats/kinds';
import { schemaFault } from '../../formats/schema';
import { OpenedSecrets } from '../../formats/secrets';
import { parseXml, rootOf } from '../../xml/parse';
import { verify } from '../../xml/signature';
import { ServiceFixture, FIRST, GAS, SECOND } from '../mcc/fixtures/mcc';
import { definition } from '.';
import type { MigrationInstruction } from '../../domain/migration-instruction';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const ESME = '00-DB-12-E1-00-00-00-01';
const CHF = '00-DB-12-90-00-00-00-01';
const PPMID = '00-DB-12-D1-00-00-00-01';
const model = { manufacturer: 'AB01', model: '433100AC', firmware: '02030017' };
const state = { keyVersion: 1, executionCounter: '100', configurationDigest: key(9) };
const RECORD: EstateRecord = {
  importMPAN: '1012345678806',
  mprn: '3938424403',
  groupId: 'AA',
  smsoTag: 'ALPHA',
  communicationsProvider: 'first-provider',
  kind: 'Active',
  iccid: '8944000000000000009',
  imsi: '001010000000001',
  needsWakeUp: true,
  paymentMode: 'Credit',
  electricitySupplier: SECOND,
  gasSupplier: SECOND,
  devices: [
    { deviceId: CHF, deviceType: 'CHF', ...model, ...state, masterKey: key(1), accessKey: key(2) },
    { deviceId: ESME, deviceType: 'ESME', ...model, ...state, accessKey: key(4) },
    { deviceId: PPMID, deviceType: 'PPMID', ...model },
  ],
  whitelist: [ESME, PPMID],
};
const INSTRUCTION: MigrationInstruction = {
  instructionId: 'INSTR-000001',
  groupId: 'AA',
  smsoTag: 'ALPHA',
  slotStart: '2019-06-03T00:00:00.000Z',
  validUntil: '2019-06-04T00:00:00.000Z',
  installations: [
    {
      installationId: 'INST-000001',
      attempt: 2,
      importMPAN: RECORD.importMPAN,
      mprn: '3938424403',
      electricitySupplier: FIRST,
      gasSupplier: GAS,
    },
    { installationId: 'INST-000002', attempt: 1, importMPAN: '1000000000012', electricitySupplier: FIRST },
  ],
};

let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create(definition);
  fixture.answers.set(`/estate/${RECORD.importMPAN}`, RECORD);
});
afterEach(() => fixture.server.close());

async function instruct(): Promise<void> {
  await fixture.message('migration-instruction', 'mcc', INSTRUCTION);
}

/** Files of a kind that were sent, with their recipients. */
function sent(kind: FileKind): { to: string; xml: string }[] {
  return fixture.delivered
    .filter((message) => message.kind === kind)
    .map(({ to, body }) => ({ to, xml: String(body) }));
}

function root(xml: string | undefined): ReturnType<typeof rootOf> {
  return rootOf(parseXml(xml ?? ''));
}

describe('an instruction', () => {
  it('becomes one file set, signed and valid, the same common file for all', async () => {
    await instruct();
    expect(fixture.delivered.map(({ to, kind }) => `${kind} ${to}`)).toEqual([
      'MCF commissioning-party',
      'MCF s1sp',
      'MCF dco',
      'MGF s1sp',
      'MGEF dco',
      'MGEF s1sp',
    ]);
    expect(new Set(sent('MCF').map(({ xml }) => xml)).size).toBe(1);
    for (const { kind, body } of fixture.delivered) {
      const xml = String(body);
      const schema = FILE_KINDS[kind as FileKind].schema;
      expect(
        await schemaFault(Buffer.from(xml), fixture.server.service.config.contractsFolder, schema),
      ).toBeUndefined();
      expect(verify(xml, fixture.server.service.config.certificates)).toMatchObject({ signer: 'requesting-party' });
    }
  });

  it('says in the common file what is authorised and declared, and what the SMSO does not know', async () => {
    await instruct();
    const file = readCommonFile(root(sent('MCF')[0]?.xml));
    expect(file.installations).toMatchObject([
      {
        installationId: 'INST-000001',
        attempt: 2,
        electricitySupplier: FIRST,
        gasSupplier: GAS,
        devices: [{ deviceId: CHF }, { deviceId: ESME }, { deviceId: PPMID }],
      },
    ]);
    expect(file.omissions).toMatchObject([{ installationId: 'INST-000002', code: 'SIM-RPE-11' }]);
  });

  it('binds the other files to the bytes of the common file', async () => {
    await instruct();
    const xml = sent('MCF')[0]?.xml ?? '';
    const commonFile = { fileId: readCommonFile(root(xml)).header.fileId, digest: digestOf(Buffer.from(xml)) };
    const group = readGroupFile(root(sent('MGF')[0]?.xml));
    expect(group.commonFile).toEqual(commonFile);
    expect(group.installations).toMatchObject([
      {
        installationId: 'INST-000001',
        whitelist: [ESME, PPMID],
        deviceStates: [{ deviceId: CHF }, { deviceId: ESME }],
      },
    ]);
    for (const { xml: encrypted } of sent('MGEF')) {
      expect(readEncryptedFile(root(encrypted)).commonFile).toEqual(commonFile);
    }
  });

  it('gives master keys to the DCO alone and access keys to the S1SP alone', async () => {
    await instruct();
    const [forDco, forS1sp] = sent('MGEF').map(({ xml }) => readEncryptedFile(root(xml)));
    if (!forDco || !forS1sp) throw new Error('an encrypted file is missing');
    const keyOf = (role: string): string => fixture.credentials.roles[role]?.privateKey ?? '';
    expect(new OpenedSecrets(keyOf('dco'), forDco).of('INST-000001')?.keys).toEqual([
      { deviceId: CHF, keyKind: 'Master', keyVersion: 1, key: key(1) },
    ]);
    expect(new OpenedSecrets(keyOf('s1sp'), forS1sp).of('INST-000001')?.keys).toMatchObject([
      { deviceId: CHF, keyKind: 'Access', key: key(2) },
      { deviceId: ESME, keyKind: 'Access', key: key(4) },
    ]);
    expect(new OpenedSecrets(keyOf('s1sp'), forDco).of('INST-000001')).toBeUndefined();
    expect(new OpenedSecrets(keyOf('dco'), forS1sp).of('INST-000001')).toBeUndefined();
  });

  it('has its effect once', async () => {
    await instruct();
    await instruct();
    expect(sent('MGF')).toHaveLength(1);
  });

  it('from another party than the MCC is refused and has none', async () => {
    await expect(fixture.message('migration-instruction', 's1sp', INSTRUCTION)).rejects.toThrow('403');
    expect(fixture.delivered).toEqual([]);
  });

  it('leaves out what belongs to another group', async () => {
    fixture.answers.set(`/estate/${RECORD.importMPAN}`, { ...RECORD, groupId: 'BA' });
    await instruct();
    expect(readCommonFile(root(sent('MCF')[0]?.xml)).omissions).toHaveLength(2);
  });

  it('waits while the SMSO does not answer, and omits everything when the window ends', async () => {
    fixture.answers.set(`/estate/${RECORD.importMPAN}`, 503);
    await instruct();
    await fixture.advance('2019-06-03T23:30:00.000Z');
    expect(fixture.delivered).toEqual([]);
    await fixture.advance('2019-06-04T00:00:00.000Z');
    expect(readCommonFile(root(sent('MCF')[0]?.xml)).omissions).toHaveLength(2);
  });
});

describe('seeded defects', () => {
  it('rp-mgf-wrong-digest binds the group file to other bytes', async () => {
    fixture.server.service.switchDefectsOn(['rp-mgf-wrong-digest']);
    await instruct();
    const digest = digestOf(Buffer.from(sent('MCF')[0]?.xml ?? ''));
    expect(readGroupFile(root(sent('MGF')[0]?.xml)).commonFile.digest).not.toBe(digest);
    expect(readEncryptedFile(root(sent('MGEF')[0]?.xml)).commonFile.digest).toBe(digest);
  });

  it('rp-encrypts-for-wrong-party seals secrets that their recipient cannot open', async () => {
    fixture.server.service.switchDefectsOn(['rp-encrypts-for-wrong-party']);
    await instruct();
    const forDco = readEncryptedFile(root(sent('MGEF')[0]?.xml));
    expect(
      new OpenedSecrets(fixture.credentials.roles.dco?.privateKey ?? '', forDco).of('INST-000001'),
    ).toBeUndefined();
  });
});
