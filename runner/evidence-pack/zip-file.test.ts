import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TextWriter, Uint8ArrayReader, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile, type PackedFile } from './zip-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'zip-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function write(target: string): Promise<PackedFile[]> {
  const source = path.join(folder, 'source');
  writeFileSync(source, 'b'.repeat(3_000_000));
  const zip = new ZipFile(path.join(folder, target));
  const files = [
    await zip.addText('Prüfung.txt', 'a'),
    await zip.addFile('picture.png', source),
    await zip.addText('empty', ''),
  ];
  await zip.finish();
  return files;
}

describe('an archive', () => {
  it('holds what was put into it, and says so', async () => {
    const files = await write('a.zip');
    const reader = new ZipReader(new Uint8ArrayReader(readFileSync(path.join(folder, 'a.zip'))));
    const entries = (await reader.getEntries()) as FileEntry[];
    const texts = await Promise.all(entries.map((entry) => entry.getData(new TextWriter())));
    expect(entries.map(({ filename }) => filename)).toEqual(['Prüfung.txt', 'picture.png', 'empty']);
    expect(texts).toEqual(['a', 'b'.repeat(3_000_000), '']);
    expect(files.map(({ bytes }) => bytes)).toEqual([1, 3_000_000, 0]);
    expect(files[2]?.sha256).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the same bytes whenever and wherever it is made', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Auckland';
      await write('a.zip');
      process.env.TZ = 'America/Los_Angeles';
      await write('b.zip');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    expect(readFileSync(path.join(folder, 'a.zip')).equals(readFileSync(path.join(folder, 'b.zip')))).toBe(true);
  });

  it('fails where a file is missing, or where it cannot be written', async () => {
    const zip = new ZipFile(path.join(folder, 'a.zip'));
    await expect(zip.addFile('x', path.join(folder, 'missing'))).rejects.toThrow('ENOENT');
    await zip.abandon();
    const nowhere = new ZipFile(path.join(folder, 'no folder', 'a.zip'));
    await expect(nowhere.addText('x', 'x').then(() => nowhere.finish())).rejects.toThrow('ENOENT');
    await nowhere.abandon();
  });
});
