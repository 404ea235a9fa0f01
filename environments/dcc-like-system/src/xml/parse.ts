import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { FILE_LIMITS, requireWithin, XmlFault, type XmlLimits } from './limits';

const ELEMENT_NODE = 1;
const TEXT_NODES = [3, 4];
const FORBIDDEN_CHARACTER = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

export { XmlFault } from './limits';

/**
 * Parses one XML document strictly: whatever a parser could mend is a fault, and so is a document type declaration, so that
 * no entity is ever defined or fetched. What would be dear to parse is refused before.
 * @throws XmlFault
 */
export function parseXml(xml: string, limits: XmlLimits = FILE_LIMITS): Document {
  if (xml.length > limits.length) throw new XmlFault(`The document is longer than ${limits.length} characters.`);
  if (hasForbiddenCharacter(xml)) throw new XmlFault('The document holds a character that XML does not allow.');
  // The parser of the signature library is an older one and would meet a declaration first: look before parsing.
  if (/<!DOCTYPE/i.test(xml)) {
    throw new XmlFault('The document has a document type declaration, which is not allowed.');
  }
  const text = xml.replace(/^\uFEFF/, '');
  requireWithin(limits, text);
  return parseStrictly(text);
}

/** The root element of a document that `parseXml` gave. */
export function rootOf(document: Document): Element {
  if (!document.documentElement) throw new XmlFault('The document has no root element.');
  return document.documentElement;
}

/** Child elements in document order. */
export function childElements(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) if (isElement(node)) found.push(node);
  return found;
}

/** First child element of this local name in the parent's own namespace, or in `namespace`. */
export function child(parent: Element, name: string, namespace = parent.namespaceURI): Element | undefined {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (isElement(node) && node.localName === name && node.namespaceURI === namespace) return node;
  }
  return undefined;
}

/** Text of an element without surrounding white space. */
export function textOf(element: Element): string {
  return (element.textContent ?? '').trim();
}

/** Whether an element holds text of its own, other than white space, beside its child elements. */
export function hasOwnText(element: Element): boolean {
  return Array.from(element.childNodes).some(
    (node) => TEXT_NODES.includes(node.nodeType) && (node.nodeValue ?? '').trim() !== '',
  );
}

/** Makes a text fit for element content or an attribute value in double quotes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

function parseStrictly(xml: string): Document {
  const complaints: string[] = [];
  const parser = new DOMParser({
    locator: false,
    onError: (_level, message) => {
      complaints.push(message);
      throw new Error(message);
    },
  });
  try {
    return parser.parseFromString(xml, 'application/xml');
  } catch (error) {
    const complaint = complaints[0] ?? (error instanceof Error ? error.message : String(error));
    throw new XmlFault(`The document is not well-formed XML: ${tellable(complaint)}.`);
  }
}

/** Places that the parser counts in its own way, and what it says where it fails itself. */
const OWN_PLACE = /,?(?: but found)?(?: starting)? at position \d+/g;
const OWN_FAULT = /^(?:Error constructing the DOM|element parse error): /;

/** What is told of a complaint of the parser: its first line, without what concerns the parser alone. */
function tellable(complaint: string): string {
  if (OWN_FAULT.test(complaint)) return 'an element cannot be read';
  return (complaint.split('\n')[0] ?? '').replaceAll(OWN_PLACE, '');
}

/** Characters outside the `Char` production of XML 1.0, written plainly or as a reference. */
function hasForbiddenCharacter(xml: string): boolean {
  if (FORBIDDEN_CHARACTER.test(xml)) return true;
  for (const [, hex, decimal] of xml.matchAll(/&#(?:x([0-9a-fA-F]+)|([0-9]+));/g)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code > 0x10ffff || FORBIDDEN_CHARACTER.test(String.fromCodePoint(code))) return true;
  }
  return false;
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT_NODE;
}
