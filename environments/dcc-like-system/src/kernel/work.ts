import type { ServiceName } from '../../../environment';
import type { Area } from './rules';
import type { ServiceContext } from './service-context';
import type { Table } from './store';
import { Version, type Base, type Statements, type Written } from './written';

/** A message for another service; stored first, delivered afterwards, delivered again until it is acknowledged. */
export interface OutgoingMessage {
  readonly to: ServiceName;
  readonly kind: string;
  /** Objects travel as JSON. */
  readonly body: Buffer | string | object;
  /** Present for files. */
  readonly fileName?: string;
  readonly correlation?: string;
  /** Sent to another service once the recipient has taken this one. */
  readonly then?: Omit<OutgoingMessage, 'body'> & { readonly body: object };
}

/** Final word of a recipient on a file. */
export type FileVerdict = 'accepted' | 'rejected' | 'duplicate';

/**
 * One unit of work: everything a service changes in answer to one message, one timer or one call. Reads see the unit's own
 * writes; nothing is stored before `commit`, which stores all of it or nothing. Units that follow one another can be parts of
 * a larger one, and are then stored with it.
 */
export class Work implements Base {
  private readonly changed = new Map<string, Map<string, Version | undefined>>();
  /** What was read of the store: nobody changes it before this unit is stored. */
  private readonly seen = new Map<string, string | undefined>();
  private readonly numbers = new Map<string, number>();
  private readonly timers = new Set<string>();
  private readonly writes: ((store: Statements) => void)[] = [];

  constructor(
    /** The service that does it. */
    readonly service: ServiceContext,
    private readonly base: Base,
    /** Virtual time of this unit. */
    readonly now: Date,
  ) {}

  /** A part of this unit, which sees what the parts before it have committed. */
  part(): Work {
    return new Work(this.service, this, this.now);
  }

  /** The rules of an area that hold now. */
  rules<R extends object>(area: Area<R>): R {
    return this.service.rules(area);
  }

  get<T>(from: Table<T>, id: string): T | undefined {
    const body = this.document(from.name, id);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  }

  put<T extends object>(into: Table<T>, id: string, value: T): void {
    this.changes(into.name).set(id, new Version(value));
  }

  remove<T>(from: Table<T>, id: string): void {
    this.changes(from.name).set(id, undefined);
  }

  /** Documents whose id begins with `prefix`, in order of id. */
  list<T>(from: Table<T>, prefix = ''): { id: string; value: T }[] {
    return [...this.documents(from.name, prefix)]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([id, body]) => ({ id, value: JSON.parse(body) as T }));
  }

  /** Next number of a durable counter, from 1. */
  nextNumber(name: string): number {
    const next = this.number(name) + 1;
    this.numbers.set(name, next);
    return next;
  }

  send(message: OutgoingMessage): void {
    const body = encode(message.body);
    this.writes.push((store) =>
      store.run(
        "INSERT INTO {outbox} (recipient, kind, file_name, correlation, body, state, due, follow_up) VALUES (?, ?, ?, ?, ?, 'pending', ?, ?)",
        message.to,
        message.kind,
        message.fileName ?? null,
        message.correlation ?? null,
        body,
        this.now.toISOString(),
        message.then === undefined ? null : JSON.stringify(message.then),
      ),
    );
  }

  /** Sets a timer. A timer of the same `name` is replaced. */
  later(due: Date, kind: string, body: object, name?: string): void {
    if (name !== undefined) this.timers.add(name);
    this.writes.push((store) =>
      store.run(
        'INSERT INTO {timers} (due, kind, name, body) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET due = excluded.due, kind = excluded.kind, body = excluded.body',
        due.toISOString(),
        kind,
        name ?? null,
        JSON.stringify(body),
      ),
    );
  }

  cancel(name: string): void {
    this.timers.add(name);
    this.writes.push((store) => store.run('DELETE FROM {timers} WHERE name = ?', name));
  }

  /** Notes in the audit trail what was done to which installation. Never put key material or passwords in it. */
  audit(event: string, installation: string | undefined, detail: string): void {
    // When it was done, not when it is stored.
    const logicalTime = this.service.logicalClock.next();
    this.writes.push((store) =>
      store.run(
        'INSERT INTO {audit} (logical_time, at, event, installation, detail) VALUES (?, ?, ?, ?, ?)',
        logicalTime,
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
    this.writes.push((store) =>
      store.run(
        "UPDATE {files} SET verdict = ?, file_id = COALESCE(?, file_id), code = ?, reason = ?, judged_at = ? WHERE name = ? AND verdict = 'received' AND inbox_n = COALESCE(?, inbox_n)",
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

  /** Whether this unit has set or cancelled the timer of this name: what is stored of it counts no more. */
  hasMoved(timer: string): boolean {
    return this.timers.has(timer);
  }

  /**
   * Stores everything in one transaction, or hands it to the unit that this one is a part of. `first` comes before (the
   * timer that fired goes, the message is done), so that a handler can set a timer of the same name again.
   */
  commit(first?: (store: Statements) => void): void {
    const writes = first ? [first, ...this.writes] : this.writes;
    this.base.keep({ documents: this.changed, numbers: this.numbers, timers: this.timers, writes });
  }

  document(collection: string, id: string): string | undefined {
    const changed = this.changed.get(collection);
    if (changed?.has(id)) return changed.get(id)?.json;
    if (this.base instanceof Work) return this.base.document(collection, id);
    const key = `${collection}\n${id}`;
    if (this.seen.has(key)) return this.seen.get(key);
    const body = this.base.document(collection, id);
    this.seen.set(key, body);
    return body;
  }

  documents(collection: string, prefix: string): Map<string, string> {
    const found = this.base.documents(collection, prefix);
    for (const [id, version] of this.changed.get(collection) ?? []) {
      if (!id.startsWith(prefix)) continue;
      if (version === undefined) found.delete(id);
      else found.set(id, version.json);
    }
    return found;
  }

  number(name: string): number {
    return this.numbers.get(name) ?? this.base.number(name);
  }

  /** Takes in a part of this unit. */
  keep({ documents, numbers, timers, writes }: Written): void {
    for (const [collection, versions] of documents) {
      const changed = this.changes(collection);
      for (const [id, version] of versions) changed.set(id, version);
    }
    for (const [name, value] of numbers) this.numbers.set(name, value);
    for (const name of timers) this.timers.add(name);
    for (const write of writes) this.writes.push(write);
  }

  private changes(collection: string): Map<string, Version | undefined> {
    const known = this.changed.get(collection);
    if (known) return known;
    const fresh = new Map<string, Version | undefined>();
    this.changed.set(collection, fresh);
    return fresh;
  }
}

function encode(body: Buffer | string | object): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
