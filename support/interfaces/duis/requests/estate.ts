import { createHash } from 'node:crypto';
import { element } from '../../xml';
import { toDcc, toDevice, type ServiceRequest } from '../request';

/** Seconds that a device has for joining a home area network. */
const JOIN_SECONDS = 600;
const INSTALL_CODE = '0123456789ABCDEF';

/** 8.3 Decommission Device. */
export function decommission(deviceId: string): ServiceRequest {
  return toDcc('8.3', 'DecommissionDevice', [element('DeviceID', deviceId)]);
}

/** 8.4 Update Inventory: another status of a device that is no hub. */
export function updateStatus(deviceId: string, status: 'Pending' | 'InstalledNotCommissioned'): ServiceRequest {
  const change = element('UpdateDeviceStatusExceptCH', status);
  return toDcc('8.4', 'UpdateInventory', [element('DeviceID', deviceId), change]);
}

/** 8.4 Update Inventory: the inventory forgets a device. */
export function deleteDevice(deviceId: string): ServiceRequest {
  return toDcc('8.4', 'UpdateInventory', [element('DeviceID', deviceId), element('DeleteDevice', [])]);
}

/** 8.4 Update Inventory: another version of firmware of a device. */
export function updateDetails(deviceId: string, { firmware }: { readonly firmware: string }): ServiceRequest {
  const details = element('UpdateDeviceDetails', [element('FirmwareVersion', firmware)]);
  return toDcc('8.4', 'UpdateInventory', [element('DeviceID', deviceId), details]);
}

/** 8.4 Update Inventory: a device serves a supply point from now on, with its first element unless said otherwise. */
export function updateSupplyPoint(
  deviceId: string,
  mpxn: string,
  point: 'ImportMPxN' | 'SecondaryImportMPAN' = 'ImportMPxN',
): ServiceRequest {
  const change = element('UpdateMPxN', [element(point, mpxn)]);
  return toDcc('8.4', 'UpdateInventory', [element('DeviceID', deviceId), change]);
}

/** 8.11 Update HAN Device Log: a device joins the home area network of a hub, or leaves it. */
export function updateDeviceLog(deviceId: string, request: 'Add' | 'Remove'): ServiceRequest {
  const details = element('AddDeviceToCHFWhitelist', [
    element('JoinTimePeriod', JOIN_SECONDS),
    element('InstallCode', INSTALL_CODE),
  ]);
  const parts = [element('DeviceID', deviceId), element('RequestType', request)];
  return toDevice('8.11', 'UpdateHANDeviceLog', request === 'Add' ? [...parts, details] : parts);
}

/** Requests by which a device comes to know another one, or forgets it, with the elements of their bodies. */
const JOINING = {
  '8.7.1': 'JoinServiceCritical',
  '8.7.2': 'JoinServiceNonCritical',
  '8.8.1': 'UnjoinServiceCritical',
  '8.8.2': 'UnjoinServiceNonCritical',
} as const;

/** 8.7 Join Service and 8.8 Unjoin Service. */
export function join(variant: keyof typeof JOINING, otherDeviceId: string): ServiceRequest {
  return toDevice(variant, JOINING[variant], [element('OtherDeviceID', otherDeviceId)]);
}

/** 12.1 Request WAN Matrix, of premises by their address. */
export function requestWanMatrix(postCode: string, identifier: string): ServiceRequest {
  const address = [element('PostCode', postCode), element('AddressIdentifier', identifier)];
  return toDcc('12.1', 'RequestWANMatrix', [element('PartialAddress', address)]);
}

/** What is said of a device that is announced. */
export const ANNOUNCED = { manufacturer: 'DE04', model: '5D0200A1', deviceType: 'PPMID', firmware: '1.4.2' } as const;

/** 12.2 Device Pre-notification, of a prepayment interface. */
export function announce(deviceId: string): ServiceRequest {
  return toDcc('12.2', 'DevicePrenotification', [
    element('DeviceID', deviceId),
    element('DeviceManufacturer', ANNOUNCED.manufacturer),
    element('DeviceModel', ANNOUNCED.model),
    element('DeviceType', ANNOUNCED.deviceType),
    element('FirmwareVersion', ANNOUNCED.firmware),
  ]);
}

/** A firmware image as the suite makes it. */
export interface FirmwareImage {
  readonly version: string;
  /** base64. */
  readonly image: string;
  /** SHA-256, upper-case hex. */
  readonly hash: string;
}

/** The image of a version: its bytes are nothing but words. */
export function imageOf(version: string): FirmwareImage {
  const bytes = Buffer.from(`firmware ${version} of a fictitious meter\n`.repeat(64));
  return {
    version,
    image: bytes.toString('base64'),
    hash: createHash('sha256').update(bytes).digest('hex').toUpperCase(),
  };
}

/** 11.1 Update Firmware. */
export function updateFirmware({ image, version }: FirmwareImage, deviceIds: readonly string[]): ServiceRequest {
  return toDcc('11.1', 'UpdateFirmware', [
    element('FirmwareImage', image),
    element('FirmwareVersion', version),
    element('DeviceIDList', deviceIds.join(',')),
  ]);
}

/** 11.3 Activate Firmware. */
export function activateFirmware({ hash }: Pick<FirmwareImage, 'hash'>): ServiceRequest {
  return toDevice('11.3', 'ActivateFirmware', [element('FirmwareHash', hash)]);
}
