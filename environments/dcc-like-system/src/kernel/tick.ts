import type { ServiceName } from '../../../environment';
import type { InboundMessage } from './messages';
import { ProcessEnded } from './machine';
import { DELIVERY, earliestDelivery, isDue, Outbox } from './outbox';
import type { Service } from './service';
import { StoreFault } from './database-fault';
import { setAside } from './set-aside';
import { text, type Row, type Store } from './store';
import type { Work } from './work';
import type { Statements } from './written';

/** When a service has something to do, and whom it has given something to do. */
export interface Schedule {
  /** Earliest instant at which it has something to do (ISO 8601). */
  readonly next?: string;
  readonly logicalTime: number;
  /** Services that it has called since it was asked last: a call can have set a timer of theirs. */
  readonly called: readonly ServiceName[];
}

/** The outcome of one tick of a service. */
export interface TickReport extends Schedule {
  /** Services that have received something in this tick. */
  readonly delivered: readonly ServiceName[];
}

/** Most timers, messages or deliveries that are stored together. */
const TOGETHER = 100;

/** Tells a service the time; it says when it has something to do. */
export function clockAt(service: Service, now: Date, logicalTime: number): Promise<Schedule> {
  return service.at(now, logicalTime, () => scheduleOf(service));
}

/** Lets a service work until nothing is due at `now`: timers, received messages, deliveries. */
export function workAt(service: Service, now: Date, logicalTime: number): Promise<TickReport> {
  return service.at(now, logicalTime, async () => {
    if (!isDue(nextWork(service), now)) return { delivered: [], ...scheduleOf(service) };
    try {
      return { delivered: await new Tick(service).run(), ...scheduleOf(service) };
    } catch (error) {
      // Whom it has called all the same is told by its schedule.
      if (error instanceof ProcessEnded) return { delivered: [], ...scheduleOf(service) };
      if (!(error instanceof StoreFault) || !service.machine.isFull) throw error;
      return { delivered: [], ...scheduleOf(service), next: service.machine.nextTry };
    }
  });
}

/** When it works next (ISO 8601). */
function nextWork(service: Service): string | undefined {
  const due = earliestDue(service.store, service.now);
  return due === undefined ? undefined : service.machine.worksAt(due);
}

function scheduleOf(service: Service): Schedule {
  const next = nextWork(service);
  service.noteTold();
  const logicalTime = service.logicalClock.now;
  return { logicalTime, called: service.peers.takeCalled(), ...(next === undefined ? {} : { next }) };
}

/**
 * One tick of a service: fires due timers, handles received messages, delivers stored ones, until nothing is left. Those that
 * are ready at the same time are units of work of their own, but stored in one transaction. What cannot be dealt with is set
 * aside, so that nothing waits behind it.
 */
class Tick {
  private readonly outbox: Outbox;

  constructor(private readonly service: Service) {
    this.outbox = new Outbox(service);
  }

  /** Gives the services that have received something. */
  async run(): Promise<ServiceName[]> {
    while ((await this.fireTimers()) || (await this.handleMessages()) || (await this.deliverMessages()));
    return this.outbox.recipients;
  }

  private async fireTimers(): Promise<boolean> {
    const { store, now, definition, name } = this.service;
    if (!isDue(earliestTimer(store), now)) return false;
    const due = store.all(
      'SELECT n, name, kind, body FROM {timers} WHERE due <= ? ORDER BY due, n LIMIT ?',
      now.toISOString(),
      TOGETHER,
    );
    return this.together(due, async (row, whole) => {
      // An earlier one of these has cancelled it, or set it anew.
      if (whole.hasMoved(text(row.name) ?? '')) return;
      const [kind, content] = [String(row.kind), String(row.body)];
      const handler = definition.timers[kind];
      const act = (work: Work): Promise<void> | void => {
        if (!handler) throw new Error(`The ${name} has no handler for its own timer "${kind}".`);
        return handler(JSON.parse(content) as unknown, work);
      };
      const done = (kept: Statements): unknown => kept.run('DELETE FROM {timers} WHERE n = ?', Number(row.n));
      await attempt({ what: 'timer', kind, content }, { act, done }, whole);
    });
  }

  private async handleMessages(): Promise<boolean> {
    const { store, definition, name } = this.service;
    if (!hasUnread(store)) return false;
    const received = store.all('SELECT * FROM {inbox} WHERE done = 0 ORDER BY n LIMIT ?', TOGETHER);
    return this.together(received, async (row, whole) => {
      const message = inbound(row);
      const { n, kind, sender: party, messageId } = message;
      const known = definition.messages[kind];
      const act = (work: Work): Promise<void> | void => {
        if (!known) throw new Error(`The ${name} has no handler for messages of kind "${kind}".`);
        return known.handle(message, work);
      };
      const done = (kept: Statements): unknown => kept.run('UPDATE {inbox} SET done = 1 WHERE n = ?', n);
      await attempt({ what: 'message', kind, party, messageId }, { act, done }, whole);
    });
  }

  private async deliverMessages(): Promise<boolean> {
    const { keepsOrder } = this.service.rules(DELIVERY);
    const unreachable = new Set<string>();
    return this.together(this.outbox.ready(TOGETHER), async (batch, whole) => {
      const recipient = String(batch[0].recipient);
      if (keepsOrder && unreachable.has(recipient)) return;
      if (!(await this.outbox.deliver(batch, whole))) unreachable.add(recipient);
    });
  }

  /** Does something for each row in order and stores it all; where one fails, what was done before it is stored. */
  private async together<T>(rows: readonly T[], act: (row: T, whole: Work) => Promise<void>): Promise<boolean> {
    if (rows.length === 0) return false;
    const whole = this.service.beginWork();
    try {
      for (const row of rows) await act(row, whole);
    } finally {
      this.service.keep(whole);
    }
    return true;
  }
}

/** Something to do, and how it is stored that it has been done. */
interface Task {
  readonly act: (work: Work) => Promise<void> | void;
  readonly done: (kept: Statements) => unknown;
}

/** Does something as a part of a larger unit of work. What fails leaves nothing behind but that it is set aside. */
async function attempt(thing: Parameters<typeof setAside>[0], { act, done }: Task, whole: Work): Promise<void> {
  const work = whole.part();
  try {
    await act(work);
    work.commit(done);
  } catch (error) {
    const instead = whole.part();
    setAside(thing, error, instead);
    instead.commit(done);
  }
}

/** Earliest instant at which a timer fires, a stored message is to be delivered or a received one handled (ISO 8601). */
function earliestDue(store: Store, now: Date): string | undefined {
  if (hasUnread(store)) return now.toISOString();
  const timer = earliestTimer(store);
  const delivery = earliestDelivery(store);
  if (timer === undefined) return delivery;
  return delivery === undefined || timer < delivery ? timer : delivery;
}

function earliestTimer(store: Store): string | undefined {
  return store.known('timers', 'earliest timer', () => text(store.one('SELECT MIN(due) AS due FROM {timers}')?.due));
}

function hasUnread(store: Store): boolean {
  const unread = 'SELECT n FROM {inbox} WHERE done = 0 LIMIT 1';
  return store.known('inbox', 'anything unread', () => store.one(unread) !== undefined);
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
