import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { DormantConfiguration } from '../dormant-configuration/configuration';
import { INSTALLATIONS, type Installation } from '../mcc-records';
import { dayOf } from '../migration/days';
import { noticeOf, type DormantMeter, type Notice } from '../notices/notice';
import {
  FILE_TITLES,
  NOTIFICATIONS,
  type NotificationAction,
  type NotificationKind,
  type NotificationRow,
} from './notification';

/** A row with the supplier (EUI) who is told. */
export interface Told {
  readonly supplier: string;
  readonly row: NotificationRow;
}

/** How suppliers are told of plans for their Dormant Meters by files. */
export const NOTIFYING = area('mcc-notifying', {
  /** Whom a row is for. */
  recipientOf: ({ supplier }: Told): string => supplier,
  /** Whether a change of a plan is told. */
  tells: (_action: NotificationAction): boolean => true,
  /** Meters of which a firmware upgrade is told: those that are going to run another version. */
  isUpgraded: ({ fromFirmware, toFirmware }: { fromFirmware: string; toFirmware: string }): boolean =>
    fromFirmware !== toFirmware,
});

/** Tells the suppliers of Dormant Meters of a plan to migrate them, or what has become of it. */
export function notifyOfMigration(work: Work, action: NotificationAction, notices: readonly Notice[]): void {
  const told = notices.flatMap((notice) => notice.meters.map((meter) => migrationRow(work, action, notice, meter)));
  issue(work, 'migration', told);
}

/** The same for the notice under which an installation is scheduled; of an installation without Dormant Meters nothing. */
export function notifyOfInstallation(work: Work, action: NotificationAction, installation: Installation): void {
  const notice = noticeOf(work, installation);
  if (notice) notifyOfMigration(work, action, [notice]);
}

/** Tells the suppliers of Dormant Meters of a plan to configure them, and of new firmware where some is planned. */
export function notifyOfConfiguration(
  work: Work,
  action: NotificationAction,
  configurations: readonly DormantConfiguration[],
): void {
  const told = configurations.flatMap((configuration) => configurationRows(action, configuration));
  issue(work, 'configuration', told);
  const { isUpgraded } = work.rules(NOTIFYING);
  issue(
    work,
    'firmware-upgrade',
    told.filter(({ row: { fromFirmware = '', toFirmware = '' } }) => isUpgraded({ fromFirmware, toFirmware })),
  );
}

/** What is said of a meter of a notice. */
export function migrationRow(work: Work, action: NotificationAction, notice: Notice, meter: DormantMeter): Told {
  const { noticeId, batchId, importMPAN, plannedFrom, plannedTo, installationId = '' } = notice;
  const scheduledFor = work.get(INSTALLATIONS, installationId)?.scheduledFor;
  const { deviceType, mpxn, supplier } = meter;
  const row = { action, noticeId, batchId, importMPAN, deviceType, mpxn, plannedFrom, plannedTo };
  return { supplier, row: { ...row, ...(scheduledFor === undefined ? {} : { scheduledFor }) } };
}

/** What is said of the meters of a configuration. */
export function configurationRows(action: NotificationAction, configuration: DormantConfiguration): Told[] {
  const { configurationId: noticeId, batchId, importMPAN, plannedFrom, plannedTo, meters } = configuration;
  return meters.map(({ supplier, deviceType, mpxn, deviceId, fromFirmware, toFirmware }) => ({
    supplier,
    row: {
      action,
      noticeId,
      batchId,
      importMPAN,
      deviceType,
      mpxn,
      deviceId,
      fromFirmware,
      toFirmware,
      plannedFrom,
      plannedTo,
    },
  }));
}

/** Issues a file to each supplier who is told something; none where nothing is. */
export function issue(work: Work, kind: NotificationKind, told: readonly Told[]): void {
  const { recipientOf, tells } = work.rules(NOTIFYING);
  const due = told.filter(({ row }) => tells(row.action));
  for (const [supplier, own] of Map.groupBy(due, recipientOf)) {
    const number = String(work.nextNumber('notification')).padStart(6, '0');
    const name = `${FILE_TITLES[kind]}_${supplier}_${dayOf(work.now).replaceAll('-', '')}_${number}.csv`;
    const rows = own.map(({ row }) => row);
    work.put(NOTIFICATIONS, `${supplier}/${name}`, { name, kind, supplier, issuedAt: work.now.toISOString(), rows });
    work.audit('notification-issued', undefined, `${name}: ${rows.length} rows`);
  }
}
