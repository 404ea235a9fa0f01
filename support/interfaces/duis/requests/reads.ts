import { element } from '../../xml';
import { toDcc, toDevice, type ServiceRequest } from '../request';

/** Begin and end of the part of a log that is asked for. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** Logs of devices that 6.13 reads. */
export type EventLogName = 'Event' | 'Security' | 'GSMEEvent' | 'GSMESecurity';

/** A request of nothing but its own element, of which most reads are. */
export function plainRead(variant: string, name: string): ServiceRequest {
  return toDevice(variant, name);
}

/** A request of the entries of a log. */
export function logRead(variant: string, name: string, period: Period): ServiceRequest {
  return toDevice(variant, name, [readLogPeriod(period)]);
}

/** 6.13 */
export function eventLog(log: EventLogName, period: Period): ServiceRequest {
  return toDevice('6.13', 'ReadEventOrSecurityLog', [readLogPeriod(period), element('LogToRead', log)]);
}

/** 8.2, of one device or of everything at a supply point. */
export function readInventory(by: 'DeviceID' | 'MPxN', value: string): ServiceRequest {
  return toDcc('8.2', 'ReadInventory', [element(by, value)]);
}

function readLogPeriod({ from, to }: Period): string {
  return element('ReadLogPeriod', [
    element('StartDateTime', from.toISOString()),
    element('EndDateTime', to.toISOString()),
  ]);
}
