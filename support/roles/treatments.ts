import type { MigrationFile, MigrationFileOf } from '../interfaces/files/model';
import { readFileOf, readMigrationFile } from '../interfaces/files/read';
import { migrationFileName } from '../interfaces/files/names';
import { writeMigrationFile } from '../interfaces/files/write';
import { isFileKind, type FileKind } from '../interfaces/vocabulary';
import type { Delivery } from './stand-in';
import type { HeldMessage } from './test-lab';

/** Whoever can sign in a role's place. */
export interface Signer {
  /** Signs with the role's own key unless another signer is named. */
  sign(file: MigrationFile | string, signer?: string): Promise<string>;
}

/** What becomes of a message on a hop where the tester stands. */
export type Treatment =
  /** It goes on as it is, so many milliseconds of virtual time later. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Other deliveries go on in its place; none: it never arrives. */
  | { readonly kind: 'replace'; readonly make: (held: HeldMessage, place: Signer) => Promise<readonly Delivery[]> };

/** It never arrives. */
export const WITHHELD: Treatment = { kind: 'replace', make: () => Promise.resolve([]) };

/** It arrives twice, with the same bytes. */
export const DELIVERED_TWICE: Treatment = {
  kind: 'replace',
  make: (held) => Promise.resolve([asItIs(held), asItIs(held)]),
};

/** It arrives later. @param hours of virtual time */
export function delayed(hours: number): Treatment {
  return { kind: 'delay', milliseconds: hours * 3_600_000 };
}

/** The real message, to be delivered by the tester. */
export function asItIs({ kind, fileName, bytes }: HeldMessage): Delivery {
  return { kind, ...(fileName === undefined ? {} : { fileName }), content: bytes };
}

/** How a rewritten file differs from one that its sender would have made. */
export interface Forgery {
  /** Whose key signs; the sender's own unless named. */
  readonly signedBy?: string;
  /** True: nobody signs. */
  readonly unsigned?: boolean;
  /** Changes the text before it is signed: what no model can say, such as an element that does not belong. */
  readonly beforeSigning?: (xml: string) => string;
  /** Changes the text after it was signed. */
  readonly afterSigning?: (xml: string) => string;
}

/** The file arrives as the tester writes it: changed, and signed anew with the sender's lent key. */
export function rewritten<K extends FileKind>(
  kind: K,
  change: (file: MigrationFileOf<K>, place: Signer) => MigrationFileOf<K> | Promise<MigrationFileOf<K>>,
  forgery: Forgery = {},
): Treatment {
  return {
    kind: 'replace',
    make: async (held, place) => {
      const file = await change(readFileOf(kind, held.bytes.toString('utf8')), place);
      return [await forge(file, place, forgery)];
    },
  };
}

/** A forged file of any kind, ready to be delivered. */
export async function forge(file: MigrationFile, place: Signer, forgery: Forgery = {}): Promise<Delivery> {
  const { signedBy, unsigned = false, beforeSigning, afterSigning } = forgery;
  const written = writeMigrationFile(file);
  const xml = beforeSigning?.(written) ?? written;
  const signed = unsigned ? xml : await place.sign(xml, signedBy);
  return {
    kind: file.kind,
    fileName: migrationFileName(file.kind, file.header),
    content: afterSigning?.(signed) ?? signed,
  };
}

/** The file arrives with a sequence counter that its sender did not sign. */
export const ALTERED_AFTER_SIGNING: Treatment = {
  kind: 'replace',
  make: (held) => {
    const xml = held.bytes.toString('utf8');
    const altered = xml.replace(/(<(?:\w+:)?SequenceCounter>)(\d+)/, (_all, tag: string, counter: string) => {
      return `${tag}${(BigInt(counter) + 1n).toString()}`;
    });
    return Promise.resolve([{ ...asItIs(held), content: altered }]);
  },
};

/** The file arrives unchanged but signed by another role than its sender. */
export function signedBy(role: string): Treatment {
  return {
    kind: 'replace',
    make: async (held, place) => [await forge(fileIn(held), place, { signedBy: role })],
  };
}

/** The file arrives without any signature. */
export const UNSIGNED: Treatment = {
  kind: 'replace',
  make: async (held, place) => [await forge(fileIn(held), place, { unsigned: true })],
};

/** The file arrives cut short, so that it is not well-formed. */
export const CUT_SHORT: Treatment = {
  kind: 'replace',
  make: (held) => {
    const xml = held.bytes.toString('utf8');
    return Promise.resolve([{ ...asItIs(held), content: xml.slice(0, Math.floor(xml.length / 2)) }]);
  },
};

/** The file arrives with an element that its schema does not know, rightly signed. */
export const AGAINST_ITS_SCHEMA: Treatment = {
  kind: 'replace',
  make: async (held, place) => {
    const beforeSigning = (xml: string): string => xml.replace(/<\/(\w+)>$/, '<Unforeseen/></$1>');
    return [await forge(fileIn(held), place, { beforeSigning })];
  },
};

/** The file in a held message. @throws Error when it is a message of another kind */
export function fileIn(held: HeldMessage): MigrationFile {
  if (!isFileKind(held.kind)) throw new Error(`A ${held.kind} is no migration file.`);
  return readMigrationFile(held.bytes.toString('utf8'));
}
