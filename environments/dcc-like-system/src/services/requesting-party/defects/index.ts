import { FILE_SET_DEFECTS } from './file-set';

/** The seeded defects of the Requesting Party. */
export const REQUESTING_PARTY_DEFECTS = [...FILE_SET_DEFECTS];
