import { createHash } from 'node:crypto';
import { createReadStream, existsSync, globSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { sentenceOf } from '../../support/scope/errors';
import { PACK_FILE } from '../evidence-pack/make-pack';
import { readRecord } from '../evidence-pack/read-record';
import { withUnpacked } from '../evidence-pack/unpack';
import { RECORD_FILE } from '../execution/run-folder';
import { RunIndex } from './run-index';

/** What came of making the index again. */
export interface RebuiltIndex {
  readonly runs: number;
  /** Records that could not be taken in, one sentence each. */
  readonly refused: readonly string[];
}

/**
 * Makes the index again, from the records in the folder of the reports and from packs.
 * @param packs folder with evidence packs of runs that are no longer there; undefined where there are none
 * @throws RunError when the index cannot be written
 */
export async function rebuildIndex(reports: string, packs: string | undefined): Promise<RebuiltIndex> {
  const index = RunIndex.openEmpty(reports);
  const known = new Set<string>();
  const refused: string[] = [];
  const take = async (what: string, pack: string, folder: string): Promise<void> => {
    try {
      const record = readRecord(folder, what);
      if (typeof record === 'string') throw new Error(record);
      const identity = identityOf(record);
      if (known.has(identity)) return;
      index.add(record, existsSync(pack) ? await digestOfFile(pack) : undefined);
      known.add(identity);
    } catch (error) {
      refused.push(`${what} is not in the history: ${sentenceOf(error)}`);
    }
  };
  try {
    for (const file of globSync(`runs/*/${RECORD_FILE}`, { cwd: reports }).sort()) {
      const folder = path.join(reports, path.dirname(file));
      await take(`The run ${path.basename(folder)}`, path.join(folder, PACK_FILE), folder);
    }
    for (const pack of packs === undefined ? [] : packsIn(packs)) {
      await withUnpacked(pack, (folder) => take(`The pack ${pack}`, pack, folder)).catch((error: unknown) => {
        refused.push(sentenceOf(error));
      });
    }
  } finally {
    index.close();
  }
  return { runs: known.size, refused };
}

/** Evidence packs below a folder, in order. */
export function packsIn(folder: string): string[] {
  return globSync('**/*.zip', { cwd: folder })
    .sort()
    .map((file) => path.join(folder, file));
}

/** The same run has the same number in one folder of reports alone. */
function identityOf({ run }: RunResult): string {
  return `${run.id} ${run.startedAt}`;
}

/** SHA-256 of a file, hexadecimal. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
