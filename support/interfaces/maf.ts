import { stringify } from 'csv-stringify/sync';
import { BlobReader, BlobWriter, configure, TextReader, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** Columns of a Migration Authorisation File, exactly and in this order (MODEL). */
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

/** One row: text by column; columns left out are written empty. */
export type AuthorisationRow = Readonly<Partial<Record<(typeof AUTHORISATION_COLUMNS)[number], string>>>;

/** The record that opens the csv: type, file id, supplier, SMSO tag, time, number of rows. */
interface AuthorisationHeader {
  readonly fileType: string;
  readonly fileId: string;
  readonly supplierEUI: string;
  readonly smsoTag: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly rowCount: number;
}

/** Everything of which a Migration Authorisation File is made; right or wrong, it is written as it is. */
export interface AuthorisationContent {
  readonly header: AuthorisationHeader;
  readonly columns: readonly string[];
  readonly rows: readonly AuthorisationRow[];
}

/** The csv of an authorisation, lines ended by CRLF. */
export function writeAuthorisationCsv({ header, columns, rows }: AuthorisationContent): string {
  const { fileType, fileId, supplierEUI, smsoTag, createdAt, rowCount } = header;
  const lines = [
    [fileType, fileId, supplierEUI, smsoTag, createdAt, String(rowCount)],
    columns,
    ...rows.map((row) => AUTHORISATION_COLUMNS.map((column) => row[column] ?? '')),
  ];
  return stringify(lines, { record_delimiter: 'windows' });
}

/** One entry of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** How an archive is encrypted; `aes-256` is the published way. */
export type Encryption = 'aes-256' | 'aes-128' | 'traditional' | 'none';

/** What each way is called in the library. */
const ENCRYPTION = {
  'aes-256': { encryptionStrength: 3 },
  'aes-128': { encryptionStrength: 1 },
  traditional: { zipCrypto: true },
} as const;

/** Packs entries into a zip, encrypted with AES-256 unless another way is wanted. */
export async function packArchive(
  entries: readonly ArchiveEntry[],
  password: string,
  encryption: Encryption = 'aes-256',
): Promise<Buffer> {
  const archive = new ZipWriter(new BlobWriter('application/zip'), {
    ...(encryption === 'none' ? {} : { password, ...ENCRYPTION[encryption] }),
    // Of the time of the machine nothing gets into the file.
    lastModDate: new Date('2019-06-03T00:00:00Z'),
    extendedTimestamp: false,
  });
  for (const { name, content } of entries) {
    const reader =
      typeof content === 'string' ? new TextReader(content) : new BlobReader(new Blob([new Uint8Array(content)]));
    await archive.add(name, reader);
  }
  const blob = await archive.close();
  return Buffer.from(await blob.arrayBuffer());
}
