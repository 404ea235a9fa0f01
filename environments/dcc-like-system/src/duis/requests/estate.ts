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
  | { readonly change: 'mpxn'; readonly importMPxN?: string; readonly exportMPAN?: string };

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
  | { readonly kind: 'activate-firmware'; readonly hash: string };

const JOIN_SECONDS = { least: 1, most: 3600 };
/** Longest firmware image in bytes (SOURCED: DUIS schema). */
const MAXIMUM_IMAGE = 10_240_000;

export function readInventory(body: Fields): EstateBody {
  const filter = body.choice<InventoryFilter>({
    UPRN: (field) =>
      /^[0-9]{1,12}$/.test(field.ownText) ? { by: 'UPRN', value: field.ownText } : field.fail('has not 1 to 12 digits'),
    DeviceID: (field) => ({ by: 'DeviceID', value: field.ownEui() }),
    MPxN: (field) =>
      /^.{1,13}$/.test(field.ownText) ? { by: 'MPxN', value: field.ownText } : field.fail('has not 1 to 13 characters'),
    PropertyFilter: (field) => ({
      by: 'PropertyFilter',
      postCode: field.text('PostCode'),
      addressIdentifier: field.text('AddressIdentifier'),
    }),
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
        SecondaryImportMPAN: (mpan) => mpan.fail('is of a second element, which SMETS1 meters do not have'),
        ExportMPAN: (mpan) => ({ change: 'mpxn', exportMPAN: mpan.ownText }),
      }),
  });
  return { kind: 'update-inventory', deviceId, update };
}

export function readDeviceLogChange(body: Fields): EstateBody {
  const deviceId = body.eui('DeviceID');
  const request = body.oneOf('RequestType', ['Add', 'Remove']);
  body.maybe('AddDeviceToCHFWhitelist', (details) => {
    details.integer('JoinTimePeriod', JOIN_SECONDS);
    details.pattern('InstallCode', /^([0-9A-Fa-f]{2}){6,16}$/, 'six to sixteen bytes in hex');
    for (const name of ['ImportMPxN', 'SecondaryImportMPAN', 'ExportMPAN'])
      details.maybe(name, (field) => field.ownText);
  });
  return { kind: 'device-log', deviceId, request };
}

export function readFirmware(body: Fields): EstateBody {
  const image = body.one('FirmwareImage', (field) => {
    const bytes = Buffer.from(field.ownText, 'base64');
    if (bytes.length === 0 || bytes.length > MAXIMUM_IMAGE) field.fail(`holds no image of 1 to ${MAXIMUM_IMAGE} bytes`);
    return bytes.toString('base64');
  });
  const version = body.pattern('FirmwareVersion', /^.{1,8}$/, 'one to eight characters long');
  const deviceIds = body.one('DeviceIDList', (field) =>
    field.ownText.split(',').map((id) => (isDeviceId(id) ? id.toUpperCase() : field.fail('is no list of device ids'))),
  );
  return { kind: 'firmware', image, version, deviceIds };
}

export function readActivateFirmware(body: Fields): EstateBody {
  const hash = body.pattern('FirmwareHash', /^[0-9A-Fa-f]{64}$/, '32 bytes in hex').toUpperCase();
  return { kind: 'activate-firmware', hash };
}

function isDeviceId(text: string): boolean {
  return /^([0-9A-Fa-f]{2}-){7}[0-9A-Fa-f]{2}$/.test(text);
}
