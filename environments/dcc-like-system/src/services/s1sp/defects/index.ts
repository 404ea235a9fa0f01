import { WHITELIST_DEFECTS } from './whitelist';

/** The seeded defects of the S1SP. */
export const S1SP_DEFECTS = [...WHITELIST_DEFECTS];
