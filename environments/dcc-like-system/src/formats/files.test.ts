import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCredentials, type KeyAndCertificate } from '../lab/credentials';
import { parseXml, rootOf } from '../xml/parse';
import { sign, verify } from '../xml/signature';
import { writeCommissioningFile } from './commissioning-file';
import { writeCommonFile } from './common-file';
import { writeEncryptedFile } from './encrypted-file';
import { writeGroupFile } from './group-file';
import type { FileHeader } from './header';
import { FILE_KINDS, type FileKind, type FileModels } from './kinds';
import { writeOutcomeFile } from './outcome-file';
import { EXAMPLES } from './fixtures/examples';
import { schemaFault } from './schema';
import { OpenedSecrets, sealSecrets, type DeviceSecrets } from './secrets';
import { writeValidationFile } from './validation-file';
import { writeViableFile } from './viable-file';

const CONTRACTS = join(__dirname, '../../../contracts');

const WRITERS: { readonly [K in FileKind]: (file: FileModels[K]) => string } = {
  MCF: writeCommonFile,
  MGF: writeGroupFile,
  MGEF: writeEncryptedFile,
  MCVF: writeValidationFile,
  S1SPVIF: (file) => writeViableFile('S1SPVIF', file),
  DCOVIF: (file) => writeViableFile('DCOVIF', file),
  SCF: writeCommissioningFile,
  COF: writeOutcomeFile,
};

let roles: Readonly<Record<string, KeyAndCertificate>>;
beforeAll(async () => {
  roles = (await makeCredentials(['requesting-party', 'commissioning-party', 's1sp', 'dco'])).roles;
});

describe.each(Object.keys(EXAMPLES) as FileKind[])('a file of kind %s', (kind) => {
  const write = WRITERS[kind] as (file: FileModels[FileKind]) => string;

  it('reads back as it was written', () => {
    expect(FILE_KINDS[kind].read(rootOf(parseXml(write(EXAMPLES[kind]))))).toEqual(EXAMPLES[kind]);
  });

  it('is valid against its published schema, signed by its sender', async () => {
    const { sender, schema } = FILE_KINDS[kind];
    const signer = roles[sender];
    if (!signer) throw new Error(`no key for ${sender}`);
    const signed = sign(write(EXAMPLES[kind]), signer);
    const certificates = Object.fromEntries(Object.entries(roles).map(([role, key]) => [role, key.certificate]));
    expect(await schemaFault(Buffer.from(signed), CONTRACTS, schema)).toBeUndefined();
    expect(verify(signed, certificates)).toMatchObject({ signer: sender });
  });

  it('is invalid when its header lacks the sequence counter', async () => {
    const xml = write(EXAMPLES[kind]).replace(/<SequenceCounter>.*?<\/SequenceCounter>/, '');
    expect(await schemaFault(Buffer.from(xml), CONTRACTS, FILE_KINDS[kind].schema)).toMatch(/SequenceCounter/);
  });
});

describe('what a reader makes of other ways to write the same', () => {
  it('takes white space in base64 and offsets in instants', () => {
    const xml = writeValidationFile(EXAMPLES.MCVF)
      .replace('2019-06-05T08:00:00.000Z', '2019-06-05T09:00:00+01:00')
      .replace(EXAMPLES.MCVF.commonFile.digest, ` ${EXAMPLES.MCVF.commonFile.digest} `);
    expect(FILE_KINDS.MCVF.read(rootOf(parseXml(xml)))).toEqual(EXAMPLES.MCVF);
  });
});

describe('the secrets in a Migration Group Encrypted File', () => {
  const secrets: DeviceSecrets = {
    installationId: 'INS-1',
    keys: [
      {
        deviceId: '00-DB-12-34-56-78-90-A0',
        keyKind: 'Access',
        keyVersion: 1,
        key: Buffer.alloc(32, 7).toString('base64'),
      },
    ],
  };
  const header: FileHeader = { ...EXAMPLES.MGEF.header, fileId: 'RP-9' };
  const sealedFor = (recipient: 's1sp' | 'dco'): FileModels['MGEF'] => ({
    ...EXAMPLES.MGEF,
    header,
    recipient,
    ...sealSecrets(roles[recipient]?.certificate ?? '', header.fileId, recipient, [secrets]),
  });

  it('open with the key of the recipient', () => {
    expect(new OpenedSecrets(roles.s1sp?.privateKey ?? '', sealedFor('s1sp')).of('INS-1')).toEqual(secrets);
  });

  it('do not open with the key of another role', () => {
    expect(new OpenedSecrets(roles.dco?.privateKey ?? '', sealedFor('s1sp')).of('INS-1')).toBeUndefined();
  });

  it('do not open when the file names another recipient, another file or another installation', () => {
    const key = roles.s1sp?.privateKey ?? '';
    const file = sealedFor('s1sp');
    const moved = file.installations.map((one) => ({ ...one, installationId: 'INS-2' }));
    expect(new OpenedSecrets(key, { ...file, recipient: 'dco' }).of('INS-1')).toBeUndefined();
    expect(new OpenedSecrets(key, { ...file, header: { ...header, fileId: 'RP-8' } }).of('INS-1')).toBeUndefined();
    expect(new OpenedSecrets(key, { ...file, installations: moved }).of('INS-2')).toBeUndefined();
  });

  it('are absent, not an error, where the ephemeral key is no point of the curve', () => {
    const point = Buffer.alloc(65, 1);
    point[0] = 4;
    const file = { ...sealedFor('s1sp'), ephemeralPublicKey: point.toString('base64') };
    expect(new OpenedSecrets(roles.s1sp?.privateKey ?? '', file).of('INS-1')).toBeUndefined();
  });
});
