import { createHash } from 'node:crypto';
import { table } from '../kernel/store';
import { GROUPS as GROUPS_IN_USE, type Group } from '../domain/provisions';
import { provision } from '../kernel/provision';
import type { Work } from '../kernel/work';
import type { FileKind, FileModels } from './kinds';

/** A file that this service has accepted, or sent itself. */
export interface KnownFile {
  readonly kind: FileKind;
  readonly groupId: string;
  /** SHA-256 of the bytes as delivered, base64. */
  readonly digest: string;
}

/** A file that has passed its own checks and waits for the Migration Common File it refers to. */
export interface WaitingFile {
  readonly kind: FileKind;
  readonly name: string;
  /** Number of its arrival. */
  readonly arrival: number;
  /** Role that delivered it. */
  readonly deliverer: string;
  readonly digest: string;
  readonly model: FileModels[FileKind];
}

/** By `<sender>/<FileId>`. */
const KNOWN = table<KnownFile>('known-files');
/** By digest: the name under which those bytes were accepted. */
const ACCEPTED = table<{ name: string }>('accepted-files');
/** By `<sender>/<kind>`: the sequence counter of the last accepted file. */
const COUNTERS = table<{ last: string }>('accepted-counters');
/** By digest. */
const WAITING = table<WaitingFile>('waiting-files');
/** By Group ID. */
const GROUPS = table<Group>('groups');

/** What the lab tells a service about the groups in use; replaces what it knew. */
export const provisionGroups = provision(GROUPS_IN_USE, ({ groups }, work) => keepGroups(groups, work));

/** Keeps which Group IDs are in use, in place of what was known. */
export function keepGroups(groups: readonly Group[], work: Work): void {
  for (const { id } of work.list(GROUPS)) work.remove(GROUPS, id);
  for (const group of groups) work.put(GROUPS, group.groupId, group);
}

/** A Group ID in use; undefined when it is not. */
export function knownGroup(work: Work, groupId: string): Group | undefined {
  return work.get(GROUPS, groupId);
}

/** Whether installations of a group may migrate without their gas meter. */
export function fallsBackToElectricity(work: Work, groupId: string): boolean {
  return knownGroup(work, groupId)?.electricityOnlyFallback === true;
}

/** SHA-256 of a file's bytes, base64. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/** The file of this id that this service accepted from a sender, or sent itself. */
export function knownFile(work: Work, sender: string, fileId: string): KnownFile | undefined {
  return work.get(KNOWN, `${sender}/${fileId}`);
}

/** Lets later files refer to this one, and no other file take its id. */
export function rememberFile(work: Work, sender: string, fileId: string, file: KnownFile): void {
  work.put(KNOWN, `${sender}/${fileId}`, file);
}

/** Notes that these bytes were accepted and their counter is used. */
export function noteAccepted(work: Work, file: Omit<WaitingFile, 'arrival' | 'deliverer'>): void {
  const { sender, fileId, groupId, sequenceCounter } = file.model.header;
  rememberFile(work, sender, fileId, { kind: file.kind, groupId, digest: file.digest });
  work.put(ACCEPTED, file.digest, { name: file.name });
  const key = `${sender}/${file.kind}`;
  // A file that had to wait may be accepted after one that was sent later.
  const last = BigInt(work.get(COUNTERS, key)?.last ?? '-1');
  if (BigInt(sequenceCounter) > last) work.put(COUNTERS, key, { last: sequenceCounter });
}

/** Whether these bytes were accepted before, or wait to be. */
export function isRepeated(work: Work, digest: string): boolean {
  return work.get(ACCEPTED, digest) !== undefined || work.get(WAITING, digest) !== undefined;
}

/** The highest sequence counter that is taken: by the last accepted file of this sender and kind, or by one that waits. */
export function highestCounter(work: Work, sender: string, kind: FileKind): bigint {
  const waiting = work
    .list(WAITING)
    .filter(({ value }) => value.kind === kind && value.model.header.sender === sender)
    .map(({ value }) => BigInt(value.model.header.sequenceCounter));
  const last = BigInt(work.get(COUNTERS, `${sender}/${kind}`)?.last ?? '-1');
  return waiting.reduce((highest, counter) => (counter > highest ? counter : highest), last);
}

export function keepWaiting(work: Work, file: WaitingFile): void {
  work.put(WAITING, file.digest, file);
}

export function endWaiting(work: Work, digest: string): WaitingFile | undefined {
  const file = work.get(WAITING, digest);
  work.remove(WAITING, digest);
  return file;
}

/** Files that wait for a Migration Common File of this id, in order of arrival. */
export function waitingFor(work: Work, commonFileId: string): WaitingFile[] {
  return work
    .list(WAITING)
    .map(({ value }) => value)
    .filter(({ model }) => 'commonFile' in model && model.commonFile.fileId === commonFileId)
    .sort((a, b) => a.arrival - b.arrival);
}
