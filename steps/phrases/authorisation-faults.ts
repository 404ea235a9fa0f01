import { withWrongMpanCheckDigit, withWrongMprnCheckDigits } from '../../support/interfaces/identifiers';
import type { AuthorisationContent, AuthorisationRow } from '../../support/interfaces/maf';
import { combinedOverrides, withRow, type AuthorisationOverrides } from '../../support/roles';
import { code } from './basic-types';
import { wrongInstants } from './header-instants';
import { withLongComment } from './long-comment';
import { asSaid, joinedType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** What a fault of a file is made with. */
export interface AuthorisationFaultContext {
  /** EUI-64 of a supplier that has nothing to do with the authorisation. */
  readonly otherSupplier: string;
  /** Tag of an SMSO that is known, and does not run the installation. */
  readonly otherSmso: string;
  /** The file id of the newest authorisation of the scenario. */
  readonly usedFileId: () => string;
}

/** SMSO tag that nobody has. */
const UNKNOWN_SMSO = 'NOSUCH';
/** Most bytes of an authorisation. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Most rows of an authorisation. */
const MOST_ROWS = 20_000;
/** Longest password file, in bytes. */
const LONGEST_PASSWORD = 1_024;
const DAY = 86_400_000;

type AuthorisationFileFault = (context: AuthorisationFaultContext) => AuthorisationOverrides;

function header(change: Partial<AuthorisationContent['header']>): AuthorisationOverrides {
  return { change: (content) => ({ ...content, header: { ...content.header, ...change } }) };
}

const FILE_FAULTS: Readonly<Record<string, AuthorisationFileFault>> = {
  // Not as usual, but right.
  'Unix line endings': () => ({ csv: (text) => text.replaceAll('\r\n', '\n') }),
  'its SMSO tag in lower case': () => ({ archiveName: (name) => name.replace(/_[A-Z0-9]+_/, lower) }),
  'a line ending in its password file': () => ({ passwordText: (password) => `${password}\r\n` }),
  'a byte order mark in its password file': () => ({ passwordText: (password) => `\ufeff${password}` }),
  'a password file of 1,024 bytes': () => withPassword('p'.repeat(LONGEST_PASSWORD)),
  'a window of 30 days': () => ({ windowDays: 30 }),

  'a file name without a date': () => ({ stem: (stem) => stem.replace(/_\d{8}_/, '_') }),
  'a file name that a spreadsheet treats as a formula': () => ({ archiveName: () => '=HYPERLINK("a","b").zip' }),
  'a file name that begins with a full-width equals sign': () => ({ archiveName: () => '\uFF1DHYPERLINK.zip' }),
  'a file name with an impossible date': () => ({ stem: (stem) => stem.replace(/_\d{8}_/, '_20190631_') }),
  'a file name with the wrong extension': () => ({ archiveName: (name) => name.replace('.zip', '.csv') }),
  'a file name with the EUI in lower case': () => ({ archiveName: (name) => name.replace(/_[0-9A-F-]{23}_/, lower) }),
  'a file name with the EUI without hyphens': () => ({
    archiveName: (name) => name.replace(/_[0-9A-F-]{23}_/, (eui) => eui.replaceAll('-', '')),
  }),
  'a password file of another stem': () => ({ passwordStem: (stem) => stem.replace(/\d{6}$/, '235959') }),
  'a password file of 1,025 bytes': () => withPassword('p'.repeat(LONGEST_PASSWORD + 1)),
  'an empty password file': () => ({ passwordText: () => '' }),
  'a password file that is not UTF-8': () => ({ passwordText: () => Buffer.from('caf\u00e9', 'latin1') }),
  'an archive that is not encrypted': () => ({ encryption: 'none' }),
  'an archive encrypted with AES-128': () => ({ encryption: 'aes-128' }),
  'an archive with traditional zip encryption': () => ({ encryption: 'traditional' }),
  'a truncated archive': () => ({ bytes: (archive) => archive.subarray(0, archive.length / 2) }),
  'a damaged archive': () => ({ bytes: withFlippedByte }),
  'an archive of more than 10 MB': () => ({ bytes: (archive) => Buffer.concat([archive, Buffer.alloc(MOST_BYTES)]) }),
  'an empty archive': () => ({ entries: () => [] }),
  'an entry with another name in its archive': () => ({
    entries: (entries) => entries.map(({ content }) => ({ name: 'authorisation.csv', content })),
  }),
  'a NUL character': () => ({ csv: (text) => text.replace(/\r\n$/, '\0\r\n') }),
  'a header record of seven values': () => ({ csv: (text) => text.replace(/\r\n/, ',more\r\n') }),
  'another file type in the header record': () => header({ fileType: 'MCF' }),
  'a header record without a time': () => header({ createdAt: 'yesterday' }),
  ...wrongInstants((createdAt) => () => header({ createdAt })),
  'an extra column': () => ({ change: (content) => ({ ...content, columns: [...content.columns, 'Remark'] }) }),
  'a missing column': () => ({ change: (content) => ({ ...content, columns: content.columns.slice(0, -1) }) }),
  'no column names': () => ({ csv: (text) => text.replace(/RowId,[^\r]*\r\n/, '') }),
  'a row count that is one too low': () => ({
    change: (content) => ({ ...content, header: { ...content.header, rowCount: content.rows.length - 1 } }),
  }),
  "another supplier's EUI in its name": ({ otherSupplier }) => ({
    stem: (stem) => stem.replace(/_[0-9A-F-]{23}_/, `_${otherSupplier}_`),
  }),
  'the file id of the previous one': ({ usedFileId }) => ({ fileId: usedFileId() }),
  'an SMSO tag other than in its name': ({ otherSmso }) => header({ smsoTag: otherSmso }),
  'the wrong password': () => ({ packedWith: 'not what the password file says' }),
  'a second file in its archive': () => ({
    entries: (entries) => [...entries, { name: 'readme.txt', content: 'Please find the authorisation attached.' }],
  }),
  'text that is not UTF-8': () => ({ csv: (text) => Buffer.from(text.replace(/\r\n$/, 'caf\u00e9\r\n'), 'latin1') }),
  'UTF-16 text': () => ({ csv: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') }),
  'semicolons in place of its commas': () => ({ csv: (text) => text.replaceAll(',', ';') }),
  'tabs in place of its commas': () => ({ csv: (text) => text.replaceAll(',', '\t') }),
  'a line of 1,001 values': () => ({ csv: (text) => `${text}${','.repeat(1_000)}\r\n` }),
  'a quote that does not end': () => ({ csv: (text) => `${text}"row\r\n` }),
  'commas that a spreadsheet put at the end of its header record': () => ({
    csv: (text) => text.replace(/\r\n/, ',,,,,,,\r\n'),
  }),
  'the day of its header record as a spreadsheet writes it': () => header({ createdAt: '03/06/2019' }),
  'a header record without the SMSO tag': () => ({
    csv: (text) => text.replace(/^(MAF,[^,]*,[^,]*),[^,]*,/, '$1,'),
  }),
  'two columns in the wrong order': () => ({
    change: (content) => ({ ...content, columns: swapped(content.columns) }),
  }),
  'a row count that is one too high': () => ({
    change: (content) => ({ ...content, header: { ...content.header, rowCount: content.rows.length + 1 } }),
  }),
  "another supplier's EUI in the header record": ({ otherSupplier }) => header({ supplierEUI: otherSupplier }),
  'no rows': () => ({ change: (content) => ({ ...content, rows: [], header: { ...content.header, rowCount: 0 } }) }),
  '10 MB of content': () => ({ csv: (text) => withLongComment(text, MOST_BYTES) }),
  'more than 10 MB of content': () => ({ csv: (text) => withLongComment(text, MOST_BYTES + 1) }),
  '20,000 rows': () => ({ ...header({ rowCount: MOST_ROWS }), csv: (text) => text + 'row\r\n'.repeat(MOST_ROWS - 1) }),
  'more than 20,000 rows': () => ({ csv: (text) => text + 'row\r\n'.repeat(MOST_ROWS) }),
  'an unknown SMSO tag': () => ({
    stem: (stem) => stem.replace(/^[^_]+/, UNKNOWN_SMSO),
    ...header({ smsoTag: UNKNOWN_SMSO }),
  }),
};

/** An archive that is packed with the password that its file says. */
function withPassword(password: string): AuthorisationOverrides {
  return { passwordText: () => password, packedWith: password };
}

/** With one bit changed in what is encrypted: the middle of an archive that holds little else. */
function withFlippedByte(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  const middle = Math.floor(archive.length / 2);
  changed.writeUInt8(archive.readUInt8(middle) ^ 1, middle);
  return changed;
}

function lower(text: string): string {
  return text.toLowerCase();
}

function swapped([first, second, ...rest]: readonly string[]): string[] {
  return [second ?? '', first ?? '', ...rest];
}

/** A fault of one row, or of the installation it names. */
export interface RowFault {
  /** @param first the first row of the same file */
  readonly row?: (row: AuthorisationRow, first: AuthorisationRow) => AuthorisationRow;
  /** The supply point is registered to another supplier. */
  readonly registeredElsewhere?: true;
  /** The installation is operated by another SMSO. */
  readonly operatedElsewhere?: true;
  /** Its electricity meter was exchanged for a SMETS2+ one. */
  readonly exchanged?: true;
  /** No meter of the installation is active. */
  readonly allDormant?: true;
  /** One meter of the installation is dormant, and no notice of it stands. */
  readonly halfDormant?: true;
  /** The installation is authorised before. */
  readonly scheduledBefore?: true;
  /** The fault shows only after the rows before it have been given their days. */
  readonly last?: true;
}

function plusDays(day: string | undefined, days: number): string {
  return new Date(Date.parse(`${day ?? ''}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

const ROW_FAULTS: Readonly<Record<string, RowFault>> = {
  'a wrong MPAN check digit': {
    row: ({ ImportMPAN = '' }) => ({ ImportMPAN: withWrongMpanCheckDigit(ImportMPAN) }),
  },
  'a wrong MPRN check digit': { row: ({ MPRN = '' }) => ({ MPRN: withWrongMprnCheckDigits(MPRN) }) },
  'an MPAN that is registered to another supplier': { registeredElsewhere: true },
  'the MPAN of the first row': { row: (_row, { ImportMPAN = '' }) => ({ ImportMPAN }) },
  'a migration window in the past': {
    row: ({ MigrationDateFrom }) => ({
      MigrationDateFrom: plusDays(MigrationDateFrom, -10),
      MigrationDateTo: plusDays(MigrationDateFrom, -2),
    }),
  },
  'a reversed migration window': {
    row: ({ MigrationDateFrom = '', MigrationDateTo = '' }) => ({
      MigrationDateFrom: MigrationDateTo,
      MigrationDateTo: MigrationDateFrom,
    }),
  },
  'a migration window of 31 days': {
    row: ({ MigrationDateFrom }) => ({ MigrationDateTo: plusDays(MigrationDateFrom, 30) }),
  },
  'the RowId of the first row': { row: (_row, { RowId = '' }) => ({ RowId }) },
  'an MPAN of another SMSO': { operatedElsewhere: true },
  'a SMETS2 meter in place of its SMETS1 meter': { exchanged: true },
  'only dormant meters': { allDormant: true },
  'a dormant meter without a notice': { halfDormant: true },
  'an MPAN that is already scheduled': { scheduledBefore: true },
  'a window of one day': { row: ({ MigrationDateFrom = '' }) => ({ MigrationDateTo: MigrationDateFrom }) },
  'a window of two days': {
    row: ({ MigrationDateFrom }) => ({ MigrationDateTo: plusDays(MigrationDateFrom, 1) }),
  },
  'a window of one day that is full': {
    row: ({ MigrationDateFrom = '' }) => ({ MigrationDateTo: MigrationDateFrom }),
    last: true,
  },
  'an MPAN of twelve digits': { row: ({ ImportMPAN = '' }) => ({ ImportMPAN: ImportMPAN.slice(0, 12) }) },
  'an MPAN with a letter': { row: ({ ImportMPAN = '' }) => ({ ImportMPAN: `${ImportMPAN.slice(0, 12)}A` }) },
  'an MPAN as a spreadsheet shortens it': { row: () => ({ ImportMPAN: '1.74311E+12' }) },
  'an MPRN as a spreadsheet shortens it': { row: () => ({ MPRN: '4E+09' }) },
  'a first day as a spreadsheet writes it': { row: () => ({ MigrationDateFrom: '10/06/2019' }) },
  'a last day as a spreadsheet writes it': { row: () => ({ MigrationDateTo: '1.7.19' }) },
  'an MPRN of five digits': { row: () => ({ MPRN: '12345' }) },
  'an MPRN with a letter': { row: ({ MPRN = '' }) => ({ MPRN: `A${MPRN.slice(1)}` }) },
  'an impossible migration date': { row: () => ({ MigrationDateFrom: '2019-06-31' }) },
  'a migration window that begins today': {
    row: ({ MigrationDateFrom }) => ({ MigrationDateFrom: plusDays(MigrationDateFrom, -1) }),
  },
  'a RowId with a space': { row: () => ({ RowId: 'row two' }) },
  'a device id without hyphens': { row: ({ CHFDeviceId = '' }) => ({ CHFDeviceId: CHFDeviceId.replaceAll('-', '') }) },
  'a supplier EUI in lower case': {
    row: ({ ElectricitySupplierEUI = '' }) => ({ ElectricitySupplierEUI: ElectricitySupplierEUI.toLowerCase() }),
  },
  'no MPRN': { row: () => ({ MPRN: '' }) },
  'no gas supplier': { row: () => ({ GasSupplierEUI: '' }) },
  'priority 1': { row: () => ({ Priority: '1' }) },
  'priority 9': { row: () => ({ Priority: '9' }) },
  'a priority of 10': { row: () => ({ Priority: '10' }) },
  'a comment of 250 characters': { row: () => ({ Comment: 'c'.repeat(250) }) },
  'a priority of 0': { row: () => ({ Priority: '0' }) },
  'a comment of 251 characters': { row: () => ({ Comment: 'c'.repeat(251) }) },
  'a gas supplier who is not registered': {
    row: ({ ElectricitySupplierEUI = '' }) => ({ GasSupplierEUI: ElectricitySupplierEUI }),
  },
  'an unknown type of authorisation': { row: () => ({ AuthorisationType: 'FORCED' }) },
};

const fileFaults = joinedType(
  wordsType({ name: 'authorisationFault', meaning: 'what is otherwise than usual in an authorisation' }, FILE_FAULTS),
  'two',
);

const rowFaults = joinedType(
  {
    ...wordsType({ name: 'rowFault', meaning: 'a fault of one row of an authorisation' }, ROW_FAULTS),
    needsOf: (phrase) => {
      const { exchanged, registeredElsewhere } = ROW_FAULTS[phrase] ?? {};
      return exchanged === true || registeredElsewhere === true ? ['lab'] : [];
    },
  },
  'two',
);

/** With which code an authorisation is rejected, and with which words the reason begins where that is said. */
export interface Refusal {
  readonly code: string;
  readonly reason?: string;
}

const refusal = phrasesType<Refusal>(
  { name: 'refusal', meaning: 'why an authorisation is rejected', example: '"SIM-AUT-11"' },
  [
    ['{code}', ([quoted = '']) => ({ code: code.read(quoted) })],
    ['{code}, since "{text}"', ([quoted = '', reason = '']) => ({ code: code.read(quoted), reason })],
  ],
);

/** Faults of an authorisation as a whole, and of its rows, and what it is rejected for. */
export const AUTHORISATION_TYPES: readonly ParameterType[] = [asSaid(fileFaults), asSaid(rowFaults), refusal];

/** What a supplier does otherwise than right. @param phrase of the type `authorisationFault` */
export function authorisationFaultOf(phrase: string, context: AuthorisationFaultContext): AuthorisationOverrides {
  return fileFaults
    .read(phrase)
    .map((fault) => fault(context))
    .reduce(combinedOverrides, {});
}

/** What is wrong with a row. @param phrase of the type `rowFault` */
export function rowFaultOf(phrase: string): RowFault {
  return rowFaults.read(phrase).reduce(bothFaults);
}

function bothFaults(one: RowFault, other: RowFault): RowFault {
  const rows = [one.row, other.row].flatMap((change) => change ?? []);
  return {
    ...one,
    ...other,
    ...(rows.length === 0
      ? {}
      : { row: (row, first) => rows.reduce((changed, change) => ({ ...changed, ...change(changed, first) }), row) }),
  };
}

/** Gives one row of an authorisation its fault. @param index from 0 */
export function withRowFault(fault: RowFault, index: number): AuthorisationOverrides {
  const { row: change } = fault;
  if (!change) return {};
  return {
    change: (content) => {
      const row = content.rows[index];
      const first = content.rows[0];
      if (!row || !first) throw new Error(`The authorisation has no row ${index + 1}.`);
      return withRow(content, index, change(row, first));
    },
  };
}
