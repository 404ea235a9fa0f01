import { createHash } from 'node:crypto';
import type { Certificates } from './certificates';
import type { OfficialSchemas } from './duis/official-schemas';
import { readResponse, type DuisResponse } from './duis/response';
import type { Examine } from './examination';
import type { MigrationFile, MigrationFileOf } from './files/migration-files';
import { ofKind, readMigrationFile } from './files/read';
import { KeptByText } from './kept';
import { publishedSchema, type Schema } from './schemas';
import type { FileKind } from './vocabulary';

/** Who is to have signed a document, and when it was exchanged. */
export interface ExpectedSignature {
  /** Name of the signer among the certificates. */
  readonly signer: string;
  readonly certificates: Certificates;
  /** ISO 8601. */
  readonly at: string;
  /** What to say of a signature that holds and is somebody else's. */
  readonly wrongSigner: (signer: string) => string;
}

/** Verdicts that are kept at once. */
const MOST_VERDICTS = 5_000;

/**
 * The documents of one scenario: each text is read once and, as long as nothing is wrong with it, examined once. A verdict is
 * kept under everything that it depends on; one that found something is not kept.
 */
export class Documents {
  private readonly sound = new Set<string>();
  private readonly files = new KeptByText(readMigrationFile);
  private readonly responses = new KeptByText(readResponse);

  /** @param schemas the official schemas of DUIS, where somebody has them */
  constructor(
    private readonly examine: Examine,
    private readonly schemas: OfficialSchemas,
  ) {}

  /** The migration file in a text. @throws UnreadableXml as `readMigrationFile` */
  file(xml: string): MigrationFile {
    return this.files.of(xml);
  }

  /** The migration file of one kind in a text. @throws UnreadableXml as `readFileOf` */
  fileOf<K extends FileKind>(kind: K, xml: string): MigrationFileOf<K> {
    return ofKind(kind, this.file(xml));
  }

  /** The DUIS response or alert in a text. @throws UnreadableXml as `readResponse` */
  response(xml: string): DuisResponse {
    return this.responses.of(xml);
  }

  /** What is wrong with a migration file: schema and signature, one sentence each. */
  async problemsOfFile(kind: FileKind, xml: string, expected: ExpectedSignature): Promise<readonly string[]> {
    return this.problemsOf(xml, await publishedSchema(kind), expected);
  }

  /** What is wrong with a DUIS document: the official schema, where somebody has it, and signature, one sentence each. */
  problemsOfDuis(xml: string, expected: ExpectedSignature): Promise<readonly string[]> {
    return this.problemsOf(xml, this.schemas.schema, expected);
  }

  private async problemsOf(
    xml: string,
    schema: Schema | undefined,
    expected: ExpectedSignature,
  ): Promise<readonly string[]> {
    const key = keyOf(xml, schema, expected);
    if (this.sound.has(key)) return [];
    const { schemaProblems, signature } = await this.examine(xml, { ...expected, schema });
    if ('fault' in signature) return [...schemaProblems, signature.fault];
    if (signature.signer !== expected.signer) return [...schemaProblems, expected.wrongSigner(signature.signer)];
    if (schemaProblems.length === 0) this.keep(key);
    return schemaProblems;
  }

  private keep(key: string): void {
    const [oldest] = this.sound;
    if (this.sound.size >= MOST_VERDICTS && oldest !== undefined) this.sound.delete(oldest);
    this.sound.add(key);
  }
}

/** Everything that a verdict depends on: bytes, schema, expected signer, certificates, instant. */
function keyOf(xml: string, schema: Schema | undefined, { signer, certificates, at }: ExpectedSignature): string {
  const parts = [xml, schema?.file ?? '', signer, at, JSON.stringify(Object.entries(certificates).sort())];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${String(part.length)} `).update(part);
  return hash.digest('base64');
}
