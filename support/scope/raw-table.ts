import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ProblemsError, refuseProblems, type Problem } from './problem';
import { exponentText, hasExponent } from './spreadsheet';
import { readTextFile } from './text-file';

/** A row of a table as text by column, with the line of the file it ends on. */
export interface RawRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A comma-separated table as it stands in its file. */
export interface RawTable {
  /** Names of the columns, each once and none of them empty. */
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
}

const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** What a column is separated by where it is not a comma, as spreadsheets of some countries save tables. */
const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs' };
const SAVE = 'save it as "CSV UTF-8, comma delimited"';

/**
 * Reads a comma-separated table whose first line names the columns: the one reader of every table that a person edits.
 * @throws ProblemsError that names file, line and column, the cause where a spreadsheet is one, and what to do
 */
export function readRawTable(file: string): RawTable {
  const text = readTextFile(file, 'a table');
  refuseProblems(separatorProblems(file, text.split(/\r?\n/, 1)[0] ?? ''));
  const [head, ...found] = parseRecords(file, text);
  const columns = head?.record ?? [];
  refuseProblems(columnProblems(file, columns));
  const rows = found.map(({ record, info }) => ({ record, line: info.lines }));
  refuseProblems(rows.flatMap(({ record, line }) => rowProblems({ file, line, columns }, record)));
  return {
    columns,
    rows: rows.map(({ record, line }) => ({
      line,
      cells: Object.fromEntries(columns.map((column, at) => [column, record[at] ?? ''])),
    })),
  };
}

function separatorProblems(file: string, head: string): Problem[] {
  const named = /^"?sep=.?"?$/i.test(head);
  if (named) return [problem(file, 1, `"${head}" tells a spreadsheet how columns are separated: delete the line.`)];
  const separator = Object.keys(SEPARATORS).find((sign) => head.includes(sign));
  if (separator === undefined || head.includes(',')) return [];
  const text = `its columns are separated by ${SEPARATORS[separator] ?? ''}, as spreadsheets of some countries do: ${SAVE}.`;
  return [problem(file, 1, text)];
}

function parseRecords(file: string, text: string): z.output<typeof records> {
  try {
    return records.parse(parse(text, { info: true, skip_empty_lines: true, relax_column_count: true }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    const cause =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a value begins with a quotation mark, and no other ends it before the end of the file'
        : 'a quotation mark stands inside a value';
    throw new ProblemsError([
      problem(file, line, `${cause}: put the whole value in quotation marks, and write each one in it twice.`),
    ]);
  }
}

function columnProblems(file: string, columns: readonly string[]): Problem[] {
  const last = columns.findLastIndex((name) => name !== '');
  const unnamed = columns.slice(0, last).indexOf('');
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) < at);
  return [
    ...(last >= 0 && last < columns.length - 1 ? [problem(file, 1, emptied(columns.length - 1 - last))] : []),
    ...(unnamed < 0 ? [] : [problem(file, 1, `column ${unnamed + 1} has no name: name it, or delete the column.`)]),
    ...(twice === undefined ? [] : [problem(file, 1, `the column "${twice}" stands twice: delete one of them.`)]),
  ];
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly columns: readonly string[];
}

function rowProblems({ file, line, columns }: Place, record: readonly string[]): Problem[] {
  if (record.every((cell) => cell === '')) {
    return [problem(file, line, 'the row holds nothing but commas, as a spreadsheet keeps emptied rows: delete it.')];
  }
  const more = record.slice(columns.length);
  if (more.length > 0 && more.every((cell) => cell === '')) return [problem(file, line, emptied(more.length))];
  if (record.length !== columns.length) {
    const text = `the row has ${record.length} values for ${columns.length} columns: put values with a comma in them in quotation marks, and a comma also where nothing stands.`;
    return [problem(file, line, text)];
  }
  return columns.flatMap((column, at) => {
    const cell = record[at] ?? '';
    return hasExponent(cell) ? [problem(file, line, `field "${column}": ${exponentText(cell)}.`)] : [];
  });
}

function emptied(count: number): string {
  const commas = count === 1 ? 'a comma' : `${count} commas`;
  return `${commas} too many at its end, as a spreadsheet keeps emptied columns: delete those columns.`;
}

function problem(file: string, line: number, message: string): Problem {
  return { file, line, rule: 'scope', message };
}
