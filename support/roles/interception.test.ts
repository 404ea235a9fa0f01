import { beforeAll, describe, expect, it } from 'vitest';
import type { MigrationFile } from '../interfaces/files/migration-files';
import { readMigrationFile } from '../interfaces/files/read';
import { writeMigrationFile } from '../interfaces/files/write';
import { checkAgainstPublishedSchema } from '../interfaces/schemas';
import { checkSignature, signXml, type SigningKey } from '../interfaces/signature';
import { makeTestKey } from '../interfaces/fixtures/test-keys';
import type { HeldMessage } from './channels';
import * as faults from './file-faults';
import { faulty } from './file-faults';
import * as interceptions from './interception';
import type { ImpersonatedMessage } from './impersonation';

const FILE: MigrationFile = {
  kind: 'DCOVIF',
  header: {
    fileId: 'DC-1',
    sender: 'dco',
    groupId: 'AA',
    sequenceCounter: 41n,
    createdAt: '2019-06-04T08:00:00.000Z',
  },
  commonFile: { fileId: 'RP-1', digest: 'AAAA' },
  results: [{ installationId: 'I-1', verdict: 'Viable' }],
};

let keys: Record<string, SigningKey>;
let certificates: Record<string, string>;
let held: HeldMessage;

const signer: interceptions.Signer = {
  sign: (file: MigrationFile | string, signer = 'dco') => {
    const key = keys[signer];
    if (key === undefined) throw new Error(`no key of ${signer}`);
    return signXml(typeof file === 'string' ? file : writeMigrationFile(file), key);
  },
};

beforeAll(async () => {
  keys = { dco: await makeTestKey('21'), s1sp: await makeTestKey('22'), 'requesting-party': await makeTestKey('23') };
  certificates = Object.fromEntries(Object.entries(keys).map(([role, { certificate }]) => [role, certificate]));
  const bytes = Buffer.from(await signer.sign(FILE));
  held = { id: 'dco:1', from: 'dco', to: 's1sp', kind: 'DCOVIF', fileName: 'DCOVIF_AA_DC-1.xml', bytes };
});

function messages(interception: interceptions.Interception): Promise<readonly ImpersonatedMessage[]> {
  return interceptions.replacementOf(interception, held, signer);
}

async function only(...faults: faults.FileFault[]): Promise<string> {
  const [delivery, ...more] = await messages(faulty(...faults));
  expect(more).toEqual([]);
  expect(delivery?.fileName).toBe('DCOVIF_AA_DC-1.xml');
  return delivery?.content.toString() ?? '';
}

describe('a file in the hands of the tester', () => {
  it('never arrives, arrives twice, or later', async () => {
    expect(await messages(interceptions.WITHHELD)).toEqual([]);
    const [first, second] = await messages(interceptions.DELIVERED_TWICE);
    expect(first).toEqual(second);
    expect(first?.content).toEqual(held.bytes);
    expect(interceptions.delayed(3)).toEqual({ kind: 'delay', milliseconds: 10_800_000 });
  });

  it('breaks off, then comes whole; or comes twice, then in other bytes', async () => {
    const [half, whole] = await messages(interceptions.INTERRUPTED);
    expect(whole?.content).toEqual(held.bytes);
    expect(held.bytes.toString().startsWith(half?.content.toString() ?? 'x')).toBe(true);
    const [, , third] = await messages(interceptions.DELIVERED_THRICE);
    expect(third?.content.toString()).not.toBe(held.bytes.toString());
    expect(readMigrationFile(third?.content.toString() ?? '')).toEqual(FILE);
  });

  it('cannot wait where only its content can differ', () => {
    expect(() => messages(interceptions.afterOutage(2))).toThrow('only its content can differ');
  });
});

describe('a faulty file', () => {
  it('is altered after its sender signed it: valid, but the signature no longer fits', async () => {
    const xml = await only(faults.ALTERED_AFTER_SIGNING);
    expect(readMigrationFile(xml).header.sequenceCounter).toBe(42n);
    expect(await checkAgainstPublishedSchema('DCOVIF', xml)).toEqual([]);
    expect(await checkSignature(xml, certificates)).toHaveProperty('fault');
  });

  it('is signed by another, by nobody known, or not at all', async () => {
    const xml = await only(faults.signedBy('s1sp'));
    expect(readMigrationFile(xml)).toEqual(FILE);
    expect(await checkSignature(xml, certificates)).toEqual({ signer: 's1sp' });
    expect(await checkSignature(await only(faults.SIGNED_BY_NOBODY), certificates)).toHaveProperty(
      'fault',
      expect.stringContaining('certificate 404'),
    );
    expect(await checkSignature(await only(faults.UNSIGNED), certificates)).toEqual({
      fault: 'The document carries no signature.',
    });
  });

  it('is not well-formed, or brings a document type', async () => {
    expect(() => readMigrationFile('<a/><b/>')).toThrow('not well-formed');
    const cut = await only(faults.CUT_SHORT);
    expect(() => readMigrationFile(cut)).toThrow('not well-formed');
    const typed = await only(faults.WITH_DOCUMENT_TYPE);
    expect(typed).toContain('<!DOCTYPE DCOViableInstallationsFile><DCOViable');
    expect(await only(faults.WITH_EXTERNAL_ENTITY)).toContain('<FileId>&outside;</FileId>');
  });

  it.each([
    ['an element too many', faults.AGAINST_ITS_SCHEMA, 'Unforeseen'],
    ['another version', faults.OF_ANOTHER_VERSION, 'schemaVersion'],
    ['elements in elements', faults.nested(3), 'Deeper'],
    ['a counter beyond 64 bits', faults.header({ sequenceCounter: 2n ** 64n }), 'SequenceCounter'],
  ])('is against its schema with %s, and rightly signed', async (_what, fault, about) => {
    const xml = await only(fault);
    expect(await checkAgainstPublishedSchema('DCOVIF', xml)).toContainEqual(expect.stringContaining(about));
    expect(await checkSignature(xml, certificates)).toEqual({ signer: 'dco' });
  });

  it.each([
    ['without its signature', faults.AROUND_THE_ORIGINAL, 1],
    ['with its signature', faults.AROUND_THE_SIGNED_ORIGINAL, 2],
  ])(
    'is forged around the original %s: its schema allows it, its signature does not fit',
    async (_what, fault, signatures) => {
      const xml = await only(fault);
      expect(xml.match(/SignatureValue>/g)).toHaveLength(2 * signatures);
      expect(xml.match(/<SequenceCounter>(\d+)/g)).toEqual(['<SequenceCounter>42', '<SequenceCounter>41']);
      expect(await checkAgainstPublishedSchema('DCOVIF', xml)).toEqual([]);
      expect(await checkSignature(xml, certificates)).toHaveProperty('fault');
    },
  );

  it('is forged with the original beside it, which its schema forbids', async () => {
    const xml = await only(faults.BESIDE_THE_ORIGINAL);
    expect(await checkAgainstPublishedSchema('DCOVIF', xml)).not.toEqual([]);
  });

  it('is as large as it is to be', async () => {
    expect(await only(faults.paddedTo(9999))).toHaveLength(9999);
  });

  it('comes from a role that has no part in the channel', async () => {
    const [delivered] = await messages(faulty(faults.DELIVERED_BY_ANOTHER));
    expect(delivered).toMatchObject({ by: 'requesting-party', mustBeRefused: true });
    const [sent] = await messages(faulty(faults.WRITTEN_BY_ANOTHER));
    expect(sent).not.toHaveProperty('by');
    expect(readMigrationFile(sent?.content.toString() ?? '').header.sender).toBe('requesting-party');
  });

  it('can have several faults at once', async () => {
    const createdAt = '2019-06-05T08:00:00.000Z';
    const xml = await only(faults.header({ createdAt }), faults.ALTERED_AFTER_SIGNING, faults.paddedTo(9999));
    expect(readMigrationFile(xml).header).toMatchObject({ createdAt, sequenceCounter: 42n });
    expect(xml).toHaveLength(9999);
  });

  it('is rewritten as a scenario wants it, and rightly signed', async () => {
    const xml = await only(faults.rewritten('DCOVIF', (file) => ({ ...file, results: [] })));
    expect(readMigrationFile(xml)).toEqual({ ...FILE, results: [] });
    expect(await checkSignature(xml, certificates)).toEqual({ signer: 'dco' });
  });

  it('must be the file that a scenario speaks of', async () => {
    await expect(messages(faulty(faults.rewritten('COF', (file) => file)))).rejects.toThrow(
      'was expected and a DCO Viable',
    );
    expect(() => interceptions.fileIn({ ...held, kind: 'uplink' })).toThrow('A uplink is no migration file.');
  });
});
