import type { EligibleList } from '../../../domain/provisions';
import { table } from '../../../kernel/store';

/** The Eligible Product Combinations List, as provisioned. */
export const EPCL = table<EligibleList>('epcl');
