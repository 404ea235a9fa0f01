/** Columns of the terminal; without end where the text goes to a file, or the terminal does not say how wide it is. */
export function terminalWidth(
  { isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> = process.stdout,
): number {
  return isTTY && columns > 0 ? columns : Infinity;
}

/** Characters between two columns. */
const GAP = '  ';

/** No column is made narrower than this: what is narrower still reads like a pillar. */
const NARROWEST = 8;

/**
 * A table in plain text: the first row is its heading. Where it is wider than the terminal the widest columns are made narrower, and
 * their cells go on in the next line.
 * @param width columns of the terminal; without end where the text goes to a file
 */
export function tableLines(rows: readonly (readonly string[])[], width: number = terminalWidth()): string[] {
  const [head, ...body] = rows;
  if (head === undefined) return [];
  const natural = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const widths = fitted(natural, width);
  const lines = (row: readonly string[]): string[] => {
    const cells = widths.map((own, column) => wrapped(row[column] ?? '', own));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) =>
      cells
        .map((cell, column) => (cell[at] ?? '').padEnd(widths[column] ?? 0))
        .join(GAP)
        .trimEnd(),
    );
  };
  return [...lines(head), widths.map((own) => '-'.repeat(own)).join(GAP), ...body.flatMap(lines)];
}

/** Widths of columns that fit, as far as they can: the widest give way first. */
function fitted(natural: readonly number[], width: number): number[] {
  const gaps = GAP.length * (natural.length - 1);
  let widest = Math.max(...natural);
  const limited = (): number[] => natural.map((own) => Math.min(own, widest));
  const total = (): number => limited().reduce((sum, own) => sum + own, gaps);
  while (widest > NARROWEST && total() > width) widest -= 1;
  return limited();
}

/** A line in as many as the terminal needs, which begin where it begins; whole where the text goes to a file. */
export function foldedLine(line: string, width: number = terminalWidth()): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const [first = '', ...others] = wrapped(
    line.slice(indent.length),
    Math.max(NARROWEST, width - indent.length - GAP.length),
  );
  return [`${indent}${first}`, ...others.map((text) => `${indent}${GAP}${text}`)];
}

/** A text in lines of a width, broken between words where it can be. */
function wrapped(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}
