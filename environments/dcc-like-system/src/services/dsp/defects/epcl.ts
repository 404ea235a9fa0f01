import { defect, rule } from '../../../kernel/defect';
import { EPCL, EPCL_KEEPING } from '../inventory/epcl';

/** Seeded defects of the list of eligible combinations. */
export const EPCL_DEFECTS = [
  // What leaves the list is gone; what comes to it later is not seen.
  defect(
    'dsp-takes-no-later-combination',
    rule(EPCL_KEEPING, 'entriesAfter', (right) => (list, work) => {
      const before = work.get(EPCL, 'list')?.entries.map((entry) => JSON.stringify(entry));
      return right(list, work).filter((entry) => before?.includes(JSON.stringify(entry)) !== false);
    }),
  ),
];
