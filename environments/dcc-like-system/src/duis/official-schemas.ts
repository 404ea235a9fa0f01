import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Checks documents against the official DUIS and MMC schemas, which are not ours to ship. */
export interface OfficialCheck {
  /** What is wrong in one sentence, or undefined when the document is valid. */
  faultOf(xml: string): string | undefined;
}

/**
 * Loads the official schemas.
 * @param folder folder that holds them under their published names, with the XML-DSig schema beside them
 * @returns the check, or the words that a report shows instead when no folder is named
 * @throws Error when the folder lacks a schema
 */
export async function officialCheck(
  folder: string | undefined,
): Promise<OfficialCheck | 'not checked against the official schemas'> {
  if (folder === undefined || folder === '') return 'not checked against the official schemas';
  const { ParseOption, XmlDocument, XmlLibError, XsdValidator } = await import('libxml2-wasm');
  const { xmlRegisterFsInputProviders } = await import('libxml2-wasm/lib/nodejs.mjs');
  xmlRegisterFsInputProviders();
  const plain = plainCopies(folder);
  try {
    const schema = XmlDocument.fromBuffer(readFileSync(join(plain, 'duis.xsd')), {
      url: join(plain, 'duis.xsd'),
      // The XML-DSig schema declares its namespace in an internal subset.
      option: ParseOption.XML_PARSE_NOENT | ParseOption.XML_PARSE_NONET,
    });
    const validator = XsdValidator.fromDoc(schema);
    return {
      faultOf: (xml) => {
        const document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET });
        try {
          validator.validate(document);
          return undefined;
        } catch (error) {
          if (error instanceof XmlLibError) return error.message.trim();
          throw error;
        } finally {
          document.dispose();
        }
      },
    };
  } finally {
    rmSync(plain, { recursive: true });
  }
}

/** The published names contain blanks, which the library does not resolve: copies under plain names, imports adjusted. */
function plainCopies(folder: string): string {
  const names = readdirSync(folder);
  const plain = mkdtempSync(join(tmpdir(), 'official-schemas-'));
  const copies: readonly [string, RegExp][] = [
    ['duis.xsd', /^DUIS Schema V.*\.xsd$/],
    ['mmc.xsd', /^MMC Schema V.*\.xsd$/],
    ['xmldsig.xsd', /^xmldsig-core-schema\.xsd$/],
  ];
  for (const [copy, pattern] of copies) {
    const name = names.find((candidate) => pattern.test(candidate));
    if (name === undefined) throw new Error(`The folder ${folder} holds no schema whose name fits ${pattern.source}.`);
    const text = readFileSync(join(folder, name), 'utf8')
      .replace(/schemaLocation="MMC Schema[^"]*"/, 'schemaLocation="mmc.xsd"')
      .replace('schemaLocation="xmldsig-core-schema.xsd"', 'schemaLocation="xmldsig.xsd"')
      // Its external subset only describes XML Schema itself.
      .replace(/PUBLIC\s+"[^"]*"\s+"[^"]*"/, '');
    writeFileSync(join(plain, copy), text);
  }
  return plain;
}
