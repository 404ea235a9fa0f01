import { defect, rule } from '../../../kernel/defect';
import { DORMANT_ESTATE, ESTATE_VIEWS } from '../estate';
import { READING } from '../readings';

/** Seeded defects of what the SMSO says of its estate. */
export const ESTATE_DEFECTS = [
  defect(
    'smso-shows-keys-to-control-centre',
    rule(ESTATE_VIEWS, 'seesKeys', () => () => true),
  ),
  // Whose supplier runs all of its meters is among them.
  defect(
    'smso-lists-active-installations',
    rule(DORMANT_ESTATE, 'hasDormantDevices', () => () => true),
  ),
  defect(
    'smso-lists-any-model',
    rule(DORMANT_ESTATE, 'consistsOf', () => () => true),
  ),
  // The SMSO answers from what it remembers instead of asking the meter.
  defect(
    'smso-reads-after-migration',
    rule(READING, 'readingOf', (right) => (answer, now) => {
      if (answer.outcome === 'answer') return right(answer, now);
      const values = { activeImportWh: '0', at: now.toISOString() };
      return right({ outcome: 'answer', body: { ok: true, values } }, now);
    }),
  ),
];
