import type { Element } from '@xmldom/xmldom';
import { child, escapeXml, textOf, XmlFault } from '../xml/parse';
import { sign, type SigningKey } from '../xml/signature';
import { BODY_READERS } from './requests/bodies';
import { DUIS, MMC, SCHEMA_VERSION, type ServiceReference } from './vocabulary';

/** How the S1SP tells that a device refused: number and text of its proprietary answer. */
export interface DeviceRefusal {
  readonly responseCode: number;
  /** At most 250 characters. */
  readonly error: string;
}

interface FromDevice {
  readonly deviceId: string;
  readonly deviceType: string;
  /** EUI of the user it is for. */
  readonly user: string;
  /** Of a response: that of the request. Of an alert: the device's own. */
  readonly counter: bigint;
  /** Time of the device. */
  readonly at: Date;
}

export interface Smets1Response extends FromDevice, ServiceReference {
  /** Written elements of the MMC that belong to the variant, or why there are none. */
  readonly result: { readonly payload: string } | DeviceRefusal;
}

export interface DeviceAlert extends FromDevice {
  /** Four hex digits (SOURCED: the field carries the codes of GBCS for SMETS1 too), such as 8F69, device commissioned. */
  readonly alertCode: string;
  readonly description: string;
}

/** What the DSP has to know of a SMETS1SignedResponse in order to pass it on. */
export interface Smets1Header extends Partial<ServiceReference> {
  readonly deviceId: string;
  readonly user: string;
  readonly counter: bigint;
  readonly kind: 'response' | 'alert';
  /** Of a response: the device did what it was asked. */
  readonly succeeded: boolean;
}

/** Elements of responses that are not named after the element of their request (SOURCED: MMC schema). */
const OTHER_NAMES: Readonly<Record<string, string>> = { '6.2.3': 'ReadDeviceConfigurationDataBillingCalendarRsp' };

/** Name of the element in which a device answers a request of this variant. */
export function answerElementOf(variant: string): string {
  return OTHER_NAMES[variant] ?? `${BODY_READERS[variant]?.element ?? ''}Rsp`;
}

/** The answer of a device as a SMETS1SignedResponse, signed by the S1SP. */
export function writeSmets1Response(response: Smets1Response, key: SigningKey): string {
  return signedResponse(response, response, responseBody(response), key);
}

/** An alert of a device as a SMETS1SignedResponse, signed by the S1SP. */
export function writeDeviceAlert(alert: DeviceAlert, key: SigningKey): string {
  const content =
    `<ra:DeviceAlertContent><ra:GBCSHexAlertCode>${escapeXml(alert.alertCode)}</ra:GBCSHexAlertCode>` +
    `<ra:AlertDescription>${escapeXml(alert.description)}</ra:AlertDescription>` +
    `<ra:Timestamp>${alert.at.toISOString()}</ra:Timestamp></ra:DeviceAlertContent>`;
  return signedResponse(alert, undefined, `<DeviceAlertMessage>${content}</DeviceAlertMessage>`, key);
}

/**
 * Reads whom a SMETS1SignedResponse is from and for.
 * @throws XmlFault
 */
export function readSmets1Header(root: Element): Smets1Header {
  const response = child(root, 'SMETS1Response');
  const header = response && child(response, 'Header');
  const body = response && child(response, 'Body');
  if (root.localName !== 'SMETS1SignedResponse' || root.namespaceURI !== DUIS || !header || !body) {
    throw new XmlFault('The document is not a SMETS1SignedResponse with Header and Body.');
  }
  const counter = required(header, 'OriginatorCounter');
  if (!/^[0-9]{1,20}$/.test(counter)) throw new XmlFault('OriginatorCounter is not a number.');
  const reference = child(header, 'ServiceReference', MMC);
  const variant = child(header, 'ServiceReferenceVariant', MMC);
  const message = child(body, 'ResponseMessage');
  return {
    deviceId: required(header, 'BusinessOriginatorID').toUpperCase(),
    user: required(header, 'BusinessTargetID').toUpperCase(),
    counter: BigInt(counter),
    kind: message ? 'response' : 'alert',
    succeeded: message !== undefined && child(message, 'SMETSData', MMC) !== undefined,
    ...(reference ? { reference: textOf(reference) } : {}),
    ...(variant ? { variant: textOf(variant) } : {}),
  };
}

function required(header: Element, name: string): string {
  const element = child(header, name, MMC);
  if (!element) throw new XmlFault(`The Header of the SMETS1Response lacks ${name}.`);
  return textOf(element);
}

/** Prefix `ra` on the root, so that its scope is the same inside a Response as alone: the signature covers it. */
function signedResponse(
  from: FromDevice,
  service: ServiceReference | undefined,
  body: string,
  key: SigningKey,
): string {
  const serviceReference = service
    ? `<ra:ServiceReference>${service.reference}</ra:ServiceReference>` +
      `<ra:ServiceReferenceVariant>${service.variant}</ra:ServiceReferenceVariant>`
    : '';
  const gas = from.deviceType === 'GSME' ? ' isFromGSME="true"' : '';
  const header =
    `<ra:BusinessOriginatorID>${escapeXml(from.deviceId)}</ra:BusinessOriginatorID>` +
    `<ra:BusinessTargetID>${escapeXml(from.user)}</ra:BusinessTargetID>` +
    `<ra:OriginatorCounter>${from.counter}</ra:OriginatorCounter>${serviceReference}` +
    `<ra:Timestamp${gas} ClockStatus="reliable">${from.at.toISOString()}</ra:Timestamp>`;
  return sign(
    `<SMETS1SignedResponse xmlns="${DUIS}" xmlns:ra="${MMC}" schemaVersion="${SCHEMA_VERSION}"><SMETS1Response>` +
      `<Header>${header}</Header><Body>${body}</Body></SMETS1Response></SMETS1SignedResponse>`,
    key,
  );
}

function responseBody({ result, variant }: Smets1Response): string {
  if ('error' in result) {
    const error = escapeXml(result.error.slice(0, 250));
    return (
      `<ResponseMessage><ra:DebugInfo><ra:SMETS1Debug><ra:SMETS1Response ResponseCode="${result.responseCode}" ` +
      `Position="1"><ra:Error>${error}</ra:Error></ra:SMETS1Response></ra:SMETS1Debug></ra:DebugInfo></ResponseMessage>`
    );
  }
  const name = answerElementOf(variant);
  return (
    `<ResponseMessage><ra:SMETSData><ra:${name} MessageSuccess="true">${result.payload}</ra:${name}>` +
    '</ra:SMETSData></ResponseMessage>'
  );
}
