/** The headers of the ZIP format (APPNOTE 6.3), with ZIP64 where numbers are too large for the old ones, without encryption. */

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const VERSION = 20;
const VERSION_64 = 45;
const NAMES_ARE_UTF8 = 0x0800;
/** How the content of an entry is kept. */
export const STORED = 0;
export const DEFLATED = 8;
/** 1 January 1980: when an archive is made is no part of it. */
const NO_DATE = 0x0021;
const LARGEST_16 = 0xffff;
/** No entry may be as large. */
export const LARGEST_32 = 0xffffffff;

/** One file of an archive, as its headers tell it. */
export interface ZipEntry {
  readonly name: Buffer;
  /** Where its local header begins. */
  readonly offset: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
}

/** What stands before the content of a file. */
export function localHeader(entry: ZipEntry): Buffer {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(LOCAL_HEADER);
  return Buffer.concat([signature, commonFields(entry, VERSION, 0), entry.name]);
}

/** Version, flags, method, date, checksum, sizes and lengths: what both headers of a file share, in this order. */
function commonFields({ name, method, crc, size, packed }: ZipEntry, version: number, extra: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(NAMES_ARE_UTF8, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(NO_DATE, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(extra, 24);
  return fields;
}

/** What the directory says of a file. */
export function centralEntry(entry: ZipEntry): Buffer {
  const far = entry.offset >= LARGEST_32;
  const version = far ? VERSION_64 : VERSION;
  const extra = Buffer.alloc(far ? 12 : 0);
  if (far) {
    extra.writeUInt16LE(0x0001, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(entry.offset), 4);
  }
  const head = Buffer.alloc(6);
  head.writeUInt32LE(CENTRAL_HEADER, 0);
  head.writeUInt16LE(version, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(far ? LARGEST_32 : entry.offset, 10);
  return Buffer.concat([head, commonFields(entry, version, extra.length), tail, entry.name, extra]);
}

/** What stands after the directory; with the records of ZIP64 before it where the numbers are too large for the old one. */
export function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const large = count >= LARGEST_16 || size >= LARGEST_32 || offset >= LARGEST_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(Math.min(count, LARGEST_16), 8);
  end.writeUInt16LE(Math.min(count, LARGEST_16), 10);
  end.writeUInt32LE(Math.min(size, LARGEST_32), 12);
  end.writeUInt32LE(Math.min(offset, LARGEST_32), 16);
  if (!large) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(END_OF_DIRECTORY_64, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(VERSION_64, 12);
  record.writeUInt16LE(VERSION_64, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(LOCATOR_64, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}
