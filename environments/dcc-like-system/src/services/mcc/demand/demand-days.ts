import { plusDays } from '../migration/days';

/** Times of the allocation of a day, in UTC. All of them MODEL: the methodology's own are not public. */

/** Days before a day on which its demand closes, its allocation is published, and what nobody used is released. */
const CLOSES_DAYS = 7;
const PUBLISHED_DAYS = 6;
const RELEASED_DAYS = 2;
/** Days ahead for which demand can be given. */
const HORIZON_DAYS = 90;

/** Until then the demand for a day can be given, corrected and taken back. */
export function demandCloses(day: string): Date {
  return at(plusDays(day, -CLOSES_DAYS), 17);
}

/** When the allocation of a day is published. */
export function allocationDue(day: string): Date {
  return at(plusDays(day, -PUBLISHED_DAYS), 9);
}

/** When whatever is left of a day is there for everybody. */
export function releaseDue(day: string): Date {
  return at(plusDays(day, -RELEASED_DAYS), 12);
}

/** The last day for which demand can be given on a day. */
export function horizonOf(today: string): string {
  return plusDays(today, HORIZON_DAYS);
}

function at(day: string, hour: number): Date {
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00.000Z`);
}
