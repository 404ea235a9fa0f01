import { closeSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../domain/work-count';

type Validator = Awaited<ReturnType<typeof compile>>;

const compiled = new Map<string, Promise<Validator>>();
const readable = new Set<string>();

/**
 * Checks a document against a published schema.
 * @param folder the folder of the contracts
 * @param schema file name below its `schemas/`
 * @returns what is wrong in one sentence, or undefined when the document is valid
 */
export async function schemaFault(xml: Buffer, folder: string, schema: string): Promise<string | undefined> {
  const validator = await validatorOf(join(folder, 'schemas'), schema);
  counted('schema checks');
  const { ParseOption, XmlDocument, XmlLibError } = await import('libxml2-wasm');
  let document;
  try {
    // How large a document may be is decided before; without XML_PARSE_HUGE a firmware image would be too much.
    const { XML_PARSE_NONET, XML_PARSE_NO_XXE, XML_PARSE_HUGE } = ParseOption;
    document = XmlDocument.fromBuffer(xml, { option: XML_PARSE_NONET | XML_PARSE_NO_XXE | XML_PARSE_HUGE });
    validator.validate(document);
    return undefined;
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const [first] = error.details;
    const place = first ? ` (line ${first.line})` : '';
    return `${(first?.message ?? error.message).replaceAll(/\{(urn|http):[^}]*\}/g, '').trim()}${place}`;
  } finally {
    document?.dispose();
  }
}

function validatorOf(folder: string, schema: string): Promise<Validator> {
  const path = join(folder, schema);
  const known = compiled.get(path);
  if (known) return known;
  const fresh = compile(folder, path);
  compiled.set(path, fresh);
  return fresh;
}

/** Compiles a schema once; it and the document it came from are kept as long as the process lives. */
async function compile(folder: string, path: string) {
  const { XmlDocument, XsdValidator } = await import('libxml2-wasm');
  await allowReading(folder);
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(await readFile(path), { url: path }));
}

/** Lets the library follow the includes of the published schemas, and read nothing else. */
async function allowReading(folder: string): Promise<void> {
  if (readable.has(folder)) return;
  readable.add(folder);
  const { xmlRegisterInputProvider } = await import('libxml2-wasm');
  xmlRegisterInputProvider({
    match: (name) => name.startsWith(folder) && name.endsWith('.xsd') && !name.includes('..'),
    open: (name) => openSync(name, 'r'),
    read: (descriptor, buffer) => readSync(descriptor, buffer),
    close: (descriptor) => {
      closeSync(descriptor);
      return true;
    },
  });
}
