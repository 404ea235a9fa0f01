/** What a pack may hold: a hostile one costs no more memory and disk than this. */
import type { FileEntry } from '@zip.js/zip.js';
import { printable } from '../../support/scope/printable';
import type { PackManifest } from './manifest';

type PackedFile = PackManifest['files'][number];

/** The largest plan leaves about a tenth of each. */
const MOST = { entries: 500_000, bytes: 16 * 2 ** 30, manifestBytes: 128 * 2 ** 20, nameBytes: 240, ratio: 200 };

/** Bytes that anything may have, however small it is when compressed. */
const ANYTHING = 2 ** 20;

/** Files that are read as a whole. */
const MOST_OF_WHOLE_FILE = 400 * 2 ** 20;

/** Names that mean a place outside of the folder that a pack is unpacked into, or none that every system has. */
function isPlain(name: string): boolean {
  const parts = name.split('/');
  return (
    printable(name) === name &&
    !/[\\:\n\t]/.test(name) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= MOST.nameBytes)
  );
}

/** Why an archive is too large to be looked at; undefined where it is not. */
export function tooLarge(entries: readonly { readonly uncompressedSize: number }[]): string | undefined {
  if (entries.length > MOST.entries) return `holds ${entries.length} entries, and a pack has ${MOST.entries} at most`;
  const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (bytes > MOST.bytes) return `would take ${bytes} bytes of disk, and a pack takes ${MOST.bytes} at most`;
  return undefined;
}

/** Why an entry that has to be read before anything is known cannot be; undefined where it can. */
export function tooLargeForManifest({ uncompressedSize }: FileEntry): string | undefined {
  return uncompressedSize > MOST.manifestBytes ? `${uncompressedSize} bytes are too many` : undefined;
}

/** Why an entry is not unpacked, as the end of a sentence about it; undefined where it is. */
export function whyNotUnpacked(
  { filename, compressedSize, uncompressedSize }: FileEntry,
  promised: PackedFile,
): string | undefined {
  if (!isPlain(filename)) return 'has a name that no file of a pack has';
  if (uncompressedSize !== promised.bytes) return 'has another size than its manifest says';
  if (uncompressedSize > ANYTHING + compressedSize * MOST.ratio) return 'is packed as no file of a run can be';
  if (!/^(evidence|logs)\/|^messages\.ndjson$/.test(filename) && uncompressedSize > MOST_OF_WHOLE_FILE) {
    return 'is larger than any file of its kind';
  }
  return undefined;
}
