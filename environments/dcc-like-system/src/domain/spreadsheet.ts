/** What spreadsheets do to files of comma-separated values, as the end of the sentence that refuses what came of it. */

/** A long number as spreadsheets shorten it. */
const EXPONENT = /^[\d.,]+E\+\d+$/i;
/** A day that does not begin with its year. */
const TURNED = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/;
const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs' };

/** Cause and remedy where a value of a row is as a spreadsheet leaves it; empty for every other one. */
export function causeOf(value: string): string {
  if (EXPONENT.test(value))
    return `; ${value} is a long number that a spreadsheet has shortened: enter it again as text`;
  if (TURNED.test(value)) return `; ${value} is a day as a spreadsheet writes it: begin with the year`;
  return '';
}

/** Cause and remedy where a line has more values than it may; empty where those at its end say something. */
export function causeOfWidth(values: readonly string[], expected: number): string {
  const more = values.slice(expected);
  if (more.length === 0 || more.some((value) => value !== '')) return '';
  return `; a spreadsheet has put ${more.length} more commas at its end: delete them`;
}

/** What separates the values of a line where it is no comma; undefined where it is one, or there is but one value. */
export function otherSeparator(line: string): string | undefined {
  if (line.includes(',')) return undefined;
  const sign = Object.keys(SEPARATORS).find((one) => line.includes(one));
  return sign === undefined ? undefined : SEPARATORS[sign];
}
