/** Text that is HTML already; everything else is escaped when it becomes part of a page. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What a template can hold: lists are joined, undefined is nothing. */
export type Content = Html | string | number | undefined | readonly Content[];

/** Template tag: escapes every value that is not HTML already. Attribute values must be in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const rest = values.map((value, index) => `${markup(value)}${strings[index + 1] ?? ''}`);
  return new Html(`${strings[0] ?? ''}${rest.join('')}`);
}

function markup(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
