import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { csvText } from '../../../domain/csv-text';
import { FETCHED, NOTIFICATIONS, type Notification, type NotificationKind } from './notification';

/** Who may read which schedule notification. */
export const NOTIFICATION_VIEWS = area('mcc-notification-views', {
  isFor: (notification: Notification, supplier: string): boolean => notification.supplier === supplier,
});

/** A schedule notification as a list shows it. */
export interface NotificationSummary {
  readonly name: string;
  readonly kind: NotificationKind;
  readonly issuedAt: string;
  /** How many rows it has. */
  readonly rowCount: number;
  /** When it was first fetched; absent before. */
  readonly fetchedAt?: string;
}

/** The notifications of a supplier in the order in which they were issued. */
export function notificationsFor(work: Work, supplier: string): NotificationSummary[] {
  const { isFor } = work.rules(NOTIFICATION_VIEWS);
  return inOrder(work).flatMap((notification) =>
    isFor(notification, supplier) ? [summaryOf(work, notification)] : [],
  );
}

/** Every notification, with whom it is for. */
export function allNotifications(work: Work): (NotificationSummary & { readonly supplier: string })[] {
  return inOrder(work).map((one) => ({ ...summaryOf(work, one), supplier: one.supplier }));
}

/** A notification of a supplier; undefined where it has none of this name. */
export function notificationFor(work: Work, supplier: string, name: string): Notification | undefined {
  const { isFor } = work.rules(NOTIFICATION_VIEWS);
  return inOrder(work).find((notification) => notification.name === name && isFor(notification, supplier));
}

/** Notes that a supplier has fetched a notification. */
export function noteFetched(work: Work, { supplier, name }: Notification): void {
  const key = `${supplier}/${name}`;
  if (work.get(FETCHED, key) === undefined) work.put(FETCHED, key, { at: work.now.toISOString() });
}

/** Columns of every kind of notification, and those of upgrades and configurations alone. */
const FIRST = ['Action', 'NoticeId', 'BatchId', 'ImportMPAN', 'DeviceType', 'MPxN'] as const;
const OF_DEVICES = ['DeviceId', 'FromFirmware', 'ToFirmware'] as const;
const DAYS = ['PlannedFrom', 'PlannedTo'] as const;

/** A notification as comma-separated values: one line for each meter. */
export function notificationCsv({ kind, rows }: Notification): string {
  const isOfDevices = kind !== 'migration';
  const names = [...FIRST, ...(isOfDevices ? OF_DEVICES : []), ...DAYS, ...(isOfDevices ? [] : ['ScheduledFor'])];
  return csvText([
    names,
    ...rows.map((row) => {
      const first = [row.action, row.noticeId, row.batchId, row.importMPAN, row.deviceType, row.mpxn];
      const ofDevices = isOfDevices ? [row.deviceId, row.fromFirmware, row.toFirmware] : [];
      return [...first, ...ofDevices, row.plannedFrom, row.plannedTo, ...(isOfDevices ? [] : [row.scheduledFor])];
    }),
  ]);
}

function inOrder(work: Work): Notification[] {
  return work
    .list(NOTIFICATIONS)
    .map(({ value }) => value)
    .sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1));
}

/** The number that ends a name: notifications are numbered in the order in which they are issued. */
function numberOf({ name }: Notification): string {
  return name.slice(name.lastIndexOf('_'));
}

function summaryOf(work: Work, { name, kind, supplier, issuedAt, rows }: Notification): NotificationSummary {
  const fetchedAt = work.get(FETCHED, `${supplier}/${name}`)?.at;
  return { name, kind, issuedAt, rowCount: rows.length, ...(fetchedAt === undefined ? {} : { fetchedAt }) };
}
