import { ACCESS_DEFECTS } from './access';
import { CONFIGURATION_DEFECTS } from './configuration';
import { ESTATE_DEFECTS } from './estate';
import { ORDER_DEFECTS } from './orders';

/** The seeded defects of the SMSO. */
export const SMSO_DEFECTS = [...ACCESS_DEFECTS, ...ESTATE_DEFECTS, ...ORDER_DEFECTS, ...CONFIGURATION_DEFECTS];
