import { XMLSerializer } from '@xmldom/xmldom';
import { UnreadableXml, XmlReader } from '../xml';
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
  readonly s1sp?: string;
}

/** What a meter's register showed. */
export type RegisterReading =
  | { readonly fuel: 'electricity'; readonly activeImportWh: number }
  | { readonly fuel: 'gas'; readonly cubicMetres: number };

/** What a response or alert says beside its header. */
export type DuisContent =
  /** The DCC's own answer; `inventory` is filled by 8.2. */
  | { readonly kind: 'answer'; readonly variant: string; readonly inventory: readonly InventoryDevice[] }
  /** A DCC Alert. */
  | {
      readonly kind: 'dcc-alert';
      readonly alertCode: string;
      readonly deviceId?: string;
      /** N16: the supply point whose meter this is. */
      readonly importMPxN?: string;
      /** N42: whose credentials the device now holds. */
      readonly remotePartyRole?: string;
    }
  /** A device's response through the S1SP. */
  | (FromDevice & {
      readonly kind: 'device-response';
      readonly variant: string;
      /** Time of the device, ISO 8601: that of the reading where there is one. */
      readonly takenAt?: string;
      readonly reading?: RegisterReading;
      /** Why the device refused, in its own words. */
      readonly refusals: readonly string[];
    })
  /** A device's alert through the S1SP. */
  | (FromDevice & { readonly kind: 'device-alert'; readonly alertCode: string; readonly description: string });

interface FromDevice {
  readonly deviceId: string;
  /** EUI-64 of the user. */
  readonly user: string;
  readonly counter: bigint;
  /** The S1SP's document with its own signature. */
  readonly signedByS1sp: string;
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
    case 'ResponseMessage':
      return {
        kind: 'answer',
        variant: message.textOf('ServiceReferenceVariant'),
        inventory: message.maybe('DSPInventory')?.all('Device').map(inventoryDevice) ?? [],
      };
    case 'DCCAlertMessage':
      return dccAlert(message);
    case 'SMETS1ResponseMessage':
      return fromDevice(message);
    default:
      throw new UnreadableXml(`Response/Body holds ${message?.name ?? 'nothing'}, which is not expected here.`);
  }
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
    ...device.optional('S1SP', 's1sp'),
  };
}

function dccAlert(message: XmlReader): DuisContent {
  const event = message.one('DCCAlert').all()[0];
  const deviceId = event?.maybe('DeviceID')?.text;
  const identity = event?.maybe('DeviceStatusChange')?.maybe('MeterIdentity');
  return {
    kind: 'dcc-alert',
    alertCode: message.textOf('DCCAlertCode'),
    ...(deviceId === undefined ? {} : { deviceId: eui(deviceId) }),
    ...identity?.one('MeterMPxNs').optional('ImportMPxN', 'importMPxN'),
    ...event?.optional('RemotePartyRole', 'remotePartyRole'),
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
  const reading = registerReading(payload.maybe('SMETSData')?.maybe('ReadInstantaneousImportRegistersRsp'));
  const debug = payload.maybe('DebugInfo')?.maybe('SMETS1Debug');
  return {
    kind: 'device-response',
    ...origin,
    variant: message.textOf('ServiceReferenceVariant'),
    ...header.optional('Timestamp', 'takenAt'),
    ...(reading === undefined ? {} : { reading }),
    refusals: debug?.all('SMETS1Response').map(({ text }) => text) ?? [],
  };
}

function registerReading(response: XmlReader | undefined): RegisterReading | undefined {
  const electricity = response?.maybe('Electricity')?.one('ActiveImportRegister');
  if (electricity !== undefined) return { fuel: 'electricity', activeImportWh: Number(electricity.textOf('Value')) };
  const gas = response?.maybe('Gas')?.one('ConsumptionRegister');
  return gas === undefined ? undefined : { fuel: 'gas', cubicMetres: Number(gas.textOf('Value')) };
}
