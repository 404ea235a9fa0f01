import type { Document } from '@xmldom/xmldom';
import type { InboundMessage } from '../kernel/messages';
import { area, firstFault } from '../kernel/rules';
import type { Work } from '../kernel/work';
import { FILE_LIMITS, type XmlLimits } from '../xml/limits';
import { parseXml, rootOf, XmlFault } from '../xml/parse';
import { verify, type NotSigned } from '../xml/signature';
import { FILE_KINDS, type FileKind, type FileModels } from './kinds';
import { highestCounter, knownFile, knownGroup } from './known-files';
import { schemaFault } from './schema';

/** Number of a check on receipt, as `files.md` orders them; it ends the code. */
export type CheckNumber = '01' | '02' | '03' | '04' | '05' | '06' | '07';

/** The first check that a file fails, and why in one sentence. */
export interface FileFault {
  readonly check: CheckNumber;
  readonly reason: string;
  /** The id that the file claims, where it can be read. */
  readonly fileId?: string;
}

/** Largest migration file, in bytes (MODEL). */
const MAXIMUM_FILE_BYTES = 10 * 1024 * 1024;

/** A file that is well-formed and valid. */
interface ReadFile {
  readonly xml: string;
  readonly document: Document;
}

/** A file whose content can be read, and what its checks look at. */
export interface CheckedFile {
  readonly kind: FileKind;
  readonly message: InboundMessage;
  readonly work: Work;
  readonly model: FileModels[FileKind];
  /** Name of the holder of the key that signed it, or why nobody did. */
  readonly signature: { readonly signer: string } | NotSigned;
}

type FileCheck = (file: CheckedFile) => FileFault | undefined;

/** Checks 3 to 6 in their fixed order; in check 5 the group is in use, and sender and recipient are the expected ones. */
const CHECKS = {
  signature: ({ signature }) => ('fault' in signature ? fault('03', signature.fault) : undefined),
  signer: ({ signature, model: { header } }) => {
    if ('fault' in signature || signature.signer === header.sender) return undefined;
    return fault('04', `The file of the ${header.sender} is signed by ${signature.signer}.`);
  },
  group: ({ model: { header }, work }) =>
    knownGroup(work, header.groupId) ? undefined : fault('05', `Group ID ${header.groupId} is not in use.`),
  sender: ({ kind, model: { header } }) => {
    if (header.sender === FILE_KINDS[kind].sender) return undefined;
    return fault('05', `The ${header.sender} is not expected to send a file of kind ${kind}.`);
  },
  recipient: ({ model, work }) => {
    if (!('recipient' in model) || model.recipient === work.service.name) return undefined;
    return fault('05', `The file is meant for the ${model.recipient}.`);
  },
  counter: ({ kind, model: { header }, work }): FileFault | undefined => {
    const { sender, sequenceCounter } = header;
    const highest = highestCounter(work, sender, kind);
    if (work.rules(FILE_CHECKS).isAbove(BigInt(sequenceCounter), highest)) return undefined;
    return fault('06', `Sequence counter ${sequenceCounter} is not above ${highest}, the last one accepted.`);
  },
  fileId: ({ model: { header }, work }) => {
    const { sender, fileId } = header;
    return knownFile(work, sender, fileId) ? fault('06', `File id ${fileId} was used before.`) : undefined;
  },
} satisfies Record<string, FileCheck>;

/** What is checked of a received file by itself. */
export const FILE_CHECKS = area('formats-file-checks', {
  /** What a file may hold before it is parsed. */
  limits: FILE_LIMITS,
  /** @throws XmlFault */
  parse: (xml: string, limits: XmlLimits): Document => parseXml(xml, limits),
  /** Checks 1 and 2: the text is well-formed XML and valid. */
  read: readFile,
  /** Who signed a file. The signature is taken out of the document. */
  signatureOf: ({ document }: ReadFile, certificates: Readonly<Record<string, string>>): CheckedFile['signature'] =>
    verify(document, certificates),
  checks: CHECKS,
  /** Whether a sequence counter is above the highest one that is taken; both have up to 64 bits. */
  isAbove: (counter: bigint, highest: bigint): boolean => counter > highest,
});

/**
 * Checks 1 to 6 of a received file, in their fixed order; the first fault counts.
 * @returns what the file says, read from what was signed
 */
export async function checkFile<K extends FileKind>(
  kind: K,
  message: InboundMessage,
  work: Work,
): Promise<FileModels[K] | FileFault> {
  const rules = work.rules(FILE_CHECKS);
  const read = await rules.read(kind, message, work);
  if (isFault(read)) return read;
  const signature = rules.signatureOf(read, work.service.config.certificates);
  // Read from what was signed: the signature has been taken out of it.
  const model = modelOf(kind, read.document);
  if (isFault(model)) return model;
  const found = firstFault(rules.checks, { kind, message, work, model, signature });
  return found ? { ...found, fileId: model.header.fileId } : model;
}

/** What a valid document says, as far as it can be reckoned with. */
function modelOf<K extends FileKind>(kind: K, document: Document): FileModels[K] | FileFault {
  try {
    return FILE_KINDS[kind].read(rootOf(document));
  } catch (error) {
    if (error instanceof XmlFault) return fault('02', error.message);
    throw error;
  }
}

/** Whether the outcome of a check is a fault. */
export function isFault(outcome: object): outcome is FileFault {
  return 'check' in outcome;
}

export function fault(check: CheckNumber, reason: string): FileFault {
  return { check, reason };
}

async function readFile(kind: FileKind, { body }: InboundMessage, work: Work): Promise<ReadFile | FileFault> {
  if (body.length > MAXIMUM_FILE_BYTES) return fault('01', 'The file is larger than 10 MB: split it.');
  const xml = decode(body);
  if (xml === undefined) return fault('01', 'The file is not UTF-8 text.');
  let document;
  try {
    const { parse, limits } = work.rules(FILE_CHECKS);
    document = parse(xml, limits);
  } catch (error) {
    if (error instanceof XmlFault) return fault('01', error.message);
    throw error;
  }
  const { root, schema } = FILE_KINDS[kind];
  if (rootOf(document).localName !== root) return fault('02', `The root element is not ${root}.`);
  const invalid = await schemaFault(body, work.service.config.contractsFolder, schema);
  return invalid === undefined ? { xml, document } : fault('02', invalid);
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
