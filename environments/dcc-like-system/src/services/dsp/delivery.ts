import { minutesLater } from '../../domain/durations';
import type { TimerHandler } from '../../kernel/service';
import { table } from '../../kernel/store';
import { PeerUnreachable } from '../../kernel/transport';
import type { Work } from '../../kernel/work';

/** A document on its way to a user. */
interface Delivery {
  readonly user: string;
  readonly document: string;
  /** What it is, in words of the audit trail. */
  readonly what: string;
  readonly installation?: string;
  readonly tries: number;
}

const DELIVERIES = table<Delivery>('deliveries');

/** Minutes of virtual time until a user's receiver is tried again (MODEL); the last one repeats. */
const RETRY_MINUTES = [1, 5, 15, 60];

/** Stores a document for a user; it is delivered until the user's receiver takes it. */
export function deliverTo(
  user: string,
  document: string,
  what: string,
  installation: string | undefined,
  work: Work,
): void {
  const number = String(work.nextNumber('delivery'));
  work.put(DELIVERIES, number, {
    user,
    document,
    what,
    tries: 0,
    ...(installation === undefined ? {} : { installation }),
  });
  work.later(work.now, 'deliver', { number }, `deliver ${number}`);
}

/** Timer: tries one delivery. */
export const deliver: TimerHandler = async (body, work, service) => {
  const { number } = body as { number: string };
  const delivery = work.get(DELIVERIES, number);
  if (!delivery) return;
  const { user, document, what, installation, tries } = delivery;
  const url = `${service.config.receivers}/receivers/${user}`;
  const taken = await service
    .post(url, 'application/xml', Buffer.from(document, 'utf8'))
    .then((status) => status >= 200 && status < 300)
    .catch((error: unknown) => {
      if (error instanceof PeerUnreachable) return false;
      throw error;
    });
  if (taken) {
    work.remove(DELIVERIES, number);
    work.audit('delivered', installation, `${what} to ${user}`);
    return;
  }
  const minutes = RETRY_MINUTES[Math.min(tries, RETRY_MINUTES.length - 1)] ?? 1;
  work.put(DELIVERIES, number, { ...delivery, tries: tries + 1 });
  work.later(minutesLater(work.now, minutes), 'deliver', { number }, `deliver ${number}`);
  work.audit(
    'delivery-failed',
    installation,
    `${what}: the receiver of ${user} did not take it; again in ${minutes} min`,
  );
};
