import type { Work } from '../../../kernel/work';
import { gatherFacts, type EstateAnswer, type Facts } from '../authorisations/facts';
import { GROUP_FUNCTIONS, newestConfiguration } from '../dormant-configuration/configuration';
import { authorise } from '../migration/authorise';
import { settings } from '../migration/capacity';
import { dayOf } from '../migration/days';
import { installationsOf } from '../migration/installations';
import { isLive, SMSO_TAGS, type Exception, type Installation } from '../mcc-records';
import { checkOrder } from './checks';
import { DORMANT_METERS, saveNotice, standingNotice, useNotice, type DormantMeter, type Notice } from './notice';

/** An order of the Migration Control Centre to migrate installations with Dormant Meters. */
export interface DormantOrder {
  readonly importMPANs: readonly string[];
  /** First and last planned day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** What became of an order. */
export interface OrderResult {
  readonly batchId: string;
  readonly notices: readonly Notice[];
  readonly refused: readonly (Exception & { readonly importMPAN: string })[];
}

/**
 * Gives notice to the Responsible Suppliers of Dormant Meters. A dormant installation is scheduled with it; a mixed one
 * waits for the authorisation of its active meter, for both must stand.
 * @throws PeerUnavailable when one of the peers cannot say now; nothing has changed then
 */
export async function giveNotice(work: Work, order: DormantOrder): Promise<OrderResult> {
  const facts = await gatherFacts(
    work.service,
    order.importMPANs.map((importMPAN) => ({ importMPAN })),
  );
  const batchId = `BATCH-${String(work.nextNumber('batch')).padStart(6, '0')}`;
  const notices: Notice[] = [];
  const refused: (Exception & { importMPAN: string })[] = [];
  for (const importMPAN of order.importMPANs) {
    const given = giveOne(work, order, facts, batchId, importMPAN);
    if ('code' in given) {
      refused.push({ importMPAN, ...given });
      work.audit('notice-refused', undefined, `MPAN ${importMPAN}: ${given.code} ${given.reason}`);
    } else notices.push(given);
  }
  return { batchId, notices, refused };
}

function giveOne(
  work: Work,
  { from, to }: DormantOrder,
  facts: Facts,
  batchId: string,
  importMPAN: string,
): Notice | Exception {
  const estate = facts.estates.get(importMPAN);
  const points = dormantPoints(importMPAN, estate);
  const unregistered = points.filter(({ mpxn }) => !facts.registrations.has(mpxn)).map(({ mpxn }) => mpxn);
  const earlier = installationsOf(work, importMPAN);
  const newest = earlier.at(-1);
  const isSmets2 = facts.registrations.get(importMPAN)?.smets2 === true;
  const fault = checkOrder({
    exchanged: isSmets2 && !work.service.defect('mcc-gives-notice-of-exchanged-meters'),
    now: work.now,
    importMPAN,
    from,
    to,
    leadDays: settings(work).noticeDays,
    groupIds: estate ? (work.get(SMSO_TAGS, estate.smsoTag.toUpperCase())?.groupIds ?? []) : [],
    estate,
    unregistered,
    noticeStands: standingNotice(work, importMPAN, dayOf(work.now)) !== undefined,
    live: earlier.some(isLive),
    excluded: newest?.state === 'Excluded',
    raised: newest?.raised === true,
    commissioned: facts.commissioned.has(importMPAN) || newest?.state === 'Commissioned',
    unconfigured: estate !== undefined && lacksConfiguration(work, importMPAN, estate),
    leadTimeIgnored: work.service.defect('mcc-gives-short-notice'),
    activeMetersTaken: work.service.defect('mcc-takes-active-meters'),
  });
  if (fault || !estate) return fault ?? { code: 'SIM-DRM-13', reason: `No SMSO operates MPAN ${importMPAN}.` };
  const { mprn } = estate;
  const notice: Notice = {
    noticeId: `NOTICE-${String(work.nextNumber('notice')).padStart(6, '0')}`,
    batchId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind: estate.kind === 'Mixed' ? 'Mixed' : 'Dormant',
    meters: points.map((point) => ({ ...point, supplier: facts.registrations.get(point.mpxn)?.supplier ?? '' })),
    plannedFrom: from,
    plannedTo: to,
    sentAt: work.now.toISOString(),
  };
  const installation = notice.kind === 'Dormant' ? schedule(work, notice, facts) : undefined;
  if (notice.kind === 'Dormant' && !installation) {
    return { code: 'SIM-DRM-18', reason: 'No migration capacity is left in the planned window.' };
  }
  saveNotice(work, notice);
  const given = installation ? useNotice(work, notice, installation.installationId) : notice;
  const told = [...new Set(notice.meters.map(({ supplier }) => supplier))].join(', ');
  work.audit('notice-given', undefined, `${notice.noticeId}: MPAN ${importMPAN}, ${from} to ${to}, to ${told}`);
  return given;
}

/** Whether the dormant devices of an installation still have to be configured before it migrates. */
function lacksConfiguration(work: Work, importMPAN: string, estate: EstateAnswer): boolean {
  const needed = work.get(GROUP_FUNCTIONS, estate.groupId)?.configurationUpdate === true;
  // Seeded defect: what was ordered is taken for done.
  if (!needed || estate.kind === 'Active' || work.service.defect('mcc-migrates-unconfigured')) return false;
  const newest = newestConfiguration(work, importMPAN);
  return newest === undefined ? estate.unconfigured === true : newest.state !== 'ConfigApplied';
}

/** Supply points of the dormant meters of an installation. */
export function dormantPoints(
  importMPAN: string,
  estate: { readonly kind: Notice['kind'] | 'Active'; readonly mprn?: string } | undefined,
): Omit<DormantMeter, 'supplier'>[] {
  return DORMANT_METERS[estate?.kind ?? 'Active'].flatMap((deviceType) => {
    const mpxn = deviceType === 'ESME' ? importMPAN : estate?.mprn;
    return mpxn === undefined ? [] : [{ deviceType, mpxn }];
  });
}

/** Undefined when no day of the window has room. */
function schedule(work: Work, notice: Notice, { estates, registrations }: Facts): Installation | undefined {
  const { importMPAN, mprn, noticeId, plannedFrom, plannedTo } = notice;
  const estate = estates.get(importMPAN);
  if (!estate) return undefined;
  const gasSupplier = mprn === undefined ? undefined : registrations.get(mprn)?.supplier;
  return authorise(work, {
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    electricitySupplier: registrations.get(importMPAN)?.supplier ?? '',
    ...(gasSupplier === undefined ? {} : { gasSupplier }),
    smsoTag: estate.smsoTag,
    groupId: estate.groupId,
    kind: notice.kind,
    authorisation: noticeId,
    authorisedFrom: plannedFrom,
    authorisedTo: plannedTo,
  });
}
