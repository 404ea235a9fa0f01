import { defect, entry, rule } from '../../../kernel/defect';
import { VIABILITY } from '../viability';

/** Seeded defects of the DCO's list of viable installations. */
export const VIABILITY_DEFECTS = [
  defect(
    'dco-accepts-missing-master-key',
    entry(VIABILITY, 'checks', 'arrived').skip(),
    entry(VIABILITY, 'checks', 'complete').skip(),
  ),
  defect(
    'dco-accepts-key-of-keyless-device',
    rule(VIABILITY, 'mayHaveMasterKey', () => () => true),
  ),
  // A set that begins to wait is thought to be the only one.
  defect(
    'dco-watches-one-set',
    rule(VIABILITY, 'secretsTimer', () => () => 'secrets'),
  ),
  // A gas meter is taken for one with keys, whatever the common file says.
  defect(
    'dco-wants-keys-of-keyless-gas-meter',
    rule(VIABILITY, 'needsMasterKey', (right) => (device) => right(device) || device.deviceType === 'GSME'),
  ),
];
