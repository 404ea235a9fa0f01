import { XMLSerializer } from '@xmldom/xmldom';
import { UnreadableXml, XmlReader } from '../xml';
import { cameIn } from './answers/fields';
import { readDeviceWord, textOfPayload, type DeviceWord } from './gbcs';
import { DUIS_NAMESPACE } from './vocabulary';

/** A device of an inventory, as 8.2 shows it. */
export interface InventoryDevice {
  readonly deviceId: string;
  readonly deviceType: string;
  /** Absent for Type 2 devices. */
  readonly status?: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware?: string;
  /** YYYY-MM-DD. */
  readonly dateCommissioned?: string;
  readonly importMPxN?: string;
  readonly exportMPAN?: string;
  readonly esmeVariant?: string;
  readonly s1sp?: string;
}

/** A schedule that the DCC keeps for a user, as 5.2 shows it. */
interface ScheduleRead {
  readonly id: string;
  /** Every value of it, with the path to it. */
  readonly details: readonly string[];
}

/** Devices of a list that cannot take a firmware image, as 11.1 warns of them. */
interface FirmwareWarning {
  readonly unknown: readonly string[];
  readonly notCommissioned: readonly string[];
  readonly notApplicable: readonly string[];
}

/** What a response or alert says beside its header. */
export type DuisContent =
  /** The DCC's own answer: what is there depends on the variant. */
  | {
      readonly kind: 'answer';
      readonly variant: string;
      readonly inventory: readonly InventoryDevice[];
      readonly scheduleId?: string;
      readonly schedules: readonly ScheduleRead[];
      readonly firmwareWarning?: FirmwareWarning;
      /** 9.1: what the device will show. */
      readonly customerNumber?: string;
      /** What a critical request was transformed into, to be signed. */
      readonly preCommand?: string;
    }
  /** A DCC Alert. */
  | {
      readonly kind: 'dcc-alert';
      readonly alertCode: string;
      /** Every value of it, with the path to it. */
      readonly told: readonly string[];
      readonly deviceId?: string;
      /** N16: the supply point whose meter this is. */
      readonly importMPxN?: string;
      /** N16: of an electricity meter. */
      readonly esmeVariant?: string;
      /** N42: whose credentials the device now holds. */
      readonly remotePartyRole?: string;
      /** N42: SHA-1 hashes of the certificates, base64. */
      readonly certificateHashes: readonly string[];
      /** The request it is about. */
      readonly requestId?: string;
      /** The schedule it is about. */
      readonly scheduleId?: string;
      /** N55: the alert of the S1SP, with its own signature, and its code. */
      readonly signedByS1sp?: string;
      readonly s1spCode?: string;
    }
  /** A device's response, of SMETS1 through the S1SP. */
  | (FromDevice & {
      readonly kind: 'device-response';
      readonly variant: string;
      /** Time of the device, ISO 8601: that of the reading where there is one. */
      readonly takenAt?: string;
      /** Of the schedule that asked for it. */
      readonly scheduleId?: string;
      /** What a SMETS1 device said: the element of its variant. Absent where it refused. */
      readonly payload?: XmlReader;
      /** What a SMETS2+ device said, by name. Absent where it refused. */
      readonly values?: Readonly<Record<string, string>>;
      /** Why the device refused, in its own words. */
      readonly refusals: readonly string[];
    })
  /** A device's alert, of SMETS1 through the S1SP. */
  | (FromDevice & { readonly kind: 'device-alert'; readonly alertCode: string; readonly description: string });

interface FromDevice {
  readonly deviceId: string;
  /** EUI-64 of the user. */
  readonly user: string;
  readonly counter: bigint;
  /** Of SMETS1: the S1SP's document with its own signature. */
  readonly signedByS1sp?: string;
  /** Of SMETS2+: the payload with the signature of the device. */
  readonly signedByDevice?: string;
}

/** A DUIS response or alert. */
export interface DuisResponse {
  readonly requestId?: string;
  readonly responseId?: string;
  /** I0, I99, E19 ... */
  readonly code: string;
  /** ISO 8601. */
  readonly at: string;
  readonly content: DuisContent;
  /** The document as it came. */
  readonly xml: string;
}

/**
 * Reads a DUIS response or alert.
 * @throws UnreadableXml naming the element that is missing or wrong
 */
export function readResponse(xml: string): DuisResponse {
  const root = XmlReader.of(xml, DUIS_NAMESPACE);
  if (root.name !== 'Response') throw new UnreadableXml(`A DUIS Response was expected and a ${root.name} came.`);
  const header = root.one('Header');
  return {
    ...header.optional('RequestID', 'requestId'),
    ...header.optional('ResponseID', 'responseId'),
    code: header.textOf('ResponseCode'),
    at: header.textOf('ResponseDateTime'),
    content: readContent(root.one('Body')),
    xml,
  };
}

/** The text of a device that inventory, alert or response speaks of; EUIs are compared in upper case. */
function eui(text: string): string {
  return text.toUpperCase();
}

function readContent(body: XmlReader): DuisContent {
  const message = body.all()[0];
  switch (message?.name) {
    case 'ResponseMessage': {
      const scheduled = message.maybe('DSPScheduledMessage');
      const signed = (scheduled ?? message).maybe('GBCSPayload');
      if (signed !== undefined) return smets2Response(message, signed.text, scheduled);
      return {
        kind: 'answer',
        variant: message.textOf('ServiceReferenceVariant'),
        inventory: message.maybe('DSPInventory')?.all('Device').map(inventoryDevice) ?? [],
        ...message.optional('DSPScheduleID', 'scheduleId'),
        schedules: message.maybe('DSPSchedulesRead')?.all('DSPSchedules').map(scheduleRead) ?? [],
        ...firmwareWarning(message.maybe('DSPUpdateFirmwareWarning')),
        ...message.maybe('CINMessage')?.optional('CustomerIdentificationNumber', 'customerNumber'),
        ...preCommand(message.maybe('PreCommand')),
      };
    }
    case 'DeviceAlertMessage':
      return smets2Alert(message);
    case 'DCCAlertMessage':
      return dccAlert(message);
    case 'SMETS1ResponseMessage':
      return fromDevice(message);
    default:
      throw new UnreadableXml(`Response/Body holds ${message?.name ?? 'nothing'}, which is not expected here.`);
  }
}

function preCommand(part: XmlReader | undefined): { readonly preCommand?: string } {
  return part === undefined ? {} : { preCommand: textOfPayload(part.textOf('GBCSPayload')) };
}

/** Of whom and for whom a SMETS2+ device speaks. */
function smets2Origin(text: string): FromDevice & { readonly word: DeviceWord } {
  const word = readDeviceWord(text);
  return { deviceId: eui(word.from), user: eui(word.to), counter: BigInt(word.counter), signedByDevice: text, word };
}

function smets2Response(message: XmlReader, payload: string, scheduled: XmlReader | undefined): DuisContent {
  const { word, ...origin } = smets2Origin(textOfPayload(payload));
  const { values, refusal } = word;
  return {
    kind: 'device-response',
    ...origin,
    variant: message.textOf('ServiceReferenceVariant'),
    takenAt: word.at,
    ...scheduled?.optional('DSPScheduleID', 'scheduleId'),
    ...(values === undefined ? {} : { values }),
    refusals: refusal === undefined ? [] : [`The device refused: ${refusal}.`],
  };
}

function smets2Alert(message: XmlReader): DuisContent {
  const { word, ...origin } = smets2Origin(textOfPayload(message.textOf('GBCSPayload')));
  const alertCode = message.textOf('AlertCode').toUpperCase();
  if (word.alert !== alertCode)
    throw new UnreadableXml(`The alert ${alertCode} holds one of ${word.alert ?? 'nothing'}.`);
  return { kind: 'device-alert', ...origin, alertCode, description: word.description ?? '' };
}

function inventoryDevice(device: XmlReader): InventoryDevice {
  return {
    deviceId: eui(device.textOf('DeviceID')),
    deviceType: device.textOf('DeviceType'),
    ...device.optional('DeviceStatus', 'status'),
    manufacturer: device.textOf('DeviceManufacturer'),
    model: device.textOf('DeviceModel'),
    ...device.optional('DeviceFirmwareVersion', 'firmware'),
    ...device.optional('DateCommissioned', 'dateCommissioned'),
    ...device.optional('ImportMPxN', 'importMPxN'),
    ...device.optional('ExportMPAN', 'exportMPAN'),
    ...device.optional('ESMEVariant', 'esmeVariant'),
    ...device.optional('S1SP', 's1sp'),
  };
}

function scheduleRead(schedule: XmlReader): ScheduleRead {
  return { id: schedule.textOf('DSPScheduleID'), details: cameIn(schedule.one('DSPScheduleDetails')) };
}

function firmwareWarning(warning: XmlReader | undefined): { readonly firmwareWarning?: FirmwareWarning } {
  if (warning === undefined) return {};
  const ids = (name: string): string[] => warning.maybe(name)?.text.split(',').map(eui) ?? [];
  return {
    firmwareWarning: {
      unknown: ids('InvalidDeviceIDList'),
      notCommissioned: ids('NotCommissionedDeviceIDList'),
      notApplicable: ids('NotApplicableFirmwareDeviceIDList'),
    },
  };
}

/** Elements that name the request an alert is about. */
const REQUEST_NAMES = ['RequestID', 'CommandRequestID', 'UpdateHANDeviceLogServiceRequestID'];

function dccAlert(message: XmlReader): DuisContent {
  const event = message.one('DCCAlert').all()[0];
  const s1sp = event?.maybe('S1SPAlert');
  // What an alert says may stand one or two levels down, under what kind of event it is.
  const parts = [event, ...(event?.all() ?? [])].filter((part) => part !== undefined);
  const found = (name: string): string | undefined => parts.map((part) => part.maybe(name)?.text).find(Boolean);
  const deviceId = found('DeviceID');
  const requestId = REQUEST_NAMES.map(found).find(Boolean);
  const scheduleId = found('DSPScheduleID');
  const identity = event?.maybe('DeviceStatusChange')?.maybe('MeterIdentity');
  return {
    kind: 'dcc-alert',
    alertCode: message.textOf('DCCAlertCode'),
    told: cameIn(message.one('DCCAlert')),
    ...(deviceId === undefined ? {} : { deviceId: eui(deviceId) }),
    ...identity?.one('MeterMPxNs').optional('ImportMPxN', 'importMPxN'),
    ...identity?.optional('ESMEVariant', 'esmeVariant'),
    ...event?.optional('RemotePartyRole', 'remotePartyRole'),
    certificateHashes: event?.all('Certificates').map((certificate) => certificate.textOf('CertificateHash')) ?? [],
    ...(requestId === undefined ? {} : { requestId }),
    ...(scheduleId === undefined ? {} : { scheduleId }),
    ...(s1sp === undefined
      ? {}
      : {
          signedByS1sp: new XMLSerializer().serializeToString(s1sp.element),
          ...s1sp.optional('S1SPAlertCode', 's1spCode'),
        }),
  };
}

function fromDevice(message: XmlReader): DuisContent {
  const signed = message.one('SMETS1SignedResponse');
  const response = signed.one('SMETS1Response');
  const header = response.one('Header');
  const origin = {
    deviceId: eui(header.textOf('BusinessOriginatorID')),
    user: eui(header.textOf('BusinessTargetID')),
    counter: BigInt(header.textOf('OriginatorCounter')),
    signedByS1sp: new XMLSerializer().serializeToString(signed.element),
  };
  const alert = response.one('Body').maybe('DeviceAlertMessage');
  if (alert !== undefined) {
    const content = alert.one('DeviceAlertContent');
    return {
      kind: 'device-alert',
      ...origin,
      alertCode: content.textOf('GBCSHexAlertCode').toUpperCase(),
      description: content.textOf('AlertDescription'),
    };
  }
  const payload = response.one('Body').one('ResponseMessage');
  const [said] = payload.maybe('SMETSData')?.all() ?? [];
  const debug = payload.maybe('DebugInfo')?.maybe('SMETS1Debug');
  return {
    kind: 'device-response',
    ...origin,
    variant: message.textOf('ServiceReferenceVariant'),
    ...header.optional('Timestamp', 'takenAt'),
    ...message.optional('DSPScheduleID', 'scheduleId'),
    ...(said === undefined ? {} : { payload: said }),
    refusals: debug?.all('SMETS1Response').map(({ text }) => text) ?? [],
  };
}
