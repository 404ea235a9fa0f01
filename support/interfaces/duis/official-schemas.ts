import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Schema } from '../schemas';

/** What every report says where the official schemas are not at hand. */
export const NOT_CHECKED = 'not checked against the official schemas';

/** The environment variable that names the folder of the official DUIS and MMC schemas, which are not ours to ship. */
export const OFFICIAL_SCHEMAS = 'OFFICIAL_SCHEMAS';

/** The check of DUIS documents against the official schemas, where somebody has them. */
export interface OfficialSchemas {
  /** Whether and by what documents were checked, as the end of a sentence. */
  readonly statement: string;
  /** Absent where there is nothing to check by. */
  readonly schema?: Schema;
}

/**
 * Loads the official schemas from the folder that somebody keeps them in, under the names they were published by.
 * @param folder undefined or empty: documents are not checked, and the statement says so
 * @param namedBy what named the folder, for the sentence that asks to correct it
 * @throws Error in one sentence when the folder does not hold them
 */
export async function loadOfficialSchemas(
  folder: string | undefined,
  namedBy: string = OFFICIAL_SCHEMAS,
): Promise<OfficialSchemas> {
  if (folder === undefined || folder === '') return { statement: NOT_CHECKED };
  const duis = find(folder, namedBy, /^DUIS Schema V([\d.]+)\.xsd$/i, 'DUIS Schema V5.4.xsd');
  const mmc = find(folder, namedBy, /^MMC Schema V([\d.]+)\.xsd$/i, 'MMC Schema V5.4.xsd');
  const signature = find(folder, namedBy, /^(xmldsig-core-schema)\.xsd$/i, 'xmldsig-core-schema.xsd');
  // The published names hold spaces, which an import by address cannot: plain copies are compiled.
  const plain = mkdtempSync(path.join(tmpdir(), 'official-schemas-'));
  try {
    const text = readFileSync(path.join(folder, duis.name), 'utf8');
    writeFileSync(path.join(plain, 'duis.xsd'), text.replaceAll(mmc.name, 'mmc.xsd'));
    copyFileSync(path.join(folder, mmc.name), path.join(plain, 'mmc.xsd'));
    copyFileSync(path.join(folder, signature.name), path.join(plain, signature.name));
    const schema = await Schema.compile(path.join(plain, 'duis.xsd'));
    return {
      statement: `checked against the official DUIS schema ${duis.version} and MMC schema ${mmc.version}`,
      schema,
    };
  } finally {
    rmSync(plain, { recursive: true, force: true });
  }
}

/** The newest file whose name fits; `example` is such a name, for people. */
function find(
  folder: string,
  namedBy: string,
  pattern: RegExp,
  example: string,
): { readonly name: string; readonly version: string } {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    throw new Error(`The folder of the official schemas, ${folder}, cannot be read: correct ${namedBy}.`);
  }
  for (const name of names.reverse()) {
    const version = pattern.exec(name)?.[1];
    if (version !== undefined) return { name, version };
  }
  throw new Error(
    `The folder ${folder} does not hold the official schemas under the names they were published by, such as "${example}": correct ${namedBy}.`,
  );
}
