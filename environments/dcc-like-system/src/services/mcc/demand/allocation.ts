import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { capacityOf, claimantKey, plannedClaimants, plannedOn, settings } from '../migration/capacity';
import { dayOf } from '../migration/days';
import { allocationDue, releaseDue } from './demand-days';
import { ALLOCATIONS, COMMITMENTS, DEMANDS, type Allocation, type NamedShare } from './demand-records';
import { allocate, type Claim } from './share';

/** Names the timers of a day; the body is the day. */
export const ALLOCATE_DAY = 'allocate-day';
export const RELEASE_DAY = 'release-day';

/** How a day is allocated, and what that means for who wants a place on it. */
export const ALLOCATING = area('mcc-allocation', {
  allocate,
  releases: (allocation: Allocation): Allocation => ({ ...allocation, released: true }),
});

/** A claim with the short code under which the supplier made it. */
type Claimed = Claim & { readonly partyCode: string };

/** Sees to it that a day is allocated when its time comes. */
export function planAllocation(work: Work, day: string): void {
  work.later(allocationDue(day), ALLOCATE_DAY, { day }, `${ALLOCATE_DAY}-${day}`);
}

/** Allocates a day by the demand for it and tells each supplier of its own (timer `ALLOCATE_DAY`). */
export function publishAllocation(body: unknown, work: Work): void {
  const { day } = body as { day: string };
  const claims = claimsOn(work, day);
  if (claims.length === 0) return;
  keepAllocation(work, day, claims);
  work.later(releaseDue(day), RELEASE_DAY, { day }, `${RELEASE_DAY}-${day}`);
}

/** Opens what is left of a day to everybody (timer `RELEASE_DAY`). */
export function releaseDay(body: unknown, work: Work): void {
  const { day } = body as { day: string };
  const allocation = work.get(ALLOCATIONS, day);
  if (!allocation) return;
  work.put(ALLOCATIONS, day, work.rules(ALLOCATING).releases(allocation));
  work.audit('allocation-released', undefined, day);
}

/**
 * Allocates a day whose capacity has changed. What is planned gives way like what is wanted: nobody keeps a place beyond its
 * share.
 */
export function allocateAgain(work: Work, day: string, { shares }: Allocation): void {
  const claims = shares.map((share) => {
    const demand = Math.max(share.demand, plannedOn(work, day, share));
    return { ...share, demand, planned: 0 };
  });
  keepAllocation(work, day, claims, new Map(shares.map((share) => [claimantKey(share), share.demand])));
}

/** Who wants something of a day, and who has something of it already. */
function claimsOn(work: Work, day: string): Claimed[] {
  const claims = new Map<string, Claimed>();
  for (const { id, value } of work.list(DEMANDS, `${day}/`)) {
    const [, supplier = '', smsoTag = ''] = id.split('/');
    const claim = { supplier, smsoTag, partyCode: value.partyCode, demand: value.installations, planned: 0 };
    claims.set(claimantKey(claim), claim);
  }
  if (claims.size === 0) return [];
  for (const { planned, ...claimant } of plannedClaimants(work, day)) {
    const known = claims.get(claimantKey(claimant)) ?? { ...claimant, partyCode: '', demand: 0 };
    claims.set(claimantKey(claimant), { ...known, planned });
  }
  return [...claims.values()];
}

/** @param wanted the demand of each claimant, where the claims put something else in its place */
function keepAllocation(
  work: Work,
  day: string,
  claims: readonly Claimed[],
  wanted: ReadonlyMap<string, number> = new Map(),
): void {
  const capacity = capacityOf(work, day);
  const codes = new Map(claims.map((claim) => [claimantKey(claim), claim.partyCode]));
  const shares = work
    .rules(ALLOCATING)
    .allocate(claims, { capacity, minimum: settings(work).minimumAllocation })
    .map((share) => {
      const key = claimantKey(share);
      return { ...share, demand: wanted.get(key) ?? share.demand, partyCode: codes.get(key) ?? '' };
    });
  work.put(ALLOCATIONS, day, { publishedAt: work.now.toISOString(), capacity, released: false, shares });
  for (const share of shares) tell(work, day, share);
  const total = shares.reduce((sum, { allocated }) => sum + allocated, 0);
  work.audit('day-allocated', undefined, `${day}: ${total} of ${capacity} to ${shares.length} claims`);
}

/** The file by which a supplier learns what it was allocated with an SMSO: one for each day of publication. */
function tell(work: Work, day: string, { supplier, smsoTag, partyCode, demand, allocated }: NamedShare): void {
  // Who said no demand has named no party.
  if (partyCode === '') return;
  const name = `DC-${partyCode}_${supplier}_${smsoTag}_${dayOf(work.now).replaceAll('-', '')}.csv`;
  const rows = work.get(COMMITMENTS, `${supplier}/${name}`)?.rows.filter((row) => row.day !== day) ?? [];
  const publishedAt = work.now.toISOString();
  work.put(COMMITMENTS, `${supplier}/${name}`, { name, publishedAt, rows: [...rows, { day, demand, allocated }] });
}
