import { parse } from 'csv-parse/sync';
import { otherSeparator } from './spreadsheet';

/** Files of comma-separated values from suppliers: a header record, the names of the columns, then rows. */

/** Why something cannot be used, as a sentence. */
export interface Fault {
  readonly fault: string;
}

/** The records of a file, in order. */
interface Records {
  /** The header record. */
  readonly first: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Most values of one line (MODEL): a comment in quotes may hold commas. */
const MAXIMUM_VALUES = 1_000;
/** The two bytes that UTF-16 begins with, in either order. */
const UTF_16 = ['fffe', 'feff'];
const FILE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** Whether this is 1 to 64 letters, digits and `. _ : -`, as every file id is. */
export function isFileId(text: string): boolean {
  return FILE_ID.test(text);
}

/** Whether this is an instant of ISO 8601 with a time zone, on a day that the calendar has. */
export function isInstant(text: string): boolean {
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) return false;
  const day = text.slice(0, 10);
  // Date.parse takes 31 June for 1 July.
  return new Date(day).toISOString().startsWith(day);
}

/** The text of a file, or the fault in its encoding: what it is saved in, and where that shows. */
export function decodeText(content: Buffer): string | Fault {
  if (UTF_16.includes(content.toString('hex', 0, 2))) return { fault: 'The content is UTF-16 text: save it as UTF-8.' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? { fault: 'The content holds characters that no text has: save it as UTF-8.' } : text;
  } catch {
    const before = content.toString('utf8').split('\uFFFD', 1)[0] ?? '';
    const at = Buffer.byteLength(before);
    const byte = content.toString('hex', at, at + 1).toUpperCase();
    const line = before.split('\n').length;
    return {
      fault: `Line ${line} of the content is not UTF-8 text, but as another encoding (${byte}): save it as UTF-8.`,
    };
  }
}

/** The records of a file; bounded before they are parsed. */
export function readRecords(text: string): Records | Fault {
  const separator = otherSeparator(firstLine(text));
  if (separator !== undefined) return { fault: `The values are separated by ${separator}: separate them by commas.` };
  if (hasTooManyValues(text)) return { fault: `A line of the file holds more than ${MAXIMUM_VALUES} values.` };
  try {
    const { record, end } = firstRecord(text);
    const [columns = [], ...rows]: string[][] = parse(end, CSV);
    return { first: record, columns, rows };
  } catch {
    return { fault: 'The content cannot be read as comma-separated values.' };
  }
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/** Whether a line has more commas than the values of a row need, whatever they stand between. */
function hasTooManyValues(text: string): boolean {
  let end = text.indexOf('\n');
  let values = 1;
  for (let comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
    if (end >= 0 && end < comma) {
      values = 1;
      end = text.indexOf('\n', comma);
    }
    values += 1;
    if (values > MAXIMUM_VALUES) return true;
  }
  return false;
}

const CSV = { relax_column_count: true, skip_empty_lines: true } as const;

/**
 * The first record and what comes after it. Read by itself: it has fewer values than all others, and for every record that
 * has another number of values than the first one the library makes an error, thrown or not.
 */
function firstRecord(text: string): { record: string[]; end: string } {
  const [found] = parse(text, { ...CSV, to: 1, info: true }) as unknown as [
    { record: string[]; info: { bytes: number } } | undefined,
  ];
  if (!found) return { record: [], end: '' };
  return { record: found.record, end: Buffer.from(text, 'utf8').subarray(found.info.bytes).toString('utf8') };
}
