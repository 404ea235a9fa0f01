import type { Database } from '../kernel/database';

/** A document as a user's receiver took it. */
export interface Received {
  /** Virtual time, ISO 8601. */
  readonly receivedAt: string;
  readonly body: string;
}

/** What the users' receivers have taken. Kept in a file, for it is much where many installations are migrated. */
export class Mailboxes {
  constructor(private readonly database: Database) {}

  /**
   * Keeps a document, unless it is one that came before and whose answer was lost.
   * @param user EUI
   * @returns the number under which it is kept
   */
  keep(user: string, { receivedAt, body }: Received): number {
    const known = this.database.one(
      'SELECT n FROM {received} WHERE user = ? AND answered = 0 AND body = ?',
      user,
      body,
    );
    if (known) return Number(known.n);
    const insert = 'INSERT INTO {received} (user, at, body) VALUES (?, ?, ?)';
    return Number(this.database.run(insert, user, receivedAt, body).lastInsertRowid);
  }

  /** Notes that the sender of a document has its answer: when the same comes again, it is a further one. */
  answered(n: number): void {
    this.database.run('UPDATE {received} SET answered = 1 WHERE n = ?', n);
  }

  /** What a user received after the first `since` documents, in order: all of it, or the first `limit` of it. */
  of(user: string, since: number, limit = -1): Received[] {
    return this.database
      .all('SELECT at, body FROM {received} WHERE user = ? ORDER BY n LIMIT ? OFFSET ?', user, limit, since)
      .map(({ at, body }) => ({ receivedAt: String(at), body: String(body) }));
  }

  /** How many documents each user has received, by EUI; those who have received none are not in it. */
  counts(): Record<string, number> {
    const rows = this.database.all('SELECT user, COUNT(*) AS documents FROM {received} GROUP BY user');
    return Object.fromEntries(rows.map(({ user, documents }) => [String(user), Number(documents)]));
  }

  clear(): void {
    this.database.run('DELETE FROM {received}');
  }
}
