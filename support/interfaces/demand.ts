import { stringify } from 'csv-stringify/sync';

/** Columns of a demand file, exactly and in this order (MODEL). */
export const DEMAND_COLUMNS = ['Day', 'Installations', 'Comment'] as const;

/** One row: text by column. */
export type DemandRow = Readonly<Record<(typeof DEMAND_COLUMNS)[number], string>>;

/** The record that opens a demand file. */
interface DemandHeader {
  readonly fileType: string;
  readonly partyCode: string;
  readonly supplierEUI: string;
  readonly smsoTag: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly version: string;
  /** `REQUEST` or `WITHDRAW`. */
  readonly action: string;
  readonly rowCount: number;
}

/** Everything of which a demand file is made; right or wrong, it is written as it is. */
export interface DemandContent {
  readonly header: DemandHeader;
  readonly columns: readonly string[];
  readonly rows: readonly DemandRow[];
}

/** The csv of a demand file, lines ended by CRLF. */
export function writeDemandCsv({ header, columns, rows }: DemandContent): string {
  const { fileType, partyCode, supplierEUI, smsoTag, createdAt, version, action, rowCount } = header;
  const lines = [
    [fileType, partyCode, supplierEUI, smsoTag, createdAt, version, action, String(rowCount)],
    columns,
    ...rows.map((row) => DEMAND_COLUMNS.map((column) => row[column])),
  ];
  return stringify(lines, { record_delimiter: 'windows' });
}
