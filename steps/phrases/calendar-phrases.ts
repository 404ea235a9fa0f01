import type { BillingTimes } from '../../support/interfaces/duis/requests/configuration';
import { billingDays, type BillingPeriod } from '../../support/models/calendar/billing-days';
import type { ScheduleCalendar, ScheduleFrequency } from '../../support/models/calendar/schedule-days';
import { calendarDay } from './basic-types';
import { wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';
import { MONTHS } from './words';

const scheduleFrequency = wordsType<ScheduleFrequency>(
  { name: 'scheduleFrequency', meaning: 'how often a schedule fires' },
  {
    daily: 'Daily',
    weekly: 'Weekly',
    monthly: 'Monthly',
    quarterly: 'Quarterly',
    'half-yearly': 'Half-Yearly',
    yearly: 'Yearly',
  },
);

/** Days and time of day, HH:MM:SS, at which a schedule fires. */
export interface ScheduleTimes extends ScheduleCalendar {
  readonly time: string;
}

export const scheduleTimes = phrasesType<ScheduleTimes>(
  {
    name: 'scheduleTimes',
    meaning: 'when a schedule fires',
    example: 'monthly at 01:00 from 31 January 2020',
    parts: [scheduleFrequency],
  },
  [
    [
      '{scheduleFrequency} at {time} from {calendarDay}( to {calendarDay})',
      ([frequency = '', time = '', from = '', to]) => ({
        frequency: scheduleFrequency.read(frequency),
        time: `${time}:00`,
        startDate: calendarDay.read(from),
        ...(to ? { endDate: calendarDay.read(to) } : {}),
      }),
    ],
  ],
);

const billingPeriod = wordsType<BillingPeriod>(
  { name: 'billingPeriod', meaning: 'how often a billing period ends' },
  {
    daily: 'Daily',
    weekly: 'Weekly',
    monthly: 'Monthly',
    quarterly: 'Quarterly',
    'six-monthly': 'SixMonthly',
    yearly: 'Yearly',
  },
);

const numbered = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(words.map((word, index) => [word, index + 1]));

const weekday = wordsType(
  { name: 'weekday', complete: true, meaning: 'a day of the week' },
  numbered(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']),
);

/** Days of a calendar of non-disablement: a day of the week, or one day. */
export const quietDays = phrasesType<number | string>(
  {
    name: 'quietDays',
    meaning: 'the days on which the supply is not disabled',
    example: '6 June 2019 alone',
    parts: [weekday, calendarDay],
  },
  [
    ['every {weekday}', ([day = '']) => weekday.read(day)],
    ['{calendarDay} alone', ([day = '']) => calendarDay.read(day)],
  ],
);

const month = wordsType({ name: 'month', complete: true, meaning: 'a month' }, numbered(MONTHS));

export const billingTimes = phrasesType<BillingTimes>(
  {
    name: 'billingTimes',
    meaning: 'when billing periods end',
    example: 'monthly on day 28 at 00:00',
    parts: [billingPeriod, weekday, month],
  },
  [
    ['{billingPeriod} at {time}', ([period = '', time = '']) => ({ fuel: 'electricity', ...endOf(period, time) })],
    [
      '{billingPeriod} on {weekday} at {time}',
      ([period = '', day = '', time = '']) => ({
        fuel: 'electricity',
        ...endOf(period, time),
        day: weekday.read(day),
      }),
    ],
    [
      '{billingPeriod} on day {number}( counted from {month}) at {time}',
      ([period = '', day, from, time = '']) => ({
        fuel: 'electricity',
        ...endOf(period, time),
        day: Number(day),
        ...(from ? { month: month.read(from) } : {}),
      }),
    ],
    [
      '{billingPeriod} at {time} from {calendarDay}',
      ([period = '', time = '', start = '']) => ({
        fuel: 'gas',
        ...endOf(period, time),
        start: calendarDay.read(start),
      }),
    ],
  ],
);

function endOf(period: string, time: string): Pick<BillingTimes, 'period' | 'at'> {
  return { period: billingPeriod.read(period), at: `${time}:00` };
}

/** Instants after the begin of a day and up to another instant at which a billing period ends, ISO 8601. */
export function billingInstants(times: BillingTimes, since: string, until: Date): string[] {
  const days = billingDays(times, since, until.toISOString().slice(0, 10));
  return days.map((day) => `${day}T${times.at}.000Z`).filter((at) => at <= until.toISOString());
}

/** Days and times of schedules and billing periods. */
export const CALENDAR_TYPES: readonly ParameterType[] = [
  scheduleFrequency,
  scheduleTimes,
  billingPeriod,
  weekday,
  month,
  billingTimes,
  quietDays,
];
