import { isMpan } from '../../../domain/identifiers';
import type { Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { EstateAnswer, Facts } from '../authorisations/facts';
import { faultIf } from '../faults';
import { isLive, SMSO_TAGS, type Exception, type Installation } from '../mcc-records';
import { settings } from '../migration/capacity';
import { dayOf, daysIn, isDay, plusDays } from '../migration/days';
import { installationsOf } from '../migration/installations';
import { dormantPoints } from './notice';

/** Longest planned window, in days, both ends counted (MODEL: as for authorisations). */
const MAXIMUM_WINDOW_DAYS = 30;

/** First and last planned day of an order, `YYYY-MM-DD`. */
export interface PlannedWindow {
  readonly from: string;
  readonly to: string;
}

/** What the checks of one supply point of an order need to know. */
export interface OrderFacts extends PlannedWindow {
  readonly now: Date;
  readonly importMPAN: string;
  /** Days between the notice and the first planned day. */
  readonly leadDays: number;
  readonly groupIds: readonly string[];
  readonly estate: EstateAnswer | undefined;
  /** Supply points of the dormant meters without a registered supplier. */
  readonly unregistered: readonly string[];
  /** Its electricity meter was exchanged for a SMETS2+ one. */
  readonly exchanged: boolean;
  /** An earlier order of this kind is still open. */
  readonly ordered: boolean;
  readonly live: boolean;
  readonly excluded: boolean;
  readonly raised: boolean;
  readonly commissioned: boolean;
}

/** What is the same for every kind of order; the newest authorised installation of the MPAN is needed for the rest. */
export function orderFacts(
  work: Work,
  { from, to }: PlannedWindow,
  facts: Facts,
  importMPAN: string,
): Omit<OrderFacts, 'ordered' | 'commissioned'> & { readonly newest: Installation | undefined } {
  const estate = facts.estates.get(importMPAN);
  const points = dormantPoints(importMPAN, estate);
  const earlier = installationsOf(work, importMPAN);
  const newest = earlier.at(-1);
  return {
    now: work.now,
    importMPAN,
    from,
    to,
    leadDays: settings(work).noticeDays,
    groupIds: estate ? (work.get(SMSO_TAGS, estate.smsoTag.toUpperCase())?.groupIds ?? []) : [],
    estate,
    unregistered: points.filter(({ mpxn }) => !facts.registrations.has(mpxn)).map(({ mpxn }) => mpxn),
    exchanged: facts.registrations.get(importMPAN)?.smets2 === true,
    live: earlier.some(isLive),
    excluded: newest?.state === 'Excluded',
    raised: newest?.raised === true,
    newest,
  };
}

/** Checks of one supply point of any order for dormant meters, in the order that the interface publishes. */
export const ORDER_CHECKS = {
  mpan: ({ importMPAN }) => faultIf(!isMpan(importMPAN), 'SIM-DRM-11', 'The MPAN has the wrong form or check digit.'),
  window: (facts) => {
    const reason = windowFault(facts);
    return reason === undefined ? undefined : { code: 'SIM-DRM-12', reason };
  },
  leadTime: ({ now, from, leadDays }) => {
    const earliest = plusDays(dayOf(now), leadDays);
    const reason = `Suppliers are told ${leadDays} days ahead: the first day can be ${earliest}.`;
    return faultIf(from < earliest, 'SIM-DRM-12', reason);
  },
  smso: ({ estate, groupIds, importMPAN }) =>
    faultIf(!estate || !groupIds.includes(estate.groupId), 'SIM-DRM-13', `No SMSO in use operates MPAN ${importMPAN}.`),
  dormant: ({ estate }) =>
    faultIf(estate?.kind === 'Active', 'SIM-DRM-14', 'Every meter of the installation is active.'),
  registered: ({ unregistered }) =>
    faultIf(unregistered.length > 0, 'SIM-DRM-15', `${unregistered.join(', ')} is not registered.`),
  exchanged: ({ exchanged }) => faultIf(exchanged, 'SIM-DRM-20', 'The meter is a SMETS2+ one, which does not migrate.'),
  ordered: ({ ordered, live }) =>
    faultIf(ordered || live, 'SIM-DRM-16', 'A notice stands already, or the installation is being migrated.'),
  ended: ({ excluded, raised, commissioned }) =>
    faultIf(
      excluded || raised || commissioned,
      'SIM-DRM-17',
      'The installation is excluded, raised to the operators, or already commissioned.',
    ),
} satisfies Ordered<(facts: OrderFacts) => Exception | undefined>;

/** The refusal of a supply point that no SMSO operates. */
export function noSmso(importMPAN: string): Exception {
  return { code: 'SIM-DRM-13', reason: `No SMSO operates MPAN ${importMPAN}.` };
}

function windowFault({ from, to }: PlannedWindow): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'The planned days must be days, YYYY-MM-DD.';
  if (to < from) return 'The planned window ends before it begins.';
  if (daysIn(from, to) <= MAXIMUM_WINDOW_DAYS) return undefined;
  return `The planned window is longer than ${MAXIMUM_WINDOW_DAYS} days.`;
}
