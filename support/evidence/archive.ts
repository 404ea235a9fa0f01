import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly body: Uint8Array;
}

/** Signatures and fixed values of the ZIP format (APPNOTE 6.3, without encryption and without ZIP64). */
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the same evidence gives the same archive. */
const NO_DATE = 0x0021;

/**
 * Makes a ZIP archive in one go. The archives of a run are written once for each execution, thousands of times: the general
 * package that reads them, and that makes encrypted ones, takes ten times as long.
 * @param files each with a name of its own, together less than 4 GiB
 */
export function makeArchive(files: readonly ArchivedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, body } of files) {
    const title = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(body);
    const common = commonFields(title.length, body, packed.length);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(LOCAL_HEADER);
    directory.push(centralEntry(common, offset), title);
    parts.push(head, common, title, packed);
    offset += head.length + common.length + title.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...parts, ...directory, endOfDirectory(files.length, size, offset)]);
}

/** Version, flags, method, date, checksum, sizes and lengths: what both headers of a file share, in this order. */
function commonFields(nameLength: number, body: Uint8Array, packedLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(NAMES_ARE_UTF8, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(NO_DATE, 8);
  fields.writeUInt32LE(crc32(body), 10);
  fields.writeUInt32LE(packedLength, 14);
  fields.writeUInt32LE(body.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function centralEntry(common: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(CENTRAL_HEADER, 0);
  head.writeUInt16LE(VERSION, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, common, tail]);
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
