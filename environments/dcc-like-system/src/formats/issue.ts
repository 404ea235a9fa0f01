import type { ServiceName } from '../../../environment';
import { area } from '../kernel/rules';
import { signingKey } from '../kernel/signing-key';
import { table } from '../kernel/store';
import type { Work } from '../kernel/work';
import { sign } from '../xml/signature';
import { FILE_SENDERS, type FileHeader } from './header';
import type { FileKind } from './kinds';
import { digestOf, rememberFile } from './known-files';

/** What begins the file ids of each sender, so that people can tell them apart. */
const INITIALS = { 'requesting-party': 'RP', 'commissioning-party': 'CP', s1sp: 'S1', dco: 'DC' } as const;

/** By kind: the last sequence counter this service used. */
const SENT = table<{ last: string }>('sent-counters');

/** How files are made. */
export const FILE_ISSUING = area('formats-issuing', {
  /** The virtual time in milliseconds since 1970, or one above the last counter used. */
  counterAfter: (last: bigint, now: bigint): bigint => (last >= now ? last + 1n : now),
});

/** A file on its way. */
export interface IssuedFile {
  readonly name: string;
  readonly fileId: string;
  /** SHA-256 of its bytes, base64: what other files refer to it by. */
  readonly digest: string;
}

/**
 * Signs a file as this service and sends the same bytes to every recipient.
 * @param write makes the unsigned document around the header it is given
 */
export function issueFile(
  work: Work,
  kind: FileKind,
  groupId: string,
  to: readonly ServiceName[],
  write: (header: FileHeader) => string,
): IssuedFile {
  const sender = FILE_SENDERS.find((role) => role === work.service.name);
  if (sender === undefined) throw new Error(`The ${work.service.name} sends no migration files.`);
  const fileId = `${INITIALS[sender]}-${String(work.nextNumber('file')).padStart(6, '0')}`;
  const header: FileHeader = {
    fileId,
    sender,
    groupId,
    sequenceCounter: nextCounter(work, kind),
    createdAt: work.now.toISOString(),
  };
  const bytes = Buffer.from(sign(write(header), signingKey(work.service)), 'utf8');
  const name = `${kind}_${groupId}_${fileId}.xml`;
  const digest = digestOf(bytes);
  rememberFile(work, sender, fileId, { kind, groupId, digest });
  for (const recipient of to) work.send({ to: recipient, kind, body: bytes, fileName: name });
  work.audit('file-sent', undefined, `${name} to ${to.join(', ')}`);
  return { name, fileId, digest };
}

function nextCounter(work: Work, kind: FileKind): string {
  const last = work.get(SENT, kind)?.last;
  const now = BigInt(work.now.getTime());
  const next = last === undefined ? now : work.rules(FILE_ISSUING).counterAfter(BigInt(last), now);
  work.put(SENT, kind, { last: next.toString() });
  return next.toString();
}
