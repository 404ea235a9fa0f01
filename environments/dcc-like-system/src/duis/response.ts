import { branch, leaf } from '../formats/elements';
import { sign, type SigningKey } from '../xml/signature';
import type { ScheduleDetails } from './requests/schedule';
import type { ResponseCode } from './response-codes';
import { DUIS, SCHEMA_VERSION, type ServiceReference } from './vocabulary';

/** Version of GBCS that pre-commands name (MODEL: what is within is not GBCS). */
const GBCS_VERSION = '2.0';

/** Header of a DUIS response. Synchronous answers have no response id, alerts no request id (SOURCED samples, RECOLLECTION). */
export interface ResponseHeader {
  readonly requestId?: string;
  readonly responseId?: string;
  readonly code: ResponseCode;
  readonly at: Date;
}

/** A device as an inventory response shows it. */
export interface InventoryRecord {
  readonly deviceId: string;
  readonly deviceType: string;
  /** Type 2 devices have none. */
  readonly status?: string;
  readonly manufacturer: string;
  readonly model: string;
  /** Absent: nobody has said it. */
  readonly firmware?: string;
  /** YYYY-MM-DD. */
  readonly dateCommissioned?: string;
  readonly importMPxN?: string;
  readonly exportMPAN?: string;
  readonly esmeVariant?: string;
  readonly s1sp?: string;
}

/** What an answer of the DCC brings, beside its code. */
export type DccContent =
  /** 8.2 */
  | { readonly kind: 'inventory'; readonly devices: readonly InventoryRecord[] }
  /** 5.1, and what a schedule brought that no device answers. */
  | { readonly kind: 'schedule'; readonly id: string }
  /** 5.2 */
  | {
      readonly kind: 'schedules';
      readonly schedules: readonly { readonly id: string; readonly details: ScheduleDetails }[];
    }
  /** What a critical request was transformed into, for its user to sign. */
  | { readonly kind: 'pre-command'; readonly payload: string }
  /** What a SMETS2+ device answered, with its signature. */
  | { readonly kind: 'gbcs'; readonly payload: string; readonly scheduleId?: string }
  /** 9.1: what the device will show; of SMETS1 there is no message of the device beside it. */
  | { readonly kind: 'customer-number'; readonly number: string }
  /** 11.1: devices of the list that cannot take the image. */
  | {
      readonly kind: 'firmware-warning';
      readonly unknown: readonly string[];
      readonly notCommissioned: readonly string[];
      readonly notApplicable: readonly string[];
    };

/** An answer of the DCC itself: an acknowledgement, a refusal, or the devices that an inventory request found. */
export function writeResponse(
  header: ResponseHeader,
  service: ServiceReference,
  content: DccContent | undefined,
  key: SigningKey,
): string {
  const written = content === undefined ? '' : contentOf(content);
  return respond(header, branch('ResponseMessage', references(service), written), key);
}

/**
 * Passes on what the S1SP signed: a device's response, or without `service` a device's alert. The inner document goes in
 * as it came; its signature still covers it.
 * @param signedResponse a SMETS1SignedResponse
 * @param scheduleId of the schedule that asked for it
 */
export function wrapSmets1(
  header: ResponseHeader,
  service: ServiceReference | undefined,
  signedResponse: string,
  key: SigningKey,
  scheduleId?: string,
): string {
  const inner = signedResponse.replace(/^\s*<\?xml.*?\?>\s*/s, '');
  const before = (service ? references(service) : '') + leaf('DSPScheduleID', scheduleId);
  return respond(header, branch('SMETS1ResponseMessage', before, inner), key);
}

/** An alert of a SMETS2+ device, as the device signed it. @param code four hex digits */
export function writeGbcsAlert(header: ResponseHeader, code: string, payload: string, key: SigningKey): string {
  const content = leaf('AlertCode', code) + leaf('GBCSPayload', base64(payload));
  return respond(header, branch('DeviceAlertMessage', content), key);
}

/** Signs a response. No prefix is declared on the root: the scope of an inner document has to be the same here as alone. */
export function respond(header: ResponseHeader, body: string, key: SigningKey): string {
  const elements =
    leaf('RequestID', header.requestId) +
    leaf('ResponseID', header.responseId) +
    leaf('ResponseCode', header.code) +
    leaf('ResponseDateTime', header.at.toISOString());
  return sign(
    `<Response xmlns="${DUIS}" schemaVersion="${SCHEMA_VERSION}"><Header>${elements}</Header><Body>${body}</Body></Response>`,
    key,
  );
}

function contentOf(content: DccContent): string {
  switch (content.kind) {
    case 'inventory':
      return branch('DSPInventory', ...content.devices.map(device));
    case 'schedule':
      return leaf('DSPScheduleID', content.id);
    case 'schedules':
      return branch(
        'DSPSchedulesRead',
        ...content.schedules.map(({ id, details }) =>
          branch('DSPSchedules', leaf('DSPScheduleID', id), branch('DSPScheduleDetails', schedule(details))),
        ),
      );
    case 'pre-command':
      return branch('PreCommand', leaf('GBCSVersion', GBCS_VERSION), leaf('GBCSPayload', base64(content.payload)));
    case 'gbcs': {
      const payload = leaf('GBCSPayload', base64(content.payload));
      const { scheduleId } = content;
      return scheduleId === undefined
        ? payload
        : branch('DSPScheduledMessage', payload, leaf('DSPScheduleID', scheduleId));
    }
    case 'customer-number':
      return branch('CINMessage', branch('GBCSPayload'), leaf('CustomerIdentificationNumber', content.number));
    case 'firmware-warning':
      return branch(
        'DSPUpdateFirmwareWarning',
        idList('InvalidDeviceIDList', content.unknown),
        idList('NotCommissionedDeviceIDList', content.notCommissioned),
        idList('NotApplicableFirmwareDeviceIDList', content.notApplicable),
      );
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function idList(name: string, ids: readonly string[]): string {
  return leaf(name, ids.length === 0 ? undefined : ids.join(','));
}

function schedule(details: ScheduleDetails): string {
  const { offsets } = details;
  const period = offsets
    ? leaf('StartDateOffset', offsets.startDays) +
      leaf('StartTime', offsets.startTime) +
      leaf('EndDateOffset', offsets.endDays) +
      leaf('EndTime', offsets.endTime)
    : '';
  return [
    leaf('ScheduleFrequency', details.frequency),
    leaf('ScheduleStartDate', details.startDate),
    leaf('ScheduleEndDate', details.endDate),
    leaf('ScheduleExecutionStartTime', details.time),
    leaf('DSPScheduledServiceReference', details.reference),
    leaf('DSPScheduledServiceReferenceVariant', details.variant),
    leaf('DeviceID', details.deviceId),
    branch(details.element, period),
  ].join('');
}

function references({ reference, variant }: ServiceReference): string {
  return leaf('ServiceReference', reference) + leaf('ServiceReferenceVariant', variant);
}

function device(record: InventoryRecord): string {
  return branch(
    'Device',
    leaf('DeviceID', record.deviceId),
    leaf('DeviceType', record.deviceType),
    leaf('DeviceStatus', record.status),
    leaf('DeviceManufacturer', record.manufacturer),
    leaf('DeviceModel', record.model),
    leaf('DeviceFirmwareVersion', record.firmware),
    leaf('DateCommissioned', record.dateCommissioned),
    leaf('ImportMPxN', record.importMPxN),
    leaf('ExportMPAN', record.exportMPAN),
    leaf('ESMEVariant', record.esmeVariant),
    leaf('CSPRegion', 'SMETS1'),
    leaf('S1SP', record.s1sp),
  );
}
