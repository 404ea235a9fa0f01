import { minutesLater } from '../../../domain/durations';
import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import type { TimerHandler } from '../../../kernel/service';
import { setAside } from '../../../kernel/set-aside';
import { table } from '../../../kernel/store';
import { PeerUnreachable } from '../../../kernel/transport';
import type { Work } from '../../../kernel/work';
import { releaseFault } from './release';

/** A document on its way to a user. */
export interface UserDocument {
  readonly document: string;
  /** What it is, in words of the audit trail. */
  readonly what: string;
  readonly installation?: string;
}

/** The documents that wait for a user: the deliveries from one number to another, and how often the next one was tried in vain. */
export interface Queue {
  readonly first: number;
  readonly last: number;
  readonly tries: number;
}

/** `<EUI>/<number in the queue>` */
export const DELIVERIES = table<UserDocument>('deliveries');
/** By EUI; absent while nothing waits. */
export const QUEUES = table<Queue>('delivery-queues');
/** Where a user's receiver stands, by EUI: base address of `/receivers/<EUI>`; the usual place where nothing is said. */
export const RECEIVERS = table<{ readonly address: string }>('receivers');
/** Minutes of virtual time until a user's receiver is tried again (MODEL); the last one repeats. */
const RETRY_MINUTES = [1, 5, 15, 60];

/** Stores a document for a user; it is delivered, after those before it, until the user's receiver takes it. */
export function deliverTo(
  user: string,
  document: string,
  what: string,
  installation: string | undefined,
  work: Work,
): void {
  const number = work.nextNumber(`deliveries to ${user}`);
  work.put(DELIVERIES, `${user}/${number}`, {
    document,
    what,
    ...(installation === undefined ? {} : { installation }),
  });
  const queue = work.get(QUEUES, user);
  work.put(QUEUES, user, { first: number, tries: 0, ...queue, last: number });
  if (!queue) goOn(user, 0, work);
}

/** How documents are delivered to users. */
export const USER_DELIVERY = area('dsp-delivery', {
  attempt,
  /** Number of the document that goes out next. */
  next: ({ first }: Queue): number => first,
  /** Whether an HTTP status says that the receiver has taken a document. */
  isReceipt: (status: number): boolean => status >= 200 && status < 300,
  /** Ends the delivery of a document that was taken. */
  finish: leaveQueue,
  /** Whether a document is given up after so many attempts before: it is tried until it is taken. */
  givesUp: (_what: string, _tries: number): boolean => false,
  tryAgain: ({ user, queue, delivery }: Attempt, work: Work): void => {
    const { tries } = queue;
    const minutes = RETRY_MINUTES[Math.min(tries, RETRY_MINUTES.length - 1)] ?? 1;
    work.put(QUEUES, user, { ...queue, tries: tries + 1 });
    goOn(user, minutes, work);
    work.audit(
      'delivery-failed',
      delivery.installation,
      `${delivery.what}: the receiver of ${user} did not take it; again in ${minutes} min`,
    );
  },
});

/** Timer: tries the oldest document of a user; the others wait for it. */
export const deliver: TimerHandler = async (body, work) => {
  const { user } = body as { user: string };
  const queue = work.get(QUEUES, user);
  if (queue) await work.rules(USER_DELIVERY).attempt(user, queue, work);
};

/** An attempt to deliver a document of a user's queue. */
export interface Attempt {
  readonly user: string;
  readonly queue: Queue;
  readonly number: number;
  readonly delivery: UserDocument;
}

async function attempt(user: string, queue: Queue, work: Work): Promise<void> {
  const { next, finish, givesUp, tryAgain } = work.rules(USER_DELIVERY);
  const number = next(queue);
  const delivery = work.get(DELIVERIES, `${user}/${number}`);
  if (!delivery) throw new Error(`Delivery ${number} to ${user} is not in the store.`);
  const { document, what, installation } = delivery;
  const unfit = await releaseFault(document, work.service);
  if (unfit !== undefined) {
    setAside({ what: 'delivery', kind: what, party: user }, new Refusal(500, unfit), work);
    leaveQueue({ user, queue, number, delivery }, work);
  } else if (await isTaken(document, user, work)) {
    work.audit('delivered', installation, `${what} to ${user}`);
    finish({ user, queue, number, delivery }, work);
  } else if (givesUp(what, queue.tries)) {
    leaveQueue({ user, queue, number, delivery }, work);
  } else {
    tryAgain({ user, queue, number, delivery }, work);
  }
}

function leaveQueue({ user, number, queue: { first, last } }: Attempt, work: Work): void {
  work.remove(DELIVERIES, `${user}/${number}`);
  if (first === last) {
    work.remove(QUEUES, user);
    return;
  }
  work.put(QUEUES, user, number === first ? { first: first + 1, last, tries: 0 } : { first, last: last - 1, tries: 0 });
  goOn(user, 0, work);
}

/** Tries a user's next document after so many minutes. */
export function goOn(user: string, minutes: number, work: Work): void {
  work.later(minutesLater(work.now, minutes), 'deliver', { user }, `deliver ${user}`);
}

/** Whether the user's receiver took a document: it answered, and not with an error. */
async function isTaken(document: string, user: string, work: Work): Promise<boolean> {
  const { service } = work;
  try {
    const place = work.get(RECEIVERS, user)?.address ?? service.config.receivers;
    const url = `${place}/receivers/${user}`;
    const status = await service.peers.post(url, 'application/xml', Buffer.from(document, 'utf8'));
    return service.rules(USER_DELIVERY).isReceipt(status);
  } catch (error) {
    if (error instanceof PeerUnreachable) return false;
    throw error;
  }
}
