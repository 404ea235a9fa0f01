import { daysFrom, weekdayOf } from './days';

/** How often a billing period ends (SOURCED: DUIS schema). */
export type BillingPeriod = 'Daily' | 'Weekly' | 'Monthly' | 'Quarterly' | 'SixMonthly' | 'Yearly';

/** On which days a meter closes a billing period (`environments/contracts/service-requests.md`). */
export type BillingCalendar =
  | {
      readonly fuel: 'electricity';
      readonly period: BillingPeriod;
      /** Of the week from 1, Monday, or of the month, at most 28; of no account where a period is a day. */
      readonly day?: number;
      /** Month from which three, six or twelve are counted; of no account for shorter periods. */
      readonly month?: number;
    }
  /** `start`: first day on which a period begins, YYYY-MM-DD. */
  | { readonly fuel: 'gas'; readonly period: BillingPeriod; readonly start: string };

/** Last day of a month on which a period can end (SOURCED of electricity: DUIS schema; of gas MODEL). */
const LATEST = 28;

const MONTHS: Readonly<Partial<Record<BillingPeriod, number>>> = { Quarterly: 3, SixMonthly: 6, Yearly: 12 };

/** The days from one to another, both counted, on which a billing period ends. */
export function billingDays(calendar: BillingCalendar, from: string, to: string): string[] {
  return daysFrom(from, to).filter((day) => endsOn(calendar, day));
}

function endsOn(calendar: BillingCalendar, day: string): boolean {
  if (calendar.fuel === 'gas' && day < calendar.start) return false;
  const { period } = calendar;
  if (period === 'Daily') return true;
  if (period === 'Weekly') return weekdayOf(day) === ruleOf(calendar).weekday;
  const { date, month } = ruleOf(calendar);
  const months = MONTHS[period] ?? 1;
  return dateOf(day) === date && (monthOf(day) - month) % months === 0;
}

/** Weekday, day of the month and month of a period's end. */
function ruleOf(calendar: BillingCalendar): {
  readonly weekday: number;
  readonly date: number;
  readonly month: number;
} {
  if (calendar.fuel === 'electricity') {
    const { day = 1, month = 1 } = calendar;
    return { weekday: day, date: day, month };
  }
  const { start } = calendar;
  return { weekday: weekdayOf(start), date: Math.min(dateOf(start), LATEST), month: monthOf(start) };
}

const monthOf = (day: string): number => Number(day.slice(5, 7));
const dateOf = (day: string): number => Number(day.slice(8, 10));
