import type { ServiceName } from '../../../environment';
import { minutesLater } from '../domain/durations';
import type { InboundMessage } from '../kernel/messages';
import type { MessageHandler, ServiceDefinition } from '../kernel/service';
import type { Work } from '../kernel/work';
import { checkFile, fault, isFault, type FileFault } from './check';
import { FILE_SENDERS, type FileReference } from './header';
import { FILE_KINDS, referenceOf, type FileKind, type FileModels } from './kinds';
import {
  arrivedBroken,
  digestOf,
  endWaiting,
  isRepeated,
  keepWaiting,
  knownFile,
  noteAccepted,
  noteBroken,
  provisionGroups,
  waitingFor,
  type KnownFile,
  type WaitingFile,
} from './known-files';
import { leniencyOf, type Leniency } from './leniency';

/** How long a file is kept for the file it refers to (files.md). */
const REFERENCE_MINUTES = 4 * 60;

/** What the codes of each recipient begin with. */
const CODE_PREFIX: Readonly<Partial<Record<ServiceName, string>>> = {
  'commissioning-party': 'SIM-CPV',
  s1sp: 'SIM-S1V',
  dco: 'SIM-DCO',
  'requesting-party': 'SIM-RPE',
  mcc: 'SIM-MCC',
};

/** A file that has passed checks 1 to 7. */
export interface AcceptedFile<K extends FileKind> {
  readonly name: string;
  /** SHA-256 of its bytes, base64. */
  readonly digest: string;
  readonly model: FileModels[K];
}

export type FileHandler<K extends FileKind> = (file: AcceptedFile<K>, work: Work) => Promise<void> | void;

/** What a recipient does with the files it accepts; other kinds it does not receive. */
export type Acceptance = { readonly [K in FileKind]?: FileHandler<K> };

/** A recipient of migration files. */
export interface Recipient {
  readonly accept: Acceptance;
}

/** Body of a `file-rejection` message. */
export interface FileRejection {
  readonly fileName: string;
  readonly fileId?: string;
  readonly kind: FileKind;
  readonly code: string;
  readonly reason: string;
}

/**
 * Handlers for the files of a recipient, for those that wait for another file, for word of its own files that others
 * rejected, and for the Group IDs in use. The order of checks on receipt stands here and in `check.ts` alone.
 */
export function fileReception(
  recipient: Recipient,
): Pick<ServiceDefinition, 'messages' | 'timers'> & { provision: NonNullable<ServiceDefinition['provision']> } {
  const messages: Record<string, MessageHandler> = {
    'file-rejection': (message, work) => {
      const { fileName, kind, code, reason } = JSON.parse(message.body.toString('utf8')) as FileRejection;
      work.audit('own-file-rejected', undefined, `${kind} ${fileName} by the ${message.sender}: ${code} ${reason}`);
    },
  };
  for (const kind of Object.keys(FILE_KINDS) as FileKind[]) {
    if (recipient.accept[kind] === undefined) continue;
    messages[kind] = (message, work) => arrive(kind, message, work, recipient);
  }
  return {
    messages,
    timers: {
      'reference-missing': (body, work) => {
        const file = endWaiting(work, (body as { digest: string }).digest);
        if (!file) return;
        const reference = referenceOf(file.model)?.fileId ?? '';
        const reason = `No Migration Common File ${reference} arrived within four hours.`;
        reject(file, { ...fault('07', reason), fileId: file.model.header.fileId }, work);
      },
    },
    provision: { groups: provisionGroups },
  };
}

async function arrive(kind: FileKind, message: InboundMessage, work: Work, recipient: Recipient): Promise<void> {
  const arrival = {
    kind,
    name: message.fileName ?? `${kind}-${message.n}`,
    arrival: message.n,
    deliverer: message.sender,
    digest: digestOf(message.body),
  };
  const lenient = leniencyOf(work.service);
  const repeated = isRepeated(work, arrival.digest);
  // Seeded defects: a name that arrived broken is done with; the same bytes are acted on again.
  const lost = lenient('resumption', kind) && arrivedBroken(work, arrival.name);
  if (lost || (repeated && !lenient('repetition', kind))) {
    work.judge(arrival.name, 'duplicate', { arrival: arrival.arrival });
    work.audit('file-duplicate', undefined, `${arrival.name} from the ${arrival.deliverer}`);
    return;
  }
  const without: Leniency = (what, of) => lenient(what, of) || (repeated && what === '06');
  const outcome = await checkFile(kind, message, work, without);
  if (isFault(outcome)) {
    if (outcome.check === '01' && lenient('resumption', kind)) noteBroken(work, arrival.name);
    reject(arrival, outcome, work);
    return;
  }
  await resolve({ ...arrival, model: outcome }, work, recipient);
}

/** Check 7: the Migration Common File that a file refers to has been accepted, is the very one, and of the same group. */
async function resolve(file: WaitingFile, work: Work, recipient: Recipient): Promise<void> {
  const reference = referenceOf(file.model);
  if (reference !== undefined) {
    const known = knownFile(work, FILE_KINDS.MCF.sender, reference.fileId);
    if (known === undefined) {
      keepWaiting(work, file);
      const due = minutesLater(work.now, REFERENCE_MINUTES);
      work.later(due, 'reference-missing', { digest: file.digest }, referenceTimer(file.digest));
      work.audit('file-waits', undefined, `${file.name} for Migration Common File ${reference.fileId}`);
      return;
    }
    const reason = mismatch(file, reference, known, leniencyOf(work.service));
    if (reason !== undefined) {
      reject(file, { ...fault('07', reason), fileId: file.model.header.fileId }, work);
      return;
    }
  }
  await accept(file, work, recipient);
}

/** Why the file that is known by the id of a reference is not the one referred to; undefined when it is. */
function mismatch(
  { kind, model }: WaitingFile,
  { fileId, digest }: FileReference,
  known: KnownFile,
  lenient: Leniency,
): string | undefined {
  if (known.kind !== 'MCF') return `The file ${fileId} is no Migration Common File.`;
  if (known.digest !== digest && !lenient('digest', kind)) {
    return `The digest of Migration Common File ${fileId} differs from the one referred to.`;
  }
  const { groupId } = model.header;
  if (known.groupId === groupId || lenient('common-group', kind)) return undefined;
  return `The Migration Common File ${fileId} is of group ${known.groupId}, and this file of group ${groupId}.`;
}

async function accept(file: WaitingFile, work: Work, recipient: Recipient): Promise<void> {
  noteAccepted(work, file);
  const { fileId } = file.model.header;
  work.judge(file.name, 'accepted', { fileId, arrival: file.arrival });
  work.audit('file-accepted', undefined, `${file.name} from the ${file.model.header.sender}`);
  // The kind of the file chose its handler, which takes that kind.
  const handler = recipient.accept[file.kind] as FileHandler<FileKind> | undefined;
  await handler?.(file, work);
  if (file.kind !== 'MCF') return;
  for (const waiting of waitingFor(work, fileId)) {
    endWaiting(work, waiting.digest);
    work.cancel(referenceTimer(waiting.digest));
    await resolve(waiting, work, recipient);
  }
}

/** Nothing in a rejected file takes effect; whoever delivered it is told why. */
function reject(file: Omit<WaitingFile, 'model'>, { check, reason, fileId }: FileFault, work: Work): void {
  const code = `${CODE_PREFIX[work.service.name] ?? ''}-${check}`;
  const known = fileId === undefined ? {} : { fileId };
  work.judge(file.name, 'rejected', { ...known, code, reason, arrival: file.arrival });
  work.audit('file-rejected', undefined, `${file.name} from the ${file.deliverer}: ${code} ${reason}`);
  const sender = FILE_SENDERS.find((role) => role === file.deliverer);
  if (sender === undefined) return;
  const rejection: FileRejection = { fileName: file.name, ...known, kind: file.kind, code, reason };
  work.send({ to: sender, kind: 'file-rejection', body: rejection });
}

function referenceTimer(digest: string): string {
  return `reference-${digest}`;
}
