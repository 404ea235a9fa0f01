import { DatabaseFile } from './database-file';
import type { Value } from './written';

/** A row as the database gives it. */
export type Row = Record<string, string | number | bigint | null | Uint8Array>;

/** Tables of one owner. Statements name them, and their indexes, in braces: in a shared file each owner has its own. */
export interface Tables {
  /** Whose they are. */
  readonly owner: string;
  /** Statements that make them. */
  readonly schema: string;
  /** Queries that find nothing in sound ones. */
  readonly unsound?: readonly string[];
}

/** Documents by name that say where the process stands: a clock, a switch. */
const STATE = 'CREATE TABLE IF NOT EXISTS {state} (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;';

/** Larger than most of what is written: where it finds room, so do a service's units of work. */
const PROBE = JSON.stringify({ room: ' '.repeat(65_536) });

/** The tables of a service or of the lab, in a file of their own or in one that several of a process share. */
export class Database {
  /** Statements as they are written, and as the file takes them. */
  private readonly named = new Map<string, string>();
  /** The newest probe of the file that this owner knows. */
  private probe = 0;

  private constructor(
    private readonly file: DatabaseFile,
    private readonly nameOf: NameOf,
  ) {
    this.requireWritable();
  }

  /**
   * Tables in a file of their own.
   * @throws StoreFault when there is a file that is not the sound one it should be, or none can be made
   */
  static alone(path: string, tables: Tables): Database {
    const plain: NameOf = (name) => name;
    const { owner } = tables;
    return new Database(new DatabaseFile({ path, owner, ...namedTables(tables, plain), commits: 'each' }), plain);
  }

  /** @param owner one of those for whom `sharedFile` opened the file */
  static within(file: DatabaseFile, owner: string): Database {
    return new Database(file, nameWithin(owner));
  }

  /** Runs a statement that changes something. */
  run(sql: string, ...values: Value[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.file.change(this.sql(sql), (statement) => statement.run(...values));
  }

  one(sql: string, ...values: Value[]): Row | undefined {
    return this.file.with(this.sql(sql), (statement) => statement.get(...values));
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.file.with(this.sql(sql), (statement) => statement.all(...values));
  }

  /** Runs `write` as a whole: all of it is kept, or none. */
  transaction<T>(write: () => T): T {
    return this.file.transaction(write);
  }

  /** Stores what the owners of a shared file have written. @throws StoreFault when it cannot be stored */
  commit(): void {
    this.file.commit();
  }

  /** What was kept under a name. */
  state(name: string): unknown {
    const row = this.one('SELECT body FROM {state} WHERE name = ?', name);
    return row === undefined ? undefined : JSON.parse(String(row.body));
  }

  keepState(name: string, value: object): void {
    this.keepText(name, JSON.stringify(value));
  }

  /**
   * Writes something that changes nothing, unless another owner of the file has done so since this one was asked last.
   * @throws StoreFault when nothing can be written now
   */
  requireWritable(): void {
    if (this.file.probes === this.probe) {
      this.keepText('probe', PROBE);
      this.file.commit();
      this.file.probes += 1;
    }
    this.probe = this.file.probes;
  }

  close(): void {
    this.file.close();
  }

  private keepText(name: string, text: string): void {
    this.run('INSERT OR REPLACE INTO {state} (name, body) VALUES (?, ?)', name, text);
  }

  private sql(written: string): string {
    const known = this.named.get(written);
    if (known !== undefined) return known;
    const named = withNames(written, this.nameOf);
    this.named.set(written, named);
    return named;
  }
}

/**
 * Opens a file for the tables of several owners, in which all that they write is stored together, when its `commit` says so.
 * @param owner whose the file is, as a fault names it
 * @throws StoreFault when there is a file that is not the sound one it should be, or none can be made
 */
export function sharedFile(path: string, owner: string, all: readonly Tables[]): DatabaseFile {
  const named = all.map((tables) => namedTables(tables, nameWithin(tables.owner)));
  return new DatabaseFile({
    path,
    owner,
    schema: named.map(({ schema }) => schema).join('\n'),
    unsound: named.flatMap(({ unsound }) => unsound),
    commits: 'together',
  });
}

/** What a table or index is called in a file. */
type NameOf = (name: string) => string;

function nameWithin(owner: string): NameOf {
  return (name) => `"${owner} ${name}"`;
}

function withNames(sql: string, nameOf: NameOf): string {
  return sql.replaceAll(/\{(\w+)\}/g, (_braces, name: string) => nameOf(name));
}

function namedTables({ schema, unsound = [] }: Tables, nameOf: NameOf): { schema: string; unsound: string[] } {
  return {
    schema: withNames(`${STATE}${schema}`, nameOf),
    unsound: unsound.map((query) => withNames(query, nameOf)),
  };
}
