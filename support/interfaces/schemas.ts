import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { XsdValidator } from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import type { FileKind } from './vocabulary';
import { UnreadableXml } from './xml';
import { loadXmlLibrary, withTree, type Tree, type XmlLibrary } from './xml-library';

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

/** A compiled XML schema. */
export class Schema {
  private constructor(
    /** Path of its file. */
    readonly file: string,
    private readonly library: XmlLibrary,
    private readonly validator: XsdValidator,
  ) {}

  /**
   * Compiles a schema. Nothing is fetched from a network.
   * @param file path of the XSD; those it imports are found beside it
   * @throws Error when it is no schema
   */
  static async compile(file: string): Promise<Schema> {
    const library = await loadXmlLibrary();
    const document = library.XmlDocument.fromBuffer(readFileSync(file), { url: file });
    try {
      return new Schema(file, library, library.XsdValidator.fromDoc(document));
    } finally {
      document.dispose();
    }
  }

  /** @returns what is wrong with a document, one sentence each; empty for a valid one */
  check(xml: string): string[] {
    return this.complaints(() => withTree(this.library, xml, (tree) => this.validator.validate(tree)));
  }

  /** As `check`, of a document that is parsed already. */
  checkTree(tree: Tree): string[] {
    return this.complaints(() => this.validator.validate(tree));
  }

  private complaints(validate: () => void): string[] {
    try {
      validate();
      return [];
    } catch (error) {
      return complaintsOf(this.library, error);
    }
  }
}

/**
 * What the library complains of, one sentence each.
 * @throws whatever else went wrong
 */
export function complaintsOf({ XmlLibError }: XmlLibrary, error: unknown): string[] {
  if (error instanceof UnreadableXml) return [error.message];
  if (error instanceof XmlLibError) return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
  throw error;
}

const published = new Map<FileKind, Promise<Schema>>();

/** The published schema of a kind of migration file. */
export function publishedSchema(kind: FileKind): Promise<Schema> {
  const schema = published.get(kind) ?? Schema.compile(path.join(SCHEMAS, SCHEMA_OF[kind]));
  published.set(kind, schema);
  return schema;
}

/**
 * Checks a migration file against the published schema of its kind.
 * @returns what is wrong, one sentence each; empty for a valid file
 */
export async function checkAgainstPublishedSchema(kind: FileKind, xml: string): Promise<string[]> {
  return (await publishedSchema(kind)).check(xml);
}
