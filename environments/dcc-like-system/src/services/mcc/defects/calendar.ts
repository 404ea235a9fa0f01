import { defect, rule } from '../../../kernel/defect';
import { DAYS_HELD } from '../migration/capacity';
import { plusDays } from '../migration/days';
import { REPORT_KEEPING } from '../reports/produce';

/** Seeded defects of days and weeks. */
export const CALENDAR_DEFECTS = [
  // Days around New Year are not counted in the year of their Thursday.
  defect(
    'mcc-counts-weeks-of-calendar-years',
    rule(REPORT_KEEPING, 'weekOf', (right) => (day) => `${day.slice(0, 4)}${right(day).slice(4)}`),
  ),
  defect(
    'mcc-ends-weeks-on-saturday',
    rule(REPORT_KEEPING, 'weekOf', (right) => (day) => right(plusDays(day, 1))),
  ),
  defect(
    'mcc-leaves-last-day-of-window-free',
    rule(
      DAYS_HELD,
      'lastDay',
      () =>
        ({ to }) =>
          plusDays(to, -1),
    ),
  ),
  defect(
    'mcc-plans-beyond-window',
    rule(
      DAYS_HELD,
      'lastDay',
      () =>
        ({ to }) =>
          plusDays(to, 1),
    ),
  ),
];
