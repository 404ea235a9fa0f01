import type { ServiceName } from '../../environments/environment';
import type { MigrationFile } from '../interfaces/files/migration-files';
import { readMigrationFile } from '../interfaces/files/read';
import { migrationFileName } from '../interfaces/files/names';
import { writeMigrationFile } from '../interfaces/files/write';
import { isFileKind } from '../interfaces/vocabulary';
import type { ImpersonatedMessage } from './impersonation';
import type { HeldMessage } from './channels';

/** Signs files with the key of a role. */
export interface Signer {
  /** Signs with the role's own key unless another signer is named. */
  sign(file: MigrationFile | string, signer?: string): Promise<string>;
}

/** What happens to a message on an intercepted channel. */
export type Interception =
  /** It goes on as it is, so many milliseconds of virtual time later. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Its recipient is down for so many milliseconds of virtual time, from the instant at which the first one is sent. */
  | { readonly kind: 'outage'; readonly milliseconds: number }
  /** The first one meets this; every later one goes on as it is. */
  | { readonly kind: 'first'; readonly meets: Interception }
  /** Other messages go on in its place; none: it never arrives. */
  | {
      readonly kind: 'replace';
      readonly make: (held: HeldMessage, signer: Signer) => Promise<readonly ImpersonatedMessage[]>;
    };

const HOUR = 3_600_000;

/** It never arrives. */
export const WITHHELD: Interception = { kind: 'replace', make: () => Promise.resolve([]) };

/** It arrives twice, with the same bytes. */
export const DELIVERED_TWICE: Interception = {
  kind: 'replace',
  make: (held) => Promise.resolve([asItIs(held), asItIs(held)]),
};

/** It arrives, and after it the one that came before it on that channel once more. */
export function followedByTheOneBefore(): Interception {
  let before: ImpersonatedMessage | undefined;
  return {
    kind: 'replace',
    make: (held) => {
      const earlier = before;
      before = asItIs(held);
      return Promise.resolve(earlier === undefined ? [before] : [before, earlier]);
    },
  };
}

/** It arrives, then with the same bytes again, and then once more, signed anew: the same file in other bytes. */
export const DELIVERED_THRICE: Interception = {
  kind: 'replace',
  make: async (held, signer) => [asItIs(held), asItIs(held), await forge(fileIn(held), signer)],
};

/** The transmission breaks off in the middle, and is then done again as a whole. */
export const INTERRUPTED: Interception = {
  kind: 'replace',
  make: (held) => {
    const half = held.bytes.subarray(0, Math.floor(held.bytes.length / 2));
    return Promise.resolve([{ ...asItIs(held), content: half }, asItIs(held)]);
  },
};

/** It arrives later. @param hours of virtual time */
export function delayed(hours: number): Interception {
  return { kind: 'delay', milliseconds: hours * HOUR };
}

/** Its recipient is down when the first one is sent. @param hours of virtual time */
export function afterOutage(hours: number): Interception {
  return { kind: 'outage', milliseconds: hours * HOUR };
}

/**
 * What is delivered in the place of a message.
 * @throws Error when the message only waits
 */
export function replacementOf(
  interception: Interception,
  held: HeldMessage,
  signer: Signer,
): Promise<readonly ImpersonatedMessage[]> {
  if (interception.kind === 'replace') return interception.make(held, signer);
  throw new Error(`The ${held.kind} cannot wait here: only its content can differ.`);
}

/** The real message, to be delivered by the tester. */
export function asItIs({ kind, fileName, correlation, bytes }: HeldMessage): ImpersonatedMessage {
  return {
    kind,
    ...(fileName === undefined ? {} : { fileName }),
    ...(correlation === undefined ? {} : { correlation }),
    content: bytes,
  };
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
  /** Who delivers it; its sender unless named. From anybody else its recipient does not take it. */
  readonly deliveredBy?: ServiceName;
}

/** A forged file of any kind, ready to be delivered. */
export async function forge(file: MigrationFile, signer: Signer, forgery: Forgery = {}): Promise<ImpersonatedMessage> {
  const { signedBy, unsigned = false, beforeSigning, afterSigning, deliveredBy } = forgery;
  const written = writeMigrationFile(file);
  const xml = beforeSigning?.(written) ?? written;
  const signed = unsigned ? xml : await signer.sign(xml, signedBy);
  return {
    kind: file.kind,
    fileName: migrationFileName(file.kind, file.header),
    content: afterSigning?.(signed) ?? signed,
    ...(deliveredBy === undefined ? {} : { by: deliveredBy, mustBeRefused: true }),
  };
}

/** The file in a held message. @throws Error when it is a message of another kind */
export function fileIn(held: HeldMessage): MigrationFile {
  if (!isFileKind(held.kind)) throw new Error(`A ${held.kind} is no migration file.`);
  return readMigrationFile(held.bytes.toString('utf8'));
}
