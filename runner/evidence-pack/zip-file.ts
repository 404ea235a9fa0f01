/** Writes a ZIP archive file by file, so that its size is no matter of memory; the same files give the same bytes. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import {
  centralEntry,
  DEFLATED,
  endOfDirectory,
  LARGEST_32,
  localHeader,
  STORED,
  type ZipEntry,
} from '../../support/evidence/zip-format';

/** What an archive holds of one file. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/** Packed already: they would only grow. */
const INCOMPRESSIBLE = /\.(zip|png|jpg|pdf)$/;

/** Larger files are read piece by piece. */
const WHOLE_UP_TO = 4_000_000;

/** An archive that is being written. */
export class ZipFile {
  readonly #file: number;
  readonly #entries: ZipEntry[] = [];
  #position = 0;

  /** @param path of the archive; one that exists is written anew */
  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** Adds a text under a name that no other entry has. */
  addText(path: string, text: string): PackedFile {
    return this.#addWhole(path, Buffer.from(text, 'utf8'));
  }

  /**
   * Adds a file under a name that no other entry has.
   * @param source path of the file
   * @throws Error when it cannot be read, or has 4 GiB or more
   */
  async addFile(path: string, source: string): Promise<PackedFile> {
    const file = openSync(source, 'r');
    const { size } = fstatSync(file);
    if (size <= WHOLE_UP_TO) {
      try {
        return this.#addWhole(path, readFileSync(file));
      } finally {
        closeSync(file);
      }
    }
    if (size >= LARGEST_32) throw new Error(`${source} has 4 GiB or more and cannot be packed.`);
    return this.#addInPieces(path, file);
  }

  /** Writes the directory and closes the archive. */
  finish(): void {
    const start = this.#position;
    for (const entry of this.#entries) this.#write(centralEntry(entry));
    this.#write(endOfDirectory(this.#entries.length, this.#position - start, start));
    this.abandon();
  }

  /** Closes the archive as it is, which is then none. */
  abandon(): void {
    closeSync(this.#file);
  }

  #addWhole(path: string, body: Buffer): PackedFile {
    const method = INCOMPRESSIBLE.test(path) ? STORED : DEFLATED;
    const packed = method === STORED ? body : deflateRawSync(body);
    this.#begin(path, { method, crc: crc32(body), size: body.length, packed: packed.length });
    this.#write(packed);
    return { path, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
  }

  /** What is known of a file only at its end is written into the space that was left at its head. */
  async #addInPieces(path: string, file: number): Promise<PackedFile> {
    const stored = INCOMPRESSIBLE.test(path);
    const unknown = this.#begin(path, { method: stored ? STORED : DEFLATED, crc: 0, size: 0, packed: 0 });
    const body = this.#position;
    const hash = createHash('sha256');
    let crc = 0;
    let size = 0;
    const seen = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of source) {
        hash.update(piece);
        crc = crc32(piece, crc);
        size += piece.length;
        yield piece;
      }
    };
    const write = async (source: AsyncIterable<Buffer>): Promise<void> => {
      for await (const piece of source) this.#write(piece);
    };
    const input = createReadStream('', { fd: file, highWaterMark: 1 << 20 });
    if (stored) await pipeline(input, seen, write);
    else await pipeline(input, seen, createDeflateRaw(), write);
    const entry = { ...unknown, crc, size, packed: this.#position - body };
    this.#entries[this.#entries.length - 1] = entry;
    writeSync(this.#file, localHeader(entry), 0, undefined, entry.offset);
    return { path, bytes: size, sha256: hash.digest('hex') };
  }

  #begin(path: string, content: Omit<ZipEntry, 'name' | 'offset'>): ZipEntry {
    const entry = { name: Buffer.from(path, 'utf8'), offset: this.#position, ...content };
    this.#entries.push(entry);
    this.#write(localHeader(entry));
    return entry;
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#position + done);
    }
    this.#position += bytes.length;
  }
}
