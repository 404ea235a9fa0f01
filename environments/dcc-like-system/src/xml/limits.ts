/** A text that is not the XML it should be; the message is one sentence. */
export class XmlFault extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'XmlFault';
  }
}

/** What a document may hold at most. */
export interface XmlLimits {
  /** Characters. */
  readonly length: number;
  /** Elements within each other. */
  readonly depth: number;
  /** Elements, attributes, comments and CDATA sections, together. */
  readonly nodes: number;
  /** Attributes of one element, its namespace declarations included. */
  readonly attributes: number;
  /** Namespace declarations in force at one place: canonical forms look at each for every element. */
  readonly namespaces: number;
}

/**
 * Of a migration file, and of whatever else has no limits of its own (MODEL): as many characters as the largest file has
 * bytes. The deepest format that is known here stays below a depth of 20.
 */
export const FILE_LIMITS: XmlLimits = {
  length: 10 * 1024 * 1024,
  depth: 64,
  nodes: 300_000,
  attributes: 64,
  namespaces: 64,
};

/** Of a service request (MODEL): the longest one carries a firmware image, and none of them many elements. */
export const REQUEST_LIMITS: XmlLimits = { ...FILE_LIMITS, length: 16 * 1024 * 1024, nodes: 10_000 };

const [SLASH, BANG, QUESTION, LESS, GREATER] = [0x2f, 0x21, 0x3f, 0x3c, 0x3e];
const [DOUBLE_QUOTE, SINGLE_QUOTE] = [0x22, 0x27];

/** A start tag as it stands in the text. */
interface StartTag {
  /** Place after it. */
  readonly end: number;
  /** Namespace declarations included. */
  readonly attributes: number;
  readonly namespaces: number;
  readonly isEmpty: boolean;
}

/**
 * Counts what would make a parser, a canonical form or a schema dear, in one pass over the text and before anybody builds a
 * tree of it. Whether the text is well-formed is the parser's to judge: here it only must not hide anything from the count.
 * @throws XmlFault where the document holds too much, or a processing instruction within its root: nobody here has a use for
 * one, and canonical forms are not made for them
 */
export function requireWithin(limits: XmlLimits, xml: string): void {
  const { length, nodes } = limits;
  if (xml.length > length) throw new XmlFault(`The document is longer than ${length} characters.`);
  /** Of each open element: namespace declarations in force. */
  const open: number[] = [];
  let found = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const mark = xml.charCodeAt(at + 1);
    if (mark === SLASH) {
      open.pop();
      at += 2;
      continue;
    }
    found += 1;
    if (mark === BANG) at = endOfSection(xml, at);
    else if (mark === QUESTION) at = endOfInstruction(xml, at, open.length > 0);
    else {
      const tag = readStartTag(xml, at, limits.attributes);
      enter(tag, open, limits);
      found += tag.attributes;
      at = tag.end;
    }
    if (found > nodes) {
      throw new XmlFault(`The document holds more than ${nodes} elements, attributes, comments and CDATA sections.`);
    }
  }
}

/** Goes into an element, unless it has no end tag. */
function enter(tag: StartTag, open: number[], { depth, namespaces }: XmlLimits): void {
  const inForce = (open.at(-1) ?? 0) + tag.namespaces;
  if (open.length >= depth) throw new XmlFault(`The document nests elements deeper than ${depth}.`);
  if (inForce > namespaces) {
    throw new XmlFault(`The document has more than ${namespaces} namespace declarations in force at one place.`);
  }
  if (!tag.isEmpty) open.push(inForce);
}

function readStartTag(xml: string, start: number, most: number): StartTag {
  let attributes = 0;
  let namespaces = 0;
  for (let at = start + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === GREATER) return { end: at + 1, attributes, namespaces, isEmpty: xml.charCodeAt(at - 1) === SLASH };
    if (code === LESS) break;
    if (code <= 0x20 && xml.startsWith('xmlns', at + 1)) namespaces += 1;
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) continue;
    attributes += 1;
    if (attributes > most) throw new XmlFault(`The document has an element with more than ${most} attributes.`);
    at = endOfValue(xml, at);
  }
  throw new XmlFault('The document is not well-formed XML: a tag has no end.');
}

/** Place of the quote that ends a value. */
function endOfValue(xml: string, start: number): number {
  const end = xml.indexOf(xml.charAt(start), start + 1);
  if (end < 0 || xml.slice(start, end).includes('<')) {
    throw new XmlFault('The document is not well-formed XML: the value of an attribute has no end.');
  }
  return end;
}

function endOfInstruction(xml: string, start: number, isWithinRoot: boolean): number {
  if (isWithinRoot) throw new XmlFault('The document holds a processing instruction, which is not allowed.');
  return after(xml, '?>', start + 2);
}

/** Place after a comment or a CDATA section. */
function endOfSection(xml: string, start: number): number {
  if (xml.startsWith('<!--', start)) return after(xml, '-->', start + 4);
  if (xml.startsWith('<![CDATA[', start)) return after(xml, ']]>', start + 9);
  throw new XmlFault('The document is not well-formed XML: it holds a declaration.');
}

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  if (at < 0)
    throw new XmlFault('The document is not well-formed XML: a comment, CDATA section or instruction has no end.');
  return at + end.length;
}
