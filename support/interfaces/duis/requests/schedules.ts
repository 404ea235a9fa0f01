import type { ScheduleFrequency } from '../../../models/calendar/schedule-days';
import { element, optionalElement } from '../../xml';
import { toDcc, type ServiceRequest } from '../request';

/** Requests that can be scheduled: variant, element within a schedule (SOURCED: DUIS schema). */
const SCHEDULED = {
  '4.2': 'DSPReadInstantaneousExportRegisters',
  '4.6.1': 'DSPRetrieveImportDailyReadLog',
  '4.6.2': 'DSPRetrieveExportDailyReadLog',
  '4.8.1': 'DSPReadActiveImportProfileData',
  '4.8.2': 'DSPReadReactiveImportProfileData',
  '4.8.3': 'DSPReadExportProfileData',
  '4.10': 'DSPReadNetworkData',
  '4.12.1': 'DSPReadMaximumDemandImportRegisters',
  '4.12.2': 'DSPReadMaximumDemandExportRegisters',
  '4.14': 'DSPReadPrepaymentDailyReadLog',
  '4.15': 'DSPReadLoadLimitData',
  '4.16': 'DSPReadActivePowerImport',
  '4.17': 'DSPRetrieveDailyConsumptionLog',
  '14.1': 'DSPRecordNetworkDataGAS',
} as const;

/** Those that read no log, and so name no period. */
const OF_NO_PERIOD: readonly string[] = ['4.2', '4.12.1', '4.12.2', '4.15', '4.16', '14.1'];

type ScheduledVariant = keyof typeof SCHEDULED;

/** Whether a request can be scheduled. */
export function isSchedulable(variant: string): variant is ScheduledVariant {
  return Object.hasOwn(SCHEDULED, variant);
}

/** A schedule: a request at a time of day; a log is read of the day before. */
export interface Schedule {
  readonly deviceId: string;
  readonly variant: ScheduledVariant;
  readonly frequency: ScheduleFrequency;
  /** YYYY-MM-DD. */
  readonly startDate: string;
  readonly endDate?: string;
  /** HH:MM:SS. */
  readonly time: string;
}

/** 5.1 Create Schedule. */
export function createSchedule(schedule: Schedule): ServiceRequest {
  const { deviceId, variant, frequency, startDate, endDate, time } = schedule;
  const yesterday = [
    element('StartDateOffset', -1),
    element('StartTime', '00:00:00'),
    element('EndDateOffset', 0),
    element('EndTime', '00:00:00'),
  ];
  const scheduled = element(SCHEDULED[variant], OF_NO_PERIOD.includes(variant) ? [] : yesterday);
  return toDcc('5.1', 'CreateSchedule', [
    element('ScheduleFrequency', frequency),
    element('ScheduleStartDate', startDate),
    optionalElement('ScheduleEndDate', endDate),
    element('ScheduleExecutionStartTime', time),
    element('DSPScheduledServiceReference', variant.split('.').slice(0, 2).join('.')),
    element('DSPScheduledServiceReferenceVariant', variant),
    element('DeviceID', deviceId),
    scheduled,
  ]);
}

/** 5.2 Read Schedule: one, or all that its user has for a device. */
export function readSchedule(by: { readonly scheduleId: string } | { readonly deviceId: string }): ServiceRequest {
  return toDcc('5.2', 'ReadSchedule', [choice(by)]);
}

/** 5.3 Delete Schedule. */
export function deleteSchedule(by: { readonly scheduleId: string } | { readonly deviceId: string }): ServiceRequest {
  return toDcc('5.3', 'DeleteSchedule', [choice(by)]);
}

function choice(by: { readonly scheduleId: string } | { readonly deviceId: string }): string {
  return 'scheduleId' in by ? element('DSPScheduleID', by.scheduleId) : element('DeviceID', by.deviceId);
}
