import type { Fields } from './fields';

/** How often a schedule fires (SOURCED: DUIS schema). */
const FREQUENCIES = ['Daily', 'Weekly', 'Monthly', 'Quarterly', 'Half-Yearly', 'Yearly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Which part of a log a scheduled read asks for, counted in days back from the day on which it fires. */
interface LogOffsets {
  readonly startDays: number;
  /** HH:MM:SS. */
  readonly startTime: string;
  readonly endDays: number;
  readonly endTime: string;
}

/** A schedule as a user describes it; dates are YYYY-MM-DD, times HH:MM:SS in UTC. */
export interface ScheduleDetails {
  readonly frequency: Frequency;
  readonly startDate: string;
  readonly endDate?: string;
  /** Time of day at which it fires; midnight when absent (MODEL). */
  readonly time?: string;
  readonly reference: string;
  readonly variant: string;
  readonly deviceId: string;
  /** Element that says what is scheduled. */
  readonly element: string;
  /** Of reads of a log. */
  readonly offsets?: LogOffsets;
}

/** By what schedules are named: one by its id, or all of a device. */
type ScheduleFilter =
  { readonly by: 'DSPScheduleID'; readonly id: string } | { readonly by: 'DeviceID'; readonly deviceId: string };

export type ScheduleBody =
  /** 5.1 */
  | { readonly kind: 'create-schedule'; readonly schedule: ScheduleDetails }
  /** 5.2 and 5.3 */
  | { readonly kind: 'schedules-of'; readonly filter: ScheduleFilter };

/** Element of a schedule for each variant that can be scheduled, and whether it reads a log (SOURCED: DUIS schema). */
const SCHEDULABLE: Readonly<Record<string, { readonly element: string; readonly log: boolean }>> = {
  '4.2': { element: 'DSPReadInstantaneousExportRegisters', log: false },
  '4.6.1': { element: 'DSPRetrieveImportDailyReadLog', log: true },
  '4.6.2': { element: 'DSPRetrieveExportDailyReadLog', log: true },
  '4.8.1': { element: 'DSPReadActiveImportProfileData', log: true },
  '4.8.2': { element: 'DSPReadReactiveImportProfileData', log: true },
  '4.8.3': { element: 'DSPReadExportProfileData', log: true },
  '4.10': { element: 'DSPReadNetworkData', log: true },
  '4.12.1': { element: 'DSPReadMaximumDemandImportRegisters', log: false },
  '4.12.2': { element: 'DSPReadMaximumDemandExportRegisters', log: false },
  '4.14': { element: 'DSPReadPrepaymentDailyReadLog', log: true },
  '4.15': { element: 'DSPReadLoadLimitData', log: false },
  '4.16': { element: 'DSPReadActivePowerImport', log: false },
  '4.17': { element: 'DSPRetrieveDailyConsumptionLog', log: true },
};

/** Days that an offset may reach back (SOURCED: DUIS schema). */
const OFFSET = { least: -400, most: 0 };
/** Highest id of a schedule (SOURCED: DUIS schema). */
const SCHEDULE_ID = /^(0|[1-9][0-9]{0,11}|1000000000000)$/;

export function readCreateSchedule(body: Fields): ScheduleBody {
  const frequency = body.oneOf('ScheduleFrequency', FREQUENCIES);
  const startDate = body.date('ScheduleStartDate');
  const endDate = body.maybe('ScheduleEndDate', (field) => field.ownDate());
  const time = body.maybe('ScheduleExecutionStartTime', (field) => field.ownTime());
  body.maybe('KAPublicSecurityCredential', (field) => field.ownText);
  const reference = body.text('DSPScheduledServiceReference');
  const variant = body.text('DSPScheduledServiceReferenceVariant');
  const deviceId = body.eui('DeviceID');
  const scheduled = SCHEDULABLE[variant];
  if (!scheduled) return body.fail(`schedules ${variant.slice(0, 10)}, which cannot be scheduled`);
  const offsets = body.one(scheduled.element, (field) => (scheduled.log ? readOffsets(field) : undefined));
  return {
    kind: 'create-schedule',
    schedule: {
      frequency,
      startDate,
      ...(endDate === undefined ? {} : { endDate }),
      ...(time === undefined ? {} : { time }),
      reference,
      variant,
      deviceId,
      element: scheduled.element,
      ...(offsets === undefined ? {} : { offsets }),
    },
  };
}

export function readScheduleFilter(body: Fields): ScheduleBody {
  const filter = body.choice<ScheduleFilter>({
    DSPScheduleID: (field) =>
      SCHEDULE_ID.test(field.ownText)
        ? { by: 'DSPScheduleID', id: field.ownText }
        : field.fail('is no id of a schedule'),
    DeviceID: (field) => ({ by: 'DeviceID', deviceId: field.ownEui() }),
  });
  return { kind: 'schedules-of', filter };
}

function readOffsets(field: Fields): LogOffsets {
  return {
    startDays: field.integer('StartDateOffset', OFFSET),
    startTime: field.time('StartTime'),
    endDays: field.integer('EndDateOffset', OFFSET),
    endTime: field.time('EndTime'),
  };
}
