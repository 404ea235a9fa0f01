import { CALLERS } from '../../../kernel/callers';
import { defect, rule } from '../../../kernel/defect';

/** Seeded defects of who may call the devices. */
export const ACCESS_DEFECTS = [
  defect(
    'devices-take-commands-from-any-party',
    rule(CALLERS, 'mayCall', (right) => (party, route) => route.url === '/frames' || right(party, route)),
  ),
];
