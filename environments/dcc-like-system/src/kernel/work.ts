import type { ServiceName } from '../../../environment';
import { text, type Store, type Table } from './store';

/** A message for another service; stored first, delivered afterwards, delivered again until it is acknowledged. */
export interface OutgoingMessage {
  readonly to: ServiceName;
  readonly kind: string;
  /** Objects travel as JSON. */
  readonly body: Buffer | string | object;
  /** Present for files. */
  readonly fileName?: string;
  readonly correlation?: string;
}

/** Final word of a recipient on a file. */
export type FileVerdict = 'accepted' | 'rejected' | 'duplicate';

/**
 * One unit of work: everything a service changes in answer to one message, one timer or one call. Reads see the unit's own
 * writes; nothing is stored before `commit`, which stores all of it or nothing.
 */
export class Work {
  private readonly documents = new Map<string, Map<string, string | undefined>>();
  private readonly counters = new Map<string, number>();
  private readonly writes: (() => void)[] = [];

  constructor(
    private readonly store: Store,
    /** Virtual time of this unit. */
    readonly now: Date,
    private readonly turn: number,
  ) {}

  get<T>(from: Table<T>, id: string): T | undefined {
    const pending = this.documents.get(from.name);
    const body = pending?.has(id)
      ? pending.get(id)
      : text(this.store.one('SELECT body FROM documents WHERE collection = ? AND id = ?', from.name, id)?.body);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  }

  put<T extends object>(into: Table<T>, id: string, value: T): void {
    this.pending(into.name).set(id, JSON.stringify(value));
  }

  remove<T>(from: Table<T>, id: string): void {
    this.pending(from.name).set(id, undefined);
  }

  /** Documents whose id begins with `prefix`, in order of id. */
  list<T>(from: Table<T>, prefix = ''): { id: string; value: T }[] {
    const found = new Map<string, string>();
    const rows = this.store.all(
      'SELECT id, body FROM documents WHERE collection = ? AND id >= ? AND id < ? ORDER BY id',
      from.name,
      prefix,
      `${prefix}\u{10ffff}`,
    );
    for (const row of rows) found.set(String(row.id), String(row.body));
    for (const [id, body] of this.documents.get(from.name) ?? []) {
      if (!id.startsWith(prefix)) continue;
      if (body === undefined) found.delete(id);
      else found.set(id, body);
    }
    return [...found]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([id, body]) => ({ id, value: JSON.parse(body) as T }));
  }

  /** Next number of a durable counter, from 1. */
  nextNumber(name: string): number {
    const stored = this.store.one('SELECT value FROM counters WHERE name = ?', name)?.value;
    const next = (this.counters.get(name) ?? Number(stored ?? 0)) + 1;
    this.counters.set(name, next);
    return next;
  }

  send(message: OutgoingMessage): void {
    const body = encode(message.body);
    this.writes.push(() =>
      this.store.run(
        "INSERT INTO outbox (recipient, kind, file_name, correlation, body, state, due) VALUES (?, ?, ?, ?, ?, 'pending', ?)",
        message.to,
        message.kind,
        message.fileName ?? null,
        message.correlation ?? null,
        body,
        this.now.toISOString(),
      ),
    );
  }

  /** Sets a timer. A timer of the same `name` is replaced. */
  later(due: Date, kind: string, body: object, name?: string): void {
    this.writes.push(() =>
      this.store.run(
        'INSERT INTO timers (due, kind, name, body) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET due = excluded.due, kind = excluded.kind, body = excluded.body',
        due.toISOString(),
        kind,
        name ?? null,
        JSON.stringify(body),
      ),
    );
  }

  cancel(name: string): void {
    this.writes.push(() => this.store.run('DELETE FROM timers WHERE name = ?', name));
  }

  /** Notes in the audit trail what was done to which installation. Never put key material or passwords in it. */
  audit(event: string, installation: string | undefined, detail: string): void {
    this.writes.push(() =>
      this.store.run(
        'INSERT INTO audit (turn, at, event, installation, detail) VALUES (?, ?, ?, ?, ?)',
        this.turn,
        this.now.toISOString(),
        event,
        installation ?? null,
        detail,
      ),
    );
  }

  /**
   * Writes the verdict on a file into the register of received files: on that arrival, or on every not yet judged one of
   * this name.
   */
  judge(
    fileName: string,
    verdict: FileVerdict,
    outcome: { fileId?: string; code?: string; reason?: string; arrival?: number } = {},
  ): void {
    this.writes.push(() =>
      this.store.run(
        "UPDATE files SET verdict = ?, file_id = COALESCE(?, file_id), code = ?, reason = ?, judged_at = ? WHERE name = ? AND verdict = 'received' AND inbox_n = COALESCE(?, inbox_n)",
        verdict,
        outcome.fileId ?? null,
        outcome.code ?? null,
        outcome.reason ?? null,
        this.now.toISOString(),
        fileName,
        outcome.arrival ?? null,
      ),
    );
  }

  /**
   * Stores everything in one transaction. `first` comes before (the timer that fired goes, the message is done), so that a
   * handler can set a timer of the same name again.
   */
  commit(first?: () => void): void {
    this.store.transaction(() => {
      first?.();
      for (const [collection, documents] of this.documents) {
        for (const [id, body] of documents) {
          if (body === undefined)
            this.store.run('DELETE FROM documents WHERE collection = ? AND id = ?', collection, id);
          else
            this.store.run(
              'INSERT OR REPLACE INTO documents (collection, id, body) VALUES (?, ?, ?)',
              collection,
              id,
              body,
            );
        }
      }
      for (const [name, value] of this.counters) {
        this.store.run('INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)', name, value);
      }
      for (const write of this.writes) write();
    });
  }

  private pending(collection: string): Map<string, string | undefined> {
    const known = this.documents.get(collection);
    if (known) return known;
    const fresh = new Map<string, string | undefined>();
    this.documents.set(collection, fresh);
    return fresh;
  }
}

function encode(body: Buffer | string | object): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
