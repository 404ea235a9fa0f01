import { minutesLater } from '../../../domain/durations';
import { table } from '../../../kernel/store';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';

/** How long after a wake-up message a hub is taken to listen (MODEL): less than it really does. */
const TRUSTED_MINUTES = 25;

/** What the Migration Group File said of the hub, and when the last wake-up message went out (ISO 8601). By ICCID. */
const HUBS = table<{ needed: boolean; sentAt?: string }>('wake-ups');

/** Keeps whether a hub listens only after a wake-up message. */
export function noteWakeUpNeed(work: Work, iccid: string, needed: boolean): void {
  work.put(HUBS, iccid, { needed });
}

/** Which hubs are woken, and when. */
export const WAKE_UPS = area('s1sp-wake-ups', {
  /** Whether a wake-up message has to go out before a command. */
  isDue: (work: Work, iccid: string): boolean => {
    const { needed, sentAt } = work.get(HUBS, iccid) ?? { needed: false };
    if (!needed) return false;
    return sentAt === undefined || work.now >= minutesLater(new Date(sentAt), TRUSTED_MINUTES);
  },
  /** The hub has not answered: its wake-up message may be lost. */
  doubt: (work: Work, iccid: string): void => {
    if (work.get(HUBS, iccid)?.needed === true) work.put(HUBS, iccid, { needed: true });
  },
});

/** A wake-up message has gone out. */
export function noteWakeUp(work: Work, iccid: string): void {
  work.put(HUBS, iccid, { needed: true, sentAt: work.now.toISOString() });
}
