import { ALERT_DEFECTS } from './alerts';
import { FILE_SET_DEFECTS } from './file-sets';
import { KEY_AND_SIM_DEFECTS } from './keys-and-sim';
import { KEY_READING_DEFECTS } from './key-reading';
import { SERVICE_REQUEST_DEFECTS } from './service-requests';
import { TESTING_DEFECTS } from './testing';
import { WHITELIST_DEFECTS } from './whitelist';

/** The seeded defects of the S1SP. */
export const S1SP_DEFECTS = [
  ...FILE_SET_DEFECTS,
  ...KEY_AND_SIM_DEFECTS,
  ...TESTING_DEFECTS,
  ...KEY_READING_DEFECTS,
  ...WHITELIST_DEFECTS,
  ...ALERT_DEFECTS,
  ...SERVICE_REQUEST_DEFECTS,
];
