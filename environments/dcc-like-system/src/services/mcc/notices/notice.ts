import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import type { Installation, InstallationKind } from '../mcc-records';

/** A Dormant Meter that a notice speaks of. */
export interface DormantMeter {
  readonly deviceType: 'ESME' | 'GSME';
  /** MPAN or MPRN. */
  readonly mpxn: string;
  /** EUI of the supplier who is registered for it and therefore told. */
  readonly supplier: string;
}

/**
 * Word to the Responsible Suppliers that the DCC will migrate their Dormant Meters, for which nobody sends an
 * authorisation. MODEL: the published template (Dormant Meter Migration Schedule Notification v0.5) was not readable.
 */
export interface Notice {
  readonly noticeId: string;
  /** The order of the Migration Control Centre that it was part of. */
  readonly batchId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly kind: Exclude<InstallationKind, 'Active'>;
  readonly meters: readonly DormantMeter[];
  /** First and last day on which the migration is planned, `YYYY-MM-DD`. */
  readonly plannedFrom: string;
  readonly plannedTo: string;
  /** ISO 8601, virtual time. */
  readonly sentAt: string;
  /** The installation that was scheduled under it; a notice serves for one authorisation. */
  readonly installationId?: string;
}

/** Keys: notice id. */
export const NOTICES = table<Notice>('notices');
/** The newest notice of an installation; keys: MPAN. */
const NEWEST = table<{ noticeId: string }>('newest-notices');

/**
 * Which meters are dormant, by kind of installation. MODEL: in a mixed installation the electricity meter is the active
 * one, since its supplier authorises.
 */
const DORMANT_METERS: Readonly<Record<InstallationKind, readonly DormantMeter['deviceType'][]>> = {
  Active: [],
  Dormant: ['ESME', 'GSME'],
  Mixed: ['GSME'],
};

/** Supply points of the dormant meters of an installation; none where no SMSO operates it. */
export function dormantPoints(
  importMPAN: string,
  estate: { readonly kind: InstallationKind; readonly mprn?: string } | undefined,
): Omit<DormantMeter, 'supplier'>[] {
  return DORMANT_METERS[estate?.kind ?? 'Active'].flatMap((deviceType) => {
    const mpxn = deviceType === 'ESME' ? importMPAN : estate?.mprn;
    return mpxn === undefined ? [] : [{ deviceType, mpxn }];
  });
}

/** Stores a notice as the newest of its installation. */
export function saveNotice(work: Work, notice: Notice): void {
  work.put(NOTICES, notice.noticeId, notice);
  work.put(NEWEST, notice.importMPAN, { noticeId: notice.noticeId });
}

/** The notice under which an installation is scheduled; undefined where none of its meters is dormant. */
export function noticeOf(
  work: Work,
  { installationId, importMPAN }: Pick<Installation, 'installationId' | 'importMPAN'>,
): Notice | undefined {
  const newest = work.get(NEWEST, importMPAN);
  const notice = newest && work.get(NOTICES, newest.noticeId);
  return notice?.installationId === installationId ? notice : undefined;
}

/** The notice under which an installation can be scheduled: the newest, unless it was used or its last day has begun. */
export function noticeInForce(work: Work, importMPAN: string, today: string): Notice | undefined {
  const newest = work.get(NEWEST, importMPAN);
  const notice = newest && work.get(NOTICES, newest.noticeId);
  if (!notice || notice.installationId !== undefined || notice.plannedTo <= today) return undefined;
  return notice;
}

/** Marks a notice as the one under which an installation was scheduled. */
export function useNotice(work: Work, notice: Notice, installationId: string): Notice {
  const used = { ...notice, installationId };
  work.put(NOTICES, notice.noticeId, used);
  return used;
}
