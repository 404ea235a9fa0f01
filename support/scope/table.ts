import { z } from 'zod';
import { issueText } from './json';
import { nearest } from './nearest';
import { refuseProblems, type Problem } from './problem';
import { readRawTable, type RawRow } from './raw-table';
import { damageOf } from './spreadsheet';

/** One row of a table, with the line of the file it stands on. */
export interface TableRow<T> {
  readonly line: number;
  readonly value: T;
}

/**
 * Reads a comma-separated table whose first line names the columns, and checks every row.
 * @param file path of the table
 * @param shape what a row must be; a strict object, whose keys are the columns: none missing and none more
 * @param keyOf the value that may occur in one row only
 * @param mayBeEmpty whether a table without any row is in order
 * @throws ProblemsError that names file, line and field of every wrong row, and what a spreadsheet has done to it
 */
export function readTable<T>(
  file: string,
  shape: z.ZodType<T>,
  keyOf: (row: T) => string,
  { mayBeEmpty = false }: { readonly mayBeEmpty?: boolean } = {},
): TableRow<T>[] {
  const problems: Problem[] = [];
  const wrong = (line: number, message: string): number => problems.push({ file, line, rule: 'scope', message });
  const firstLineOf = new Map<string, number>();
  const rows: TableRow<T>[] = [];
  const table = readRawTable(file);
  refuseProblems(headerProblems(file, table.columns, shape));
  for (const { line, cells } of table.rows) {
    const checked = shape.safeParse(cells);
    if (!checked.success) {
      for (const issue of checked.error.issues) wrong(line, `${issueText(issue)}${damageText(issue, cells, shape)}`);
      continue;
    }
    const key = keyOf(checked.data);
    const earlier = firstLineOf.get(key);
    if (earlier !== undefined)
      wrong(line, `${columnOf(cells, key)}"${key}" already stands on line ${String(earlier)}.`);
    firstLineOf.set(key, line);
    rows.push({ line, value: checked.data });
  }
  if (problems.length === 0 && rows.length === 0 && !mayBeEmpty) wrong(1, 'the table has no rows.');
  refuseProblems(problems);
  return rows;
}

function fieldsOf(shape: z.ZodObject): Readonly<Record<string, z.core.$ZodType>> {
  return shape.shape;
}

/** Columns that are missing or that nobody knows, each said once. */
function headerProblems(file: string, columns: readonly string[], shape: z.ZodType): Problem[] {
  if (columns.length === 0 || !(shape instanceof z.ZodObject)) return [];
  const known = fieldsOf(shape);
  const missing = Object.entries(known)
    .filter(([name, value]) => !columns.includes(name) && !z.core.safeParse(value, undefined).success)
    .map(([name]) => name);
  const isStrict = shape.def.catchall instanceof z.ZodNever;
  const strange = columns.filter((name) => isStrict && !(name in known));
  const problem = (message: string, offers: readonly string[]): Problem => ({
    ...{ file, line: 1, rule: 'scope', message },
    ...(offers.length === 0 ? {} : { nearest: offers }),
  });
  return [
    ...missing.map((name) => problem(`the table has no column "${name}".`, nearest(name, strange, 1))),
    ...strange.map((name) =>
      problem(`the column "${name}" is not known: correct or remove it.`, nearest(name, missing, 1)),
    ),
  ];
}

/** The field in which a row has the value that tells it from others; nothing where it is made of several. */
function columnOf(cells: RawRow['cells'], key: string): string {
  const [name] = Object.entries(cells).find(([, value]) => value === key) ?? [];
  return name === undefined ? '' : `field "${name}": `;
}

/** What a spreadsheet has done to the cell that an issue speaks of, as the end of its sentence; empty where it has not. */
function damageText({ path: [column] }: z.core.$ZodIssue, cells: RawRow['cells'], shape: z.ZodType): string {
  const cell = typeof column === 'string' ? cells[column] : undefined;
  const own = shape instanceof z.ZodObject ? fieldsOf(shape)[String(column)] : undefined;
  if (cell === undefined || own === undefined) return '';
  const damage = damageOf(cell, (value) => z.core.safeParse(own, value).success);
  return damage === undefined ? '' : `; ${damage}.`;
}
