import { minutesLater } from '../../../domain/durations';
import type { TimerHandler } from '../../../kernel/service';
import { table } from '../../../kernel/store';
import { PeerUnreachable } from '../../../kernel/transport';
import type { Work } from '../../../kernel/work';
import type { ServiceContext } from '../../../kernel/service-context';

/** A document on its way to a user. */
interface Delivery {
  readonly document: string;
  /** What it is, in words of the audit trail. */
  readonly what: string;
  readonly installation?: string;
}

/** What waits for a user: the deliveries from one number to another, and how often the next one was tried in vain. */
interface Queue {
  readonly first: number;
  readonly last: number;
  readonly tries: number;
}

/** `<EUI>/<number in the queue>` */
const DELIVERIES = table<Delivery>('deliveries');
/** By EUI; absent while nothing waits. */
const QUEUES = table<Queue>('delivery-queues');
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

/** Timer: tries the oldest document of a user; the others wait for it. */
export const deliver: TimerHandler = async (body, work) => {
  const { user } = body as { user: string };
  const queue = work.get(QUEUES, user);
  if (!queue) return;
  const { first, last, tries } = queue;
  // Seeded defect: the newest document goes out first.
  const number = work.service.defect('dsp-delivers-newest-first') ? last : first;
  const delivery = work.get(DELIVERIES, `${user}/${number}`);
  if (!delivery) throw new Error(`Delivery ${number} to ${user} is not in the store.`);
  const { document, what, installation } = delivery;
  // Seeded defect: one receiver that is down holds up all.
  if (
    work.service.defect('dsp-delivers-behind-others') &&
    work.list(QUEUES).some(({ value }) => value.tries > 0 && tries === 0)
  ) {
    goOn(user, 60, work);
    return;
  }
  if (await isTaken(document, user, work.service)) {
    work.audit('delivered', installation, `${what} to ${user}`);
    // Seeded defect: what had to wait goes out once more.
    if (tries > 0 && work.service.defect('dsp-repeats-after-outage')) {
      work.put(QUEUES, user, { ...queue, tries: 0 });
      goOn(user, 0, work);
    } else {
      leaveQueue(user, number, queue, work);
    }
    return;
  }
  // Seeded defect: what was refused is forgotten.
  const isGivenUp =
    work.service.defect('dsp-forgets-refused-delivery') ||
    (work.service.defect('dsp-tries-responses-once') && what.startsWith('response')) ||
    (work.service.defect('dsp-gives-up-after-three-tries') && tries >= 2);
  if (isGivenUp) {
    leaveQueue(user, number, queue, work);
    return;
  }
  const minutes = RETRY_MINUTES[Math.min(tries, RETRY_MINUTES.length - 1)] ?? 1;
  // Seeded defect: what comes again is not, byte for byte, what the receiver may have taken.
  if (work.service.defect('dsp-changes-repeated-document')) {
    work.put(DELIVERIES, `${user}/${number}`, { ...delivery, document: `${document}\n` });
  }
  work.put(QUEUES, user, { ...queue, tries: tries + 1 });
  goOn(user, minutes, work);
  work.audit(
    'delivery-failed',
    installation,
    `${what}: the receiver of ${user} did not take it; again in ${minutes} min`,
  );
};

function leaveQueue(user: string, number: number, { first, last }: Queue, work: Work): void {
  work.remove(DELIVERIES, `${user}/${number}`);
  if (first === last) {
    work.remove(QUEUES, user);
    return;
  }
  work.put(QUEUES, user, number === first ? { first: first + 1, last, tries: 0 } : { first, last: last - 1, tries: 0 });
  goOn(user, 0, work);
}

function goOn(user: string, minutes: number, work: Work): void {
  work.later(minutesLater(work.now, minutes), 'deliver', { user }, `deliver ${user}`);
}

/** Whether the user's receiver took a document: it answered, and not with an error. */
async function isTaken(document: string, user: string, service: ServiceContext): Promise<boolean> {
  try {
    const url = `${service.config.receivers}/receivers/${user}`;
    const status = await service.peers.post(url, 'application/xml', Buffer.from(document, 'utf8'));
    // Seeded defect: every answer but "come again" is taken for a receipt.
    return (status >= 200 && status < 300) || (status === 500 && service.defect('dsp-takes-error-for-receipt'));
  } catch (error) {
    if (error instanceof PeerUnreachable) return false;
    throw error;
  }
}
