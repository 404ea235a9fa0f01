import type { CommonInstallation } from '../../../formats/common-file';
import type { EncryptedFile } from '../../../formats/encrypted-file';
import type { GroupInstallation } from '../../../formats/group-file';
import type { FileReference } from '../../../formats/header';
import type { ViabilityResult } from '../../../formats/viable-file';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** The Required File Set of one Migration Common File, as far as it has arrived. */
export interface FileSet {
  readonly groupId: string;
  readonly commonFile: FileReference;
  readonly installations: readonly CommonInstallation[];
  /** Installations that the Commissioning Party passed. */
  readonly passed?: readonly string[];
  /** End of the attempt window, ISO 8601. */
  readonly validUntil?: string;
  readonly group?: readonly GroupInstallation[];
  readonly secrets?: EncryptedFile;
}

/**
 * How far the installations of a set have come, in numbers: read at every step of every one of them, so kept apart from the
 * files and small. Present once the set has begun, complete or too late.
 */
export interface Progress {
  readonly groupId: string;
  readonly commonFile: FileReference;
  /** Installations without a result of device testing. */
  readonly untested: number;
  /** Installations that are neither final nor in intervention. */
  readonly moving: number;
  /** The S1SP's list has been sent; a set that was never complete has none. */
  readonly viableSent: boolean;
  /** A first S1SP Commissioning File has been sent. */
  readonly reported: boolean;
}

/** By file id of the Migration Common File, all of them. */
const SETS = table<FileSet>('file-sets');
const PROGRESS = table<Progress>('progress');
const MEMBERS = table<{ installationIds: readonly string[] }>('members');
const DCO_RESULTS = table<{ results: readonly ViabilityResult[] }>('dco-results');

export function saveSet(work: Work, set: FileSet): void {
  work.put(SETS, set.commonFile.fileId, set);
}

/** @throws Error when the set is unknown: a file that refers to it would not have been accepted. */
export function setOf(work: Work, commonFileId: string): FileSet {
  const set = work.get(SETS, commonFileId);
  if (!set) throw new Error(`The Migration Common File ${commonFileId} was not accepted.`);
  return set;
}

export function progressOf(work: Work, commonFileId: string): Progress | undefined {
  return work.get(PROGRESS, commonFileId);
}

export function saveProgress(work: Work, progress: Progress): void {
  work.put(PROGRESS, progress.commonFile.fileId, progress);
}

/** Installations that a set has begun with. */
export function membersOf(work: Work, commonFileId: string): readonly string[] {
  return work.get(MEMBERS, commonFileId)?.installationIds ?? [];
}

export function saveMembers(work: Work, commonFileId: string, installationIds: readonly string[]): void {
  work.put(MEMBERS, commonFileId, { installationIds });
}

/** What the DCO's list says; undefined before it has come. */
export function dcoResultsOf(work: Work, commonFileId: string): readonly ViabilityResult[] | undefined {
  return work.get(DCO_RESULTS, commonFileId)?.results;
}

export function saveDcoResults(work: Work, commonFileId: string, results: readonly ViabilityResult[]): void {
  work.put(DCO_RESULTS, commonFileId, { results });
}
