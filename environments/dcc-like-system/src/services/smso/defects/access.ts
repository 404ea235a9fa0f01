import { CALLERS } from '../../../kernel/callers';
import { defect, rule } from '../../../kernel/defect';

/** Seeded defects of who may call the SMSO. */
export const ACCESS_DEFECTS = [
  defect(
    'smso-opens-its-estate',
    rule(CALLERS, 'mayCall', (right) => (party, route) => route.url.startsWith('/estate') || right(party, route)),
  ),
  // Who says to be a party is taken for it.
  defect(
    'smso-takes-names-for-proof',
    rule(CALLERS, 'proves', () => () => true),
  ),
];
