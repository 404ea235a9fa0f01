import { table } from '../store';
import type { Work } from '../work';

/** When something of a kind happened last, ISO 8601, by what it is. */
const LAST = table<{ at: string }>('first-now');

/** Whether this is the first of its kind at this instant. */
export function isFirstNow(what: string, work: Work): boolean {
  const at = work.now.toISOString();
  if (work.get(LAST, what)?.at === at) return false;
  work.put(LAST, what, { at });
  return true;
}
