import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { StoreFault } from './database-fault';
import { DAMAGED, EMPTIED, FOREIGN, storeFault, troubleOf, type DatabaseName, type Trouble } from './database-fault';
import type { Value } from './written';

/** A row as the database gives it. */
export type Row = Record<string, string | number | bigint | null | Uint8Array>;

/** How a database is made and known again. */
export interface DatabaseDescription extends DatabaseName {
  /** Statements that make its tables. */
  readonly schema: string;
  /** Queries that find nothing in a sound database. */
  readonly unsound?: readonly string[];
}

const PRAGMAS = [
  // A document of some 2 kB fits into its page and needs no further ones.
  'page_size = 8192',
  // One process, one database: no other one has to be asked whether it has changed something.
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  // What is committed outlives the process; a checkpoint waits for the disk, so there are few of them.
  'synchronous = NORMAL',
  'wal_autocheckpoint = 8000',
  'busy_timeout = 5000',
  // A container need not have a folder for temporary files.
  'temp_store = MEMORY',
];

/** Marks a database file as one of this system: "SMTS". */
const APPLICATION_ID = 0x534d5453;
/** Version of the tables. */
const USER_VERSION = 1;
const IN_MEMORY = ':memory:';
/** Larger than most of what is written: where it finds room, so do a service's units of work. */
const PROBE = { room: ' '.repeat(65_536) };

/** Documents by name that say where the process stands: a clock, a switch. */
const STATE = 'CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;';

/**
 * A database file of one process. It is checked when it is opened; whatever is wrong with it, then or later, is a
 * `StoreFault` that names it.
 */
export class Database {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /** @throws StoreFault when there is a file that is not the sound one it should be, or none can be made */
  constructor(private readonly description: DatabaseDescription) {
    const { path } = description;
    this.database = this.translated(() => {
      if (path !== IN_MEMORY && !existsSync(path)) this.make(path);
      if (path !== IN_MEMORY && statSync(path).size === 0) throw this.fault(EMPTIED);
      const database = new DatabaseSync(path);
      try {
        if (path === IN_MEMORY) database.exec(this.making);
        else this.examine(database);
        for (const pragma of PRAGMAS) database.exec(`PRAGMA ${pragma}`);
        return database;
      } catch (error) {
        database.close();
        throw error;
      }
    });
    this.requireWritable();
  }

  /** Runs a statement that changes something. */
  run(sql: string, ...values: Value[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.translated(() => this.prepare(sql).run(...values));
  }

  one(sql: string, ...values: Value[]): Row | undefined {
    return this.translated(() => this.prepare(sql).get(...values));
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.translated(() => this.prepare(sql).all(...values));
  }

  /** Runs `write` in one transaction: all of it is kept, or none. */
  transaction<T>(write: () => T): T {
    this.run('BEGIN IMMEDIATE');
    try {
      const result = write();
      this.run('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself has given up a transaction that found no room.
      if (this.database.isTransaction) this.run('ROLLBACK');
      throw error;
    }
  }

  /** What was kept under a name. */
  state(name: string): unknown {
    const row = this.one('SELECT body FROM state WHERE name = ?', name);
    return row === undefined ? undefined : JSON.parse(String(row.body));
  }

  keepState(name: string, value: object): void {
    this.run('INSERT OR REPLACE INTO state (name, body) VALUES (?, ?)', name, JSON.stringify(value));
  }

  /** Writes something that changes nothing. @throws StoreFault when nothing can be written now */
  requireWritable(): void {
    this.keepState('probe', PROBE);
  }

  close(): void {
    this.statements.clear();
    if (this.database.isOpen) this.database.close();
  }

  private get making(): string {
    const marks = `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION};`;
    return `PRAGMA page_size = 8192; BEGIN; ${STATE} ${this.description.schema} ${marks} COMMIT;`;
  }

  /** Makes the file under another name first: a file under its own name was made to the end. */
  private make(path: string): void {
    // What was written last would be lost without the file that it belongs to.
    if (existsSync(`${path}-wal`)) throw this.fault({ ...DAMAGED, what: 'is missing, and only its journal is there' });
    const unfinished = `${path}.new`;
    rmSync(unfinished, { force: true });
    const database = new DatabaseSync(unfinished);
    try {
      database.exec(this.making);
    } finally {
      database.close();
    }
    renameSync(unfinished, path);
  }

  private examine(database: DatabaseSync): void {
    const pragma = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    if (pragma('application_id') !== APPLICATION_ID || pragma('user_version') !== USER_VERSION) {
      throw this.fault(FOREIGN);
    }
    if (pragma('integrity_check(1)') !== 'ok') throw this.fault(DAMAGED);
    for (const query of this.description.unsound ?? []) {
      if (database.prepare(query).get() !== undefined) throw this.fault(DAMAGED);
    }
  }

  private prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const prepared = this.database.prepare(sql);
    this.statements.set(sql, prepared);
    return prepared;
  }

  /** @throws StoreFault in place of an error of the database that says what is wrong with it */
  private translated<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      const trouble = troubleOf(error);
      throw trouble === undefined ? error : this.fault(trouble);
    }
  }

  private fault(trouble: Trouble): StoreFault {
    return storeFault(this.description, trouble);
  }
}
