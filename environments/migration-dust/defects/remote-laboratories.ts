import { defect, rule } from '../../dcc-like-system/src/kernel/defect';
import { REMOTE_LABORATORIES } from '../remote-laboratories';

/** Seeded defects of what remote laboratories may say. */
export const REMOTE_LABORATORY_DEFECTS = [
  defect(
    'dust-takes-alerts-of-any-laboratory',
    rule(REMOTE_LABORATORIES, 'isOf', () => () => true),
  ),
  defect(
    'dust-takes-alerts-of-any-device',
    rule(REMOTE_LABORATORIES, 'hasDevice', () => () => true),
  ),
];
