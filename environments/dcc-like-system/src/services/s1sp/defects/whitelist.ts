import { defect, entry, rule } from '../../../kernel/defect';
import { WHITELIST } from '../migration/steps/whitelist-reading';

/** Seeded defects of the reading of whitelists. */
export const WHITELIST_DEFECTS = [
  // A whitelist that nobody could read is taken for the declared one.
  defect(
    's1sp-believes-unread-whitelist',
    rule(WHITELIST, 'devicesIn', (right) => (answer, declared) => (answer.ok ? right(answer, declared) : declared)),
  ),
  defect('s1sp-ignores-extra-device', entry(WHITELIST, 'comparisons', 'surplus').skip()),
  defect('s1sp-ignores-missing-device', entry(WHITELIST, 'comparisons', 'missing').skip()),
  // Devices are counted instead of compared.
  defect(
    's1sp-counts-whitelist',
    rule(WHITELIST, 'comparisons', ({ surplus, missing }) => ({
      surplus: (whitelist) => (sameCount(whitelist) ? undefined : surplus(whitelist)),
      missing: (whitelist) => (sameCount(whitelist) ? undefined : missing(whitelist)),
    })),
  ),
];

function sameCount({
  read,
  declared,
}: {
  readonly read: readonly string[];
  readonly declared: readonly string[];
}): boolean {
  return read.length === declared.length;
}
