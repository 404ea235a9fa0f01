import { parse } from 'csv-parse/sync';
import { isEui64 } from './identifiers';

/** Columns of the file, in this order (MODEL: the real column list is not public). */
export const AUTHORISATION_COLUMNS = [
  'RowId',
  'AuthorisationType',
  'ImportMPAN',
  'MPRN',
  'ElectricitySupplierEUI',
  'GasSupplierEUI',
  'CHFDeviceId',
  'ESMEDeviceId',
  'GSMEDeviceId',
  'MigrationDateFrom',
  'MigrationDateTo',
  'Priority',
  'Comment',
] as const;

/** What the name of an authorisation file or of its password file says. */
export interface AuthorisationName {
  readonly kind: 'archive' | 'password';
  /** Upper case. */
  readonly smsoTag: string;
  /** EUI-64 of the sender. */
  readonly eui: string;
  /** `<SMSO>_<EUI>_<YYYYMMDD>_<HHMMSS>`, the tag in upper case. */
  readonly stem: string;
}

/** The header record: first line of the file. */
export interface AuthorisationHeader {
  readonly fileId: string;
  readonly supplierEui: string;
  /** Upper case. */
  readonly smsoTag: string;
  readonly rowCount: number;
}

/** One row, as text by column; `fields` is how many values the line really held. */
export interface AuthorisationRow {
  readonly fields: number;
  readonly values: Readonly<Record<(typeof AUTHORISATION_COLUMNS)[number], string>>;
}

/** Why something cannot be used, as a sentence. */
export interface Fault {
  readonly fault: string;
}

// Grammar of the published sample names (SOURCED: MA_CGI_70-B3-D5-1F-30-00-A0-08_20190407_182503); extensions are MODEL.
const NAME =
  /^(?:(?<archive>MA)|MAPASSWORD)_(?<tag>[A-Za-z0-9]{2,8})_(?<eui>(?:[0-9A-F]{2}-){7}[0-9A-F]{2})_(?<date>\d{8})_(?<time>\d{6})\.(?<extension>zip|txt)$/;
const FILE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
/** Most values of one line (MODEL): a comment in quotes may hold commas. */
const MAXIMUM_VALUES = 1_000;

/** Reads the name of an uploaded file; undefined when it does not follow the grammar. */
export function parseAuthorisationName(fileName: string): AuthorisationName | undefined {
  const groups = NAME.exec(fileName)?.groups;
  if (!groups) return undefined;
  const { archive, tag = '', eui = '', date = '', time = '', extension } = groups;
  const kind = archive === undefined ? 'password' : 'archive';
  if (extension !== (kind === 'archive' ? 'zip' : 'txt') || !isMoment(date, time)) return undefined;
  const smsoTag = tag.toUpperCase();
  return { kind, smsoTag, eui, stem: `${smsoTag}_${eui}_${date}_${time}` };
}

/** The text of an authorisation file, or the fault in its encoding. */
export function decodeAuthorisation(content: Buffer): string | Fault {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? { fault: 'The content holds characters that no text has.' } : text;
  } catch {
    return { fault: 'The content is not UTF-8 text.' };
  }
}

/** Header record and rows of an authorisation file, or the fault in its header record or column names. */
export function readAuthorisation(text: string): { header: AuthorisationHeader; rows: AuthorisationRow[] } | Fault {
  let first: string[];
  let lines: string[][];
  if (hasTooManyValues(text)) return { fault: `A line of the file holds more than ${MAXIMUM_VALUES} values.` };
  try {
    const { record, end } = firstRecord(text);
    first = record;
    lines = parse(end, CSV);
  } catch {
    return { fault: 'The content cannot be read as comma-separated values.' };
  }
  const [columns = [], ...rest] = lines;
  const header = readHeader(first);
  if ('fault' in header) return header;
  if (columns.join(',') !== AUTHORISATION_COLUMNS.join(',')) {
    return { fault: `The second line must name the columns ${AUTHORISATION_COLUMNS.join(',')}, in this order.` };
  }
  return { header, rows: rest.map(readRow) };
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

function readHeader(values: readonly string[]): AuthorisationHeader | Fault {
  const [fileType = '', fileId = '', supplierEui = '', smsoTag = '', createdAt = '', rowCount = ''] = values;
  const fault = (what: string): Fault => ({ fault: `The header record is wrong: ${what}.` });
  if (values.length !== 6) return fault(`it holds ${values.length} values instead of 6`);
  if (fileType !== 'MAF') return fault('the file type is not MAF');
  if (!FILE_ID.test(fileId)) return fault('the file id is not 1 to 64 letters, digits and . _ : -');
  if (!isEui64(supplierEui)) return fault('the supplier EUI is not an EUI-64 in upper-case pairs');
  if (!/^[A-Za-z0-9]{2,8}$/.test(smsoTag)) return fault('the SMSO tag is not 2 to 8 letters or digits');
  if (!INSTANT.test(createdAt) || Number.isNaN(Date.parse(createdAt)))
    return fault('the creation time is not an instant');
  if (!/^\d{1,6}$/.test(rowCount)) return fault('the row count is not a number');
  return { fileId, supplierEui, smsoTag: smsoTag.toUpperCase(), rowCount: Number(rowCount) };
}

function readRow(values: readonly string[]): AuthorisationRow {
  const entries = AUTHORISATION_COLUMNS.map((column, index) => [column, values[index] ?? ''] as const);
  return { fields: values.length, values: Object.fromEntries(entries) as AuthorisationRow['values'] };
}

function isMoment(date: string, time: string): boolean {
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}.000Z`;
  const moment = new Date(iso);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === iso;
}
