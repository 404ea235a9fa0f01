import type { DemandContent, DemandRow } from '../../support/interfaces/demand';
import type { DemandOverrides } from '../../support/roles';
import { daysLater } from '../../support/models/calendar/days';
import { ordinal } from './basic-types';
import { wrongInstants } from './header-instants';
import { withLongComment } from './long-comment';
import { asSaid, joinedType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** What a fault of a demand file is made with. */
interface DemandFaultContext {
  /** EUI-64 of a supplier that has nothing to do with the file. */
  readonly otherSupplier: string;
  /** Tag of an SMSO that is known, and is not that of the file. */
  readonly otherSmso: string;
  /** Version of the demand file before. */
  readonly previousVersion: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

type DemandFault = (context: DemandFaultContext) => DemandOverrides;

/** More bytes and more lines than a demand file may have. */
const MOST_BYTES = 1_000_000;
const MOST_LINES = 400;

function header(change: Partial<DemandContent['header']>): DemandOverrides {
  return { change: (content) => ({ ...content, header: { ...content.header, ...change } }) };
}

function rowCount(more: number): DemandOverrides {
  return {
    change: (content) => ({ ...content, header: { ...content.header, rowCount: content.rows.length + more } }),
  };
}

const noRows: DemandOverrides = {
  change: (content) => ({ ...content, rows: [], header: { ...content.header, rowCount: 0 } }),
};

const FILE_FAULTS: Readonly<Record<string, DemandFault>> = {
  // Not as usual, but right.
  'Unix line endings': () => ({ csv: (text) => text.replaceAll('\r\n', '\n') }),
  'its SMSO tag in lower case': () => ({ name: (name) => name.replace(/_[A-Z0-9]+_(?=\d{8})/, lower) }),
  'a comment that holds a comma': () => everyRow((row) => ({ ...row, Comment: 'meters in two towns, by request' })),
  '99,999 installations on a day': () => everyRow((row) => ({ ...row, Installations: '99999' })),
  'the last day of the horizon': ({ today }) => everyRow((row) => ({ ...row, Day: daysLater(today, 90) })),
  '1 MB of content': () => ({ csv: (text) => withLongComment(text, MOST_BYTES) }),
  '400 lines': () => ({ csv: (text) => withLines(text, MOST_LINES) }),
  'no installations on a day': () => everyRow((row) => ({ ...row, Installations: '0' })),

  'a name without a date': () => ({ name: (name) => name.replace(/_\d{8}/, '') }),
  'a name with an impossible date': () => ({ name: (name) => name.replace(/_\d{8}/, '_20190631') }),
  'a name without a party code': () => ({ name: (name) => name.replace(/_[A-Z]{3}\d{3}/, '') }),
  'the name of a commitment file': () => ({ name: (name) => name.replace('DR_', 'DC-') }),
  'the date of yesterday in its name': ({ today }) => ({
    name: (name) => name.replace(/\d{8}/, daysLater(today, -1).replaceAll('-', '')),
  }),
  'text that is not UTF-8': () => ({ csv: (text) => Buffer.from(text.replace(/\r\n$/, 'caf\u00e9\r\n'), 'latin1') }),
  'more than 1 MB': () => ({ csv: (text) => withLongComment(text, MOST_BYTES + 1) }),
  'more than 400 lines': () => ({ csv: (text) => withLines(text, MOST_LINES + 1) }),
  'another file type in the header record': () => header({ fileType: 'MAF' }),
  'an unknown action in the header record': () => header({ action: 'REPLACE' }),
  'an action in lower case in the header record': () => header({ action: 'request' }),
  ...wrongInstants((createdAt) => () => header({ createdAt })),
  'version 0': () => header({ version: '0' }),
  'version 10,000': () => header({ version: '10000' }),
  'a version with a decimal point': () => header({ version: '1.5' }),
  'a version with a sign': () => header({ version: '+1' }),
  'two columns in the wrong order': () => ({
    change: (content) => ({ ...content, columns: ['Installations', 'Day', 'Comment'] }),
  }),
  'no rows': () => noRows,
  'rows in a withdrawal': () => ({ action: 'WITHDRAW' }),
  'a row count that is one too high': () => rowCount(1),
  "another supplier's EUI in the header record": ({ otherSupplier }) => header({ supplierEUI: otherSupplier }),
  "another supplier's EUI in its name": ({ otherSupplier }) => ({
    name: (name) => name.replace(/_[0-9A-F-]{23}_/, `_${otherSupplier}_`),
  }),
  'another party code in the header record': () => header({ partyCode: 'ZZZ999' }),
  'an SMSO tag other than in its name': ({ otherSmso }) => header({ smsoTag: otherSmso }),
  'the version of the previous one': ({ previousVersion }) => ({ version: previousVersion }),
  'an unknown SMSO tag': () => ({
    name: (name) => name.replace(/_[A-Z0-9]+_(?=\d{8})/, '_NOSUCH_'),
    ...header({ smsoTag: 'NOSUCH' }),
  }),
};

/** A fault of one row. @param first the first row of the same file */
type DayFault = (row: DemandRow, first: DemandRow, today: string) => DemandRow;

const DAY_FAULTS: Readonly<Record<string, DayFault>> = {
  'an impossible date': (row) => ({ ...row, Day: '2019-06-31' }),
  'a date as a spreadsheet writes it': (row) => ({ ...row, Day: '12/06/2019' }),
  'the day of the first row': (row, first) => ({ ...row, Day: first.Day }),
  'a negative number': (row) => ({ ...row, Installations: '-1' }),
  'a number with a decimal point': (row) => ({ ...row, Installations: '2.5' }),
  'more than 99,999 installations': (row) => ({ ...row, Installations: '100000' }),
  'a day whose demand is closed': (row, _first, today) => ({ ...row, Day: daysLater(today, 6) }),
  'a day that is past': (row, _first, today) => ({ ...row, Day: daysLater(today, -1) }),
  'a day beyond the horizon': (row, _first, today) => ({ ...row, Day: daysLater(today, 91) }),
};

function lower(text: string): string {
  return text.toLowerCase();
}

function everyRow(change: (row: DemandRow) => DemandRow): DemandOverrides {
  return { change: (content) => ({ ...content, rows: content.rows.map(change) }) };
}

/** The same csv with so many empty lines at its end that it has this many. */
function withLines(text: string, lines: number): string {
  return text + '\r\n'.repeat(lines - (text.split('\n').length - 1));
}

const fileFaults = joinedType(
  wordsType({ name: 'demandFault', meaning: 'what is otherwise than usual in a demand file' }, FILE_FAULTS),
  'two',
);

const dayFaults = joinedType(
  wordsType({ name: 'dayFault', meaning: 'a fault of one row of a demand file' }, DAY_FAULTS),
  'two',
);

/** What is otherwise than right in a demand file. @param phrase one that the type `demandFault` matches */
export function demandFaultOf(phrase: string, context: DemandFaultContext): DemandOverrides {
  return fileFaults
    .read(phrase)
    .map((fault) => fault(context))
    .reduce(both);
}

/** Gives one row of a demand file its fault. @param phrase one that the type `dayFault` matches @param index from 0 */
export function withDayFault(phrase: string, index: number, today: string): DemandOverrides {
  const faults = dayFaults.read(phrase);
  return {
    change: (content) => {
      const [first] = content.rows;
      if (first === undefined) throw new Error('The demand file has no row.');
      const faulty = (row: DemandRow): DemandRow =>
        faults.reduce((changed, fault) => fault(changed, first, today), row);
      return { ...content, rows: content.rows.map((row, at) => (at === index ? faulty(row) : row)) };
    },
  };
}

/** Both changes of a demand file, the second one of what the first one leaves. */
export function both(one: DemandOverrides, other: DemandOverrides): DemandOverrides {
  const { change: first } = one;
  const { change: second } = other;
  return {
    ...one,
    ...other,
    ...(first && second ? { change: (content: DemandContent) => second(first(content)) } : {}),
  };
}

/** Whether the installations are those of an SMSO that runs none of the DMC under test. */
const ofSmso = wordsType(
  { name: 'ofSmso', meaning: 'whose installations they are, where they are those of another SMSO' },
  { ' of another SMSO': true, '': false },
);

/** Days of a window that begins with an open day. */
const WINDOW_DAYS = 5;

const demandWindow = wordsType(
  { name: 'demandWindow', meaning: 'whether a window is one day or begins with it' },
  { on: 1, from: WINDOW_DAYS },
);

/** The hour (UTC), two days before a day, up to which time goes on: at 12 what nobody used of it is released. */
const release = wordsType(
  { name: 'release', meaning: 'whether the rest of a day is released' },
  { released: '12', 'to be released in an hour': '11' },
);

/** A day whose capacity the Migration Control Centre changes: by its number among the open days, or so many days ahead. */
export type ChangedDay = { readonly open: number } | { readonly ahead: number };

const changedDay = phrasesType<ChangedDay>(
  { name: 'changedDay', meaning: 'a day whose capacity is changed', example: 'the day after tomorrow' },
  [
    ['the {ordinal} open day', ([word = '']) => ({ open: ordinal.read(word) })],
    ['the day after tomorrow', () => ({ ahead: 2 })],
  ],
);

/** Faults of demand files, what demand is for, and what becomes of a day. */
export const DEMAND_TYPES: readonly ParameterType[] = [
  asSaid(fileFaults),
  asSaid(dayFaults),
  ofSmso,
  demandWindow,
  release,
  changedDay,
];
