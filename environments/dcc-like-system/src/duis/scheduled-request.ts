import { branch, leaf } from '../formats/elements';
import { BODY_READERS } from './requests/bodies';
import type { ScheduleDetails } from './requests/schedule';
import { DUIS, SCHEMA_VERSION } from './vocabulary';

const DAY = 86_400_000;

/**
 * Writes the request that a schedule makes when it is due, unsigned: the DSP signs it as it countersigns any other.
 * @param requestId `user:device:number of the run`
 */
export function writeScheduledRequest(requestId: string, details: ScheduleDetails, now: Date): string {
  const { reference, variant, offsets } = details;
  const header = [
    leaf('RequestID', requestId),
    leaf('CommandVariant', 1),
    leaf('ServiceReference', reference),
    leaf('ServiceReferenceVariant', variant),
  ];
  const dayOf = (days: number): string => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
  const period = offsets
    ? branch(
        'ReadLogPeriod',
        leaf('StartDateTime', `${dayOf(offsets.startDays)}T${offsets.startTime}Z`),
        leaf('EndDateTime', `${dayOf(offsets.endDays)}T${offsets.endTime}Z`),
      )
    : '';
  const body = branch(BODY_READERS[variant]?.element ?? '', period);
  return `<Request xmlns="${DUIS}" schemaVersion="${SCHEMA_VERSION}">${branch('Header', ...header)}${branch('Body', body)}</Request>`;
}
