/**
 * Comma-separated values for spreadsheets: fields as RFC 4180 quotes them, lines ended by CRLF.
 * @param fieldText what is written of a text before it is quoted
 */
export function csvText(
  lines: readonly (readonly (string | number | undefined)[])[],
  fieldText: (text: string) => string = withoutFormula,
): string {
  return lines.map((line) => `${line.map((value) => csvField(value, fieldText)).join(',')}\r\n`).join('');
}

/** What a spreadsheet takes for the begin of a formula: also the full-width forms of the four signs. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A text that no spreadsheet takes for a formula. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function csvField(value: string | number | undefined, fieldText: (text: string) => string): string {
  if (typeof value === 'number') return String(value);
  const text = fieldText(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
