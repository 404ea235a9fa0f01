import { beforeAll, describe, expect, it } from 'vitest';
import type { MigrationFile } from '../interfaces/files/model';
import { readMigrationFile } from '../interfaces/files/read';
import { writeMigrationFile } from '../interfaces/files/write';
import { checkAgainstPublishedSchema } from '../interfaces/schemas';
import { checkSignature, signXml, type SigningKey } from '../interfaces/signature';
import { makeTestKey } from '../interfaces/test-keys.fixture';
import type { HeldMessage } from './test-lab';
import * as treatments from './treatments';
import type { Delivery } from './stand-in';

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

const place: treatments.Signer = {
  sign: (file: MigrationFile | string, signer = 'dco') => {
    const key = keys[signer];
    if (key === undefined) throw new Error(`no key of ${signer}`);
    return signXml(typeof file === 'string' ? file : writeMigrationFile(file), key);
  },
};

beforeAll(async () => {
  keys = { dco: await makeTestKey('21'), s1sp: await makeTestKey('22') };
  certificates = Object.fromEntries(Object.entries(keys).map(([role, { certificate }]) => [role, certificate]));
  const bytes = Buffer.from(await place.sign(FILE));
  held = { id: 'dco:1', from: 'dco', to: 's1sp', kind: 'DCOVIF', fileName: 'DCOVIF_AA_DC-1.xml', bytes };
});

async function deliveries(treatment: treatments.Treatment): Promise<readonly Delivery[]> {
  if (treatment.kind !== 'replace') throw new Error('it only waits');
  return treatment.make(held, place);
}

async function only(treatment: treatments.Treatment): Promise<string> {
  const [delivery, ...more] = await deliveries(treatment);
  expect(more).toEqual([]);
  expect(delivery?.fileName).toBe('DCOVIF_AA_DC-1.xml');
  return delivery?.content.toString() ?? '';
}

describe('a file in the hands of the tester', () => {
  it('never arrives, arrives twice, or later', async () => {
    expect(await deliveries(treatments.WITHHELD)).toEqual([]);
    const [first, second] = await deliveries(treatments.DELIVERED_TWICE);
    expect(first).toEqual(second);
    expect(first?.content).toEqual(held.bytes);
    expect(treatments.delayed(3)).toEqual({ kind: 'delay', milliseconds: 10_800_000 });
  });

  it('is altered after its sender signed it: valid, but the signature no longer fits', async () => {
    const xml = await only(treatments.ALTERED_AFTER_SIGNING);
    expect(readMigrationFile(xml).header.sequenceCounter).toBe(42n);
    expect(await checkAgainstPublishedSchema('DCOVIF', xml)).toEqual([]);
    expect(await checkSignature(xml, certificates)).toHaveProperty('fault');
  });

  it('is signed by another, and otherwise the same', async () => {
    const xml = await only(treatments.signedBy('s1sp'));
    expect(readMigrationFile(xml)).toEqual(FILE);
    expect(await checkSignature(xml, certificates)).toEqual({ signer: 's1sp' });
  });

  it('is not signed', async () => {
    expect(await checkSignature(await only(treatments.UNSIGNED), certificates)).toEqual({
      fault: 'The document carries no signature.',
    });
  });

  it('is cut short', async () => {
    const xml = await only(treatments.CUT_SHORT);
    expect(() => readMigrationFile(xml)).toThrow('not well-formed');
  });

  it('is against its schema, and rightly signed', async () => {
    const xml = await only(treatments.AGAINST_ITS_SCHEMA);
    expect(await checkAgainstPublishedSchema('DCOVIF', xml)).toEqual([expect.stringContaining('Unforeseen')]);
    expect(await checkSignature(xml, certificates)).toEqual({ signer: 'dco' });
  });

  it('is rewritten as a scenario wants it, and rightly signed', async () => {
    const treatment = treatments.rewritten('DCOVIF', (file) => ({ ...file, results: [] }));
    const xml = await only(treatment);
    expect(readMigrationFile(xml)).toEqual({ ...FILE, results: [] });
    expect(await checkSignature(xml, certificates)).toEqual({ signer: 'dco' });
  });

  it('must be the file that a scenario speaks of', async () => {
    await expect(deliveries(treatments.rewritten('COF', (file) => file))).rejects.toThrow(
      'was expected and a DCOViable',
    );
    expect(() => treatments.fileIn({ ...held, kind: 'uplink' })).toThrow('A uplink is no migration file.');
  });
});
