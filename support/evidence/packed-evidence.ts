import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { makeArchive, type ArchivedFile } from './archive';

configure({ useWebWorkers: false });

/**
 * Where the evidence of one execution is kept once it is packed: an archive beside the folder that the record names, so that
 * `evidence/<cell>/<id>/01-x.txt` is the entry `01-x.txt` of `evidence/<cell>/<id>.zip`.
 * @param folder inside the folder of the run
 */
export function archiveOf(folder: string): string {
  return `${folder}.zip`;
}

/**
 * Packs the evidence of one execution.
 * @param runFolder folder of the run
 * @param folder folder of the execution inside it, as the record names it
 */
export function packEvidence(runFolder: string, folder: string, files: readonly ArchivedFile[]): void {
  const target = path.join(runFolder, archiveOf(folder));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, makeArchive(files));
}

/** Reads evidence of a run, whether it is packed or not. */
export class EvidenceReader {
  readonly #open = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

  /** @param runFolder folder of the run */
  constructor(private readonly runFolder: string) {}

  /**
   * What the record names.
   * @param file path inside the folder of the run
   * @returns undefined when it is missing
   * @throws Error when the path leaves the folder of the run
   */
  async read(file: string): Promise<Uint8Array | undefined> {
    const root = path.resolve(this.runFolder);
    const plain = path.resolve(root, file);
    if (!plain.startsWith(root + path.sep)) {
      throw new Error(`The evidence path "${file}" leaves the run folder; evidence must lie below it.`);
    }
    if (existsSync(plain)) return readFileSync(plain);
    const archive = archiveOf(path.dirname(plain));
    if (!existsSync(archive)) return undefined;
    const entries = this.#open.get(archive) ?? readArchive(archive);
    // Executions are read one after the other: one archive at a time is enough.
    this.#open.clear();
    this.#open.set(archive, entries);
    return (await entries).get(path.basename(plain));
  }
}

async function readArchive(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(readFileSync(file)));
  const files = new Map<string, Uint8Array>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  await reader.close();
  return files;
}
