/**
 * Comma-separated values for spreadsheets: fields as RFC 4180 quotes them, lines ended by CRLF, and no field that a
 * spreadsheet would take for a formula.
 * @param formulasKept seeded defect: what looks like a formula is left as it is
 */
export function csvText(
  lines: readonly (readonly (string | number | undefined)[])[],
  { formulasKept = false } = {},
): string {
  return lines.map((line) => `${line.map((value) => csvField(value, formulasKept)).join(',')}\r\n`).join('');
}

function csvField(value: string | number | undefined, formulasKept: boolean): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) && !formulasKept ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
