import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RunError } from '../../support/scope/errors';
import { openPack } from './read-pack';

/**
 * Does something with the folder of a run that may still be packed. A pack is unpacked into a folder that is gone afterwards, and
 * must be as its manifest says.
 * @param source an evidence pack (`.zip`), or whatever else names a run: that is passed on as it is
 * @throws RunError when the pack cannot be read, or when something in it was changed
 */
export async function withUnpacked<T>(source: string, work: (folder: string) => Promise<T>): Promise<T> {
  if (!source.endsWith('.zip')) return work(source);
  const pack = await openPack(source);
  const folder = mkdtempSync(path.join(tmpdir(), 'unpacked-'));
  try {
    const changed = await pack.check((name) => !/^(logs|allure)\//.test(name), folder);
    if (changed.length > 0) throw new RunError(`The pack ${source} is not as it was made: ${changed[0] ?? ''}`);
    return await work(folder);
  } finally {
    await pack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
