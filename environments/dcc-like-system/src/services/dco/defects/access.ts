import { CALLERS } from '../../../kernel/callers';
import { defect, rule } from '../../../kernel/defect';

/** Seeded defects of who may call the DCO. */
export const ACCESS_DEFECTS = [
  defect(
    'dco-takes-orders-from-any-party',
    rule(CALLERS, 'maySend', (right) => (party, name, kind) => name.startsWith('key-') || right(party, name, kind)),
  ),
];
