import { USERS } from '../../../steps/phrases/users';
import { PARTS } from '../../../support/roles';

/** What steps call each organisation, by its key: `the electricity supplier`, of several words for it the last. */
export const USERS_IN_STEPS: ReadonlyMap<string, string> = new Map(
  Object.entries(USERS).map(([said, part]) => [PARTS[part], said]),
);
