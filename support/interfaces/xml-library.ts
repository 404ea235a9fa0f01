import type * as libxml2 from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import { UnreadableXml } from './xml';

/** The library that validates by schemas and writes canonical forms. */
export type XmlLibrary = typeof libxml2;

/** A document as that library has parsed it; its memory is not collected, so that `withTree` gives it back. */
export type Tree = libxml2.XmlDocument;

let library: Promise<XmlLibrary> | undefined;

/** The library is an ES module, and reads schemas that others import through what is registered here. */
export function loadXmlLibrary(): Promise<XmlLibrary> {
  library ??= import('libxml2-wasm/lib/nodejs.mjs').then(({ xmlRegisterFsInputProviders }) => {
    xmlRegisterFsInputProviders();
    return import('libxml2-wasm');
  });
  return library;
}

/**
 * Parses a document, does something with its tree, and frees it.
 * @throws UnreadableXml when it brings a document type, which could define or fetch entities
 * @throws XmlLibError of the library when it is not well-formed
 */
export function withTree<T>({ ParseOption, XmlDocument }: XmlLibrary, xml: string, use: (tree: Tree) => T): T {
  if (/<!DOCTYPE/i.test(xml)) throw new UnreadableXml('The document has a document type, which no interface allows.');
  const tree = XmlDocument.fromBuffer(Buffer.from(xml, 'utf8'), { option: ParseOption.XML_PARSE_NO_XXE });
  try {
    return use(tree);
  } finally {
    tree.dispose();
  }
}
