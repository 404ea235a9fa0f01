import type { Work } from '../../../kernel/work';
import { drop, waitingRequests } from '../commands/commands';
import { removeSchedule, schedulesOf } from '../schedules/schedules';

/** Drops every request that waits for its time, of a user or of everybody. */
export function dropEveryWaiting(user: string | undefined, work: Work): void {
  for (const { key, pending } of waitingRequests(user ?? '', work)) drop(key, pending, work);
}

/** Removes every schedule of a user, or of everybody. */
export function removeEverySchedule(user: string | undefined, work: Work): void {
  for (const schedule of schedulesOf(user, 'all', work)) removeSchedule(schedule, work);
}
