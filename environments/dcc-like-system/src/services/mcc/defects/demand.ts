import { defect, entry, reverse, rule } from '../../../kernel/defect';
import { ALLOCATING } from '../demand/allocation';
import { DAY_CHANGES } from '../demand/day-changes';
import { DEMAND_CHECKS } from '../demand/demand-checks';
import { DEMAND_VIEWS } from '../demand/demand-views';
import { DEMAND_KEEPING } from '../demand/receive-demand';
import { DAYS_HELD } from '../migration/capacity';
import { plusDays } from '../migration/days';
import { ATTEMPT_OUTCOMES, tryOn } from '../migration/outcomes';

/** Seeded defects of demand and allocation. */
export const DEMAND_DEFECTS = [
  defect(
    'mcc-forgets-days-of-rejected-rows',
    rule(DEMAND_KEEPING, 'counts', () => (exception) => exception === undefined),
  ),
  // The end of the last line is taken for one more line.
  defect(
    'mcc-counts-a-line-too-many',
    rule(DEMAND_CHECKS, 'limits', (right) => ({ ...right, lines: right.lines - 1 })),
  ),
  defect(
    'mcc-takes-smaller-demand-files',
    rule(DEMAND_CHECKS, 'limits', (right) => ({ ...right, bytes: right.bytes - 1 })),
  ),
  defect('mcc-takes-demand-for-another', entry(DEMAND_CHECKS, 'fileChecks', 'sender').skip()),
  defect('mcc-takes-demand-of-gas-suppliers', entry(DEMAND_CHECKS, 'fileChecks', 'electricity').skip()),
  defect('mcc-takes-older-demand', entry(DEMAND_CHECKS, 'fileChecks', 'version').skip()),
  defect('mcc-takes-demand-of-other-days', entry(DEMAND_CHECKS, 'fileChecks', 'day').skip()),
  defect('mcc-takes-late-demand', entry(DEMAND_CHECKS, 'rowChecks', 'closed').skip()),
  defect('mcc-takes-far-demand', entry(DEMAND_CHECKS, 'rowChecks', 'horizon').skip()),
  defect('mcc-checks-demand-from-behind', reverse(DEMAND_CHECKS, 'fileChecks'), reverse(DEMAND_CHECKS, 'rowChecks')),
  defect(
    'mcc-adds-corrected-demand',
    rule(DEMAND_KEEPING, 'after', () => (before, said) => before + said),
  ),
  defect(
    'mcc-ignores-withdrawals',
    rule(DEMAND_KEEPING, 'takesBack', () => () => false),
  ),
  defect(
    'mcc-judges-repeated-demand',
    rule(DEMAND_KEEPING, 'isRepeated', () => () => false),
  ),

  // Nobody is left a minimum: who wants much gets nearly all.
  defect(
    'mcc-shares-by-demand-alone',
    rule(ALLOCATING, 'allocate', (right) => (claims, supply) => right(claims, { ...supply, minimum: 0 })),
  ),
  // Everybody gets the minimum, wanted or not.
  defect(
    'mcc-allocates-beyond-demand',
    rule(
      ALLOCATING,
      'allocate',
      (right) => (claims, supply) =>
        right(
          claims.map((claim) => ({ ...claim, demand: Math.max(claim.demand, supply.minimum) })),
          supply,
        ).map((share, place) => ({ ...share, demand: claims[place]?.demand ?? 0 })),
    ),
  ),
  defect(
    'mcc-allocates-beyond-capacity',
    rule(
      ALLOCATING,
      'allocate',
      (right) => (claims, supply) => right(claims, { ...supply, capacity: supply.capacity + 1 }),
    ),
  ),
  // What is planned already is given once more.
  defect(
    'mcc-forgets-what-is-planned',
    rule(
      ALLOCATING,
      'allocate',
      (right) => (claims, supply) =>
        right(
          claims.map((claim) => ({ ...claim, planned: 0 })),
          supply,
        ),
    ),
  ),
  defect(
    'mcc-keeps-unused-shares',
    rule(ALLOCATING, 'releases', () => (allocation) => allocation),
  ),
  defect(
    'mcc-ignores-allocations',
    rule(DAYS_HELD, 'isWithinShare', () => () => true),
  ),
  // What a supplier has planned with one SMSO counts in its share with every other.
  defect(
    'mcc-counts-places-by-supplier',
    rule(
      DAYS_HELD,
      'placesOf',
      () =>
        ({ bySupplier }, { supplier }) =>
          bySupplier[supplier] ?? 0,
    ),
  ),
  // The next attempt is on the next day, whoever has the places.
  defect(
    'mcc-retries-beyond-allocation',
    rule(
      ATTEMPT_OUTCOMES,
      'retry',
      () => (work, installation) => tryOn(work, installation, plusDays(installation.scheduledFor, 1)),
    ),
  ),
  defect(
    'mcc-leaves-smaller-days-full',
    rule(DAY_CHANGES, 'leaving', () => () => []),
  ),
  // Who was planned first has to go.
  defect(
    'mcc-moves-the-first',
    rule(DAY_CHANGES, 'leaving', () => (planned, tooMany) => planned.slice(0, Math.max(0, tooMany))),
  ),
  defect(
    'mcc-shows-allocations-to-all',
    rule(DEMAND_VIEWS, 'mayRead', () => () => true),
  ),
  defect(
    'mcc-gives-commitments-to-all',
    rule(DEMAND_VIEWS, 'mayFetch', () => () => true),
  ),
];
