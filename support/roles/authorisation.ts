import { createHash } from 'node:crypto';
import type { Organisation } from '../../environments/environment';
import { archiveName, authorisationStem, entryName, passwordFileName } from '../interfaces/files/names';
import {
  AUTHORISATION_COLUMNS,
  packArchive,
  writeAuthorisationCsv,
  type ArchiveEntry,
  type AuthorisationContent,
  type AuthorisationRow,
  type Encryption,
} from '../interfaces/maf';
import type { MadeInstallation } from './lab-shapes';

/** Days of the migration window that a supplier gives where a scenario does not say (MODEL). */
const WINDOW_DAYS = 14;
const DAY = 86_400_000;

/** What a scenario wants otherwise than a right authorisation has it. */
export interface AuthorisationOverrides {
  /** Tag of the SMSO, where it is not that of the DMC under test. */
  readonly smsoTag?: string;
  /** Days of the migration window, from tomorrow on. */
  readonly windowDays?: number;
  /** Changes header, columns or rows before they are written. */
  readonly change?: (content: AuthorisationContent) => AuthorisationContent;
  /** Changes the csv that is packed. */
  readonly csv?: (text: string) => string | Uint8Array;
  /** Changes the entries of the archive. */
  readonly entries?: (entries: readonly ArchiveEntry[]) => readonly ArchiveEntry[];
  /** The password with which the archive is packed, where it is another than the password file says. */
  readonly packedWith?: string;
  /** Stem of both names. */
  readonly stem?: (stem: string) => string;
  /** Name of the archive. */
  readonly archiveName?: (name: string) => string;
  /** How the archive is encrypted. */
  readonly encryption?: Encryption;
  /** Changes the bytes of the archive. */
  readonly bytes?: (archive: Buffer) => Buffer;
  /** What the password file holds. */
  readonly passwordText?: (password: string) => string | Buffer;
  /** Stem in the name of the password file. */
  readonly passwordStem?: (stem: string) => string;
  /** File id in the header record. */
  readonly fileId?: string;
}

/** One file to upload. */
export interface UploadFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** An authorisation ready to be submitted. */
export interface Authorisation {
  readonly stem: string;
  readonly fileId: string;
  readonly content: AuthorisationContent;
  readonly archive: UploadFile;
  readonly passwordFile: UploadFile;
  /** The installations its rows were made from, in order. */
  readonly installations: readonly MadeInstallation[];
}

/** What is to be authorised, by whom and when. */
export interface AuthorisationOrder {
  readonly supplier: Organisation;
  /** Tag of the SMSO of the combination under test. */
  readonly usualSmsoTag: string;
  readonly installations: readonly MadeInstallation[];
  /** Virtual time: the window begins on the day after. */
  readonly now: Date;
  /** Number of this authorisation among those of the scenario; keeps stems and file ids apart. */
  readonly number: number;
}

/** Makes the authorisation of installations: archive and password file, right in every part unless a scenario overrides it. */
export async function makeAuthorisation(
  { supplier, usualSmsoTag, installations, now, number }: AuthorisationOrder,
  overrides: AuthorisationOverrides = {},
): Promise<Authorisation> {
  const smsoTag = overrides.smsoTag ?? usualSmsoTag;
  // Two authorisations of one instant differ by a second in their names.
  const at = new Date(now.getTime() + number * 1000);
  const plainStem = authorisationStem({ smsoTag, supplier: supplier.eui, at });
  const stem = overrides.stem?.(plainStem) ?? plainStem;
  const fileId = overrides.fileId ?? `MAF-${at.toISOString().replaceAll(/[-:]|\.\d+Z/g, '')}`;
  const window = windowFrom(now, overrides.windowDays ?? WINDOW_DAYS);
  const rows = installations.map((installation, index) => rowOf(installation, String(index + 1), window));
  const right: AuthorisationContent = {
    header: {
      fileType: 'MAF',
      fileId,
      supplierEUI: supplier.eui,
      smsoTag,
      createdAt: at.toISOString(),
      rowCount: rows.length,
    },
    columns: AUTHORISATION_COLUMNS,
    rows,
  };
  const content = overrides.change?.(right) ?? right;
  const csv = writeAuthorisationCsv(content);
  const password = passwordOf(stem);
  const entries: ArchiveEntry[] = [{ name: entryName(stem), content: overrides.csv?.(csv) ?? csv }];
  const packed = overrides.entries?.(entries) ?? entries;
  const bytes = await packArchive(packed, overrides.packedWith ?? password, overrides.encryption);
  const name = archiveName(stem);
  return {
    stem,
    fileId,
    content,
    archive: { name: overrides.archiveName?.(name) ?? name, bytes: overrides.bytes?.(bytes) ?? bytes },
    passwordFile: {
      name: passwordFileName(overrides.passwordStem?.(stem) ?? stem),
      bytes: bytesOf(overrides.passwordText?.(password) ?? password),
    },
    installations,
  };
}

function bytesOf(text: string | Buffer): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
}

/** Two overrides at once: what both change is changed by one after the other. */
export function combinedOverrides(
  first: AuthorisationOverrides,
  second: AuthorisationOverrides,
): AuthorisationOverrides {
  const { change, csv, stem } = second;
  return {
    ...first,
    ...second,
    ...(first.change && change ? { change: (content) => change(first.change?.(content) ?? content) } : {}),
    ...(first.stem && stem ? { stem: (text) => stem(first.stem?.(text) ?? text) } : {}),
    ...(first.csv && csv ? { csv: (text) => csv(String(first.csv?.(text) ?? text)) } : {}),
  };
}

/** The same authorisation with one row changed. @param index of the row, from 0 */
export function withRow(
  content: AuthorisationContent,
  index: number,
  change: Partial<Record<(typeof AUTHORISATION_COLUMNS)[number], string>>,
): AuthorisationContent {
  return { ...content, rows: content.rows.map((row, at) => (at === index ? { ...row, ...change } : row)) };
}

/** The first day of a window that begins tomorrow, and its last, both counted. */
export function windowFrom(now: Date, days: number): { readonly from: string; readonly to: string } {
  const day = (offset: number): string => new Date(now.getTime() + offset * DAY).toISOString().slice(0, 10);
  return { from: day(1), to: day(days) };
}

function rowOf(
  { importMPAN, mprn, electricitySupplier, gasSupplier, devices }: MadeInstallation,
  rowId: string,
  window: { readonly from: string; readonly to: string },
): AuthorisationRow {
  const idOf = (type: string): string => devices.find(({ deviceType }) => deviceType === type)?.deviceId ?? '';
  return {
    RowId: rowId,
    AuthorisationType: 'ACTIVE',
    ImportMPAN: importMPAN,
    MPRN: mprn ?? '',
    ElectricitySupplierEUI: electricitySupplier,
    GasSupplierEUI: gasSupplier ?? '',
    CHFDeviceId: idOf('CHF'),
    ESMEDeviceId: idOf('ESME'),
    GSMEDeviceId: idOf('GSME'),
    MigrationDateFrom: window.from,
    MigrationDateTo: window.to,
  };
}

/** A password of its own for every authorisation, the same whenever the scenario is repeated. */
function passwordOf(stem: string): string {
  return createHash('sha256').update(`password of ${stem}`).digest('base64url').slice(0, 20);
}
