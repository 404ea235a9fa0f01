import type { BillingCalendar } from '../../../domain/meter/settings';
import { defect, rule } from '../../../kernel/defect';
import { BILLING } from '../meter/billing';

const isGas = ({ fuel }: BillingCalendar): boolean => fuel === 'gas';

/** Seeded defects of the ends of billing periods. */
export const BILLING_DEFECTS = [
  defect(
    'devices-bill-gas-before-its-start',
    rule(BILLING, 'hasBegun', () => () => true),
  ),
  defect(
    'devices-begin-weeks-on-sunday',
    rule(BILLING, 'weekday', (right) => (calendar) => (isGas(calendar) ? right(calendar) : (right(calendar) % 7) + 1)),
  ),
  defect(
    'devices-bill-gas-on-mondays',
    rule(BILLING, 'weekday', (right) => (calendar) => (isGas(calendar) ? 1 : right(calendar))),
  ),
  defect(
    'devices-bill-on-the-first',
    rule(BILLING, 'dayOfMonth', (right) => (calendar) => (isGas(calendar) ? right(calendar) : 1)),
  ),
  // Of a period that begins on the 31st, months without that day have no end.
  defect(
    'devices-bill-gas-in-long-months-only',
    rule(
      BILLING,
      'dayOfMonth',
      (right) => (calendar) => (calendar.fuel === 'gas' ? new Date(calendar.start).getUTCDate() : right(calendar)),
    ),
  ),
  defect(
    'devices-count-periods-from-january',
    rule(BILLING, 'firstMonth', () => () => 1),
  ),
];
