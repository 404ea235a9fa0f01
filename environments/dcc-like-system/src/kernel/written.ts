/** A value of a column. */
export type Value = string | number | null | Uint8Array;

/** What a unit of work needs of the store when it is stored. */
export interface Statements {
  /** Runs a statement that changes something; returns the number of rows changed and the last row number. */
  run(sql: string, ...values: Value[]): { changes: number; lastRow: number };
}

/** A version of a document. It becomes JSON when somebody reads or stores it, which most versions of a unit never are. */
export class Version {
  private text: string | undefined;

  constructor(private readonly value: object) {}

  get json(): string {
    return (this.text ??= JSON.stringify(this.value));
  }
}

/** What a unit of work is to store. */
export interface Written {
  /** By collection and id; undefined: removed. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, Version | undefined>>;
  /** Durable counters by name. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Names of timers that were set or cancelled. */
  readonly timers: ReadonlySet<string>;
  /** Everything else, in order. */
  readonly writes: readonly ((store: Statements) => void)[];
}

/** What a unit of work reads from and is stored in: the store, or a larger unit that it is a part of. */
export interface Base {
  document(collection: string, id: string): string | undefined;
  /** Bodies by id of those whose id begins with `prefix`. */
  documents(collection: string, prefix: string): Map<string, string>;
  /** Last number of a durable counter; 0 before the first. */
  number(name: string): number;
  keep(written: Written): void;
}
