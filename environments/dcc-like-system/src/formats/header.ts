import type { Element } from '@xmldom/xmldom';
import { at, base64At, branch, instantAt, leaf, textAt } from './elements';

/** Roles that send migration files. */
export const FILE_SENDERS = ['requesting-party', 'commissioning-party', 's1sp', 'dco'] as const;

export type FileSender = (typeof FILE_SENDERS)[number];

/** The header that opens every migration file. */
export interface FileHeader {
  /** Unique per sender. */
  readonly fileId: string;
  readonly sender: FileSender;
  /** Two capital letters. */
  readonly groupId: string;
  /** Unsigned 64-bit number in decimal; compare as BigInt. */
  readonly sequenceCounter: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Binds a file to its Migration Common File. */
export interface FileReference {
  readonly fileId: string;
  /** SHA-256 of the bytes as delivered, base64. */
  readonly digest: string;
}

/** Why a file, or an installation in it, is refused. */
export interface Refused {
  /** A code of `codes.csv`. */
  readonly code: string;
  /** One sentence, at most 250 characters. */
  readonly reason: string;
}

export function writeHeader(header: FileHeader): string {
  return branch(
    'Header',
    leaf('FileId', header.fileId),
    leaf('Sender', header.sender),
    leaf('GroupId', header.groupId),
    leaf('SequenceCounter', header.sequenceCounter),
    leaf('CreatedAt', header.createdAt),
  );
}

export function readHeader(root: Element): FileHeader {
  const header = at(root, 'Header');
  return {
    fileId: textAt(header, 'FileId'),
    sender: textAt(header, 'Sender') as FileSender,
    groupId: textAt(header, 'GroupId'),
    sequenceCounter: BigInt(textAt(header, 'SequenceCounter')).toString(),
    createdAt: instantAt(header, 'CreatedAt'),
  };
}

export function writeReference(reference: FileReference): string {
  return branch('CommonFileReference', leaf('FileId', reference.fileId), leaf('Digest', reference.digest));
}

export function readReference(root: Element): FileReference {
  const reference = at(root, 'CommonFileReference');
  return { fileId: textAt(reference, 'FileId'), digest: base64At(reference, 'Digest') };
}

/** Code and reason of a result, where it has them. */
export function writeRefused(refused: Partial<Refused>): string {
  return leaf('Code', refused.code) + leaf('Reason', refused.reason?.slice(0, 250));
}
