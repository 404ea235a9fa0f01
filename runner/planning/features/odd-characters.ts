import type { Problem } from '../../../support/scope/problem';

/** Characters that look like others, and come along when text is pasted from a word processor or a web page. */
const SPACES: Readonly<Record<string, string>> = {
  '\u00A0': 'a non-breaking space',
  '\u202F': 'a narrow non-breaking space',
  '\u2007': 'a figure space',
  '\u200B': 'a zero-width space',
  '\u2060': 'a word joiner',
  '\uFEFF': 'a byte order mark',
  '\u00AD': 'a soft hyphen',
};
const QUOTES: Readonly<Record<string, string>> = {
  '\u201C': 'a typographic quotation mark',
  '\u201D': 'a typographic quotation mark',
  '\u201E': 'a typographic quotation mark',
  '\u2018': 'a typographic apostrophe',
  '\u2019': 'a typographic apostrophe',
};
const DASHES: Readonly<Record<string, string>> = {
  '\u2010': 'a typographic hyphen',
  '\u2011': 'a non-breaking hyphen',
  '\u2012': 'a figure dash',
  '\u2013': 'an en dash',
  '\u2014': 'an em dash',
  '\u2212': 'a minus sign',
};

const WIDTHLESS = ['\u200B', '\u2060', '\uFEFF', '\u00AD'];

/** A tab inside the text of a step, where a step has a space; before and after the text it changes nothing. */
const TAB_IN_STEP = /^\s*(?:Given|When|Then|And|But|\*) [^\t]*\S\s*\t(?=\s*\S)/;

/** Lines that are more than prose: steps, rows and tags. */
const NOT_PROSE = /^\s*(?:(?:Given|When|Then|And|But|\*)\s|\||@)/;

/**
 * Characters that make a line something else than it looks like: the first of each line.
 * @param text of a feature
 */
export function oddCharacters(text: string, file: string): Problem[] {
  if (text.includes('\u0000')) return [notUtf8(file, 1, 1)];
  // One byte order mark at the start is how some editors save UTF-8; Gherkin leaves it out.
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (line.trim().startsWith('#')) return [];
    const [toTab] = TAB_IN_STEP.exec(line) ?? [];
    if (toTab !== undefined) {
      const message = 'a tab stands here: type a space.';
      return [{ file, line: index + 1, column: toTab.length, rule: 'odd-character', message }];
    }
    const matter = NOT_PROSE.test(line) ? { ...SPACES, ...QUOTES, ...DASHES } : SPACES;
    const at = Array.from(line).findIndex((character) => character === '\uFFFD' || matter[character] !== undefined);
    if (at < 0) return [];
    const character = Array.from(line)[at] ?? '';
    if (character === '\uFFFD') return [notUtf8(file, index + 1, at + 1)];
    const remedy = remedyOf(character);
    const message = `${matter[character] ?? ''} stands here, as word processors set it: ${remedy}.`;
    return [{ file, line: index + 1, column: at + 1, rule: 'odd-character', message }];
  });
}

function remedyOf(character: string): string {
  if (WIDTHLESS.includes(character)) return 'delete it';
  if (SPACES[character] !== undefined) return 'type an ordinary space';
  if (DASHES[character] !== undefined) return 'type an ordinary hyphen in its place';
  return `type ${'\u2018\u2019'.includes(character) ? "'" : '"'} in its place`;
}

function notUtf8(file: string, line: number, column: number): Problem {
  const message = 'the file is not saved as UTF-8: save it with the encoding UTF-8.';
  return { file, line, column, rule: 'encoding', message };
}
