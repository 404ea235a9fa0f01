import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly body: Uint8Array;
}

/** Signatures of the ZIP format (APPNOTE 6.3). */
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: when an archive is made is no part of it. */
const NO_DATE = 0x0021;

/**
 * Makes a ZIP archive in one go; the same files give the same archive. The evidence of every execution becomes one before its
 * result is recorded, which no library does both at once and at this price (`docs/decisions/0009-libraries.md` has the figures).
 * @param files each with a name of its own; fewer than 65,535, together less than 4 GiB
 */
export function makeArchive(files: readonly ArchivedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, body } of files) {
    const content = deflateRawSync(body);
    const fileName = Buffer.from(name, 'utf8');
    const fields = commonFields(fileName, body, content);
    const header = Buffer.concat([signature(LOCAL_HEADER), fields, fileName]);
    directory.push(centralHeader(fileName, fields, offset));
    parts.push(header, content);
    offset += header.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...parts, ...directory, endOfDirectory(files.length, size, offset)]);
}

/** Version, flags, method, date, checksum, sizes and lengths: what both headers of a file share, in this order. */
function commonFields(name: Buffer, body: Uint8Array, content: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(NAMES_ARE_UTF8, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(NO_DATE, 8);
  fields.writeUInt32LE(crc32(body), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(body.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** What the directory says of a file. @param offset where its local header begins */
function centralHeader(name: Buffer, fields: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(CENTRAL_HEADER, 0);
  head.writeUInt16LE(VERSION, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, fields, tail, name]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
