import { defect, rule } from '../../../kernel/defect';
import { SMETS2_ALERTS } from '../smets2/messages';

/** Seeded defects of the messages of SMETS2+ devices. */
export const SMETS2_DEFECTS = [
  // The same alert goes out twice.
  defect(
    'dsp-repeats-smets2-alerts',
    rule(SMETS2_ALERTS, 'passOn', (right) => (...alert) => {
      right(...alert);
      right(...alert);
    }),
  ),
];
