import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MigrationSystem } from '../services/fixtures/migration';
import { sign } from '../xml/signature';
import { writeCommonFile } from './common-file';
import { writeEncryptedFile } from './encrypted-file';
import { EXAMPLES } from './fixtures/examples';
import type { FileHeader } from './header';
import { digestOf } from './known-files';
import { writeValidationFile } from './validation-file';

let system: MigrationSystem;
let deliveries = 0;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
beforeEach(() => system.reset());
afterAll(() => system.stop());

interface Entry {
  readonly name: string;
  readonly verdict: string;
  readonly code?: string;
  readonly reason?: string;
  readonly fileId?: string;
}

/** A Migration Common File as the Requesting Party writes it, with another header if a test wants one. */
function commonFile(header: Partial<FileHeader> = {}): string {
  return writeCommonFile({
    ...EXAMPLES.MCF,
    header: { ...EXAMPLES.MCF.header, sequenceCounter: '100', ...header },
  });
}

function signed(xml: string, by = 'requesting-party'): string {
  return sign(xml, system.key(by));
}

/** Delivers a file to the DCO and lets it be judged. */
async function deliver(
  kind: string,
  body: string | Uint8Array<ArrayBuffer>,
  options: { from?: string; name?: string } = {},
): Promise<Entry> {
  deliveries += 1;
  const name = options.name ?? `${kind}_AA_${deliveries}.xml`;
  const status = await system.deliver(options.from ?? 'requesting-party', 'dco', kind, body, {
    id: `test-${deliveries}`,
    name: name,
  });
  expect(status).toBe(202);
  await system.settle();
  return entry(name);
}

async function entry(name: string): Promise<Entry> {
  const found = (await register()).findLast((file) => file.name === name);
  if (!found) throw new Error(`${name} is not in the register`);
  return found;
}

async function register(): Promise<Entry[]> {
  return (await system.call('dco', 'GET', '/files')) as Entry[];
}

describe('a file is rejected', () => {
  it('in a sentence that its sender can take, however much the fault quotes', async () => {
    const body = signed(commonFile().replace(/<Attempt>.*?<\/Attempt>/, `<Attempt>${'x'.repeat(3_000)}</Attempt>`));
    const { code, reason = '' } = await deliver('MCF', body);
    expect(code).toBe('SIM-DCO-02');
    expect(reason.length).toBeLessThanOrEqual(1_000);
    expect(await system.call('dco', 'GET', '/health')).toMatchObject({ setAside: [] });
  });

  it.each([
    ['01', 'is not UTF-8', () => Buffer.from([0x3c, 0xff, 0xfe])],
    ['01', 'is not well-formed', () => signed(commonFile()).replace('</Header>', '')],
    ['01', 'declares a document type', () => signed(commonFile()).replace('?>', '?><!DOCTYPE x>')],
    ['01', 'is larger than 10 MB', () => `${signed(commonFile())}${' '.repeat(10 * 1024 * 1024)}`],
    ['02', 'is of a later version', () => signed(commonFile().replace('schemaVersion="1.0"', 'schemaVersion="2.0"'))],
    ['02', 'lacks what its schema asks for', () => signed(commonFile().replace(/<Attempt>.*?<\/Attempt>/, ''))],
    ['02', 'has a counter that no 64 bits hold', () => signed(commonFile({ sequenceCounter: '18446744073709551616' }))],
    ['02', 'was made in a year beyond 9999', () => signed(commonFile({ createdAt: '12019-06-03T08:00:00Z' }))],
    ['02', 'is of another kind', () => signed(writeEncryptedFile(EXAMPLES.MGEF))],
    ['03', 'is not signed', () => commonFile()],
    ['03', 'was changed after it was signed', () => signed(commonFile()).replace('INS-1<', 'INS-9<')],
    ['04', 'is signed by another role', () => signed(commonFile(), 's1sp')],
    ['05', 'belongs to a group that is not in use', () => signed(commonFile({ groupId: 'ZZ' }))],
    ['05', 'comes from a role that sends none', () => signed(commonFile({ sender: 's1sp' }), 's1sp')],
  ])('with %s when it %s', async (number, _what, make) => {
    expect(await deliver('MCF', make())).toMatchObject({ verdict: 'rejected', code: `SIM-DCO-${number}` });
    await system.settle();
    const [rejection] = await system.delivered('file-rejection');
    expect(rejection).toMatchObject({ from: 'dco', to: 'requesting-party' });
    expect(rejection?.body).toContain(`"SIM-DCO-${number}"`);
  });

  it('before it is stored when another role delivers it', async () => {
    const xml = signed(commonFile());
    expect(await system.deliver('commissioning-party', 'dco', 'MCF', xml, { id: 'stranger' })).toBe(403);
    expect(await register()).toEqual([]);
  });

  it('with 05 when the secrets in it are meant for another', async () => {
    expect(await deliver('MGEF', signed(writeEncryptedFile(EXAMPLES.MGEF)))).toMatchObject({ code: 'SIM-DCO-05' });
  });

  it('with the first fault when it has several', async () => {
    const xml = signed(commonFile({ groupId: 'ZZ' }), 's1sp');
    expect(await deliver('MCF', xml.replace('INS-1<', 'INS-9<'))).toMatchObject({ code: 'SIM-DCO-03' });
    expect(await deliver('MCF', xml)).toMatchObject({ code: 'SIM-DCO-04' });
  });
});

describe('the sequence counter', () => {
  it('must rise, and is not used up by a rejected file', async () => {
    await deliver('MCF', signed(commonFile({ fileId: 'A', sequenceCounter: '100' })));
    await deliver('MCF', signed(commonFile({ fileId: 'B', sequenceCounter: '200', groupId: 'ZZ' })));
    const verdicts: unknown[] = [];
    for (const [fileId, sequenceCounter] of [
      ['C', '100'],
      ['D', '99'],
      ['E', '101'],
      ['F', '18446744073709551615'],
      ['G', '200'],
    ] as const) {
      const { verdict, code } = await deliver('MCF', signed(commonFile({ fileId, sequenceCounter })));
      verdicts.push(code ?? verdict);
    }
    expect(verdicts).toEqual(['SIM-DCO-06', 'SIM-DCO-06', 'accepted', 'accepted', 'SIM-DCO-06']);
  });

  it('does not help a file whose id was used before', async () => {
    await deliver('MCF', signed(commonFile({ sequenceCounter: '100' })));
    expect(await deliver('MCF', signed(commonFile({ sequenceCounter: '101' })))).toMatchObject({ code: 'SIM-DCO-06' });
  });
});

describe('the same bytes again', () => {
  it('are acknowledged and ignored, under whatever name', async () => {
    const xml = signed(commonFile());
    expect(await deliver('MCF', xml, { name: 'MCF_AA_1.xml' })).toMatchObject({ verdict: 'accepted' });
    expect(await deliver('MCF', xml, { name: 'MCF_AA_1.xml' })).toMatchObject({ verdict: 'duplicate' });
    expect(await deliver('MCF', xml, { name: 'MCF_AA_2.xml' })).toMatchObject({ verdict: 'duplicate' });
    expect((await register()).map(({ verdict }) => verdict)).toEqual(['accepted', 'duplicate', 'duplicate']);
  });

  it('are judged again when they were rejected', async () => {
    const xml = signed(commonFile({ groupId: 'BA' }));
    expect(await deliver('MCF', xml)).toMatchObject({ code: 'SIM-DCO-05' });
    await system.lab('POST', '/groups', { groups: [{ groupId: 'BA', smsoTag: 'BETA' }] });
    expect(await deliver('MCF', xml)).toMatchObject({ verdict: 'accepted' });
  });
});

describe('a file that refers to a common file', () => {
  const mcf = (): string => signed(commonFile());
  const mcvf = (xml: string, header: Partial<FileHeader> = {}): string =>
    signed(
      writeValidationFile({
        ...EXAMPLES.MCVF,
        header: { ...EXAMPLES.MCVF.header, sequenceCounter: '5', ...header },
        commonFile: { fileId: EXAMPLES.MCF.header.fileId, digest: digestOf(Buffer.from(xml)) },
      }),
      'commissioning-party',
    );
  const from = 'commissioning-party';

  it('waits for it, and is accepted when it comes', async () => {
    const common = mcf();
    const { name, verdict } = await deliver('MCVF', mcvf(common), { from });
    expect(verdict).toBe('received');
    await system.advance('2019-06-03T03:59:00.000Z');
    await deliver('MCF', common);
    expect(await entry(name)).toMatchObject({ verdict: 'accepted', fileId: 'CP-000001' });
  });

  it('is rejected with 07 when nothing has come within four hours', async () => {
    const { name } = await deliver('MCVF', mcvf(mcf()), { from });
    await system.advance('2019-06-03T04:00:00.000Z');
    expect(await entry(name)).toMatchObject({ verdict: 'rejected', code: 'SIM-DCO-07' });
  });

  it('is rejected with 07 when another file came under that id, before it or after it', async () => {
    const late = await deliver('MCVF', mcvf('other bytes'), { from });
    await deliver('MCF', mcf());
    expect(await entry(late.name)).toMatchObject({ code: 'SIM-DCO-07' });
    const header = { fileId: 'CP-2', sequenceCounter: '6' };
    expect(await deliver('MCVF', mcvf('yet other bytes', header), { from })).toMatchObject({ code: 'SIM-DCO-07' });
  });

  it('is rejected with 07 when it is of another group than the common file', async () => {
    await system.lab('POST', '/groups', { groups: ['AA', 'BA'].map((groupId) => ({ groupId, smsoTag: 'ALPHA' })) });
    const common = mcf();
    await deliver('MCF', common);
    expect(await deliver('MCVF', mcvf(common, { groupId: 'BA' }), { from })).toMatchObject({ code: 'SIM-DCO-07' });
  });

  it('holds its counter while it waits, and only then', async () => {
    await deliver('MCVF', mcvf('other bytes'), { from });
    const second = { fileId: 'CP-2', sequenceCounter: '5' };
    const common = mcf();
    expect(await deliver('MCVF', mcvf(common, second), { from })).toMatchObject({ code: 'SIM-DCO-06' });
    await deliver('MCF', common);
    expect(
      await deliver('MCVF', mcvf(common, { ...second, createdAt: '2019-06-03T01:00:00Z' }), { from }),
    ).toMatchObject({ verdict: 'accepted' });
  });

  it('waits on when the common file that came is no good', async () => {
    const { name } = await deliver('MCVF', mcvf(mcf()), { from });
    await deliver('MCF', commonFile());
    expect(await entry(name)).toMatchObject({ verdict: 'received' });
  });

  it('is a duplicate, and only the second one, when it is delivered twice while it waits', async () => {
    const common = mcf();
    const xml = mcvf(common);
    await deliver('MCVF', xml, { from, name: 'MCVF_AA_1.xml' });
    await deliver('MCVF', xml, { from, name: 'MCVF_AA_1.xml' });
    await deliver('MCF', common);
    expect((await register()).map(({ verdict }) => verdict)).toEqual(['accepted', 'duplicate', 'accepted']);
  });
});
