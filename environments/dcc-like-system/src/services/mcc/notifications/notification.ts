import { table } from '../../../kernel/store';

/** What a schedule notification is about. */
export type NotificationKind = 'migration' | 'firmware-upgrade' | 'configuration';

/** What is said of a meter: it is planned, otherwise planned than said before, or planned no more. */
export type NotificationAction = 'NEW' | 'CHANGED' | 'WITHDRAWN';

/**
 * What the files are called. The words are those of the published templates, "SMETS1 Dormant Meter Migration Schedule
 * Notification v0.5" and "SMETS1 Dormant Meter FW Upgrade Schedule Notification v0.3" (SOURCED); the third and the form of the
 * names are MODEL.
 */
export const FILE_TITLES: Readonly<Record<NotificationKind, string>> = {
  migration: 'SMETS1_Dormant_Meter_Migration_Schedule_Notification',
  'firmware-upgrade': 'SMETS1_Dormant_Meter_FW_Upgrade_Schedule_Notification',
  configuration: 'SMETS1_Dormant_Meter_Configuration_Schedule_Notification',
};

/** One Dormant Meter in a schedule notification. */
export interface NotificationRow {
  readonly action: NotificationAction;
  readonly noticeId: string;
  readonly batchId: string;
  readonly importMPAN: string;
  readonly deviceType: 'ESME' | 'GSME';
  /** MPAN or MPRN. */
  readonly mpxn: string;
  /** Of upgrades and configurations. */
  readonly deviceId?: string;
  readonly fromFirmware?: string;
  readonly toFirmware?: string;
  /** First and last planned day, `YYYY-MM-DD`. */
  readonly plannedFrom: string;
  readonly plannedTo: string;
  /** Day of the migration where it is known. */
  readonly scheduledFor?: string;
}

/** A schedule notification as it was issued; it never changes. */
export interface Notification {
  readonly name: string;
  readonly kind: NotificationKind;
  /** EUI of the supplier who is told. */
  readonly supplier: string;
  /** ISO 8601, virtual time. */
  readonly issuedAt: string;
  readonly rows: readonly NotificationRow[];
}

/** Keys: `<supplier>/<name>`. */
export const NOTIFICATIONS = table<Notification>('notifications');
/** When a supplier first fetched a notification, ISO 8601; the same keys. */
export const FETCHED = table<{ at: string }>('fetched-notifications');
