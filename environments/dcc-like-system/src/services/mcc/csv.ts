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

/** A text that no spreadsheet takes for a formula. */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvField(value: string | number | undefined, fieldText: (text: string) => string): string {
  if (typeof value === 'number') return String(value);
  const text = fieldText(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
