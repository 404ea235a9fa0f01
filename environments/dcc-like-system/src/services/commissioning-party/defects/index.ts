import { COMMISSIONING_DEFECTS } from './commissioning';
import { EPCL_DEFECTS } from './epcl';
import { FILE_DEFECTS } from './files';

/** The seeded defects of the Commissioning Party. */
export const COMMISSIONING_PARTY_DEFECTS = [...FILE_DEFECTS, ...EPCL_DEFECTS, ...COMMISSIONING_DEFECTS];
