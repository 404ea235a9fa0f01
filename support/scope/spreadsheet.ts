/**
 * What spreadsheets do to the values of a table: they take what looks like a number or a date for one, and write it in their
 * own form when the table is saved.
 */

const AS_TEXT = 'with its column formatted as text';

/** A number with an exponent, of which the last digits are gone; hex digits such as `1E10` have no sign and no point. */
const EXPONENT = /^\d+(?:[.,]\d+E[+-]?|E[+-])\d+$/i;
/** `12/04/2019`, `12.4.19`, `2019/04/12`, `12-Apr-19`, `Apr-19` */
const DATE =
  /^(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?:\d{1,2}[- ])?[A-Z][a-z]{2}[- ]\d{2,4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const ERROR = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|#+)$/;
/** Longest value that zeros at the front are tried for. */
const LONGEST = 20;

/**
 * What a spreadsheet has made of a value that cannot stand there: cause and remedy, as the end of a sentence.
 * @param fits whether a value may stand there
 * @returns undefined where it looks like nothing that spreadsheets do
 */
export function damageOf(value: string, fits: (value: string) => boolean): string | undefined {
  if (hasExponent(value)) return exponentText(value);
  if (ERROR.test(value)) return `"${value}" is a spreadsheet's own error: enter the value again`;
  const whole = /^\d+$/.test(value) ? withZeros(value, fits) : undefined;
  if (whole !== undefined) {
    return `of "${value}" a spreadsheet may have taken zeros from the front: write ${whole}, ${AS_TEXT}`;
  }
  if (DATE.test(value)) {
    const remedy = fits('2019-04-12') ? 'write year, month, day, such as 2019-04-12' : `enter it again, ${AS_TEXT}`;
    return `"${value}" is how a spreadsheet writes what it takes for a date: ${remedy}`;
  }
  if (value !== value.trim() && fits(value.trim())) return `"${value}" has a space at its end or front: delete it`;
  return undefined;
}

/** Whether a value is a long number as spreadsheets shorten it. No table has a value of this form. */
export function hasExponent(value: string): boolean {
  return EXPONENT.test(value);
}

/** Cause and remedy of a number with an exponent, as the end of a sentence. */
export function exponentText(value: string): string {
  return `"${value}" is a long number that a spreadsheet has shortened, and its last digits are lost: enter it again, ${AS_TEXT}`;
}

/** The value with the fewest zeros before it that fits. */
function withZeros(value: string, fits: (value: string) => boolean): string | undefined {
  for (let length = value.length + 1; length <= LONGEST; length += 1) {
    const whole = value.padStart(length, '0');
    if (fits(whole)) return whole;
  }
  return undefined;
}
