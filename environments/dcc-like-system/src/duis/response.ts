import { escapeXml } from '../xml/parse';
import { sign, type SigningKey } from '../xml/signature';
import { DUIS, SCHEMA_VERSION, type ResponseCode, type ServiceReference } from './vocabulary';

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
  readonly firmware: string;
  /** YYYY-MM-DD. */
  readonly dateCommissioned?: string;
  readonly importMPxN?: string;
  readonly esmeVariant?: string;
  readonly s1sp?: string;
}

/** What a DCC Alert says. */
export type DccAlert =
  /** N16: which MPxN a meter serves. */
  | {
      readonly code: 'N16';
      readonly deviceId: string;
      readonly importMPxN: string;
      readonly esmeVariant?: string;
    }
  /** N42: whose credentials are on a device now. `certificateHash`: SHA-1 of the signing certificate, base64. */
  | {
      readonly code: 'N42';
      readonly deviceId: string;
      readonly remotePartyRole: 'Supplier' | 'NetworkOperator';
      readonly certificateHash: string;
    };

/** An answer of the DCC itself: an acknowledgement, a refusal, or the devices that an inventory request found. */
export function writeResponse(
  header: ResponseHeader,
  service: ServiceReference,
  devices: readonly InventoryRecord[],
  key: SigningKey,
): string {
  const inventory = devices.length > 0 ? `<DSPInventory>${devices.map(device).join('')}</DSPInventory>` : '';
  return respond(header, `<ResponseMessage>${references(service)}${inventory}</ResponseMessage>`, key);
}

/**
 * Passes on what the S1SP signed: a device's response, or without `service` a device's alert. The inner document goes in
 * as it came; its signature still covers it.
 * @param signedResponse a SMETS1SignedResponse
 */
export function wrapSmets1(
  header: ResponseHeader,
  service: ServiceReference | undefined,
  signedResponse: string,
  key: SigningKey,
): string {
  const inner = signedResponse.replace(/^\s*<\?xml.*?\?>\s*/s, '');
  const referenceElements = service ? references(service) : '';
  return respond(header, `<SMETS1ResponseMessage>${referenceElements}${inner}</SMETS1ResponseMessage>`, key);
}

/** A DCC Alert to one user. */
export function writeDccAlert(header: ResponseHeader, alert: DccAlert, key: SigningKey): string {
  const message = `<DCCAlertCode>${alert.code}</DCCAlertCode><DCCAlert>${alertContent(alert)}</DCCAlert>`;
  return respond(header, `<DCCAlertMessage>${message}</DCCAlertMessage>`, key);
}

/** No prefix is declared on the root: the scope of an inner document has to be the same here as alone. */
function respond(header: ResponseHeader, body: string, key: SigningKey): string {
  const elements =
    optional('RequestID', header.requestId) +
    optional('ResponseID', header.responseId) +
    `<ResponseCode>${header.code}</ResponseCode><ResponseDateTime>${header.at.toISOString()}</ResponseDateTime>`;
  return sign(
    `<Response xmlns="${DUIS}" schemaVersion="${SCHEMA_VERSION}"><Header>${elements}</Header><Body>${body}</Body></Response>`,
    key,
  );
}

function references({ reference, variant }: ServiceReference): string {
  return `<ServiceReference>${reference}</ServiceReference><ServiceReferenceVariant>${variant}</ServiceReferenceVariant>`;
}

function device(record: InventoryRecord): string {
  return (
    '<Device>' +
    optional('DeviceID', record.deviceId) +
    optional('DeviceType', record.deviceType) +
    optional('DeviceStatus', record.status) +
    optional('DeviceManufacturer', record.manufacturer) +
    optional('DeviceModel', record.model) +
    optional('DeviceFirmwareVersion', record.firmware) +
    optional('DateCommissioned', record.dateCommissioned) +
    optional('ImportMPxN', record.importMPxN) +
    optional('ESMEVariant', record.esmeVariant) +
    '<CSPRegion>SMETS1</CSPRegion>' +
    optional('S1SP', record.s1sp) +
    '</Device>'
  );
}

function alertContent(alert: DccAlert): string {
  const deviceId = optional('DeviceID', alert.deviceId);
  if (alert.code === 'N16') {
    const identity = `<MeterMPxNs>${optional('ImportMPxN', alert.importMPxN)}</MeterMPxNs>${optional('ESMEVariant', alert.esmeVariant)}`;
    const change = `<DeviceStatusChange><MeterIdentity>${identity}</MeterIdentity></DeviceStatusChange>`;
    return `<DeviceStatusChangeEvent>${deviceId}${change}</DeviceStatusChangeEvent>`;
  }
  return (
    `<SecurityCredentialsUpdated>${deviceId}<RemotePartyRole>${alert.remotePartyRole}</RemotePartyRole>` +
    `<Certificates><CertificateType>DigitalSigning</CertificateType>` +
    `<CertificateHash>${alert.certificateHash}</CertificateHash></Certificates></SecurityCredentialsUpdated>`
  );
}

function optional(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`;
}
