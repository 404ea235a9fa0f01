import type { Element } from '@xmldom/xmldom';
import { child, childElements, escapeXml, textOf, XmlFault } from '../xml/parse';

/** Namespace of every migration file. */
const NAMESPACE = 'urn:smets1-migration-simulator:files:1';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An element with text; nothing at all when there is no value. */
export function leaf(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** An element with child elements. */
export function branch(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}

/** A whole migration file with this root element. */
export function documentOf(root: string, ...children: readonly string[]): string {
  return `${DECLARATION}<${root} xmlns="${NAMESPACE}" schemaVersion="1.0">${children.join('')}</${root}>`;
}

/** A whole document that is no file of its own and carries no schema version. */
export function plainDocumentOf(root: string, ...children: readonly string[]): string {
  return `${DECLARATION}<${root} xmlns="${NAMESPACE}">${children.join('')}</${root}>`;
}

/** @throws XmlFault when there is no such child element. */
export function at(parent: Element, name: string): Element {
  const found = child(parent, name);
  if (!found) throw new XmlFault(`The element ${parent.localName ?? ''} has no ${name}.`);
  return found;
}

/** Text of a child element. @throws XmlFault when it is missing. */
export function textAt(parent: Element, name: string): string {
  return textOf(at(parent, name));
}

/** A truth value, in either of its two forms. */
export function booleanAt(parent: Element, name: string): boolean {
  return ['true', '1'].includes(textAt(parent, name));
}

/** Text of a child element as a property to spread into an object: absent when the element is. */
export function optional<P extends string>(parent: Element, name: string, property: P): Partial<Record<P, string>> {
  const found = child(parent, name);
  return found ? ({ [property]: textOf(found) } as Partial<Record<P, string>>) : {};
}

/**
 * An instant as ISO 8601 in UTC, however the document writes it.
 * @throws XmlFault where it lies beyond the years that can be reckoned with, which a schema permits
 */
export function instantAt(parent: Element, name: string): string {
  const instant = new Date(textAt(parent, name));
  if (Number.isNaN(instant.getTime())) throw new XmlFault(`${name} is no instant between the years 0000 and 9999.`);
  return instant.toISOString();
}

/** Base64 without the white space a document may hold in it. */
export function base64At(parent: Element, name: string): string {
  return Buffer.from(textAt(parent, name), 'base64').toString('base64');
}

/** What stands in the list `name` of a parent. */
export function listAt<T>(parent: Element, name: string, read: (item: Element) => T): T[] {
  return childElements(at(parent, name)).map(read);
}
