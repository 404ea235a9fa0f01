import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** A document as a user's receiver took it. */
export interface Received {
  /** Virtual time, ISO 8601. */
  readonly receivedAt: string;
  readonly body: string;
}

/** What the users' receivers have taken. Kept in a file, for it is much where many installations are migrated. */
export class Mailboxes {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly select: StatementSync;
  private readonly count: StatementSync;

  constructor(path: string) {
    this.database = new DatabaseSync(path);
    // It is gone with the environment: nothing has to outlive a crash.
    this.database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE');
    this.database.exec(
      'CREATE TABLE IF NOT EXISTS received (n INTEGER PRIMARY KEY, user TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL);' +
        'CREATE INDEX IF NOT EXISTS received_user ON received (user, n)',
    );
    this.insert = this.database.prepare('INSERT INTO received (user, at, body) VALUES (?, ?, ?)');
    this.count = this.database.prepare('SELECT user, COUNT(*) AS documents FROM received GROUP BY user');
    this.select = this.database.prepare('SELECT at, body FROM received WHERE user = ? ORDER BY n LIMIT ? OFFSET ?');
  }

  /** @param user EUI */
  keep(user: string, { receivedAt, body }: Received): void {
    this.insert.run(user, receivedAt, body);
  }

  /** What a user received after the first `since` documents, in order: all of it, or the first `limit` of it. */
  of(user: string, since: number, limit = -1): Received[] {
    return this.select.all(user, limit, since).map(({ at, body }) => ({ receivedAt: String(at), body: String(body) }));
  }

  /** How many documents each user has received, by EUI; those who have received none are not in it. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.count.all().map(({ user, documents }) => [String(user), Number(documents)]));
  }

  clear(): void {
    this.database.exec('DELETE FROM received');
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
