import { minutesLater } from '../../../domain/durations';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** How long after a wake-up message a hub is taken to listen (MODEL): less than it really does. */
const TRUSTED_MINUTES = 25;

/** What the Migration Group File said of the hub, and when the last wake-up message went out (ISO 8601). By ICCID. */
const HUBS = table<{ needed: boolean; sentAt?: string }>('wake-ups');

/** Keeps whether a hub listens only after a wake-up message. */
export function noteWakeUpNeed(work: Work, iccid: string, needed: boolean): void {
  work.put(HUBS, iccid, { needed });
}

/** Whether a wake-up message has to go out before a command. */
export function isWakeUpDue(work: Work, iccid: string): boolean {
  // Seeded defects: nobody thinks of it, or of the hubs that have no need of it.
  if (work.service.defect('s1sp-forgets-wake-up')) return false;
  if (work.service.defect('s1sp-wakes-every-hub')) return true;
  const { needed, sentAt } = work.get(HUBS, iccid) ?? { needed: false };
  if (!needed) return false;
  return sentAt === undefined || work.now >= minutesLater(new Date(sentAt), TRUSTED_MINUTES);
}

/** A wake-up message has gone out. */
export function noteWakeUp(work: Work, iccid: string): void {
  work.put(HUBS, iccid, { needed: true, sentAt: work.now.toISOString() });
}

/** The hub has not answered: its wake-up message may be lost. */
export function doubtWakeUp(work: Work, iccid: string): void {
  // Seeded defect: a hub that was woken is taken to be awake.
  if (work.get(HUBS, iccid)?.needed !== true || work.service.defect('s1sp-wakes-hub-once')) return;
  work.put(HUBS, iccid, { needed: true });
}
