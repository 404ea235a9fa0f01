import type { DeviceTypeName } from '../domain/device-types';
import { deviceKeysFrom, type DeviceKeys } from '../domain/gbcs';
import { identifiersFor, type InstallationIdentifiers } from '../domain/identifiers';
import type { Read } from '../domain/fields';
import type { NewDevice, NewHub, Smets2Estate, Smets2Inventory } from '../domain/provisions';
import type { SMETS2_ESTATE_ORDER, Smets2Order } from './orders';
import type { InstallationPlan } from './provisioning';

/** Models of the SMETS2+ devices (MODEL: fictitious). */
const MODELS: Readonly<
  Record<'CHF' | 'ESME' | 'GSME' | 'GPF', { manufacturer: string; model: string; firmware: string }>
> = {
  CHF: { manufacturer: '5B01', model: '52C00001', firmware: '05000100' },
  ESME: { manufacturer: '5E02', model: '52E00001', firmware: '05000200' },
  GSME: { manufacturer: '5A03', model: '52A00001', firmware: '05000300' },
  GPF: { manufacturer: '5B01', model: '52C00001', firmware: '05000100' },
};

/** What the DSP is told of many SMETS2+ installations. */
export function planEstate(seed: string, order: Read<typeof SMETS2_ESTATE_ORDER>): Smets2Estate {
  return {
    ...{ ...order, seed },
    hub: { deviceType: 'CHF', ...MODELS.CHF },
    meter: { deviceType: 'ESME', ...MODELS.ESME },
  };
}

/** Plans a SMETS2+ installation: identifiers and keys derive from `seed` and the order's reference. */
export function planSmets2(seed: string, order: Smets2Order): InstallationPlan {
  const ids = identifiersFor(seed, order.reference);
  const importMPAN = order.importMPAN ?? ids.importMPAN;
  const hasGas = order.gasSupplier !== undefined;
  const types: readonly (keyof typeof MODELS)[] = hasGas ? ['CHF', 'ESME', 'GSME', 'GPF'] : ['CHF', 'ESME'];
  const keysOf = (type: DeviceTypeName): DeviceKeys => keysFor(seed, ids, type);
  const devices = types.map((type) => smets2Device(seed, ids, type, order));
  const agent = order.supplierAgent === undefined ? {} : { agent: order.supplierAgent };
  const point = (mpxn: string, fuel: 'electricity' | 'gas', supplier: string, networkOperator?: string): object => ({
    service: 'dsp',
    name: 'registration',
    body: { mpxn, fuel, supplier, networkOperator, ...agent },
  });
  return {
    made: {
      reference: order.reference,
      kind: 'Active',
      importMPAN,
      mprn: hasGas ? ids.mprn : undefined,
      iccid: ids.iccid,
      imsi: ids.imsi,
      electricitySupplier: order.electricitySupplier,
      gasSupplier: order.gasSupplier,
      devices: types.map((type) => ({
        deviceId: ids.deviceId(type),
        deviceType: type,
        ...MODELS[type],
        publicKey: keysOf(type).publicKey,
      })),
    },
    provisions: [
      { service: 'devices', name: 'installation', body: { hub: smets2Hub(ids, types), devices, changes: [] } },
      {
        service: 'wan',
        name: 'sim',
        body: { iccid: ids.iccid, network: 'dsp', devices: devices.map(({ deviceId }) => deviceId) },
      },
      ...([
        point(importMPAN, 'electricity', order.electricitySupplier, order.electricityNetwork),
        ...(order.gasSupplier === undefined ? [] : [point(ids.mprn, 'gas', order.gasSupplier, order.gasNetwork)]),
      ] as InstallationPlan['provisions']),
      { service: 'dsp', name: 'smets2-installation', body: commissioned(order.reference, devices) },
    ],
  };
}

function keysFor(seed: string, ids: InstallationIdentifiers, type: DeviceTypeName): DeviceKeys {
  return deviceKeysFrom(`${seed}\n${ids.deviceId(type)}`);
}

function smets2Hub(ids: InstallationIdentifiers, types: readonly DeviceTypeName[]): NewHub {
  return {
    iccid: ids.iccid,
    chfDeviceId: ids.deviceId('CHF'),
    whitelist: types.filter((type) => type !== 'CHF').map((type) => ids.deviceId(type)),
    sleepers: {},
    needsWakeUp: false,
    cachesReadings: false,
  };
}

function smets2Device(
  seed: string,
  ids: InstallationIdentifiers,
  type: keyof typeof MODELS,
  order: Smets2Order,
): NewDevice {
  const isMeter = type === 'ESME' || type === 'GSME';
  const gasSupplier = type === 'GSME' || type === 'GPF' ? order.gasSupplier : undefined;
  const importMPAN = order.importMPAN ?? ids.importMPAN;
  return {
    deviceId: ids.deviceId(type),
    type,
    iccid: ids.iccid,
    ...MODELS[type],
    ...(isMeter ? { points: { importMPxN: type === 'ESME' ? importMPAN : ids.mprn } } : {}),
    configuration: {},
    smets2: { supplier: gasSupplier ?? order.electricitySupplier, privateKey: keysFor(seed, ids, type).privateKey },
    registerAtStart: 500_000,
    consumption: [type === 'GSME' ? 155 : 190],
  };
}

/** The inventory of an installation: each device with the hub, the gas meter with its proxy function too. */
function commissioned(installationId: string, devices: readonly NewDevice[]): Smets2Inventory {
  const idOf = (type: DeviceTypeName): string[] =>
    devices.filter((device) => device.type === type).map(({ deviceId }) => deviceId);
  const associatedWith = (type: DeviceTypeName): string[] => {
    if (type === 'CHF') return devices.filter((device) => device.type !== 'CHF').map(({ deviceId }) => deviceId);
    if (type === 'ESME') return idOf('CHF');
    return [...idOf('CHF'), ...idOf(type === 'GSME' ? 'GPF' : 'GSME')];
  };
  return {
    installationId,
    devices: devices.map(({ deviceId, type, manufacturer, model, firmware, points }) => ({
      deviceId,
      deviceType: type,
      manufacturer,
      model,
      firmware,
      ...(points === undefined ? {} : { importMPxN: points.importMPxN }),
      associatedWith: associatedWith(type).sort(),
    })),
  };
}
