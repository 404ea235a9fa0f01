import { Database, type Row, type Tables } from './database';
import type { DatabaseFile } from './database-file';
import { StoreFault } from './database-fault';
import type { Base, Value, Written } from './written';

export type { Row } from './database';

/** A named collection of JSON documents of one shape. */
export interface Table<T> {
  readonly name: string;
  /** Carries the type only. */
  readonly shape?: T;
}

/** Names a collection: `const installations = table<Installation>('installations')`. */
export function table<T>(name: string): Table<T> {
  return { name };
}

// Documents keep their row ids: without them a body would lie in the index, to be copied whole wherever a key is compared.
const SCHEMA = `
CREATE TABLE IF NOT EXISTS {documents} (collection TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (collection, id));
CREATE TABLE IF NOT EXISTS {counters} (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS {inbox} (n INTEGER PRIMARY KEY, sender TEXT NOT NULL, message_id TEXT NOT NULL, kind TEXT NOT NULL, file_name TEXT, correlation TEXT, body BLOB NOT NULL, received_at TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0, UNIQUE (sender, message_id));
CREATE INDEX IF NOT EXISTS {inbox_open} ON {inbox} (done, n);
CREATE TABLE IF NOT EXISTS {outbox} (n INTEGER PRIMARY KEY, recipient TEXT NOT NULL, kind TEXT NOT NULL, file_name TEXT, correlation TEXT, body BLOB NOT NULL, state TEXT NOT NULL, due TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, sent_at TEXT, logical_time INTEGER, sent_n INTEGER, follow_up TEXT);
CREATE INDEX IF NOT EXISTS {outbox_state} ON {outbox} (state, due, n);
CREATE INDEX IF NOT EXISTS {outbox_sent} ON {outbox} (sent_n);
CREATE TABLE IF NOT EXISTS {timers} (n INTEGER PRIMARY KEY, due TEXT NOT NULL, kind TEXT NOT NULL, name TEXT UNIQUE, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS {timers_due} ON {timers} (due, n);
CREATE TABLE IF NOT EXISTS {files} (n INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, file_id TEXT, sender TEXT NOT NULL, received_at TEXT NOT NULL, verdict TEXT NOT NULL, code TEXT, reason TEXT, judged_at TEXT, inbox_n INTEGER);
CREATE INDEX IF NOT EXISTS {files_name} ON {files} (name);
CREATE TABLE IF NOT EXISTS {audit} (n INTEGER PRIMARY KEY, logical_time INTEGER NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL, installation TEXT, detail TEXT NOT NULL);
`;
const TABLE_NAMES = ['documents', 'counters', 'inbox', 'outbox', 'timers', 'files', 'audit', 'state'];

/** Documents are JSON: what is not was damaged. */
const UNSOUND = [
  'SELECT 1 FROM {documents} WHERE NOT json_valid(body)',
  'SELECT 1 FROM {timers} WHERE NOT json_valid(body)',
];

/** The tables of a service's store. */
export function storeTables(owner: string): Tables {
  return { owner, schema: SCHEMA, unsound: UNSOUND };
}

/** The table that a statement changes. */
const CHANGED = /^(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) \{(\w+)\}/;

/**
 * The durable store of one service, in a write-ahead-logged database file. Synchronous on purpose: a transaction never
 * spans what is awaited.
 */
export class Store implements Base {
  /** The table that each statement changes, if any. */
  private readonly changedBy = new Map<string, string | undefined>();
  /** How often each table may have changed. */
  private readonly changes = new Map<string, number>();
  private readonly remembered = new Map<string, { readonly changes: number; readonly value: unknown }>();
  /** Throws where nothing more can be stored. */
  requireRoom: () => void = () => undefined;

  private constructor(private readonly database: Database) {}

  /** A store in a file of its own. @throws StoreFault when the file cannot be used as it is */
  static alone(path: string, owner: string): Store {
    return new Store(Database.alone(path, storeTables(owner)));
  }

  /** A store in a file that was opened for `storeTables` of this owner, among others. */
  static within(file: DatabaseFile, owner: string): Store {
    return new Store(Database.within(file, owner));
  }

  /** Runs a statement that changes something; returns the number of rows changed and the last row number. */
  run(sql: string, ...values: Value[]): { changes: number; lastRow: number } {
    const table = this.tableChangedBy(sql);
    if (table !== undefined) this.changes.set(table, (this.changes.get(table) ?? 0) + 1);
    const { changes, lastInsertRowid } = this.database.run(sql, ...values);
    return { changes: Number(changes), lastRow: Number(lastInsertRowid) };
  }

  one(sql: string, ...values: Value[]): Row | undefined {
    return this.database.one(sql, ...values);
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.database.all(sql, ...values);
  }

  /** What `read` finds in one table; read again only where that table may have changed since. */
  known<T>(table: string, what: string, read: (store: Store) => T): T {
    const changes = this.changes.get(table) ?? 0;
    const before = this.remembered.get(what);
    if (before?.changes === changes) return before.value as T;
    const value = read(this);
    this.remembered.set(what, { changes, value });
    return value;
  }

  /** Forgets what it knows of what is stored. */
  forget(): void {
    this.remembered.clear();
  }

  /**
   * Runs `write` in one transaction: all of it is kept, or none.
   * @throws StoreFault when there is no room for it
   */
  transaction<T>(write: () => T): T {
    this.requireRoom();
    return this.whole(write);
  }

  private whole<T>(write: () => T): T {
    try {
      return this.database.transaction(write);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  document(collection: string, id: string): string | undefined {
    return text(this.one('SELECT body FROM {documents} WHERE collection = ? AND id = ?', collection, id)?.body);
  }

  documents(collection: string, prefix: string): Map<string, string> {
    const rows = this.all(
      'SELECT id, body FROM {documents} WHERE collection = ? AND id >= ? AND id < ? ORDER BY id',
      collection,
      prefix,
      `${prefix}\u{10ffff}`,
    );
    return new Map(rows.map(({ id, body }) => [String(id), String(body)]));
  }

  number(name: string): number {
    return Number(this.one('SELECT value FROM {counters} WHERE name = ?', name)?.value ?? 0);
  }

  /** Stores what a unit of work has written, in one transaction. */
  keep({ documents, numbers, writes }: Written): void {
    this.transaction(() => {
      for (const [collection, versions] of documents) {
        for (const [id, version] of versions) {
          if (!version) this.run('DELETE FROM {documents} WHERE collection = ? AND id = ?', collection, id);
          else
            this.run(
              'INSERT INTO {documents} (collection, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
              collection,
              id,
              version.json,
            );
        }
      }
      for (const [name, value] of numbers) {
        this.run('INSERT OR REPLACE INTO {counters} (name, value) VALUES (?, ?)', name, value);
      }
      for (const write of writes) write(this);
    });
  }

  /** What the service was told of its world, under a name: its clock, what the lab has switched on. */
  state(name: string): unknown {
    return this.database.state(name);
  }

  keepState(name: string, value: object): void {
    this.database.keepState(name, value);
  }

  /** Logical time of the newest thing that was done. */
  lastLogicalTime(): number {
    const newest = this.one(
      'SELECT MAX(n) AS n FROM (SELECT MAX(logical_time) AS n FROM {audit} UNION SELECT MAX(logical_time) FROM {outbox})',
    );
    return Number(newest?.n ?? 0);
  }

  /** Stores what was written to a file that services share and that is stored now and then: before anybody outside is told. */
  commit(): void {
    this.database.commit();
  }

  /** What is wrong with the store now, as a sentence. */
  trouble(): string | undefined {
    try {
      this.database.requireWritable();
      return undefined;
    } catch (error) {
      if (error instanceof StoreFault) return error.message;
      throw error;
    }
  }

  /** Empties every table; `then` writes with it what is to stand there instead. */
  clear(then: () => void): void {
    this.whole(() => {
      for (const name of TABLE_NAMES) this.run(`DELETE FROM {${name}}`);
      then();
    });
  }

  /** Counts how often one of these tables may have changed. */
  changesOf(tables: readonly string[]): number {
    return tables.reduce((sum, name) => sum + (this.changes.get(name) ?? 0), 0);
  }

  close(): void {
    this.database.close();
  }

  private tableChangedBy(sql: string): string | undefined {
    if (!this.changedBy.has(sql)) this.changedBy.set(sql, CHANGED.exec(sql)?.[1]);
    return this.changedBy.get(sql);
  }
}

/** Text of a column, or undefined where it is null. */
export function text(value: Row[string] | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
