import type { CommonInstallation } from '../../formats/common-file';
import type { EncryptedFile } from '../../formats/encrypted-file';
import type { FileReference } from '../../formats/header';
import type { ViabilityResult } from '../../formats/viable-file';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';

/** The files of one Migration Common File, as far as they have arrived, and what came of them. */
export interface FileSet {
  readonly groupId: string;
  readonly commonFile: FileReference;
  readonly installations: readonly CommonInstallation[];
  /** Installations that the Commissioning Party passed. */
  readonly passed?: readonly string[];
  /** End of the attempt window, ISO 8601. */
  readonly validUntil?: string;
  readonly secrets?: EncryptedFile;
  readonly s1spResults?: readonly ViabilityResult[];
  /** Set once the DCO has judged. */
  readonly judged?: boolean;
}

/** What counts for the keys of an installation, once it has been judged. */
export interface Judged {
  readonly attempt: number;
  readonly deviceIds: readonly string[];
  /** Viable for the DCO. */
  readonly viable: boolean;
  /** Viable for the S1SP. */
  readonly viableForS1sp: boolean;
  /** End of the attempt window, ISO 8601. */
  readonly validUntil: string;
}

/** By file id of the Migration Common File. */
const SETS = table<FileSet>('file-sets');
/** By installation id: its latest attempt. */
export const JUDGED = table<Judged>('judged-installations');

export function saveSet(work: Work, set: FileSet): void {
  work.put(SETS, set.commonFile.fileId, set);
}

/** @throws Error when the set is unknown: a file that refers to it would not have been accepted. */
export function setOf(work: Work, commonFileId: string): FileSet {
  const set = work.get(SETS, commonFileId);
  if (!set) throw new Error(`The Migration Common File ${commonFileId} was not accepted.`);
  return set;
}
