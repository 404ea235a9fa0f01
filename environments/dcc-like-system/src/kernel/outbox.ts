import type { ServiceName } from '../../../environment';
import type { StoredMessage } from './messages';
import { Refusal } from './refusal';
import { area } from './rules';
import type { Service } from './service';
import { setAside } from './set-aside';
import { text, type Row, type Store } from './store';
import { PeerUnreachable } from './transport';
import type { OutgoingMessage, Work } from './work';

/** Minutes of virtual time to wait before a delivery is tried again; the last one repeats. */
const DELIVERY_RETRY_MINUTES = [1, 5, 15, 60];

/** Rows of the outbox that are delivered in one call: to one recipient, at least one. */
export type MessageBatch = [Row, ...Row[]];

/** Most bytes of messages in one call. */
const BATCH_BYTES = 1024 * 1024;

/** A recipient gets messages in the order in which they were sent: nothing passes one that is still to be delivered. */
const IN_ORDER = `SELECT * FROM {outbox} AS message WHERE state IN ('pending', 'released') AND due <= ?1 AND NOT EXISTS
  (SELECT 1 FROM {outbox} WHERE recipient = message.recipient AND state IN ('pending', 'released') AND n < message.n AND due > ?1)
  ORDER BY n LIMIT ?2`;
/** First message of each recipient that is still to be delivered: those behind it are not due before it. */
const FIRST_OF_EACH = "SELECT MIN(n) FROM {outbox} WHERE state IN ('pending', 'released') GROUP BY recipient";

/** How messages are delivered. */
export const DELIVERY = area('delivery', {
  /** Statement that finds the messages that may be delivered at ?1, at most ?2. */
  ready: IN_ORDER,
  /** Whether anything may be delivered now. */
  isDue: (store: Store, now: Date) => isDue(earliestDelivery(store), now),
  /** Whether a recipient that did not take a message is left alone until the next attempt. */
  keepsOrder: true,
  /** What the id of a message is made of: each time that it is delivered the same. */
  numberOf: ({ n }: Row) => Number(n),
  /** State of a message that its recipient did not take. */
  stateAfterFailure: (state: string, _kind: string) => state,
  /** What a delivery counts as that broke off without an answer. */
  whenBroken: (): 'not now' | 'taken' => 'not now',
});

/** The messages that a service has still to deliver. */
export class Outbox {
  private readonly received = new Set<ServiceName>();

  constructor(private readonly service: Service) {}

  /** Services that have received something. */
  get recipients(): ServiceName[] {
    return [...this.received];
  }

  /** The batches that may be delivered now, at most `limit` messages. */
  ready(limit: number): MessageBatch[] {
    const { store, now } = this.service;
    const { ready, isDue } = this.service.rules(DELIVERY);
    return isDue(store, now) ? this.batchesOf(store.all(ready, now.toISOString(), limit)) : [];
  }

  /** Delivers a batch, or holds it where the lab says so; false when the recipient has not taken it. */
  async deliver(batch: MessageBatch, whole: Work): Promise<boolean> {
    const [first] = batch;
    if (this.isHeld(first)) {
      const held = whole.part();
      held.commit((store) => store.run("UPDATE {outbox} SET state = 'held' WHERE n = ?", Number(first.n)));
      return true;
    }
    const { numberOf } = this.service.rules(DELIVERY);
    // Their recipient does nothing because of them at an earlier time.
    const sent = batch.map((row) => ({ row, logicalTime: this.service.logicalClock.next() }));
    const outcome = await this.attempt(
      String(first.recipient) as ServiceName,
      batch.map((row) => outgoing(row, numberOf(row))),
    );
    if (outcome instanceof Refusal) return this.withoutRefused(batch, outcome, whole);
    for (const { row, logicalTime } of sent) {
      if (outcome === 'taken') this.noteSent(row, logicalTime, whole.part());
      else this.noteFailure(row, whole.part());
    }
    return outcome === 'taken';
  }

  /** Of several messages that were refused together each goes alone; one that is refused alone is set aside. */
  private async withoutRefused(batch: MessageBatch, refusal: Refusal, whole: Work): Promise<boolean> {
    const [first, ...others] = batch;
    if (others.length === 0) {
      this.noteRefusal(first, refusal, whole.part());
      return true;
    }
    for (const row of batch) {
      if (!(await this.deliver([row], whole))) return false;
    }
    return true;
  }

  /** Messages that follow one another to the same recipient go there together; files and held messages stay by themselves. */
  private batchesOf(rows: readonly Row[]): MessageBatch[] {
    const batches: MessageBatch[] = [];
    let size = 0;
    for (const row of rows) {
      const last = batches.at(-1);
      size += (row.body as Uint8Array).length;
      if (last && size <= BATCH_BYTES && this.goTogether(last[0], row)) {
        last.push(row);
      } else {
        batches.push([row]);
        size = (row.body as Uint8Array).length;
      }
    }
    return batches;
  }

  private goTogether(one: Row, other: Row): boolean {
    return (
      one.recipient === other.recipient && [one, other].every((row) => row.file_name === null && !this.isHeld(row))
    );
  }

  /** A message that the lab has released passes its hold. */
  private isHeld({ state, recipient, kind }: Row): boolean {
    return state === 'pending' && this.service.lab.holding(String(recipient), String(kind));
  }

  private noteSent({ n, recipient, follow_up }: Row, logicalTime: number, work: Work): void {
    const { now } = this.service;
    const sent = work.nextNumber('sent');
    const followUp = text(follow_up);
    if (followUp !== undefined) work.send(JSON.parse(followUp) as OutgoingMessage);
    work.commit((store) =>
      store.run(
        "UPDATE {outbox} SET state = 'sent', sent_at = ?, logical_time = ?, sent_n = ? WHERE n = ?",
        now.toISOString(),
        logicalTime,
        sent,
        Number(n),
      ),
    );
    this.received.add(String(recipient) as ServiceName);
  }

  private noteFailure(row: Row, work: Work): void {
    const tries = Number(row.tries);
    const minutes = DELIVERY_RETRY_MINUTES[Math.min(tries, DELIVERY_RETRY_MINUTES.length - 1)] ?? 1;
    const due = new Date(this.service.now.getTime() + minutes * 60_000).toISOString();
    const state = this.service.rules(DELIVERY).stateAfterFailure(String(row.state), String(row.kind));
    work.commit((store) => {
      store.run('UPDATE {outbox} SET tries = tries + 1, due = ?, state = ? WHERE n = ?', due, state, Number(row.n));
    });
  }

  private noteRefusal({ n, kind, recipient }: Row, refusal: Refusal, work: Work): void {
    const messageId = `${this.service.name}-${String(n)}`;
    setAside({ what: 'delivery', kind: String(kind), party: String(recipient), messageId }, refusal, work);
    work.commit((store) => store.run("UPDATE {outbox} SET state = 'refused' WHERE n = ?", Number(n)));
  }

  /** `taken` when the recipient has stored them; a Refusal where trying again cannot mend it. */
  private async attempt(to: ServiceName, messages: readonly StoredMessage[]): Promise<'taken' | 'not now' | Refusal> {
    try {
      const status = await this.service.peers.deliver(to, messages);
      if (status === 202) return 'taken';
      if (status >= 500) return 'not now';
      const kinds = [...new Set(messages.map(({ kind }) => kind))].join(', ');
      return new Refusal(status, `The ${to} refused a ${kinds} from the ${this.service.name} with HTTP ${status}.`);
    } catch (error) {
      if (error instanceof PeerUnreachable) return this.service.rules(DELIVERY).whenBroken();
      throw error;
    }
  }
}

/** Earliest instant at which a stored message is to be delivered (ISO 8601). */
export function earliestDelivery(store: Store): string | undefined {
  const first = `SELECT MIN(due) AS due FROM {outbox} WHERE n IN (${FIRST_OF_EACH})`;
  return store.known('outbox', 'earliest delivery', () => text(store.one(first)?.due));
}

/** Whether an instant has come. */
export function isDue(due: string | undefined, now: Date): boolean {
  return due !== undefined && due <= now.toISOString();
}

/** @param n what its id is made of */
function outgoing(row: Row, n: number): StoredMessage {
  const fileName = text(row.file_name);
  const correlation = text(row.correlation);
  return {
    n,
    kind: String(row.kind),
    body: Buffer.from(row.body as Uint8Array),
    ...(fileName === undefined ? {} : { fileName }),
    ...(correlation === undefined ? {} : { correlation }),
  };
}
