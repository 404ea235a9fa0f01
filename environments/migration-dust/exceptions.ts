import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { area } from '../dcc-like-system/src/kernel/rules';

/** A Migration Authorisation File as it is handed on, in its parts. */
export interface Parts {
  readonly stem: string;
  readonly csv: string;
  readonly password: string;
  /** What the password file says, where it is not the password. */
  readonly passwordFile?: string;
}

/** A fault of an authorisation that a participant may have brought into its own file. */
interface MenuEntry {
  readonly fault: string;
  readonly bring: (parts: Parts) => Parts;
}

/** Columns of a row, by position. */
const IMPORT_MPAN = 2;
const FIRST_DAY = 9;
const LAST_DAY = 10;

/** The menu, by the code with which the Migration Control Centre answers (MODEL: which ones is not public). */
const MENU: Readonly<Record<string, MenuEntry>> = {
  'SIM-AUT-03': {
    fault: 'The archive does not open with the password of the password file',
    bring: (parts) => ({ ...parts, passwordFile: `${parts.password}-other` }),
  },
  'SIM-AUT-05': {
    fault: 'A column is missing in the second line',
    bring: onLine(1, (line) => line.replace(/,Comment$/, '')),
  },
  'SIM-AUT-06': {
    fault: 'The header record announces one row more than the file holds',
    bring: onLine(0, (line) => line.replace(/\d+$/, (count) => String(Number(count) + 1))),
  },
  'SIM-AUT-09': {
    fault: 'The file holds no rows',
    bring: (parts) => ({ ...parts, csv: `${parts.csv.split(/\r?\n/).slice(0, 2).join('\r\n')}\r\n` }),
  },
  'SIM-AUT-11': { fault: 'The MPAN of the first row has a wrong check digit', bring: onValue(IMPORT_MPAN, wrongDigit) },
  'SIM-AUT-14': { fault: 'The MPAN of the first row stands in a further row', bring: withFirstRowAgain },
  'SIM-AUT-16': {
    fault: 'The window of the first row ends before it begins',
    bring: onRow((values) => values.with(FIRST_DAY, values[LAST_DAY] ?? '').with(LAST_DAY, values[FIRST_DAY] ?? '')),
  },
};

/** How exceptions of the menu are provoked. */
export const EXCEPTIONS = area('dust-exceptions', {
  menu: MENU,
  isOffered: (code: string): boolean => Object.hasOwn(MENU, code),
});

/** The archive of an authorisation, encrypted as the interface asks for. */
export async function packArchive({ stem, csv, password }: Parts): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password, encryptionStrength: 3, useWebWorkers: false });
  await writer.add(`MA_${stem}.csv`, new TextReader(csv));
  return Buffer.from(await writer.close());
}

/** Changes one line of the csv, counted from 0. */
function onLine(number: number, change: (line: string) => string): MenuEntry['bring'] {
  return (parts) => {
    const lines = parts.csv.split(/\r?\n/);
    return { ...parts, csv: lines.map((line, at) => (at === number ? change(line) : line)).join('\r\n') };
  };
}

/** Changes the values of the first row. */
function onRow(change: (values: readonly string[]) => readonly string[]): MenuEntry['bring'] {
  return onLine(2, (line) => change(line.split(',')).join(','));
}

function onValue(column: number, change: (value: string) => string): MenuEntry['bring'] {
  return onRow((values) => values.with(column, change(values[column] ?? '')));
}

/** The first row once more under a RowId of its own, announced in the header record. */
function withFirstRowAgain(parts: Parts): Parts {
  const [header = '', columns = '', first = '', ...rest] = parts.csv.split(/\r?\n/);
  const announced = header.replace(/\d+$/, (count) => String(Number(count) + 1));
  const again = first.replace(/^[^,]*/, (rowId) => `${rowId}-again`);
  return { ...parts, csv: [announced, columns, first, again, ...rest].join('\r\n') };
}

/** The last digit, one higher. */
function wrongDigit(mpan: string): string {
  return mpan.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
}
