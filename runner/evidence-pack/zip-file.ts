/** Writes a ZIP archive file by file, so that its size is no matter of memory; the same files give the same bytes. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { unpackedStream } from '../execution/kept-messages';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile as Archive, type ReadStreamOptions } from 'yazl';

/** What an archive holds of one file. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/** Packed already: they would only grow. */
const INCOMPRESSIBLE = /\.(zip|png|jpg|pdf)$/;

/** When an archive is made is no part of it: a day at the beginning of the format, which knows no time zones. */
function headersOf(path: string): Partial<ReadStreamOptions> {
  return {
    mtime: new Date(1980, 0, 2),
    forceDosTimestamp: true,
    mode: 0o100644,
    compress: !INCOMPRESSIBLE.test(path),
  };
}

/** A file of at most so many bytes is read at once: a stream takes a buffer of this size for each file, and there are many small ones. */
const PIECE = 1 << 20;

/** The content of a file, piece by piece. */
function contentOf(source: string): Readable {
  if ((statSync(source, { throwIfNoEntry: false })?.size ?? 0) > PIECE) {
    return createReadStream(source, { highWaterMark: PIECE });
  }
  return Readable.from(
    (function* (): Generator<Buffer> {
      yield readFileSync(source);
    })(),
  );
}

/** An archive that is being written. */
export class ZipFile {
  readonly #archive = new Archive();
  readonly #abandoned = new AbortController();
  readonly #written: Promise<void>;

  /** @param path of the archive; one that exists is written anew */
  constructor(path: string) {
    const { signal } = this.#abandoned;
    this.#written = pipeline(this.#archive.outputStream, createWriteStream(path), { signal });
    // Whoever adds or finishes learns of a failure; until then it is nobody's.
    this.#written.catch(() => undefined);
  }

  /** Adds a text under a name that no other entry has. */
  addText(path: string, text: string): Promise<PackedFile> {
    return this.#add(path, () => Readable.from([Buffer.from(text, 'utf8')]));
  }

  /**
   * Adds a file under a name that no other entry has: `x` of a file `x.gz` is its content.
   * @param source path of the file
   * @throws Error when it cannot be read, or the archive not be written
   */
  addFile(path: string, source: string): Promise<PackedFile> {
    const isPacked = source.endsWith('.gz') && !path.endsWith('.gz');
    return this.#add(path, () => (isPacked ? unpackedStream(source) : contentOf(source)));
  }

  /** Writes the directory and closes the archive. @throws Error when it cannot be written */
  async finish(): Promise<void> {
    this.#archive.end();
    await this.#written;
  }

  /** Closes the archive as it is, which is then none. */
  async abandon(): Promise<void> {
    this.#abandoned.abort();
    await this.#written.catch(() => undefined);
  }

  /** @returns once all of the file has been read: the next one waits, so that no two are in memory */
  #add(path: string, open: () => Readable): Promise<PackedFile> {
    const added = new Promise<PackedFile>((resolve, reject) => {
      const hash = createHash('sha256');
      let bytes = 0;
      this.#archive.addReadStreamLazy(path, headersOf(path), (give) => {
        const source = open()
          .on('data', (piece: Buffer) => {
            hash.update(piece);
            bytes += piece.length;
          })
          .on('error', reject)
          .on('end', () => {
            resolve({ path, bytes, sha256: hash.digest('hex') });
          })
          .pause();
        give(null, source);
      });
    });
    return Promise.race([added, this.#written.then(() => added)]);
  }
}
