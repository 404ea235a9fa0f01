import { Refusal } from './refusal';

/** A database that cannot be used; the message is one sentence that names its file and what to do. */
export class StoreFault extends Refusal {
  constructor(sentence: string) {
    // A caller may try again: what is wrong can be mended.
    super(503, sentence);
    this.name = 'StoreFault';
  }
}

/** Which database something is wrong with. */
export interface DatabaseName {
  readonly path: string;
  /** Whose it is. */
  readonly owner: string;
}

/** What is wrong with a database, and what mends it. */
export interface Trouble {
  readonly what: string;
  readonly remedy: string;
}

const RESTORE = 'put a sound copy in its place, or remove it with what belongs to it and reset the system';

export const EMPTIED: Trouble = { what: 'is empty', remedy: RESTORE };
export const LOST: Trouble = {
  what: 'has lost what was written last, which found no room or could not be written',
  remedy: 'mend that and start the system again',
};
export const DAMAGED: Trouble = { what: 'is damaged', remedy: RESTORE };
export const FOREIGN: Trouble = {
  what: 'was written by another program, or by another version of this one',
  remedy: RESTORE,
};

export const FULL: Trouble = { what: 'has no room left', remedy: 'free space on its disk' };

/** By the primary result codes of SQLite (SOURCED: sqlite.org/rescode.html). */
const TROUBLES: Readonly<Record<number, Trouble>> = {
  5: { what: 'is in use by another process', remedy: 'stop that one' },
  8: { what: 'is read-only', remedy: 'let this process write the file and its folder' },
  10: { what: 'cannot be read or written', remedy: 'see to its disk' },
  11: DAMAGED,
  13: FULL,
  14: { what: 'cannot be opened', remedy: 'let its folder exist, and this process write it' },
  26: DAMAGED,
};

/** The sentence about a database. */
export function storeFault({ path, owner }: DatabaseName, { what, remedy }: Trouble): StoreFault {
  return new StoreFault(`The store ${path} of the ${owner} ${what}: ${remedy}.`);
}

/** What an error of SQLite says about a database; undefined for any other error. */
export function troubleOf(error: unknown): Trouble | undefined {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? TROUBLES[code & 0xff] : undefined;
}
