import { readFileSync } from 'node:fs';
import path from 'node:path';
import type * as libxml2 from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import type { FileKind } from './vocabulary';

/** The published schemas are shared by path; both sides of the interface are held to the same text. */
const SCHEMAS = path.resolve(__dirname, '../../environments/contracts/schemas');

const SCHEMA_OF: Readonly<Record<FileKind, string>> = {
  MCF: 'migration-common-file.xsd',
  MGF: 'migration-group-file.xsd',
  MGEF: 'migration-group-encrypted-file.xsd',
  MCVF: 'migration-common-validation-file.xsd',
  S1SPVIF: 'viable-installations-file.xsd',
  DCOVIF: 'viable-installations-file.xsd',
  SCF: 's1sp-commissioning-file.xsd',
  COF: 'commissioning-outcome-file.xsd',
};

type Library = typeof libxml2;

/** A compiled XML schema. */
export class Schema {
  private constructor(
    private readonly library: Library,
    private readonly validator: libxml2.XsdValidator,
  ) {}

  /**
   * Compiles a schema. Nothing is fetched from a network.
   * @param file path of the XSD; those it imports are found beside it
   * @throws Error when it is no schema
   */
  static async compile(file: string): Promise<Schema> {
    const library = await loadLibrary();
    const document = library.XmlDocument.fromBuffer(readFileSync(file), { url: file });
    try {
      return new Schema(library, library.XsdValidator.fromDoc(document));
    } finally {
      document.dispose();
    }
  }

  /** @returns what is wrong with a document, one sentence each; empty for a valid one */
  check(xml: string): string[] {
    const { ParseOption, XmlDocument, XmlLibError } = this.library;
    try {
      const document = XmlDocument.fromBuffer(Buffer.from(xml, 'utf8'), { option: ParseOption.XML_PARSE_NO_XXE });
      try {
        this.validator.validate(document);
        return [];
      } finally {
        document.dispose();
      }
    } catch (error) {
      if (error instanceof XmlLibError)
        return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
      throw error;
    }
  }
}

const published = new Map<FileKind, Promise<Schema>>();

/**
 * Checks a migration file against the published schema of its kind.
 * @returns what is wrong, one sentence each; empty for a valid file
 */
export async function checkAgainstPublishedSchema(kind: FileKind, xml: string): Promise<string[]> {
  const schema = published.get(kind) ?? Schema.compile(path.join(SCHEMAS, SCHEMA_OF[kind]));
  published.set(kind, schema);
  return (await schema).check(xml);
}

let library: Promise<Library> | undefined;

/** The library is an ES module, and reads schemas that others import through what is registered here. */
function loadLibrary(): Promise<Library> {
  library ??= import('libxml2-wasm/lib/nodejs.mjs').then(({ xmlRegisterFsInputProviders }) => {
    xmlRegisterFsInputProviders();
    return import('libxml2-wasm');
  });
  return library;
}
