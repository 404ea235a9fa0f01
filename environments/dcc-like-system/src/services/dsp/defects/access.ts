import { CALLERS } from '../../../kernel/callers';
import { defect, rule } from '../../../kernel/defect';

/** Seeded defects of who may call the DSP. */
export const ACCESS_DEFECTS = [
  defect(
    'dsp-commissions-for-any-party',
    rule(
      CALLERS,
      'mayCall',
      (right) => (party, route) => route.url === '/inventory/commissionings' || right(party, route),
    ),
  ),
];
