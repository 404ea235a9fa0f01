import { defect, rule } from '../../../kernel/defect';
import { ROTATION } from '../rotation';

/** Seeded defects of the DCO's part in key rotation. */
export const ROTATION_DEFECTS = [
  defect(
    'dco-authorises-without-viability',
    rule(ROTATION, 'objectionTo', () => () => undefined),
  ),
  defect(
    'dco-skips-verification',
    rule(ROTATION, 'isProved', () => () => true),
  ),
  defect(
    'dco-keeps-master-key',
    rule(ROTATION, 'newMaster', () => (current) => current),
  ),
  defect(
    'dco-repeats-master-key',
    rule(ROTATION, 'newMaster', () => () => Buffer.alloc(32, 1)),
  ),
];
