import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { counted } from '../domain/work-count';
import {
  DAMAGED,
  EMPTIED,
  FOREIGN,
  LOST,
  storeFault,
  troubleOf,
  type DatabaseName,
  type StoreFault,
  type Trouble,
} from './database-fault';

/** How a database file is made and known again. */
export interface FileDescription extends DatabaseName {
  /** Statements that make its tables. */
  readonly schema: string;
  /** Queries that find nothing in a sound file. */
  readonly unsound: readonly string[];
  /**
   * When it is stored what was written: at the end of each transaction; or together with all that was written since, when
   * `commit` says so, for a file in which everything that has to do with each other stands.
   */
  readonly commits: 'each' | 'together';
}

const PRAGMAS = [
  // A document of some 2 kB fits into its page and needs no further ones.
  'page_size = 8192',
  // One process, one file: no other one has to be asked whether it has changed something.
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  // What is committed outlives the process; a checkpoint waits for the disk, so there are few of them.
  'synchronous = NORMAL',
  'wal_autocheckpoint = 8000',
  'busy_timeout = 5000',
  // A container need not have a folder for temporary files.
  'temp_store = MEMORY',
];
/** What many transactions have changed waits in memory, in KiB. */
const CACHE_TOGETHER = 'cache_size = -32768';

/** Marks a database file as one of this system: "SMTS". */
const APPLICATION_ID = 0x534d5453;
/** Version of the tables. */
const USER_VERSION = 2;
const IN_MEMORY = ':memory:';

/**
 * A database file of one process. It is checked when it is opened; whatever is wrong with it, then or later, is a
 * `StoreFault` that names it.
 */
export class DatabaseFile {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  /** Whether something is written and not yet stored. */
  private isOpen = false;
  /** Set once something was lost that others may have read. */
  private lost: StoreFault | undefined;
  /** How often it was shown that something can be written. */
  probes = 0;

  /** @throws StoreFault when there is a file that is not the sound one it should be, or none can be made */
  constructor(private readonly description: FileDescription) {
    const { path, commits } = description;
    this.database = this.translated(() => {
      if (path !== IN_MEMORY && !existsSync(path)) this.make(path);
      if (path !== IN_MEMORY && statSync(path).size === 0) throw this.fault(EMPTIED);
      const database = new DatabaseSync(path);
      try {
        if (path === IN_MEMORY) database.exec(this.making);
        else this.examine(database);
        for (const pragma of PRAGMAS) database.exec(`PRAGMA ${pragma}`);
        if (commits === 'together') database.exec(`PRAGMA ${CACHE_TOGETHER}`);
        return database;
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /** Does something with a statement, which is prepared once. @throws StoreFault */
  with<T>(sql: string, use: (statement: StatementSync) => T): T {
    counted('statements');
    return this.translated(() => use(this.prepare(sql)));
  }

  /** Does a statement that changes something. @throws StoreFault */
  change<T>(sql: string, use: (statement: StatementSync) => T): T {
    if (this.description.commits === 'together') this.begin();
    else if (!this.database.isTransaction) counted('commits');
    return this.with(sql, use);
  }

  /** Runs `write` as a whole: all of it is kept, or none. */
  transaction<T>(write: () => T): T {
    if (this.description.commits === 'together') return this.part(write);
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = write();
      this.execute('COMMIT');
      counted('commits');
      return result;
    } catch (error) {
      // SQLite itself has given up a transaction that found no room.
      if (this.database.isTransaction) this.execute('ROLLBACK');
      throw error;
    }
  }

  /**
   * Stores what was written since the last time, where it is not stored yet.
   * @throws StoreFault where it cannot be: it is lost then, and the file is of no use until it is opened again
   */
  commit(): void {
    if (!this.isOpen) return;
    try {
      this.execute('COMMIT');
      this.isOpen = false;
      counted('commits');
    } catch {
      if (this.database.isTransaction) this.execute('ROLLBACK');
      throw (this.lost ??= this.fault(LOST));
    }
  }

  close(): void {
    this.statements.clear();
    if (!this.database.isOpen) return;
    try {
      if (this.lost === undefined) this.commit();
    } finally {
      this.database.close();
    }
  }

  /** A part of what is stored together. */
  private part<T>(write: () => T): T {
    this.begin();
    this.execute('SAVEPOINT part');
    try {
      const result = write();
      this.execute('RELEASE part');
      return result;
    } catch (error) {
      if (this.database.isTransaction) {
        this.execute('ROLLBACK TO part');
        this.execute('RELEASE part');
      }
      throw error;
    }
  }

  private begin(): void {
    if (this.isOpen) return;
    this.execute('BEGIN IMMEDIATE');
    this.isOpen = true;
  }

  private execute(sql: string): void {
    this.with(sql, (statement) => statement.run());
  }

  private prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const prepared = this.database.prepare(sql);
    this.statements.set(sql, prepared);
    return prepared;
  }

  private get making(): string {
    const marks = `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION};`;
    return `PRAGMA page_size = 8192; BEGIN; ${this.description.schema} ${marks} COMMIT;`;
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
    for (const query of this.description.unsound) {
      if (database.prepare(query).get() !== undefined) throw this.fault(DAMAGED);
    }
  }

  /** @throws StoreFault in place of an error of the database that says what is wrong with it */
  private translated<T>(act: () => T): T {
    if (this.lost !== undefined) throw this.lost;
    try {
      return act();
    } catch (error) {
      // SQLite itself has given up what was written, and others have built on it.
      if (this.isOpen && !this.database.isTransaction) this.lost = this.fault(LOST);
      const trouble = troubleOf(error);
      throw trouble === undefined ? error : this.fault(trouble);
    }
  }

  private fault(trouble: Trouble): StoreFault {
    return storeFault(this.description, trouble);
  }
}
