import { defect, rule } from '../../../kernel/defect';
import { COMMISSIONING } from '../commissioning/commissioning';
import { INVENTORY } from '../inventory/inventory';

const DAY = 24 * 60 * 60_000;

/** Seeded defects of the commissioning of devices. */
export const COMMISSIONING_DEFECTS = [
  defect(
    'dsp-alerts-again',
    rule(
      COMMISSIONING,
      'announcedAgain',
      () =>
        ({ devices }, work) =>
          devices.flatMap((id) => work.get(INVENTORY, id) ?? []).filter(({ importMPxN }) => importMPxN !== undefined),
    ),
  ),
  // A device that was notified in advance keeps the status that it had.
  defect(
    'dsp-keeps-pending',
    rule(COMMISSIONING, 'statusOf', (right) => (type, known) => {
      const status = right(type, known);
      return status.status === undefined || known?.status === undefined ? status : { status: known.status };
    }),
  ),
  // A prepayment interface is taken for a display.
  defect(
    'dsp-takes-interface-for-display',
    rule(COMMISSIONING, 'statusOf', (right) => (type, known) => (type === 'PPMID' ? {} : right(type, known))),
  ),
  defect(
    'dsp-associates-one-way',
    rule(
      COMMISSIONING,
      'associates',
      () =>
        ({ associatedWith }) =>
          [...associatedWith].sort(),
    ),
  ),
  defect(
    'dsp-dates-a-day-late',
    rule(COMMISSIONING, 'dateOf', (right) => (at) => right(new Date(Date.parse(at) + DAY).toISOString())),
  ),
  defect(
    'dsp-omits-export-point',
    rule(COMMISSIONING, 'exportPointOf', () => () => ({})),
  ),
  defect(
    'dsp-forgets-history',
    rule(COMMISSIONING, 'historyOf', () => () => []),
  ),
];
