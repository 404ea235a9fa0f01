import { daysLater, monthsLater } from './days';

/** How often a schedule fires (SOURCED: DUIS schema). */
export type ScheduleFrequency = 'Daily' | 'Weekly' | 'Monthly' | 'Quarterly' | 'Half-Yearly' | 'Yearly';

/** When a schedule fires (`environments/contracts/service-requests.md`). Days are YYYY-MM-DD, both counted. */
export interface ScheduleCalendar {
  readonly frequency: ScheduleFrequency;
  readonly startDate: string;
  /** Absent: it has no end. */
  readonly endDate?: string;
}

const MONTHS: Readonly<Partial<Record<ScheduleFrequency, number>>> = {
  Monthly: 1,
  Quarterly: 3,
  'Half-Yearly': 6,
  Yearly: 12,
};

/** The days on which a schedule fires, up to a day. */
export function scheduleDays({ frequency, startDate, endDate }: ScheduleCalendar, until: string): string[] {
  const last = endDate === undefined || endDate > until ? until : endDate;
  const days: string[] = [];
  for (let run = 0; ; run += 1) {
    const months = MONTHS[frequency];
    const apart = frequency === 'Weekly' ? 7 : 1;
    // Counted from the start, so that a short month does not pull later ones to an earlier day.
    const day = months === undefined ? daysLater(startDate, run * apart) : monthsLater(startDate, run * months);
    if (day > last) return days;
    days.push(day);
  }
}
