import type { InboundMessage } from '../kernel/messages';
import type { Work } from '../kernel/work';
import { parseXml, rootOf, XmlFault } from '../xml/parse';
import { signerOfEnclosed } from '../xml/enclosed-signature';
import { verify } from '../xml/signature';
import { FILE_KINDS, type FileKind, type FileModels } from './kinds';
import { highestCounter, knownFile, knownGroup } from './known-files';
import type { Leniency } from './leniency';
import { schemaFault } from './schema';
import type { ServiceContext } from '../kernel/service-context';

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

/**
 * Checks 1 to 6 of a received file, in their fixed order; the first fault counts.
 * @returns what the file says, read from what was signed
 */
export async function checkFile<K extends FileKind>(
  kind: K,
  message: InboundMessage,
  work: Work,
  lenient: Leniency,
): Promise<FileModels[K] | FileFault> {
  const rules = FILE_KINDS[kind];
  if (message.body.length > MAXIMUM_FILE_BYTES) return fault('01', 'The file is larger than 10 MB: split it.');
  const xml = decode(message.body);
  if (xml === undefined) return fault('01', 'The file is not UTF-8 text.');
  let document;
  try {
    document = parseXml(xml, { doctypeAllowed: lenient('doctype', kind) });
  } catch (error) {
    if (error instanceof XmlFault) return fault('01', error.message);
    throw error;
  }

  const root = rootOf(document);
  if (root.localName !== rules.root) return fault('02', `The root element is not ${rules.root}.`);
  const invalid = await schemaFault(message.body, work.service.config.contractsFolder, rules.schema);
  if (invalid !== undefined) return fault('02', invalid);

  const { certificates } = work.service.config;
  const signed = verify(document, certificates);
  // Read from what was signed: the signature has been taken out of it.
  const model = rules.read(root);
  const claimed = model.header.fileId;
  const signer = 'fault' in signed ? signerInside(xml, kind, work.service, lenient) : signed.signer;
  if ('fault' in signed && signer === undefined && !lenient('03', kind)) {
    return { ...fault('03', signed.fault), fileId: claimed };
  }
  const fourth = signer === undefined || lenient('04', kind) ? undefined : signerFault(signer, model.header.sender);
  const expectation = (): FileFault | undefined => expectationFault(kind, model, message, work, lenient);
  const sequence = (): FileFault | undefined => sequenceFault(kind, model, work, lenient);
  // Seeded defect: the two checks have changed places.
  const [fifth, sixth] = lenient('order', kind) ? [sequence, expectation] : [expectation, sequence];
  const found = fourth ?? fifth() ?? sixth();
  return found ? { ...found, fileId: claimed } : model;
}

/** Seeded defect: whoever signed something that lies inside a file is taken for its signer. */
function signerInside(xml: string, kind: FileKind, service: ServiceContext, lenient: Leniency): string | undefined {
  return lenient('wrapping', kind) ? signerOfEnclosed(xml, service.config.certificates) : undefined;
}

/** Whether the outcome of a check is a fault. */
export function isFault(outcome: object): outcome is FileFault {
  return 'check' in outcome;
}

/** Check 4: the signer is the role that the header names. */
function signerFault(signer: string, sender: string): FileFault | undefined {
  return signer === sender ? undefined : fault('04', `The file of the ${sender} is signed by ${signer}.`);
}

/** Check 5: the group is in use, and this sender, recipient and way are the expected ones. */
function expectationFault(
  kind: FileKind,
  model: FileModels[FileKind],
  message: InboundMessage,
  work: Work,
  lenient: Leniency,
): FileFault | undefined {
  const { header } = model;
  if (!knownGroup(work, header.groupId) && !lenient('group', kind))
    return fault('05', `Group ID ${header.groupId} is not in use.`);
  if (header.sender !== FILE_KINDS[kind].sender) {
    return fault('05', `The ${header.sender} is not expected to send a file of kind ${kind}.`);
  }
  if (message.sender !== header.sender && !lenient('deliverer', kind)) {
    return fault('05', `The file of the ${header.sender} was delivered by the ${message.sender}.`);
  }
  if ('recipient' in model && model.recipient !== work.service.name) {
    return fault('05', `The file is meant for the ${model.recipient}.`);
  }
  return undefined;
}

/** Check 6: neither the counter nor the file id was used before. */
function sequenceFault(
  kind: FileKind,
  model: FileModels[FileKind],
  work: Work,
  lenient: Leniency,
): FileFault | undefined {
  if (lenient('06', kind)) return undefined;
  const { fileId, sender, sequenceCounter } = model.header;
  const highest = highestCounter(work, sender, kind);
  // Seeded defect: numbers above 2^53 that differ look alike.
  const rounded = lenient('exact-counter', kind) && Number(sequenceCounter) <= Number(highest);
  if (BigInt(sequenceCounter) <= highest || rounded) {
    return fault('06', `Sequence counter ${sequenceCounter} is not above ${highest}, the last one accepted.`);
  }
  if (knownFile(work, sender, fileId)) return fault('06', `File id ${fileId} was used before.`);
  return undefined;
}

export function fault(check: CheckNumber, reason: string): FileFault {
  return { check, reason };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
