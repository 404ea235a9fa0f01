import {
  type Entry,
  ERR_BAD_FORMAT,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_PASSWORD,
  ERR_LOCAL_FILE_HEADER_NOT_FOUND,
  Uint8ArrayReader,
  ZipReader,
} from '@zip.js/zip.js';
import type { Fault } from './csv-file';

/** Largest archive, and largest content of one, in bytes (MODEL). */
export const MAXIMUM_AUTHORISATION_BYTES = 10 * 1024 * 1024;

/** What an archive may hold at most. */
export interface ContentLimits {
  readonly bytes: number;
  readonly lines: number;
}

/** As published (MODEL): 20,000 rows and the two lines before them. */
export const CONTENT_LIMITS: ContentLimits = { bytes: MAXIMUM_AUTHORISATION_BYTES, lines: 20_002 };
/** Longest password file, in bytes (MODEL). */
export const MAXIMUM_PASSWORD_BYTES = 1_024;

/** Strength byte of AES-256 in the extra field of an encrypted zip entry (SOURCED: WinZip AE-2 description). */
const AES_256 = 3;
/** Methods of compression that an entry may have: none, and Deflate. */
const METHODS = [0, 8];
const LINE_FEED = 0x0a;

/** What is wrong with an archive that has no directory, or whose directory names what is not there. */
const CUT_OFF = [
  ERR_BAD_FORMAT,
  ERR_EOCDR_NOT_FOUND,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_LOCAL_FILE_HEADER_NOT_FOUND,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
];

type FileEntry = Exclude<Entry, { directory: true }>;

/** Why an archive gives no content: its form (entries, encryption, bytes), its password, or the size of what it holds. */
export interface ArchiveFault extends Fault {
  readonly kind: 'form' | 'password' | 'size';
}

const TOO_LARGE: ArchiveFault = { fault: 'The content of the archive is larger than 10 MB.', kind: 'size' };

/** An archive and what opens it. */
export interface LockedArchive {
  readonly archive: Buffer;
  readonly password: string;
  /** Names its only entry. */
  readonly stem: string;
}

/**
 * Opens the archive of an authorisation.
 * @returns the bytes of its only entry, or why it cannot be had, and of what kind that is
 */
export async function openArchive(
  { archive, password, stem }: LockedArchive,
  { bytes, lines }: ContentLimits = CONTENT_LIMITS,
): Promise<Buffer | ArchiveFault> {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(archive)), { useWebWorkers: false });
  try {
    const entry = await onlyEntry(reader, `MA_${stem}.csv`);
    if ('fault' in entry) return entry;
    // What an archive says of its sizes is believed where it is too much, and nowhere else.
    if (entry.uncompressedSize > bytes) return TOO_LARGE;
    const content = await contentWithin(entry, password, bytes);
    return content === undefined ? TOO_LARGE : withinLines(content, lines);
  } catch (error) {
    return faultOf(error instanceof Error ? error.message : String(error), password);
  } finally {
    await reader.close();
  }
}

/** The password in a password file: its one line, without a byte order mark and the end of line. */
export function passwordOf(file: Buffer): string | ArchiveFault {
  if (file.length > MAXIMUM_PASSWORD_BYTES) {
    return { fault: `The password file is longer than ${MAXIMUM_PASSWORD_BYTES} bytes.`, kind: 'form' };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file).replace(/\r?\n$/, '');
  } catch {
    return { fault: 'The password file is not UTF-8 text: save it as UTF-8.', kind: 'form' };
  }
}

/** The only entry, looked for no further than the second. */
async function onlyEntry(reader: ZipReader<Uint8Array>, expected: string): Promise<FileEntry | ArchiveFault> {
  const entries: Entry[] = [];
  for await (const entry of reader.getEntriesGenerator()) if (entries.push(entry) > 1) break;
  const [entry] = entries;
  if (entries.length !== 1 || !entry || entry.directory || entry.filename.toUpperCase() !== expected.toUpperCase()) {
    return { fault: `The archive must hold exactly one entry, ${expected}.`, kind: 'form' };
  }
  if (!isAes256(entry)) return { fault: 'The archive is not encrypted with AES-256.', kind: 'form' };
  if (METHODS.includes(entry.compressionMethod)) return entry;
  const fault = `The archive is compressed with method ${entry.compressionMethod}: only Deflate (8) and none (0) are accepted.`;
  return { fault, kind: 'form' };
}

/** The content of an entry, or undefined as soon as it has more bytes than `limit`. */
async function contentWithin(entry: FileEntry, password: string, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const writable = new WritableStream<Uint8Array>({
    write: (chunk) => {
      size += chunk.length;
      if (size > limit) throw new Error('The content is beyond its limit.');
      chunks.push(chunk);
    },
  });
  try {
    await entry.getData(writable, { password, useWebWorkers: false });
  } catch (error) {
    if (size > limit) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}

function withinLines(content: Buffer, most: number): Buffer | ArchiveFault {
  let lines = 1;
  for (let at = content.indexOf(LINE_FEED); at >= 0; at = content.indexOf(LINE_FEED, at + 1)) lines += 1;
  // The last line ends like all others, or not.
  if (lines <= most + 1) return content;
  return { fault: `The content has more than ${most} lines: split the authorisation.`, kind: 'size' };
}

/** What an error of the library means. */
function faultOf(message: string, password: string): ArchiveFault {
  if (CUT_OFF.includes(message)) return { fault: 'The archive is cut off, or is no zip archive.', kind: 'form' };
  if (password === '') return { fault: 'The password file is empty.', kind: 'form' };
  if (message === ERR_INVALID_PASSWORD) {
    return { fault: 'The archive does not open with the password of its password file.', kind: 'password' };
  }
  return { fault: 'The content of the archive is damaged.', kind: 'form' };
}

function isAes256(entry: Entry): boolean {
  return entry.encrypted && !entry.zipCrypto && entry.extraFieldAES?.strength === AES_256;
}
