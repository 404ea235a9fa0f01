import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { INSTALLATIONS } from '../mcc-records';
import { csvText } from '../../../domain/csv-text';
import { NOTICES, type DormantMeter, type Notice } from './notice';

/** A notice as a supplier sees it: its own dormant meters only. */
export interface NoticeView {
  readonly noticeId: string;
  readonly batchId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly kind: Notice['kind'];
  readonly meters: readonly Omit<DormantMeter, 'supplier'>[];
  readonly plannedFrom: string;
  readonly plannedTo: string;
  readonly sentAt: string;
  /** The day of the migration once it is known, `YYYY-MM-DD`. */
  readonly scheduledFor?: string;
}

/** What suppliers see of notices. */
export const NOTICE_VIEWS = area('mcc-notice-views', {
  /** Whether a supplier (EUI) is told of a dormant meter. */
  isToldOf: (supplier: string, meter: DormantMeter): boolean => meter.supplier === supplier,
});

/** Notices that concern a supplier, in the order in which they were given. */
export function noticesFor(work: Work, supplier: string): NoticeView[] {
  const { isToldOf } = work.rules(NOTICE_VIEWS);
  return work.list(NOTICES).flatMap(({ value }) => {
    const meters = value.meters.filter((meter) => isToldOf(supplier, meter));
    return meters.length === 0 ? [] : [noticeView(work, value, meters)];
  });
}

/** A notice with the meters that its reader may know of. */
export function noticeView(work: Work, notice: Notice, meters: readonly DormantMeter[]): NoticeView {
  const { noticeId, batchId, importMPAN, mprn, kind, plannedFrom, plannedTo, sentAt, installationId } = notice;
  const scheduledFor = work.get(INSTALLATIONS, installationId ?? '')?.scheduledFor;
  return {
    noticeId,
    batchId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind,
    meters: meters.map(({ deviceType, mpxn }) => ({ deviceType, mpxn })),
    plannedFrom,
    plannedTo,
    sentAt,
    ...(scheduledFor === undefined ? {} : { scheduledFor }),
  };
}

/** Notices as comma-separated values: one line for each dormant meter. */
export function noticesCsv(notices: readonly NoticeView[]): string {
  return csvText([
    ['NoticeId', 'BatchId', 'ImportMPAN', 'DeviceType', 'MPxN', 'PlannedFrom', 'PlannedTo', 'SentAt', 'ScheduledFor'],
    ...notices.flatMap((notice) =>
      notice.meters.map(({ deviceType, mpxn }) => [
        notice.noticeId,
        notice.batchId,
        notice.importMPAN,
        deviceType,
        mpxn,
        notice.plannedFrom,
        notice.plannedTo,
        notice.sentAt,
        notice.scheduledFor,
      ]),
    ),
  ]);
}
