import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';

/** Largest document that is parsed, in characters (MODEL). */
const MAXIMUM_LENGTH = 10 * 1024 * 1024;
/** Deepest nesting of elements (MODEL); the deepest format that is known here stays below 20. */
const MAXIMUM_DEPTH = 64;
const ELEMENT_NODE = 1;
const TEXT_NODES = [3, 4];

/** A text that is not the XML it should be; the message is one sentence. */
export class XmlFault extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'XmlFault';
  }
}

/**
 * Parses one XML document strictly: whatever a parser could mend is a fault, and so is a document type declaration, so that
 * no entity is ever defined or fetched.
 * @throws XmlFault
 */
export function parseXml(xml: string): Document {
  if (xml.length > MAXIMUM_LENGTH) throw new XmlFault(`The document is longer than ${MAXIMUM_LENGTH} characters.`);
  if (hasForbiddenCharacter(xml)) throw new XmlFault('The document holds a character that XML does not allow.');
  // The parser of the signature library is an older one and would meet a declaration first: look before parsing.
  if (/<!DOCTYPE/i.test(xml)) throw new XmlFault('The document has a document type declaration, which is not allowed.');
  const document = parseStrictly(xml.replace(/^\uFEFF/, ''));
  if (document.documentElement && depth(document.documentElement) > MAXIMUM_DEPTH) {
    throw new XmlFault(`The document nests elements deeper than ${MAXIMUM_DEPTH}.`);
  }
  return document;
}

/** The root element of a document that `parseXml` gave. */
export function rootOf(document: Document): Element {
  if (!document.documentElement) throw new XmlFault('The document has no root element.');
  return document.documentElement;
}

/** Child elements in document order. */
export function childElements(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter(isElement);
}

/** First child element of this local name in the parent's own namespace, or in `namespace`. */
export function child(parent: Element, name: string, namespace = parent.namespaceURI): Element | undefined {
  return childElements(parent).find((element) => element.localName === name && element.namespaceURI === namespace);
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
    throw new XmlFault(`The document is not well-formed XML: ${complaint.split('\n')[0] ?? ''}.`);
  }
}

/** Depth of the element tree, measured without recursion so that no document can exhaust the stack. */
function depth(root: Element): number {
  let deepest = 0;
  for (let level: Element[] = [root]; level.length > 0; level = level.flatMap(childElements)) deepest += 1;
  return deepest;
}

/** Characters outside the `Char` production of XML 1.0, written plainly or as a reference. */
function hasForbiddenCharacter(xml: string): boolean {
  for (const character of xml) {
    if (!isAllowed(character.codePointAt(0) ?? 0)) return true;
  }
  for (const [, hex, decimal] of xml.matchAll(/&#(?:x([0-9a-fA-F]+)|([0-9]+));/g)) {
    if (!isAllowed(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))) return true;
  }
  return false;
}

function isAllowed(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT_NODE;
}
