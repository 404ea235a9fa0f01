import { isInstant, readRecords, type Fault } from '../../../domain/csv-file';
import { isEui64 } from '../../../domain/identifiers';
import { causeOf, causeOfWidth } from '../../../domain/spreadsheet';
import { isDay } from '../migration/days';

/** Columns of the file, in this order (MODEL: the real column list is not public). */
export const DEMAND_COLUMNS = ['Day', 'Installations', 'Comment'] as const;

/** What the name of a demand file says. */
export interface DemandName {
  /** Short code of the party: three letters, three digits. */
  readonly partyCode: string;
  /** EUI-64 of the sender. */
  readonly eui: string;
  /** Upper case. */
  readonly smsoTag: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/** The header record: first line of the file. */
export interface DemandHeader {
  readonly partyCode: string;
  readonly supplierEui: string;
  /** Upper case. */
  readonly smsoTag: string;
  /** From 1; a higher one corrects what was delivered under the same name. */
  readonly version: number;
  /** What a supplier does: say its demand for days, or take back what it said. */
  readonly action: 'REQUEST' | 'WITHDRAW';
  readonly rowCount: number;
}

/** One row, as text by column; `fields` is how many values the line really held. */
export interface DemandRow {
  readonly fields: number;
  readonly values: Readonly<Record<(typeof DEMAND_COLUMNS)[number], string>>;
}

// Grammar of the published sample name (SOURCED: DR_AAA123_70-B3-D5-1F-30-00-A0-08_CGI_20190121); the extension is MODEL.
const NAME =
  /^DR_(?<code>[A-Z]{3}\d{3})_(?<eui>(?:[0-9A-F]{2}-){7}[0-9A-F]{2})_(?<tag>[A-Za-z0-9]{2,8})_(?<day>\d{8})\.csv$/;

/** Reads the name of a demand file; undefined when it does not follow the grammar. */
export function parseDemandName(fileName: string): DemandName | undefined {
  const groups = NAME.exec(fileName)?.groups;
  if (!groups) return undefined;
  const { code = '', eui = '', tag = '', day: date = '' } = groups;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  return isDay(day) ? { partyCode: code, eui, smsoTag: tag.toUpperCase(), day } : undefined;
}

/** Header record and rows of a demand file, or the fault in its header record or column names. */
export function readDemand(text: string): { header: DemandHeader; rows: DemandRow[] } | Fault {
  const read = readRecords(text);
  if ('fault' in read) return read;
  const header = readHeader(read.first);
  if ('fault' in header) return header;
  if (read.columns.join(',') !== DEMAND_COLUMNS.join(',')) {
    return { fault: `The second line must name the columns ${DEMAND_COLUMNS.join(',')}, in this order.` };
  }
  const rows = read.rows.map(([Day = '', Installations = '', Comment = ''], index) => ({
    fields: read.rows[index]?.length ?? 0,
    values: { Day, Installations, Comment },
  }));
  return { header, rows };
}

function readHeader(values: readonly string[]): DemandHeader | Fault {
  const [fileType = '', partyCode = '', supplierEui = '', smsoTag = '', createdAt = '', ...last] = values;
  const [version = '', action = '', rowCount = ''] = last;
  const fault = (what: string): Fault => ({ fault: `The header record is wrong: ${what}.` });
  if (values.length !== 8) return fault(`it holds ${values.length} values instead of 8${causeOfWidth(values, 8)}`);
  if (fileType !== 'DEMAND') return fault('the file type is not DEMAND');
  if (!/^[A-Z]{3}\d{3}$/.test(partyCode)) return fault('the party code is not three capital letters and three digits');
  if (!isEui64(supplierEui)) return fault('the supplier EUI is not an EUI-64 in upper-case pairs');
  if (!/^[A-Za-z0-9]{2,8}$/.test(smsoTag)) return fault('the SMSO tag is not 2 to 8 letters or digits');
  if (!isInstant(createdAt)) return fault(`the creation time is not an instant${causeOf(createdAt)}`);
  if (!/^[1-9]\d{0,3}$/.test(version)) return fault('the version is not a number from 1 to 9999');
  if (action !== 'REQUEST' && action !== 'WITHDRAW') return fault('the action is neither REQUEST nor WITHDRAW');
  if (!/^\d{1,6}$/.test(rowCount)) return fault('the row count is not a number');
  return {
    partyCode,
    supplierEui,
    smsoTag: smsoTag.toUpperCase(),
    version: Number(version),
    action,
    rowCount: Number(rowCount),
  };
}
