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
  '14.1': { element: 'DSPRecordNetworkDataGAS', log: false },
};

export function readCreateSchedule(body: Fields): ScheduleBody {
  const frequency = body.oneOf('ScheduleFrequency', FREQUENCIES);
  const startDate = body.date('ScheduleStartDate');
  const endDate = body.maybe('ScheduleEndDate', (field) => field.ownDate());
  const time = body.maybe('ScheduleExecutionStartTime', (field) => field.ownTime());
  body.maybe('KAPublicSecurityCredential', (field) => field.ownText);
  const reference = body.text('DSPScheduledServiceReference');
  const variant = body.text('DSPScheduledServiceReferenceVariant');
  const deviceId = body.eui('DeviceID');
  const { element, offsets } = readScheduled(body);
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
      element,
      ...(offsets === undefined ? {} : { offsets }),
    },
  };
}

export function readScheduleFilter(body: Fields): ScheduleBody {
  const filter = body.choice<ScheduleFilter>({
    DSPScheduleID: (field) => ({ by: 'DSPScheduleID', id: String(field.ownNumber()) }),
    DeviceID: (field) => ({ by: 'DeviceID', deviceId: field.ownEui() }),
  });
  return { kind: 'schedules-of', filter };
}

/** Whether reference, variant and element of a schedule name one and the same request. */
export function namesOneRequest({ reference, variant, element }: ScheduleDetails): boolean {
  const isOfReference = variant === reference || variant.startsWith(`${reference}.`);
  return isOfReference && SCHEDULABLE[variant]?.element === element;
}

type Scheduled = Pick<ScheduleDetails, 'element' | 'offsets'>;

/** Whichever element says what is scheduled. */
function readScheduled(body: Fields): Scheduled {
  const reads = Object.values(SCHEDULABLE).map(({ element, log }): [string, (field: Fields) => Scheduled] => [
    element,
    (field) => ({ element, ...(log ? { offsets: readOffsets(field) } : {}) }),
  ]);
  return body.choice(Object.fromEntries(reads));
}

function readOffsets(field: Fields): LogOffsets {
  return {
    startDays: field.number('StartDateOffset'),
    startTime: field.time('StartTime'),
    endDays: field.number('EndDateOffset'),
    endTime: field.time('EndTime'),
  };
}
