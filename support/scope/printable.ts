/** What a terminal acts upon, and what turns the direction of a text: controls but for line feed and tab, and formats. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A text from outside as a terminal may show it: what is not printable is named by its number, such as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
