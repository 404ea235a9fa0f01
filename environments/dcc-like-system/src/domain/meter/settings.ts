/** How often a billing period ends (SOURCED: DUIS schema). */
export const BILLING_PERIODS = ['Daily', 'Weekly', 'Monthly', 'Quarterly', 'SixMonthly', 'Yearly'] as const;
export type BillingPeriod = (typeof BILLING_PERIODS)[number];

/** When a meter closes a billing period, in UTC. */
export type BillingCalendar =
  | {
      readonly fuel: 'electricity';
      /** HH:MM:SS. */
      readonly at: string;
      readonly period: BillingPeriod;
      /** Of the week from 1, Monday, or of the month; 1 of a daily calendar. */
      readonly day: number;
      /** Month from which three, six or twelve are counted; 1 of shorter periods. */
      readonly month: number;
    }
  /** `start`: begin of a billing period, ISO 8601. */
  | { readonly fuel: 'gas'; readonly start: string; readonly period: BillingPeriod };

/** Groups of settings that 6.22 changes, named as in the schema (SOURCED). */
export const ALERT_GROUPS = [
  'ElectricitySupplierAlerts',
  'ElectricitySupplierHANAlertSettings',
  'ElectricitySupplierAlarmSettings',
  'ElectricitySupplierLoggingSettings',
  'ElectricityNetworkOperatorAlerts',
  'ElectricityNetworkOperatorLoggingSettings',
  'GasSupplierAlerts',
  'GasSupplierAlertEventSettings',
] as const;

export type AlertGroup = (typeof ALERT_GROUPS)[number];

/** What becomes of some alerts of a group. */
export interface AlertBehaviour {
  readonly group: AlertGroup;
  /** Four hex digits to whether the alert is raised; of gas event settings whether it is sent over the WAN. */
  readonly enabled: Readonly<Record<string, boolean>>;
}

/** Supply points that a meter knows to be its own. */
export interface SupplyPoints {
  readonly importMPxN: string;
  readonly exportMPAN?: string;
}

/** Logs that 6.13 reads (SOURCED: DUIS schema). */
export const EVENT_LOGS = ['Event', 'ALCSEvent', 'PowerEvent', 'Security', 'GSMEEvent', 'GSMESecurity'] as const;
export type EventLog = (typeof EVENT_LOGS)[number];

/** Whether a log holds events, as opposed to matters of security. */
export function isEventLog(log: EventLog): boolean {
  return log === 'Event' || log === 'GSMEEvent';
}
