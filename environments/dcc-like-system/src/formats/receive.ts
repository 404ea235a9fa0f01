import { z } from 'zod';
import type { ServiceName } from '../../../environment';
import { minutesLater } from '../domain/durations';
import { CODE, NAME, SENTENCE, shortened, type Read } from '../domain/fields';
import type { InboundMessage } from '../kernel/messages';
import { documentMessage, jsonMessage, type MessageKind } from '../kernel/message-kind';
import type { ServiceDefinition } from '../kernel/service';
import type { ServiceContext } from '../kernel/service-context';
import { area, firstFault } from '../kernel/rules';
import type { Work } from '../kernel/work';
import { checkFile, fault, isFault, type FileFault } from './check';
import { FILE_SENDERS, type FileReference } from './header';
import { FILE_KINDS, FILE_KIND_NAMES, referenceOf, type FileKind, type FileModels } from './kinds';
import {
  digestOf,
  endWaiting,
  isRepeated,
  keepWaiting,
  knownFile,
  noteAccepted,
  provisionGroups,
  waitingFor,
  type KnownFile,
  type WaitingFile,
} from './known-files';

/** How long a file is kept for the file it refers to (files.md). */
const REFERENCE_MINUTES = 4 * 60;

/** What the codes of each recipient begin with. */
const CODE_PREFIX: Readonly<Partial<Record<ServiceContext['name'], string>>> = {
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

type FileHandler<K extends FileKind> = (file: AcceptedFile<K>, work: Work) => Promise<void> | void;

/** What a recipient does with the files it accepts; other kinds it does not receive. */
type Acceptance = { readonly [K in FileKind]?: FileHandler<K> };

/** A recipient of migration files. */
export interface Recipient {
  readonly accept: Acceptance;
  /** The parties to which it sends files itself: they tell it of those that they reject. */
  readonly sendsTo: readonly ServiceName[];
}

/** Body of a `file-rejection` message. */
const FILE_REJECTION = z
  .strictObject({
    fileName: NAME,
    fileId: NAME.exactOptional(),
    kind: z.enum(FILE_KIND_NAMES),
    code: CODE,
    reason: SENTENCE,
  })
  .meta({ id: 'FileRejection' });
type FileRejection = Read<typeof FILE_REJECTION>;

/**
 * Handlers for the files of a recipient, for those that wait for another file, for word of its own files that others
 * rejected, and for the Group IDs in use. The order of checks on receipt stands here and in `check.ts` alone.
 */
export function fileReception(
  recipient: Recipient,
): Pick<ServiceDefinition, 'messages' | 'timers'> & { provision: NonNullable<ServiceDefinition['provision']> } {
  const messages: Record<string, MessageKind> = {};
  for (const kind of FILE_KIND_NAMES) {
    if (recipient.accept[kind] === undefined) continue;
    const { sender } = FILE_KINDS[kind];
    messages[kind] = documentMessage([sender], (message, work) => arrive(kind, message, work, recipient));
  }
  if (recipient.sendsTo.length > 0) {
    messages['file-rejection'] = jsonMessage(
      recipient.sendsTo,
      FILE_REJECTION,
      ({ fileName, kind, code, reason }, work, { sender }) =>
        work.audit('own-file-rejected', undefined, `${kind} ${fileName} by the ${sender}: ${code} ${reason}`),
    );
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

/** A file that refers to another, and the file that is known by the id of the reference. */
interface ReferringFile {
  readonly file: WaitingFile;
  readonly reference: FileReference;
  readonly known: KnownFile;
}

/** Check 7: the file referred to is a Migration Common File, the very one, and of the same group. */
const REFERENCE_CHECKS = {
  kind: ({ known, reference }) =>
    known.kind === 'MCF' ? undefined : `The file ${reference.fileId} is no Migration Common File.`,
  digest: ({ known, reference: { fileId, digest } }) =>
    known.digest === digest
      ? undefined
      : `The digest of Migration Common File ${fileId} differs from the one referred to.`,
  group: ({ file, known, reference: { fileId } }) => {
    const { groupId } = file.model.header;
    if (known.groupId === groupId) return undefined;
    return `The Migration Common File ${fileId} is of group ${known.groupId}, and this file of group ${groupId}.`;
  },
} satisfies Record<string, (referring: ReferringFile) => string | undefined>;

/** What is decided of a received file beside its own checks. */
export const RECEPTION = area('formats-reception', {
  /** The same bytes count once. */
  isDuplicate: ({ digest }: Arrival, work: Work): boolean => isRepeated(work, digest),
  referenceChecks: REFERENCE_CHECKS,
});

/** A file as it has arrived. */
type Arrival = Omit<WaitingFile, 'model'>;

/** Name under which a file came; one that came without is named by the number of its arrival. */
export function nameOf(kind: FileKind, { fileName, n }: InboundMessage): string {
  return fileName ?? `${kind}-${n}`;
}

async function arrive(kind: FileKind, message: InboundMessage, work: Work, recipient: Recipient): Promise<void> {
  const arrival: Arrival = {
    kind,
    name: nameOf(kind, message),
    arrival: message.n,
    deliverer: message.sender,
    digest: digestOf(message.body),
  };
  if (work.rules(RECEPTION).isDuplicate(arrival, work)) {
    work.judge(arrival.name, 'duplicate', { arrival: arrival.arrival });
    work.audit('file-duplicate', undefined, `${arrival.name} from the ${arrival.deliverer}`);
    return;
  }
  const outcome = await checkFile(kind, message, work);
  if (isFault(outcome)) reject(arrival, outcome, work);
  else await resolve({ ...arrival, model: outcome }, work, recipient);
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
    const reason = firstFault(work.rules(RECEPTION).referenceChecks, { file, reference, known });
    if (reason !== undefined) {
      reject(file, { ...fault('07', reason), fileId: file.model.header.fileId }, work);
      return;
    }
  }
  await accept(file, work, recipient);
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
function reject(file: Arrival, { check, reason: full, fileId }: FileFault, work: Work): void {
  const reason = shortened(full);
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
