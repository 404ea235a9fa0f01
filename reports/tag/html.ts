/** Markup that is escaped unless it was made here: the only way in which the documents write HTML. */
import { printable } from '../text';

/** A piece of finished markup. */
export class Markup {
  constructor(readonly source: string) {}
}

/** What a template may hold; plain text is escaped, an absent value leaves nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Tagged template for markup: values are escaped, pieces of markup and lists of them are taken as they are. */
export function markup(fixed: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = fixed.map((text, index) => text + (index < values.length ? render(values[index]) : ''));
  return new Markup(parts.join(''));
}

/** Text as it may stand in an element or in a quoted attribute. */
export function escapeMarkup(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** What a reader sees of finished markup, in one line. */
export function plainText(source: string): string {
  return source
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&([a-z]+|#39);/g, (entity, name: string) => CHARACTERS[name] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A quoted CSS string, for the texts that the style sheet prints in page margins. */
export function cssString(text: string): Markup {
  const escaped = printable(text).replace(/["\\<>&\n\r]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
  return new Markup(`"${escaped}"`);
}

/** A name that can serve as id and in an address; letters, digits, `-`, `_` and `.` stay. */
export function anchor(...parts: readonly string[]): string {
  return parts.map((part) => part.trim().replace(/[^A-Za-z0-9_.-]+/g, '-')).join('--');
}

function render(value: Content): string {
  if (value === undefined) {
    return '';
  }
  if (value instanceof Markup) {
    return value.source;
  }
  if (typeof value === 'string' || typeof value === 'number') {
    return escapeMarkup(String(value));
  }
  return value.map(render).join('');
}
