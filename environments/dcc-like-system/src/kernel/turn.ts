import type { ServiceName } from '../../../environment';
import type { InboundMessage, Service, StoredMessage } from './service';
import { text, type Row, type Store } from './store';
import { PeerUnreachable } from './transport';
import type { Work } from './work';

/** When a service has something to do, and whom it has given something to do. */
export interface Agenda {
  /** Earliest instant at which it has something to do (ISO 8601). */
  readonly next?: string;
  /** Services that it has called since it was asked last: a call can have set a timer of theirs. */
  readonly called: readonly ServiceName[];
}

/** What came of the turn of a service. */
export interface TurnReport extends Agenda {
  /** Services that have received something in this turn. */
  readonly delivered: readonly ServiceName[];
}

/** Minutes of virtual time to wait before a delivery is tried again; the last one repeats. */
const DELIVERY_RETRY_MINUTES = [1, 5, 15, 60];

/** Rows of the outbox that are delivered in one call: to one recipient, at least one. */
type Mail = [Row, ...Row[]];

/** Most bytes of messages in one call. */
const MAIL_BYTES = 1024 * 1024;
/** Most timers, messages or deliveries that are stored together. */
const TOGETHER = 100;

const OVERTAKING = "SELECT * FROM outbox WHERE state IN ('pending', 'released') AND due <= ? ORDER BY n LIMIT ?";
/** A recipient gets messages in the order in which they were sent: nothing passes one that is still to be delivered. */
const IN_ORDER = `SELECT * FROM outbox AS message WHERE state IN ('pending', 'released') AND due <= ?1 AND NOT EXISTS
  (SELECT 1 FROM outbox WHERE recipient = message.recipient AND state IN ('pending', 'released') AND n < message.n AND due > ?1)
  ORDER BY n LIMIT ?2`;
/** First message of each recipient that is still to be delivered: what waits behind it is not due before it. */
const FIRST_OF_EACH = "SELECT MIN(n) FROM outbox WHERE state IN ('pending', 'released') GROUP BY recipient";

/**
 * One turn of a service: fires due timers, handles received messages, delivers stored ones, until nothing is left. Those that
 * are ready at the same time are units of work of their own, but stored in one transaction.
 */
export class Turn {
  private readonly delivered = new Set<ServiceName>();

  constructor(private readonly service: Service) {}

  /** Gives the services that have received something. */
  async run(): Promise<ServiceName[]> {
    while ((await this.fireTimers()) || (await this.handleMessages()) || (await this.deliverMessages()));
    return [...this.delivered];
  }

  private async fireTimers(): Promise<boolean> {
    const { store, now, definition, name } = this.service;
    if (!isDue(earliestTimer(store), now)) return false;
    const due = store.all(
      'SELECT n, name, kind, body FROM timers WHERE due <= ? ORDER BY due, n LIMIT ?',
      now.toISOString(),
      TOGETHER,
    );
    return this.together(due, async (row, whole) => {
      // An earlier one of these has cancelled it, or set it anew.
      if (whole.hasMoved(text(row.name) ?? '')) return;
      const kind = String(row.kind);
      const handler = definition.timers[kind];
      if (!handler) throw new Error(`The ${name} has no handler for its own timer "${kind}".`);
      const work = whole.part();
      await handler(JSON.parse(String(row.body)) as unknown, work, this.service);
      work.commit((kept) => kept.run('DELETE FROM timers WHERE n = ?', Number(row.n)));
    });
  }

  private async handleMessages(): Promise<boolean> {
    const { store, definition, name } = this.service;
    if (!hasUnread(store)) return false;
    const received = store.all('SELECT * FROM inbox WHERE done = 0 ORDER BY n LIMIT ?', TOGETHER);
    return this.together(received, async (row, whole) => {
      const message = inbound(row);
      const handler = definition.messages[message.kind];
      if (!handler) throw new Error(`The ${name} has no handler for messages of kind "${message.kind}".`);
      const work = whole.part();
      await handler(message, work, this.service);
      work.commit((kept) => kept.run('UPDATE inbox SET done = 1 WHERE n = ?', message.n));
    });
  }

  private async deliverMessages(): Promise<boolean> {
    const { store, now, bench } = this.service;
    // Seeded defect: what is sent later passes what could not be delivered yet.
    const overtaking = bench.defect('later-messages-overtake');
    if (!overtaking && !isDue(earliestDelivery(store), now)) return false;
    const ready = store.all(overtaking ? OVERTAKING : IN_ORDER, now.toISOString(), TOGETHER);
    const silent = new Set<string>();
    return this.together(this.mailsOf(ready), async (mail, whole) => {
      const recipient = String(mail[0].recipient);
      if (silent.has(recipient) && !overtaking) return;
      if (!(await this.deliver(mail, whole))) silent.add(recipient);
    });
  }

  /** Does something for each row in order and stores it all; where one fails, what was done before it is stored. */
  private async together<T>(rows: readonly T[], act: (row: T, whole: Work) => Promise<void>): Promise<boolean> {
    if (rows.length === 0) return false;
    const whole = this.service.beginWork();
    try {
      for (const row of rows) await act(row, whole);
    } finally {
      whole.commit();
    }
    return true;
  }

  /** Messages that follow one another to the same recipient go there together; files and held messages stay by themselves. */
  private mailsOf(rows: readonly Row[]): Mail[] {
    const mails: Mail[] = [];
    let size = 0;
    for (const row of rows) {
      const last = mails.at(-1);
      size += (row.body as Uint8Array).length;
      if (last && size <= MAIL_BYTES && this.goTogether(last[0], row)) {
        last.push(row);
      } else {
        mails.push([row]);
        size = (row.body as Uint8Array).length;
      }
    }
    return mails;
  }

  private goTogether(one: Row, other: Row): boolean {
    return (
      one.recipient === other.recipient && [one, other].every((row) => row.file_name === null && !this.isHeld(row))
    );
  }

  /** A message that the lab has released passes its hold. */
  private isHeld({ state, recipient, kind }: Row): boolean {
    return state === 'pending' && this.service.bench.holding(String(recipient), String(kind));
  }

  /** False when the recipient has not taken the mail. */
  private async deliver(mail: Mail, whole: Work): Promise<boolean> {
    const [first] = mail;
    if (this.isHeld(first)) {
      const held = whole.part();
      held.commit((store) => store.run("UPDATE outbox SET state = 'held' WHERE n = ?", Number(first.n)));
      return true;
    }
    const accepted = await this.attempt(String(first.recipient) as ServiceName, mail.map(outgoing));
    for (const row of mail) this.note(row, accepted, whole.part());
    return accepted;
  }

  /** Notes whether the recipient has taken a message. */
  private note(row: Row, accepted: boolean, work: Work): void {
    const { now, bench, turnNumber } = this.service;
    const n = Number(row.n);
    if (accepted) {
      const sent = work.nextNumber('sent');
      work.commit((store) =>
        store.run(
          "UPDATE outbox SET state = 'sent', sent_at = ?, turn = ?, sent_n = ? WHERE n = ?",
          now.toISOString(),
          turnNumber,
          sent,
          n,
        ),
      );
      this.delivered.add(String(row.recipient) as ServiceName);
    } else {
      const tries = Number(row.tries);
      const minutes = DELIVERY_RETRY_MINUTES[Math.min(tries, DELIVERY_RETRY_MINUTES.length - 1)] ?? 1;
      const due = new Date(now.getTime() + minutes * 60_000).toISOString();
      // Seeded defect: what is not taken at once is never sent again.
      const state = bench.defect('undelivered-messages-are-lost') ? 'lost' : String(row.state);
      work.commit((store) => {
        store.run('UPDATE outbox SET tries = tries + 1, due = ?, state = ? WHERE n = ?', due, state, n);
      });
    }
  }

  /** True when the recipient has stored them. A refusal that trying again cannot mend is an error of the system. */
  private async attempt(to: ServiceName, messages: readonly StoredMessage[]): Promise<boolean> {
    try {
      const status = await this.service.deliver(to, messages);
      if (status === 202) return true;
      if (status === 503) return false;
      const kinds = [...new Set(messages.map(({ kind }) => kind))].join(', ');
      throw new Error(`The ${to} refused a ${kinds} from the ${this.service.name} with HTTP ${status}.`);
    } catch (error) {
      if (error instanceof PeerUnreachable) return false;
      throw error;
    }
  }
}

/** Earliest instant at which a timer fires, a stored message is to be delivered or a received one handled (ISO 8601). */
export function earliestDue(store: Store, now: Date): string | undefined {
  if (hasUnread(store)) return now.toISOString();
  const timer = earliestTimer(store);
  const delivery = earliestDelivery(store);
  if (timer === undefined) return delivery;
  return delivery === undefined || timer < delivery ? timer : delivery;
}

function earliestTimer(store: Store): string | undefined {
  return store.known('timers', 'earliest timer', () => text(store.one('SELECT MIN(due) AS due FROM timers')?.due));
}

function earliestDelivery(store: Store): string | undefined {
  const first = `SELECT MIN(due) AS due FROM outbox WHERE n IN (${FIRST_OF_EACH})`;
  return store.known('outbox', 'earliest delivery', () => text(store.one(first)?.due));
}

function hasUnread(store: Store): boolean {
  const unread = 'SELECT n FROM inbox WHERE done = 0 LIMIT 1';
  return store.known('inbox', 'anything unread', () => store.one(unread) !== undefined);
}

function isDue(due: string | undefined, now: Date): boolean {
  return due !== undefined && due <= now.toISOString();
}

function outgoing(row: Row): StoredMessage {
  const fileName = text(row.file_name);
  const correlation = text(row.correlation);
  return {
    n: Number(row.n),
    kind: String(row.kind),
    body: Buffer.from(row.body as Uint8Array),
    ...(fileName === undefined ? {} : { fileName }),
    ...(correlation === undefined ? {} : { correlation }),
  };
}

function inbound(row: Row): InboundMessage {
  const fileName = text(row.file_name);
  const correlation = text(row.correlation);
  return {
    n: Number(row.n),
    sender: String(row.sender),
    messageId: String(row.message_id),
    kind: String(row.kind),
    body: Buffer.from(row.body as Uint8Array),
    receivedAt: String(row.received_at),
    ...(fileName === undefined ? {} : { fileName }),
    ...(correlation === undefined ? {} : { correlation }),
  };
}
