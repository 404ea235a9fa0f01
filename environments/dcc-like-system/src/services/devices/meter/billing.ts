import { timeOfDay, weekdayOf } from '../../../domain/meter/calendar';
import type { BillingCalendar } from '../../../domain/meter/settings';
import { area } from '../../../kernel/rules';

const DAY = 24 * 3_600_000;
/** Last day of a month on which a period ends: every month has it. */
const LATEST = 28;

/** Months between the ends of billing periods that are longer than one month. */
const MONTHS = { Quarterly: 3, SixMonthly: 6, Yearly: 12 } as const;

/** On which days billing periods end, in UTC. */
export const BILLING = area('devices-billing', {
  /** Of gas no period ends before the first one begins. */
  hasBegun: (calendar: BillingCalendar, day: Date): boolean =>
    calendar.fuel === 'electricity' || day >= new Date(calendar.start),
  /** From 1, Monday. */
  weekday: (calendar: BillingCalendar): number =>
    calendar.fuel === 'gas' ? weekdayOf(new Date(calendar.start)) : calendar.day,
  dayOfMonth: (calendar: BillingCalendar): number =>
    calendar.fuel === 'gas' ? Math.min(new Date(calendar.start).getUTCDate(), LATEST) : calendar.day,
  /** The month, from 1, from which periods of several months are counted. */
  firstMonth: (calendar: BillingCalendar): number =>
    calendar.fuel === 'gas' ? new Date(calendar.start).getUTCMonth() + 1 : calendar.month,
});

/** At which time of a day the periods of a calendar end (milliseconds): a meter asks at every half hour. */
const ends = new WeakMap<BillingCalendar, number>();

/** Whether a billing period ends after `from` and not after `to` (milliseconds). */
export function billingEnds(calendar: BillingCalendar, from: number, to: number, rules = BILLING.rules): boolean {
  const ofDay = ends.get(calendar) ?? timeOfDay(calendar.fuel === 'gas' ? calendar.start.slice(11, 19) : calendar.at);
  ends.set(calendar, ofDay);
  return [from, to].some((instant) => {
    const end = Math.floor(instant / DAY) * DAY + ofDay;
    return end > from && end <= to && isBillingDay(calendar, new Date(end), rules);
  });
}

function isBillingDay(calendar: BillingCalendar, day: Date, rules: typeof BILLING.rules): boolean {
  if (!rules.hasBegun(calendar, day)) return false;
  const { period } = calendar;
  if (period === 'Daily') return true;
  if (period === 'Weekly') return weekdayOf(day) === rules.weekday(calendar);
  if (day.getUTCDate() !== rules.dayOfMonth(calendar)) return false;
  return period === 'Monthly' || (day.getUTCMonth() + 1 - rules.firstMonth(calendar) + 12) % MONTHS[period] === 0;
}
