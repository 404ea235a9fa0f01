import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Documents, type ExpectedSignature } from './documents';
import { NOT_CHECKED } from './duis/official-schemas';
import { examineByCanonicalForm, type Examine } from './examination';
import type { MigrationFile } from './files/migration-files';
import { writeMigrationFile } from './files/write';
import { makeTestKey } from './fixtures/test-keys';
import { publishedSchema } from './schemas';
import { signXml, type SigningKey } from './signature';

const AT = '2019-06-04T10:00:00.000Z';
const FILE: MigrationFile = {
  kind: 'MCVF',
  header: { fileId: 'CP-1', sender: 'commissioning-party', groupId: 'AA', sequenceCounter: 1n, createdAt: AT },
  commonFile: { fileId: 'RP-1', digest: Buffer.alloc(32).toString('base64') },
  validUntil: AT,
  results: [{ installationId: 'I-1', verdict: 'Pass' }],
};

let keys: Record<'signer' | 'other', SigningKey>;
let xml: string;
let examined: number;
let documents: Documents;
let sound: ExpectedSignature;

const countingExamine: Examine = (text, basis) => {
  examined += 1;
  return examineByCanonicalForm(text, basis);
};

beforeAll(async () => {
  keys = { signer: await makeTestKey('1001'), other: await makeTestKey('1001') };
  xml = await signXml(writeMigrationFile(FILE), keys.signer);
});

beforeEach(() => {
  examined = 0;
  documents = new Documents(countingExamine, { statement: NOT_CHECKED });
  const certificates = { signer: keys.signer.certificate };
  sound = { signer: 'signer', certificates, at: AT, wrongSigner: (found) => `signed by ${found}` };
});

const problems = (changes: Partial<ExpectedSignature> = {}, text = xml): Promise<readonly string[]> =>
  documents.problemsOfFile('MCVF', text, { ...sound, ...changes });

describe('a document', () => {
  it('is read once', () => {
    expect(documents.file(xml)).toBe(documents.file(xml.slice()));
    expect(documents.file(xml)).toEqual(FILE);
    expect(() => documents.fileOf('COF', xml)).toThrow('was expected');
    expect(() => documents.file('<a>')).toThrow('not well-formed');
  });

  it('is examined once where nothing is wrong with it', async () => {
    expect(await problems()).toEqual([]);
    expect(await problems({ certificates: { ...sound.certificates } })).toEqual([]);
    expect(examined).toBe(1);
  });

  it('is examined each time where something is wrong with it', async () => {
    const spoilt = xml.replace('I-1', 'I-2');
    expect(await problems({}, spoilt)).toHaveLength(1);
    expect(await problems({}, spoilt)).toHaveLength(1);
    expect(examined).toBe(2);
  });

  it('is read again where it could not be read', () => {
    for (const _time of [1, 2]) expect(() => documents.file('<a>')).toThrow('not well-formed');
  });
});

describe('a verdict holds for nothing but what it was given for', () => {
  beforeEach(async () => {
    expect(await problems()).toEqual([]);
  });

  it('not for other bytes', async () => {
    expect(await problems({}, xml.replace('I-1', 'I-2'))).toHaveLength(1);
  });

  it('not for another signer', async () => {
    expect(await problems({ signer: 'another' })).toEqual(['signed by signer']);
  });

  it('not for other certificates, though they have the same names', async () => {
    expect(await problems({ certificates: { signer: keys.other.certificate } })).toHaveLength(1);
  });

  it('not for another instant', async () => {
    expect(await problems({ at: '2039-01-01T00:00:00.000Z' })).toEqual([
      'The certificate 4097 of signer was not valid at 2039-01-01T00:00:00.000Z.',
    ]);
  });

  it('not for another schema', async () => {
    expect(await documents.problemsOfFile('COF', xml, sound)).not.toEqual([]);
    const duis = new Documents(examineByCanonicalForm, { statement: '', schema: await publishedSchema('COF') });
    expect(await duis.problemsOfDuis(xml, sound)).not.toEqual([]);
  });

  it('not in another scenario', async () => {
    await new Documents(countingExamine, { statement: NOT_CHECKED }).problemsOfFile('MCVF', xml, sound);
    expect(examined).toBe(2);
  });
});
