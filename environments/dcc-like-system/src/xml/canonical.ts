import type { Element } from '@xmldom/xmldom';
import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto';

/** Canonical XML 1.0 without comments (SOURCED: the octets that a reference without canonicalization stands for). */
export function canonicalForm(root: Element): string {
  return new C14nCanonicalization().process(asLibraryNode(root), {});
}

/** Exclusive canonical XML 1.0 without comments. */
export function exclusiveForm(element: Element): string {
  return new ExclusiveCanonicalization().process(asLibraryNode(element) as globalThis.Element, {});
}

/** The library only reads what every DOM has; its types are those of a browser's. */
function asLibraryNode(element: Element): Node {
  return element as unknown as Node;
}

const DECLARATION = /^<\?xml [^?<>]*\?>/;
const TAG = /<(\/?)([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?: [A-Za-z_][\w.:-]*="[^"<\t\n\r]*")*)(\/?)>/y;
const ATTRIBUTE = / ([^=]+)="([^"]*)"/g;
const REFERENCE = /&[^;]*;?/g;
const FORBIDDEN = /[^\t\n\x20-\uD7FF\uE000-\uFFFD]/;

/** What stands for a reference in canonical text, and in a canonical attribute value. */
const IN_TEXT: Readonly<Record<string, string>> = {
  '&amp;': '&amp;',
  '&lt;': '&lt;',
  '&gt;': '&gt;',
  '&quot;': '"',
  '&apos;': "'",
  '&#13;': '&#xD;',
  '&#xD;': '&#xD;',
};
const IN_ATTRIBUTE: Readonly<Record<string, string>> = { ...IN_TEXT, '&gt;': '>', '&quot;': '&quot;' };

/** An element that has begun: its name, and the namespaces that are in scope within it, by prefix. */
interface Open {
  readonly name: string;
  readonly scope: ReadonlyMap<string, string>;
}

/** Signals that a text is not as plain as it must be here. */
class NotPlain extends Error {}

/**
 * The canonical form of a plain document straight from its text: tags with double-quoted attributes, and text. That is how
 * the writers of this system write, and it costs a tenth of parsing and canonicalizing.
 * @returns undefined where the document holds anything else (comments, CDATA, prefixed attributes, an empty root, ...)
 * or is not well-formed: `canonicalForm` is for those
 */
export function plainCanonicalForm(xml: string): string | undefined {
  if (FORBIDDEN.test(xml)) return undefined;
  try {
    return canonicalText(xml, DECLARATION.exec(xml)?.[0].length ?? 0);
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function canonicalText(xml: string, start: number): string {
  const open: Open[] = [];
  const parts: string[] = [];
  for (let at = start; at < xml.length;) {
    const inside = open.at(-1);
    const tagStart = xml.indexOf('<', at);
    const text = xml.slice(at, tagStart < 0 ? undefined : tagStart);
    if (inside) parts.push(canonicalContent(text));
    else if (text.trim() !== '') throw new NotPlain();
    if (tagStart < 0) break;

    TAG.lastIndex = tagStart;
    const [tag = '', slash, name = '', attributes = '', empty] = TAG.exec(xml) ?? [];
    if (slash === undefined) throw new NotPlain();
    if (slash === '/') {
      if (inside?.name !== name || attributes !== '' || empty === '/') throw new NotPlain();
      open.pop();
      parts.push(tag);
    } else {
      // One root, and one with an end tag: a signature has its place before it.
      if (!inside && (parts.length > 0 || empty === '/')) throw new NotPlain();
      const begun = canonicalTag(name, attributes, inside?.scope ?? new Map());
      parts.push(begun.tag);
      if (empty === '/') parts.push(`</${name}>`);
      else open.push({ name, scope: begun.scope });
    }
    at = tagStart + tag.length;
  }
  if (open.length > 0 || parts.length === 0) throw new NotPlain();
  return parts.join('');
}

/** Namespaces first and only new ones, then the attributes in order of their names. */
function canonicalTag(
  name: string,
  text: string,
  outer: ReadonlyMap<string, string>,
): { tag: string; scope: ReadonlyMap<string, string> } {
  if (text === '') {
    requireBound(name, outer);
    return { tag: `<${name}>`, scope: outer };
  }
  const scope = new Map(outer);
  const namespaces: string[] = [];
  const attributes: [name: string, value: string][] = [];
  for (const [, attribute = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    const [, prefix] = /^xmlns(?::([a-z0-9]+))?$/.exec(attribute) ?? [undefined, undefined];
    if (attribute === 'xmlns' || prefix !== undefined) {
      if (value === '' || value.includes('&') || prefix === 'xml') throw new NotPlain();
      if (scope.get(prefix ?? '') === value) continue;
      scope.set(prefix ?? '', value);
      namespaces.push(attribute);
    } else {
      if (attribute.includes(':')) throw new NotPlain();
      attributes.push([attribute, canonicalReferences(value, IN_ATTRIBUTE)]);
    }
  }
  requireBound(name, scope);
  namespaces.sort();
  attributes.sort(([a], [b]) => (a < b ? -1 : 1));
  const all: [string, string][] = [
    ...namespaces.map((declared): [string, string] => [declared, scope.get(declared.slice('xmlns:'.length)) ?? '']),
    ...attributes,
  ];
  if (new Set(all.map(([attribute]) => attribute)).size < all.length) throw new NotPlain();
  return { tag: `<${name}${all.map(([attribute, value]) => ` ${attribute}="${value}"`).join('')}>`, scope };
}

function requireBound(name: string, scope: ReadonlyMap<string, string>): void {
  const colon = name.indexOf(':');
  if (colon >= 0 && !scope.has(name.slice(0, colon))) throw new NotPlain();
}

function canonicalContent(text: string): string {
  if (text.includes(']]>')) throw new NotPlain();
  return canonicalReferences(text, IN_TEXT).replaceAll('>', '&gt;');
}

function canonicalReferences(text: string, canonical: Readonly<Record<string, string>>): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference) => {
    const found = canonical[reference];
    if (found === undefined) throw new NotPlain();
    return found;
  });
}
