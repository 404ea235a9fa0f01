import { crc32, deflateRawSync } from 'node:zlib';
import { centralEntry, DEFLATED, endOfDirectory, localHeader } from './zip-format';

/** One file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly body: Uint8Array;
}

/**
 * Makes a ZIP archive in one go; the same files give the same archive. The archives of a run are written once for each
 * execution, thousands of times: the general package that reads them, and that makes encrypted ones, takes ten times as long.
 * @param files each with a name of its own, together less than 4 GiB
 */
export function makeArchive(files: readonly ArchivedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, body } of files) {
    const content = deflateRawSync(body);
    const common = { method: DEFLATED, crc: crc32(body), size: body.length, packed: content.length };
    const entry = { name: Buffer.from(name, 'utf8'), offset, ...common };
    const header = localHeader(entry);
    directory.push(centralEntry(entry));
    parts.push(header, content);
    offset += header.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...parts, ...directory, endOfDirectory(files.length, size, offset)]);
}
