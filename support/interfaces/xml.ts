import { DOMParser, MIME_TYPE, type Document, type Element, type Node } from '@xmldom/xmldom';

/** A document that is not what it should be. The message says what and where. */
export class UnreadableXml extends Error {
  override readonly name = 'UnreadableXml';
}

/**
 * Parses a document strictly.
 * @throws UnreadableXml when it is not well-formed or brings a document type, which could define or fetch entities
 */
export function parseXml(xml: string): Document {
  if (/<!DOCTYPE/i.test(xml)) throw new UnreadableXml('The document has a document type, which no interface allows.');
  const refuse = (_level: string, message: string): never => {
    throw new UnreadableXml(`The document is not well-formed: ${message.split('\n')[0] ?? message}`);
  };
  try {
    return new DOMParser({ onError: refuse, locator: false }).parseFromString(xml, MIME_TYPE.XML_APPLICATION);
  } catch (error) {
    if (error instanceof Error && error.cause instanceof UnreadableXml) throw error.cause;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableXml(reason.startsWith('The document') ? reason : `The document is not well-formed: ${reason}`);
  }
}

/** Reads one element by the local names of its children; every complaint names the path from the root. */
export class XmlReader {
  private constructor(
    readonly element: Element,
    private readonly path: string,
  ) {}

  /**
   * Begins at the root of a document.
   * @throws UnreadableXml when it cannot be parsed or the root is not in `namespace`
   */
  static of(xml: string, namespace: string): XmlReader {
    const root = XmlReader.ofRoot(xml);
    if (root.namespace === namespace) return root;
    throw new UnreadableXml(`The root ${root.name} is not in the namespace ${namespace}.`);
  }

  /**
   * Begins at the root of a document, whatever its namespace.
   * @throws UnreadableXml when it cannot be parsed
   */
  static ofRoot(xml: string): XmlReader {
    const root = parseXml(xml).documentElement;
    if (root === null) throw new UnreadableXml('The document is not well-formed: it has no root.');
    return new XmlReader(root, root.localName ?? '');
  }

  /** Local name of this element. */
  get name(): string {
    return this.element.localName ?? '';
  }

  /** Namespace of this element; empty where it has none. */
  get namespace(): string {
    return this.element.namespaceURI ?? '';
  }

  /** Text of this element without surrounding white space. */
  get text(): string {
    return (this.element.textContent ?? '').trim();
  }

  /** Value of an attribute, or undefined. */
  attribute(name: string): string | undefined {
    return this.element.getAttribute(name) ?? undefined;
  }

  /** All child elements, or those of this local name. */
  all(name?: string): XmlReader[] {
    return Array.from(this.element.childNodes)
      .filter(isElement)
      .filter((element) => name === undefined || element.localName === name)
      .map((element) => new XmlReader(element, `${this.path}/${element.localName ?? ''}`));
  }

  /** The child of this local name, or undefined. */
  maybe(name: string): XmlReader | undefined {
    for (let node = this.element.firstChild; node !== null; node = node.nextSibling) {
      if (isElement(node) && node.localName === name) return new XmlReader(node, `${this.path}/${name}`);
    }
    return undefined;
  }

  /** @throws UnreadableXml when there is no child of this local name */
  one(name: string): XmlReader {
    const found = this.maybe(name);
    if (found === undefined) throw new UnreadableXml(`${this.path} holds no ${name}.`);
    return found;
  }

  /** Text of the child of this local name. @throws UnreadableXml when there is none */
  textOf(name: string): string {
    return this.one(name).text;
  }

  /** Text of the child of this local name as an optional property of the same or another name. */
  optional<K extends string>(name: string, as: K): Partial<Record<K, string>> {
    const found = this.maybe(name);
    return found === undefined ? {} : ({ [as]: found.text } as Partial<Record<K, string>>);
  }

  /**
   * The text of the child as one of the values it may have.
   * @throws UnreadableXml when it is none of them
   */
  choiceOf<T extends string>(name: string, values: readonly T[]): T {
    const text = this.textOf(name);
    const found = values.find((value) => value === text);
    if (found === undefined) {
      throw new UnreadableXml(`${this.path}/${name} is "${text}", which is none of ${values.join(', ')}.`);
    }
    return found;
  }
}

/** What an element holds: text, child elements already written, or nothing. */
type ElementContent = string | number | readonly (string | undefined)[];

/**
 * Writes one element.
 * @param name qualified name
 * @param content text (escaped here) or written child elements, of which undefined ones are left out
 * @param attributes in the order given
 */
export function element(
  name: string,
  content: ElementContent,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const begin = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(' ');
  const inner =
    typeof content === 'object' ? content.filter((part) => part !== undefined).join('') : escapeXml(content);
  return inner === '' ? `<${begin}/>` : `<${begin}>${inner}</${name}>`;
}

/** An element that is left out when there is no value. */
export function optionalElement(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : element(name, value);
}

function escapeXml(value: string | number): string {
  const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return String(value).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Attributes that declare namespaces that nothing uses, each with a space before it. */
export function unusedNamespaces(count: number): string {
  return Array.from({ length: count }, (_, number) => ` xmlns:unused${number}="urn:unused:${number}"`).join('');
}

/** The same document with a prefix for its namespace in the name of each element. */
export function withPrefix(xml: string): string {
  return xml.replace(' xmlns=', ' xmlns:sr=').replace(/<(\/?)(\w)/g, '<$1sr:$2');
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}
