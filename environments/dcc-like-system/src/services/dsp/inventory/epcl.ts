import type { EligibleList } from '../../../domain/provisions';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** The Eligible Product Combinations List, as provisioned. */
export const EPCL = table<EligibleList>('epcl');

/** How the list is kept. */
export const EPCL_KEEPING = area('dsp-epcl', {
  /** Entries of the list after it was provisioned anew. */
  entriesAfter: ({ entries }: EligibleList, _work: Work): EligibleList['entries'] => entries,
});

/** Takes a list in the place of the one before. */
export function provisionEpcl(list: EligibleList, work: Work): void {
  work.put(EPCL, 'list', { ...list, entries: work.rules(EPCL_KEEPING).entriesAfter(list, work) });
}
