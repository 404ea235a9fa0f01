import { parse } from 'csv-parse/sync';

/** The csv of a report, read as strictly as it is published: UTF-8, CRLF, RFC 4180. */
export interface ReportCsv {
  /** Names of the columns. */
  readonly names: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/**
 * Reads the csv of a report.
 * @param isEven whether every line has as many values as the first
 * @throws Error in a sentence where it is not what is published
 */
export function readReportCsv(bytes: Uint8Array, isEven = true): ReportCsv {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('The csv is not UTF-8.');
  }
  if (/[^\r]\n|\r(?!\n)/.test(text.replaceAll(/"[^"]*"/g, '')))
    throw new Error('A line of the csv does not end in CRLF.');
  if (!text.endsWith('\r\n')) throw new Error('The last line of the csv has no end.');
  const [names, ...lines] = parse(text, { recordDelimiter: '\r\n', relaxColumnCount: !isEven });
  if (names === undefined) throw new Error('The csv has no line with the names of its columns.');
  return { names, lines };
}

/** What a report can have in a column. */
export type ReportValue = string | number | undefined;

/** A value as the csv of a report has it: text that a spreadsheet would take for a formula stands behind an apostrophe. */
export function csvValue(value: ReportValue): string {
  const text = String(value ?? '');
  return typeof value === 'string' && looksLikeFormula(text) ? `'${text}` : text;
}

/** As published: the four signs, their full-width forms, and what stands before a formula unseen. */
const FORMULA_SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];

/** Whether a spreadsheet would take a text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA_SIGNS.includes(text.charAt(0));
}
