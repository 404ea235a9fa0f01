import { branch, leaf } from '../../formats/elements';

/** Most half hours of exports, or of reactive energy, in one answer (SOURCED: MMC schema). */
export const MOST_HALF_HOURS = 4464;

/** An element of the MMC with text; nothing at all when there is no value. */
export function value(name: string, content: string | number | boolean | undefined): string {
  return leaf(`ra:${name}`, typeof content === 'boolean' ? String(content) : content);
}

/** An element of the MMC with child elements. */
export function group(name: string, ...children: readonly string[]): string {
  return branch(`ra:${name}`, ...children);
}

/** An element of the MMC with attributes. */
export function marked(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .map(([attribute, content]) => ` ${attribute}="${content}"`)
    .join('');
  return `<ra:${name}${written}>${children.join('')}</ra:${name}>`;
}

/** Elements of one name that carry an index and a value. */
export function list(
  name: string,
  entries: readonly { readonly index: number; readonly value: number }[],
  write: (content: number) => string = String,
): string {
  return entries.map(({ index, value: content }) => marked(name, { index }, write(content))).join('');
}

/** Litres as cubic metres. */
export function cubicMetres(litres: number): string {
  return (litres / 1000).toFixed(3);
}
