/** Reads an evidence pack: its manifest, its signature, and every file against its hash. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { configure, Reader, Uint8ArrayWriter, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { MANIFEST, packManifestSchema, SIGNATURE, type PackManifest } from './manifest';
import { tooLarge, tooLargeForManifest, whyNotUnpacked } from './pack-limits';
import { signatureSchema, type PackSignature } from './signing';

configure({ useWebWorkers: false });

/** An open pack. */
export interface Pack {
  readonly manifest: PackManifest;
  /** The bytes that are signed. */
  readonly manifestBytes: Uint8Array;
  readonly signature: PackSignature | undefined;
  /**
   * Compares every file with the manifest.
   * @param keep receives the files that `wanted` picks
   * @returns a sentence for each file that is missing, changed, doubled or not in the manifest
   */
  readonly check: (wanted: (file: string) => boolean, keep: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a pack.
 * @throws RunError when it cannot be read, or is none
 */
export async function openPack(file: string): Promise<Pack> {
  const source = openFile(file);
  const reader = new ZipReader(new FilePart(source));
  const close = async (): Promise<void> => {
    await reader.close();
    closeSync(source);
  };
  try {
    const listed = await listEntries(file, reader);
    const large = tooLarge(listed);
    if (large !== undefined) throw new RunError(`${file} is no evidence pack: it ${large}.`);
    const entries = listed.filter(isFile);
    const text = (name: string): Promise<Uint8Array | undefined> => readEntry(file, name, entries);
    const manifestBytes = await text(MANIFEST);
    if (manifestBytes === undefined) throw new RunError(`${file} is no evidence pack: it has no ${MANIFEST}.`);
    const manifest = parse(file, MANIFEST, manifestBytes, (content) => packManifestSchema.parse(content));
    const signed = await text(SIGNATURE);
    const signature =
      signed === undefined ? undefined : parse(file, SIGNATURE, signed, (content) => signatureSchema.parse(content));
    return {
      manifest,
      manifestBytes,
      signature,
      check: (wanted, keep) => check(manifest, entries, wanted, keep),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** SHA-256 of the public key that a pack is signed with; undefined where it is unsigned, unreadable or not there. */
export async function signerOfPack(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    const pack = await openPack(file);
    await pack.close();
    return pack.signature?.publicKey;
  } catch (error) {
    if (error instanceof RunError) return undefined;
    throw error;
  }
}

function openFile(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw new RunError(`The evidence pack ${file} cannot be read: ${sentenceOf(error)}`);
  }
}

async function listEntries(file: string, reader: ZipReader<number>): Promise<Entry[]> {
  try {
    return await reader.getEntries();
  } catch (error) {
    throw new RunError(
      `${file} cannot be read as an archive (${sentenceOf(error)}): it is damaged, or no evidence pack.`,
    );
  }
}

/** The content of an entry that is read before anything is known of the pack; undefined where there is none. */
async function readEntry(file: string, name: string, entries: readonly FileEntry[]): Promise<Uint8Array | undefined> {
  const entry = entries.find(({ filename }) => filename === name);
  if (entry === undefined) return undefined;
  const large = tooLargeForManifest(entry);
  if (large !== undefined) throw new RunError(`${file} is no evidence pack: its ${name} cannot be read (${large}).`);
  try {
    return await entry.getData(new Uint8ArrayWriter());
  } catch (error) {
    throw new RunError(`${file} is no evidence pack: its ${name} cannot be unpacked (${sentenceOf(error)}).`);
  }
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory;
}

function parse<T>(file: string, name: string, bytes: Uint8Array, read: (content: unknown) => T): T {
  try {
    return read(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    throw new RunError(`${file} is no evidence pack of this version: its ${name} is not what it has to be.`);
  }
}

async function check(
  manifest: PackManifest,
  entries: readonly FileEntry[],
  wanted: (file: string) => boolean,
  keep: string,
): Promise<readonly string[]> {
  const listed = new Map(manifest.files.map((one) => [one.path, one]));
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = entry.filename;
    if (seen.has(name)) problems.push(`${name} stands twice in the pack.`);
    seen.add(name);
    if (name === MANIFEST || name === SIGNATURE) continue;
    const promised = listed.get(name);
    if (promised === undefined) {
      problems.push(`${name} is in the pack but not in its manifest: it was added afterwards.`);
      continue;
    }
    const refused = whyNotUnpacked(entry, promised);
    if (refused !== undefined) {
      problems.push(`${name} ${refused}: it was not looked at.`);
      continue;
    }
    const found = await digest(entry, wanted(name) ? path.join(keep, name) : undefined);
    if (found !== promised.sha256) problems.push(`${name} is not what the manifest says: it was changed or damaged.`);
  }
  const missing = manifest.files.filter((one) => !seen.has(one.path));
  return [...problems, ...missing.map((one) => `${one.path} is in the manifest but missing from the pack.`)];
}

/** The hash of an entry; undefined where its content cannot be unpacked. */
async function digest(entry: FileEntry, target: string | undefined): Promise<string | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  if (target !== undefined && !isRoomFor(target)) return undefined;
  const file = target === undefined ? undefined : createWriteStream(target, { flags: 'wx' });
  // Whoever writes learns of a failure.
  file?.on('error', () => undefined);
  const sink = new Writable({
    write: (piece: Uint8Array, _encoding, done) => {
      bytes += piece.length;
      // What the directory of an archive says need not be so.
      if (bytes > entry.uncompressedSize) {
        done(new Error('It holds more than it says.'));
        return;
      }
      hash.update(piece);
      if (file === undefined) done();
      else file.write(piece, done);
    },
    final: (done) => (file === undefined ? done() : file.end(done)),
  });
  try {
    await entry.getData(Writable.toWeb(sink) as WritableStream<Uint8Array>);
    return hash.digest('hex');
  } catch {
    file?.destroy();
    return undefined;
  }
}

/** Makes the folder of a file; false where something stands in the way. */
function isRoomFor(target: string): boolean {
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    return !existsSync(target);
  } catch {
    return false;
  }
}

/** Lets the reader of archives take from an open file what it needs. */
class FilePart extends Reader<number> {
  constructor(private readonly file: number) {
    super(file);
    this.size = fstatSync(file).size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.size - index)));
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(this.file, bytes, done, bytes.length - done, index + done);
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  }
}
