import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { printable } from '../../support/scope/printable';
import { BlobWriter, configure, TextReader, ZipWriter } from '@zip.js/zip.js';
import { verifyPack } from './verify';

const base = mkdtempSync(path.join(tmpdir(), 'hostile-'));
// What is unpacked goes beneath it: others unpack beside this test.
vi.stubEnv('TMPDIR', base);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

interface Entry {
  readonly name: string;
  readonly content: string;
}

const HEAD = {
  format: 'smets1-migration-testing/evidence-pack',
  version: 1,
  evidence: 'Simulated',
  run: { id: 'first-1-0001', plan: 'first', seed: '1', environment: 'embedded', formal: true },
  versions: {},
  verdict: { result: 'met', sentence: 'It meets.' },
  criteria: [],
};

configure({ useWebWorkers: false });

async function archiveOf(entries: readonly Entry[]): Promise<Buffer> {
  const archive = new ZipWriter(new BlobWriter('application/zip'));
  for (const { name, content } of entries) await archive.add(name, new TextReader(content));
  return Buffer.from(await (await archive.close()).arrayBuffer());
}

/** A pack whose manifest promises what is in it. */
async function packOf(entries: readonly Entry[], promised: readonly Entry[] = entries): Promise<string> {
  const files = promised.map(({ name, content }) => ({
    path: name,
    bytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const manifest = { name: 'manifest.json', content: JSON.stringify({ ...HEAD, files }) };
  const file = path.join(base, 'pack.zip');
  writeFileSync(file, await archiveOf([manifest, ...entries]));
  return file;
}

function unpackedFolders(): string[] {
  return readdirSync(base).filter((name) => name.startsWith('verify-'));
}

/** What is wrong with a pack; it leaves nothing behind, and says nothing that a terminal acts upon. */
async function problemsOf(entries: readonly Entry[], promised?: readonly Entry[]): Promise<readonly string[]> {
  const before = unpackedFolders();
  const { problems } = await verifyPack(await packOf(entries, promised));
  expect(unpackedFolders().filter((name) => !before.includes(name))).toEqual([]);
  for (const problem of problems) expect(printable(problem)).toBe(problem);
  return problems;
}

describe('a hostile pack', () => {
  it.each([
    ['inputs/\u001b[2J', 'clears a terminal'],
    ['inputs/\u0000', 'holds a NUL'],
    [`inputs/${'x'.repeat(300)}`, 'is too long for a file system'],
  ])('is not sound where a name, %j, %s', async (name) => {
    const problems = await problemsOf([{ name, content: 'x' }]);
    expect(problems[0]).toContain('has a name that no file of a pack has: it was not looked at.');
  });

  it.each(['../escaped', '/etc/passwd', 'inputs\\..\\x'])(
    'is refused where a name, %j, goes elsewhere',
    async (name) => {
      await expect(verifyPack(await packOf([{ name, content: 'x' }]))).rejects.toThrow('cannot be read as an archive');
    },
  );

  it('is not sound where a file stands in the way of another', async () => {
    const entries = [
      { name: 'inputs/a', content: 'x' },
      { name: 'inputs/a/b', content: 'x' },
    ];
    expect(await problemsOf(entries)).toContain('inputs/a/b is not what the manifest says: it was changed or damaged.');
  });

  it('is not sound where a small entry unpacks to much, which is not unpacked', async () => {
    const problems = await problemsOf([{ name: 'evidence/bomb', content: '\u0000'.repeat(50_000_000) }]);
    expect(problems[0]).toBe('evidence/bomb is packed as no file of a run can be: it was not looked at.');
  });

  it('is not sound where an entry has another size than its manifest promises', async () => {
    const problems = await problemsOf([{ name: 'inputs/a', content: 'xxx' }], [{ name: 'inputs/a', content: 'x' }]);
    expect(problems[0]).toBe('inputs/a has another size than its manifest says: it was not looked at.');
  });

  it.each(['null', '[]', '[null]', '7'])('is refused where its record is %s', async (content) => {
    const file = await packOf([{ name: 'result.json', content }]);
    await expect(verifyPack(file)).rejects.toThrow('of another model');
  });

  it('is refused in a sentence where its manifest cannot be unpacked', async () => {
    const bytes = await archiveOf([{ name: 'manifest.json', content: JSON.stringify(HEAD).repeat(9) }]);
    bytes.fill(0xff, 60, 120);
    const file = path.join(base, 'damaged.zip');
    writeFileSync(file, bytes);
    await expect(verifyPack(file)).rejects.toThrow(
      /damaged\.zip is no evidence pack: its manifest\.json cannot be unpacked/,
    );
  });
});
