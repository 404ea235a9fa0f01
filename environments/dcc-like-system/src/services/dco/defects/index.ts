import { ACCESS_DEFECTS } from './access';
import { ROTATION_DEFECTS } from './rotation';
import { VIABILITY_DEFECTS } from './viability';

/** The seeded defects of the DCO. */
export const DCO_DEFECTS = [...ACCESS_DEFECTS, ...VIABILITY_DEFECTS, ...ROTATION_DEFECTS];
