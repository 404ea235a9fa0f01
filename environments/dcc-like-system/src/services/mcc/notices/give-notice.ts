import { area, firstFault } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { gatherFacts, type EstateAnswer, type Facts } from '../authorisations/facts';
import { GROUP_FUNCTIONS, newestConfiguration } from '../dormant-configuration/configuration';
import { faultIf } from '../faults';
import type { Exception, Installation } from '../mcc-records';
import { authorise } from '../migration/authorise';
import { notifyOfMigration } from '../notifications/issue';
import { lookForChanges } from '../notifications/registrations';
import { dayOf } from '../migration/days';
import { dormantPoints, saveNotice, noticeInForce, useNotice, type Notice } from './notice';
import { noSmso, ORDER_CHECKS, orderFacts, type OrderFacts, type PlannedWindow } from './order-checks';

/** An order of the Migration Control Centre to migrate installations with Dormant Meters. */
export interface DormantOrder extends PlannedWindow {
  readonly importMPANs: readonly string[];
}

/** What became of an order. */
interface OrderResult {
  readonly batchId: string;
  readonly notices: readonly Notice[];
  readonly refused: readonly (Exception & { readonly importMPAN: string })[];
}

/** What the checks of one supply point need to know of which notice is to be given. */
interface NoticeFacts extends OrderFacts {
  /** Its dormant devices lack the S1SR configuration, and its release wants it before migration. */
  readonly unconfigured: boolean;
}

/** Whether notice is given of an installation. */
export const NOTICE_ORDERS = area('mcc-notice-orders', {
  /** In the order that the interface publishes. */
  checks: {
    ...ORDER_CHECKS,
    configured: ({ unconfigured }: NoticeFacts) =>
      faultIf(unconfigured, 'SIM-DRM-19', 'Its dormant devices have not got the S1SR configuration.'),
  },
});

/** An order with what was looked up for it. */
interface Batch {
  readonly batchId: string;
  readonly order: DormantOrder;
  readonly facts: Facts;
}

/**
 * Gives notice to the Responsible Suppliers of Dormant Meters. A dormant installation is scheduled with it; a mixed one
 * waits for the authorisation of its active meter, for it needs both.
 * @throws PeerUnavailable when one of the peers cannot say now; nothing has changed then
 */
export async function giveNotice(work: Work, order: DormantOrder): Promise<OrderResult> {
  const facts = await gatherFacts(
    work,
    order.importMPANs.map((importMPAN) => ({ importMPAN })),
  );
  const batchId = `BATCH-${String(work.nextNumber('batch')).padStart(6, '0')}`;
  const notices: Notice[] = [];
  const refused: (Exception & { importMPAN: string })[] = [];
  for (const importMPAN of order.importMPANs) {
    const given = giveOne(work, { batchId, order, facts }, importMPAN);
    if ('code' in given) {
      refused.push({ importMPAN, ...given });
      work.audit('notice-refused', undefined, `MPAN ${importMPAN}: ${given.code} ${given.reason}`);
    } else notices.push(given);
  }
  notifyOfMigration(work, 'NEW', notices);
  if (notices.length > 0) lookForChanges(work);
  return { batchId, notices, refused };
}

function giveOne(work: Work, { batchId, order, facts }: Batch, importMPAN: string): Notice | Exception {
  const { newest, ...common } = orderFacts(work, order, facts, importMPAN);
  const { estate } = common;
  const fault = firstFault(work.rules(NOTICE_ORDERS).checks, {
    ...common,
    ordered: noticeInForce(work, importMPAN, dayOf(work.now)) !== undefined,
    commissioned: facts.commissioned.has(importMPAN) || newest?.state === 'Commissioned',
    unconfigured: estate !== undefined && lacksConfiguration(work, importMPAN, estate),
  });
  if (fault || !estate) return fault ?? noSmso(importMPAN);
  const { mprn } = estate;
  const { from, to } = order;
  const notice: Notice = {
    noticeId: `NOTICE-${String(work.nextNumber('notice')).padStart(6, '0')}`,
    batchId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind: estate.kind === 'Mixed' ? 'Mixed' : 'Dormant',
    meters: dormantPoints(importMPAN, estate).map((point) => ({
      ...point,
      supplier: facts.registrations.get(point.mpxn)?.supplier ?? '',
    })),
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
  if (!needed || estate.kind === 'Active') return false;
  const newest = newestConfiguration(work, importMPAN);
  return newest === undefined ? estate.unconfigured === true : newest.state !== 'ConfigApplied';
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
