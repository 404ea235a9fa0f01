import type { Fields } from './fields';

/** By what an inventory is searched; `PropertyFilter` is post code and address identifier. */
export type InventoryFilter =
  | { readonly by: 'DeviceID' | 'MPxN' | 'UPRN'; readonly value: string }
  | { readonly by: 'PropertyFilter'; readonly postCode: string; readonly addressIdentifier: string };

/** What 8.4 changes of an inventory entry. */
type InventoryChange =
  | { readonly change: 'status'; readonly status: 'Pending' | 'InstalledNotCommissioned' }
  | { readonly change: 'hub-status'; readonly status: 'Commissioned' | 'Withdrawn' | 'InstalledNotCommissioned' }
  | {
      readonly change: 'details';
      readonly manufacturer?: string;
      readonly model?: string;
      readonly firmware?: string;
      readonly esmeVariant?: string;
    }
  | { readonly change: 'delete' }
  | {
      readonly change: 'mpxn';
      readonly importMPxN?: string;
      readonly exportMPAN?: string;
      /** Of a second element, which SMETS1 meters do not have. */
      readonly secondaryImportMPAN?: string;
    };

export type EstateBody =
  /** 8.2 */
  | { readonly kind: 'inventory'; readonly filter: InventoryFilter }
  /** 8.3 */
  | { readonly kind: 'decommission'; readonly deviceId: string }
  /** 8.4 */
  | { readonly kind: 'update-inventory'; readonly deviceId: string; readonly update: InventoryChange }
  /** 8.11 */
  | { readonly kind: 'device-log'; readonly deviceId: string; readonly request: 'Add' | 'Remove' }
  /** 11.1; `image` in base64. */
  | {
      readonly kind: 'firmware';
      readonly image: string;
      readonly version: string;
      readonly deviceIds: readonly string[];
    }
  /** 11.3; `hash`: SHA-256 of the image, in hex. */
  | { readonly kind: 'activate-firmware'; readonly hash: string }
  /** 8.7.1 to 8.8.2: the device that is to be known, or not to be known any more. */
  | { readonly kind: 'other-device'; readonly deviceId: string }
  /** 12.2; `proxyId`: the gas proxy function of a hub. */
  | {
      readonly kind: 'prenotification';
      readonly deviceId: string;
      readonly manufacturer: string;
      readonly model: string;
      readonly deviceType: string;
      readonly firmware?: string;
      readonly esmeVariant?: string;
      readonly proxyId?: string;
    };

export function readInventory(body: Fields): EstateBody {
  const filter = body.choice<InventoryFilter>({
    UPRN: (field) => ({ by: 'UPRN', value: String(field.ownNumber()) }),
    DeviceID: (field) => ({ by: 'DeviceID', value: field.ownEui() }),
    MPxN: (field) => ({ by: 'MPxN', value: field.ownText }),
    PropertyFilter: (field) => ({ by: 'PropertyFilter', ...readAddress(field) }),
  });
  return { kind: 'inventory', filter };
}

export function readDecommission(body: Fields): EstateBody {
  return { kind: 'decommission', deviceId: body.eui('DeviceID') };
}

export function readUpdateInventory(body: Fields): EstateBody {
  const deviceId = body.eui('DeviceID');
  const update = body.choice<InventoryChange>({
    UpdateDeviceStatusExceptCH: (field) => ({
      change: 'status',
      status: field.ownWord(['Pending', 'InstalledNotCommissioned']),
    }),
    UpdateDeviceStatusCH: (field) => ({
      change: 'hub-status',
      status: field.ownWord(['Commissioned', 'Withdrawn', 'InstalledNotCommissioned']),
    }),
    UpdateDeviceDetails: (field) => {
      const manufacturer = field.maybe('DeviceManufacturer', (detail) => detail.ownText);
      const model = field.maybe('DeviceModel', (detail) => detail.ownText);
      field.maybe('SMETSCHTSVersion', (detail) => detail.ownText);
      const firmware = field.maybe('FirmwareVersion', (detail) => detail.ownText);
      const esmeVariant = field.maybe('ESMEVariant', (detail) => detail.ownText);
      return {
        change: 'details',
        ...(manufacturer === undefined ? {} : { manufacturer }),
        ...(model === undefined ? {} : { model }),
        ...(firmware === undefined ? {} : { firmware }),
        ...(esmeVariant === undefined ? {} : { esmeVariant }),
      };
    },
    DeleteDevice: () => ({ change: 'delete' }),
    UpdateMPxN: (field) =>
      field.choice<InventoryChange>({
        ImportMPxN: (mpxn) => ({ change: 'mpxn', importMPxN: mpxn.ownText }),
        SecondaryImportMPAN: (mpan) => ({ change: 'mpxn', secondaryImportMPAN: mpan.ownText }),
        ExportMPAN: (mpan) => ({ change: 'mpxn', exportMPAN: mpan.ownText }),
      }),
  });
  return { kind: 'update-inventory', deviceId, update };
}

export function readDeviceLogChange(body: Fields): EstateBody {
  const deviceId = body.eui('DeviceID');
  const request = body.oneOf('RequestType', ['Add', 'Remove']);
  body.maybe('AddDeviceToCHFWhitelist', (details) => details.remaining());
  return { kind: 'device-log', deviceId, request };
}

export function readFirmware(body: Fields): EstateBody {
  const image = body.one('FirmwareImage', (field) => Buffer.from(field.ownText, 'base64').toString('base64'));
  const version = body.text('FirmwareVersion');
  const deviceIds = body.text('DeviceIDList').toUpperCase().split(',');
  return { kind: 'firmware', image, version, deviceIds };
}

export function readActivateFirmware(body: Fields): EstateBody {
  return { kind: 'activate-firmware', hash: body.text('FirmwareHash').toUpperCase() };
}

/** 8.7.1 to 8.8.2 */
export function readOtherDevice(body: Fields): EstateBody {
  return { kind: 'other-device', deviceId: body.eui('OtherDeviceID') };
}

export function readPrenotification(body: Fields): EstateBody {
  const deviceId = body.eui('DeviceID');
  const manufacturer = body.text('DeviceManufacturer');
  const model = body.text('DeviceModel');
  const deviceType = body.text('DeviceType');
  body.maybe('SMETSCHTSVersion', (version) => version.ownText);
  const firmware = body.maybe('FirmwareVersion', (version) => version.ownText);
  const esmeVariant = body.maybe('ESMEVariant', (variant) => variant.ownText);
  const proxyId = body.maybe('AssociatedGPFDeviceID', (field) => field.ownEui());
  return {
    kind: 'prenotification',
    deviceId,
    manufacturer,
    model,
    deviceType,
    ...(firmware === undefined ? {} : { firmware }),
    ...(esmeVariant === undefined ? {} : { esmeVariant }),
    ...(proxyId === undefined ? {} : { proxyId }),
  };
}

function readAddress(field: Fields): { postCode: string; addressIdentifier: string } {
  return { postCode: field.text('PostCode'), addressIdentifier: field.text('AddressIdentifier') };
}
