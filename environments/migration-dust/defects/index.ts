import type { Defect } from '../../dcc-like-system/src/kernel/rules';
import { ACCESS_DEFECTS } from './access';
import { AUTHORISATION_DEFECTS } from './authorisation';
import { PORTAL_DEFECTS } from './portal';
import { REMOTE_LABORATORY_DEFECTS } from './remote-laboratories';
import { TEST_DEVICE_DEFECTS } from './test-devices';

/** The seeded defects of Migration DUST. */
export const DUST_DEFECTS: readonly Defect[] = [
  ...ACCESS_DEFECTS,
  ...REMOTE_LABORATORY_DEFECTS,
  ...TEST_DEVICE_DEFECTS,
  ...AUTHORISATION_DEFECTS,
  ...PORTAL_DEFECTS,
];
