import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { sentenceOf } from './errors';
import { issueText } from './json';
import { nearest } from './nearest';
import { ProblemsError, refuseProblems, type Problem } from './problem';

const rawRows = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }));

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
 * @throws ProblemsError that names file, line and field of every wrong row
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
  const parsed = parseRows(file);
  refuseProblems(headerProblems(file, Object.keys(parsed[0]?.record ?? {}), shape));
  for (const { record, info } of parsed) {
    const checked = shape.safeParse(record);
    if (!checked.success) {
      for (const issue of checked.error.issues) wrong(info.lines, issueText(issue));
      continue;
    }
    const key = keyOf(checked.data);
    const earlier = firstLineOf.get(key);
    if (earlier !== undefined)
      wrong(info.lines, `${columnOf(record, key)}"${key}" already stands on line ${String(earlier)}.`);
    firstLineOf.set(key, info.lines);
    rows.push({ line: info.lines, value: checked.data });
  }
  if (problems.length === 0 && rows.length === 0 && !mayBeEmpty) wrong(1, 'the table has no rows.');
  refuseProblems(problems);
  return rows;
}

/** Columns that are missing or that nobody knows, each said once. */
function headerProblems(file: string, columns: readonly string[], shape: z.ZodType): Problem[] {
  if (columns.length === 0 || !(shape instanceof z.ZodObject)) return [];
  const known: Readonly<Record<string, z.core.$ZodType>> = shape.shape;
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
function columnOf(record: Readonly<Record<string, string>>, key: string): string {
  const [name] = Object.entries(record).find(([, value]) => value === key) ?? [];
  return name === undefined ? '' : `field "${name}": `;
}

function parseRows(file: string): z.output<typeof rawRows> {
  try {
    return rawRows.parse(
      parse(readFileSync(file, 'utf8'), { columns: true, info: true, bom: true, skip_empty_lines: true }),
    );
  } catch (error) {
    throw new ProblemsError([{ file, rule: 'scope', message: `it cannot be read as a table: ${sentenceOf(error)}` }]);
  }
}
