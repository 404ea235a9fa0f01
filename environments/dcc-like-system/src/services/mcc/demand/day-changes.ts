import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { INSTALLATIONS, type Exception, type Installation } from '../mcc-records';
import { dayFor } from '../migration/authorise';
import { capacityOf, claimantKey, claimantOf, plan, plannedFor, unplan } from '../migration/capacity';
import { plusDays, slotStart } from '../migration/days';
import { enter } from '../migration/installations';
import { notifyOfInstallation } from '../notifications/issue';
import { allocateAgain } from './allocation';
import { ALLOCATIONS, DAY_CAPACITIES } from './demand-records';

/** What becomes of a day whose capacity is changed. */
export const DAY_CHANGES = area('mcc-day-changes', {
  /** Which of the installations that could leave a day leave it: those that were planned last. */
  leaving: (planned: readonly Installation[], tooMany: number): readonly Installation[] =>
    tooMany <= 0 ? [] : planned.slice(-tooMany),
  /** The first day to which one that has to leave can be moved. */
  nextDay: (day: string): string => plusDays(day, 1),
});

/** Why an installation lost its day. */
const LOST: Exception = {
  code: 'SIM-AUT-30',
  reason: 'The day of its migration was closed or made smaller, and no other day of its window has room.',
};

/**
 * Sets what a day can have: nothing closes it. What has no room there any more goes to a later day of its window, or needs a
 * new authorisation.
 * @returns what was moved, and what lost its day
 * @throws Refusal 409 once the migrations of the day have begun
 */
export function changeDay(work: Work, day: string, capacity: number): { moved: number; lost: number } {
  if (slotStart(day) <= work.now) throw new Refusal(409, `The migrations of ${day} have begun: its capacity stands.`);
  work.put(DAY_CAPACITIES, day, { capacity });
  work.audit('day-changed', undefined, `${day}: ${capacity}`);
  const allocation = work.get(ALLOCATIONS, day);
  if (allocation?.released === false) allocateAgain(work, day, allocation);
  const leaving = leavingOf(work, day);
  for (const installation of leaving) unplan(work, day, installation);
  const lost = leaving.filter((installation) => !move(work, day, installation)).length;
  return { moved: leaving.length - lost, lost };
}

/** Those for whom there is no room left, in the order in which they were planned. */
function leavingOf(work: Work, day: string): readonly Installation[] {
  const { leaving } = work.rules(DAY_CHANGES);
  const planned = plannedFor(work, day)
    .flatMap((id) => work.get(INSTALLATIONS, id) ?? [])
    .filter(({ state, scheduledFor }) => state === 'Scheduled' && scheduledFor === day);
  const allocation = work.get(ALLOCATIONS, day);
  if (allocation?.released !== false) return leaving(planned, planned.length - capacityOf(work, day));
  return allocation.shares.flatMap((share) => {
    const own = planned.filter((installation) => claimantKey(claimantOf(installation)) === claimantKey(share));
    return leaving(own, own.length - share.allocated);
  });
}

/** Whether there is a later day for it. */
function move(work: Work, day: string, installation: Installation): boolean {
  const { attempt, authorisedTo } = installation;
  const next = dayFor(work, claimantOf(installation), work.rules(DAY_CHANGES).nextDay(day), authorisedTo);
  if (next === undefined) {
    // It was not tried: the attempt does not count.
    const note = `${LOST.code}: ${LOST.reason} It needs a new authorisation.`;
    enter(work, installation, 'Failed', note, { ...LOST, attempt: attempt - 1 });
    notifyOfInstallation(work, 'WITHDRAWN', installation);
    return false;
  }
  plan(work, next, installation);
  const note = `${day} was closed or made smaller: attempt ${attempt} is scheduled for ${next}.`;
  notifyOfInstallation(work, 'CHANGED', enter(work, installation, 'Scheduled', note, { scheduledFor: next }));
  return true;
}
