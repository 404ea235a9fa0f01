import { isMpan } from '../../../domain/identifiers';
import type { Estate } from '../authorisations/row-checks';
import { dayOf, daysIn, isDay, plusDays } from '../migration/days';
import type { Exception } from '../mcc-records';

/** Longest planned window, in days, both ends counted (MODEL: as for authorisations). */
const MAXIMUM_WINDOW_DAYS = 30;

/** What the checks of one supply point of an order need to know. */
export interface OrderContext {
  readonly now: Date;
  readonly importMPAN: string;
  readonly from: string;
  readonly to: string;
  /** Days between the notice and the first planned day. */
  readonly leadDays: number;
  readonly groupIds: readonly string[];
  readonly estate: Estate | undefined;
  /** Supply points of the dormant meters without a registered supplier. */
  readonly unregistered: readonly string[];
  /** Its electricity meter was exchanged for a SMETS2+ one. */
  readonly exchanged: boolean;
  readonly noticeStands: boolean;
  readonly live: boolean;
  readonly excluded: boolean;
  readonly raised: boolean;
  readonly commissioned: boolean;
  /** Its dormant devices lack the S1SR configuration, and its release wants it before migration. */
  readonly unconfigured: boolean;
  /** Seeded defects `mcc-gives-short-notice` and `mcc-takes-active-meters`. */
  readonly leadTimeIgnored: boolean;
  readonly activeMetersTaken: boolean;
}

type Check = (context: OrderContext) => string | undefined;

/** In the order that the interface publishes. */
const CHECKS: readonly (readonly [code: string, check: Check])[] = [
  ['SIM-DRM-11', ({ importMPAN }) => when(!isMpan(importMPAN), 'The MPAN has the wrong form or check digit.')],
  ['SIM-DRM-12', dateFault],
  [
    'SIM-DRM-13',
    ({ estate, groupIds, importMPAN }) =>
      when(!estate || !groupIds.includes(estate.groupId), `No SMSO in use operates MPAN ${importMPAN}.`),
  ],
  [
    'SIM-DRM-14',
    ({ estate, activeMetersTaken }) =>
      when(estate?.kind === 'Active' && !activeMetersTaken, 'Every meter of the installation is active.'),
  ],
  ['SIM-DRM-15', ({ unregistered }) => when(unregistered.length > 0, `${unregistered.join(', ')} is not registered.`)],
  ['SIM-DRM-20', ({ exchanged }) => when(exchanged, 'The meter is a SMETS2+ one, which does not migrate.')],
  [
    'SIM-DRM-16',
    ({ noticeStands, live }) =>
      when(noticeStands || live, 'A notice stands already, or the installation is being migrated.'),
  ],
  [
    'SIM-DRM-17',
    ({ excluded, raised, commissioned }) =>
      when(
        excluded || raised || commissioned,
        'The installation is excluded, raised to the operators, or already commissioned.',
      ),
  ],
  ['SIM-DRM-19', ({ unconfigured }) => when(unconfigured, 'Its dormant devices have not got the S1SR configuration.')],
];

/** First fault of one supply point of an order to give notice. */
export function checkOrder(context: OrderContext): Exception | undefined {
  for (const [code, check] of CHECKS) {
    const reason = check(context);
    if (reason !== undefined) return { code, reason };
  }
  return undefined;
}

function dateFault({ now, from, to, leadDays, leadTimeIgnored }: OrderContext): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'The planned days must be days, YYYY-MM-DD.';
  if (to < from) return 'The planned window ends before it begins.';
  if (daysIn(from, to) > MAXIMUM_WINDOW_DAYS) return `The planned window is longer than ${MAXIMUM_WINDOW_DAYS} days.`;
  const earliest = plusDays(dayOf(now), leadTimeIgnored ? 1 : leadDays);
  return when(from < earliest, `Suppliers are told ${leadDays} days ahead: the first day can be ${earliest}.`);
}

function when(fault: boolean, reason: string): string | undefined {
  return fault ? reason : undefined;
}
