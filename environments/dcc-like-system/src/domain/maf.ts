import { isFileId, isInstant, readRecords, type Fault } from './csv-file';
import { isEui64 } from './identifiers';
import { causeOf, causeOfWidth } from './spreadsheet';

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

// Grammar of the published sample names (SOURCED: MA_CGI_70-B3-D5-1F-30-00-A0-08_20190407_182503); extensions are MODEL.
const NAME =
  /^(?:(?<archive>MA)|MAPASSWORD)_(?<tag>[A-Za-z0-9]{2,8})_(?<eui>(?:[0-9A-F]{2}-){7}[0-9A-F]{2})_(?<date>\d{8})_(?<time>\d{6})\.(?<extension>zip|txt)$/;

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

/** Header record and rows of an authorisation file, or the fault in its header record or column names. */
export function readAuthorisation(text: string): { header: AuthorisationHeader; rows: AuthorisationRow[] } | Fault {
  const read = readRecords(text);
  if ('fault' in read) return read;
  const { first, columns, rows } = read;
  const header = readHeader(first);
  if ('fault' in header) return header;
  if (columns.join(',') !== AUTHORISATION_COLUMNS.join(',')) {
    return { fault: `The second line must name the columns ${AUTHORISATION_COLUMNS.join(',')}, in this order.` };
  }
  return { header, rows: rows.map(readRow) };
}

function readHeader(values: readonly string[]): AuthorisationHeader | Fault {
  const [fileType = '', fileId = '', supplierEui = '', smsoTag = '', createdAt = '', rowCount = ''] = values;
  const fault = (what: string): Fault => ({ fault: `The header record is wrong: ${what}.` });
  if (values.length !== 6) return fault(`it holds ${values.length} values instead of 6${causeOfWidth(values, 6)}`);
  if (fileType !== 'MAF') return fault('the file type is not MAF');
  if (!isFileId(fileId)) return fault('the file id is not 1 to 64 letters, digits and . _ : -');
  if (!isEui64(supplierEui)) return fault('the supplier EUI is not an EUI-64 in upper-case pairs');
  if (!/^[A-Za-z0-9]{2,8}$/.test(smsoTag)) return fault('the SMSO tag is not 2 to 8 letters or digits');
  if (!isInstant(createdAt)) return fault(`the creation time is not an instant${causeOf(createdAt)}`);
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
