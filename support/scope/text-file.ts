import { readFileSync } from 'node:fs';
import { sentenceOf } from './errors';
import { ProblemsError } from './problem';

const REMEDY = 'save it as text in UTF-8 (in a spreadsheet: "CSV UTF-8, comma delimited")';

/** How files begin that are something else than text in UTF-8. */
const BEGINNINGS: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook or another archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook of an old form'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
];

/**
 * Reads a file that a person edits: text in UTF-8. A byte order mark is left out, and lines end in a line feed, whatever an
 * editor or a checkout made of it.
 * @param kind what the file is to be, such as `JSON`, for the sentence where it cannot be read at all
 * @throws ProblemsError that says what its bytes are where they are no UTF-8, and where the first of these stands
 */
export function readTextFile(file: string, kind: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = isMissing ? 'there is no such file.' : `it cannot be read as ${kind}: ${sentenceOf(error)}`;
    throw new ProblemsError([{ file, rule: 'scope', message }]);
  }
  const other = BEGINNINGS.find(([beginning]) => beginning.every((byte, at) => bytes[at] === byte))?.[1];
  if (other !== undefined) throw encodingError(file, `it is ${other}: ${REMEDY}.`);
  if (bytes.includes(0)) throw encodingError(file, `it holds bytes that no text has, as UTF-16 does: ${REMEDY}.`);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const lost = text.indexOf('\uFFFD');
  if (lost >= 0) throw encodingError(file, lostCharacter(bytes, text.slice(0, lost)), text.slice(0, lost));
  return text.replaceAll('\r\n', '\n');
}

/** What stands where decoding found nothing: a byte of another encoding, or the sign of what was lost before. */
function lostCharacter(bytes: Buffer, before: string): string {
  const mark = bytes.indexOf('\uFEFF') === 0 ? 3 : 0;
  const found = bytes.subarray(Buffer.byteLength(before) + mark);
  if (found.indexOf('\uFFFD') === 0) {
    return `a character was lost here when the file was saved in another encoding, and stands as U+FFFD: type it again, and ${REMEDY}.`;
  }
  const byte = found.subarray(0, 1);
  const meant = new TextDecoder('windows-1252').decode(byte);
  return `the byte ${byte.toString('hex').toUpperCase()} is no UTF-8, but would be "${meant}" in Windows-1252: ${REMEDY}.`;
}

function encodingError(file: string, message: string, before?: string): ProblemsError {
  const lines = before?.split('\n');
  const place = lines === undefined ? {} : { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
  return new ProblemsError([{ file, ...place, rule: 'encoding', message }]);
}
