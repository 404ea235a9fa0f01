import { createHash } from 'node:crypto';
import type { ServiceName } from '../../../environment';
import { COMMANDED_TYPES, type DeviceTypeName } from '../domain/device-types';
import type { DeclaredDevice, EstateRecord } from '../domain/estate';
import { DORMANT_DEVICES } from '../domain/configuration-messages';
import { configurationDigest } from '../domain/frames';
import { identifiersFor, type InstallationIdentifiers } from '../domain/identifiers';
import type { DeviceSheet } from '../domain/laboratories';
import type { SupplyPoints } from '../domain/meter/settings';
import type { ChangeAtDevice, NewDevice, NewHub } from '../domain/provisions';
import {
  CONFIGURATION,
  DRIFT,
  SUPPLIERS_OWN,
  UNCONFIGURED,
  UNCONFIGURED_BALANCE,
  UNCONFIGURED_CLOCK,
  usualSettings,
} from './device-settings';
import type { InstallationOrder, Quirks } from './orders';

/** What has to be told to which service for an installation to exist. */
export interface InstallationPlan {
  readonly made: object;
  readonly provisions: readonly { readonly service: ServiceName; readonly name: string; readonly body: object }[];
}

/** Minutes past each half hour at which a sleeping gas meter wakes (MODEL). */
const GAS_WAKING_MINUTES = 20;

/** Plans an installation: identifiers and keys derive from `seed` and the order's reference. */
export function planInstallation(seed: string, order: InstallationOrder): InstallationPlan {
  const ids = identifiersFor(seed, order.reference);
  const quirks = order.quirks ?? {};
  const hasGas = order.devices.some((device) => device.deviceType === 'GSME');
  const changes = unconfiguredDevices(ids, order);
  const declared = order.devices.map((device) => declare(seed, ids, device, order, changes));
  const record: EstateRecord = {
    ...(order.unconfigured ? { unconfigured: true } : {}),
    importMPAN: ids.importMPAN,
    ...(hasGas ? { mprn: ids.mprn } : {}),
    groupId: order.groupId,
    smsoTag: order.smsoTag,
    communicationsProvider: order.communicationsProvider,
    kind: order.kind,
    iccid: ids.iccid,
    imsi: ids.imsi,
    needsWakeUp: order.needsWakeUp ?? false,
    paymentMode: order.paymentMode ?? 'Credit',
    electricitySupplier: order.electricitySupplier,
    ...(hasGas && order.gasSupplier !== undefined ? { gasSupplier: order.gasSupplier } : {}),
    devices: declared,
    whitelist: declared.filter((device) => device.deviceType !== 'CHF').map((device) => device.deviceId),
  };
  const devices = declared.map((device) => real(seed, ids, device, order));
  const { laboratory } = order;
  return {
    made: { ...made(order, record, ids), ...(laboratory === undefined ? {} : { deviceSheet: sheet(record, devices) }) },
    provisions: [
      ...(laboratory === undefined
        ? [
            {
              service: 'devices',
              name: 'installation',
              body: { hub: hub(seed, order, ids, record, quirks), devices, changes },
            } as const,
          ]
        : []),
      { service: 'wan', name: 'sim', body: { iccid: ids.iccid, network: 'smso', laboratory } },
      { service: 'smso', name: 'installation', body: withKeyQuirks(seed, record, quirks) },
      ...registrations(order, record, ids),
    ],
  };
}

/** What a remote laboratory is handed, so that its devices are those that the SMSO declares. */
function sheet({ importMPAN, iccid }: EstateRecord, devices: readonly NewDevice[]): DeviceSheet {
  return {
    importMPAN,
    iccid,
    devices: devices.map(({ deviceId, type, firmware, keys, start }) => ({
      deviceId,
      deviceType: type,
      firmware,
      ...(COMMANDED_TYPES.some((one) => one === type) ? { settings: usualSettings(type, start) } : {}),
      ...(keys ? { keys } : {}),
    })),
  };
}

/** How the devices of an installation are set of which the dormant ones have not been configured yet. */
function unconfiguredDevices(ids: InstallationIdentifiers, order: InstallationOrder): readonly ChangeAtDevice[] {
  if (!order.unconfigured) return [];
  return COMMANDED_TYPES.filter((type) => order.devices.some(({ deviceType }) => deviceType === type)).map((type) => {
    const deviceId = ids.deviceId(type);
    if (!DORMANT_DEVICES[order.kind].includes(type)) return { deviceId, settings: SUPPLIERS_OWN[type] ?? {} };
    const balance = type === 'CHF' ? {} : { balance: UNCONFIGURED_BALANCE };
    return { deviceId, settings: UNCONFIGURED[type] ?? {}, ...balance };
  });
}

function declare(
  seed: string,
  ids: InstallationIdentifiers,
  device: InstallationOrder['devices'][number],
  order: InstallationOrder,
  changes: readonly ChangeAtDevice[],
): DeclaredDevice {
  const { deviceType } = device;
  const { quirks = {}, keyHolders = COMMANDED_TYPES } = order;
  const deviceId = ids.deviceId(deviceType);
  if (!COMMANDED_TYPES.some((type) => type === deviceType)) return { ...device, deviceId };
  const settings = changes.find((change) => change.deviceId === deviceId)?.settings ?? {};
  const { start } = meterStart(order, deviceType);
  const digest = configurationDigest({ ...usualSettings(deviceType, start), ...settings });
  const commanded = { ...device, deviceId, configurationDigest: digest };
  if (!keyHolders.includes(deviceType)) return commanded;
  return {
    ...commanded,
    keyVersion: quirks.keyVersionOnDevice?.deviceType === deviceType ? quirks.keyVersionOnDevice.keyVersion + 1 : 1,
    executionCounter: '100',
    masterKey: key(seed, deviceId, 'master'),
    accessKey: key(seed, deviceId, 'access'),
  };
}

/** The device as it really is. */
function real(
  seed: string,
  ids: InstallationIdentifiers,
  declared: DeclaredDevice,
  order: InstallationOrder,
): NewDevice {
  const { deviceType, deviceId, manufacturer, model } = declared;
  const quirks = order.quirks ?? {};
  const points = supplyPoints(ids, deviceType, order);
  const neglected = order.unconfigured === true && DORMANT_DEVICES[order.kind].includes(deviceType);
  const usualClock = neglected ? UNCONFIGURED_CLOCK : undefined;
  const clock = quirks.clockAhead?.deviceType === deviceType ? quirks.clockAhead.seconds : usualClock;
  const odd = quirks.firmwareOnDevice?.deviceType === deviceType ? quirks.firmwareOnDevice.firmware : undefined;
  const drift = quirks.configurationDrift === deviceType ? DRIFT[deviceType] : undefined;
  const keyVersion = quirks.keyVersionOnDevice?.deviceType === deviceType ? quirks.keyVersionOnDevice.keyVersion : 1;
  return {
    deviceId,
    type: deviceType,
    iccid: ids.iccid,
    manufacturer,
    model,
    firmware: odd ?? declared.firmware,
    ...(points ? { points } : {}),
    ...(clock === undefined ? {} : { clockAhead: clock * 1000 }),
    configuration: { ...CONFIGURATION[deviceType], ...drift },
    ...(declared.keyVersion === undefined
      ? { behind: ids.deviceId('CHF') }
      : {
          keys: { access: key(seed, deviceId, 'access'), master: key(seed, deviceId, 'master'), version: keyVersion },
        }),
    registerAtStart: 1_000_000 + (digest(seed, deviceId, 'register').readUInt32BE() % 9_000_000),
    consumption: [deviceType === 'GSME' ? 175 : 210],
    ...meterStart(order, deviceType),
  };
}

/** What the order says of a meter of its own. */
function meterStart(
  { meters = [] }: InstallationOrder,
  type: DeviceTypeName,
): Partial<Pick<NewDevice, 'registerAtStart' | 'consumption' | 'start'>> {
  const ordered = meters.find(({ deviceType }) => deviceType === type);
  if (ordered === undefined) return {};
  const { register, consumption, start } = ordered;
  return {
    ...(register === undefined ? {} : { registerAtStart: register }),
    ...(consumption === undefined ? {} : { consumption }),
    ...(start === undefined ? {} : { start }),
  };
}

/** The supply points that a meter is told it serves. */
function supplyPoints(
  ids: InstallationIdentifiers,
  deviceType: DeviceTypeName,
  { exportSupplier }: InstallationOrder,
): SupplyPoints | undefined {
  if (deviceType === 'GSME') return { importMPxN: ids.mprn };
  if (deviceType !== 'ESME') return undefined;
  return { importMPxN: ids.importMPAN, ...(exportSupplier === undefined ? {} : { exportMPAN: ids.exportMPAN }) };
}

function hub(
  seed: string,
  order: InstallationOrder,
  ids: InstallationIdentifiers,
  record: EstateRecord,
  quirks: Quirks,
): NewHub {
  const missing = quirks.missingFromHan === undefined ? undefined : ids.deviceId(quirks.missingFromHan);
  const stranger = identifiersFor(seed, `${order.reference} undeclared`).deviceId('IHD');
  const whitelist = quirks.emptyWhitelist ? [] : record.whitelist.filter((deviceId) => deviceId !== missing);
  const sleeper = record.devices.find((device) => device.deviceType === 'GSME');
  return {
    iccid: ids.iccid,
    chfDeviceId: ids.deviceId('CHF'),
    whitelist: quirks.undeclaredDevice ? [...whitelist, stranger] : whitelist,
    sleepers: order.sleepyGas && sleeper ? { [sleeper.deviceId]: GAS_WAKING_MINUTES } : {},
    needsWakeUp: order.needsWakeUp ?? false,
    cachesReadings: order.cachedGasReadings ?? false,
  };
}

/** What the SMSO holds where its key records are faulty. */
function withKeyQuirks(seed: string, record: EstateRecord, quirks: Quirks): EstateRecord {
  const devices = record.devices.map((device): DeclaredDevice => {
    if (device.deviceType === quirks.missingMasterKey) {
      const lost = { ...device };
      delete (lost as { masterKey?: string }).masterKey;
      return lost;
    }
    if (device.deviceType === quirks.wrongMasterKey) {
      return { ...device, masterKey: key(seed, device.deviceId, 'a master key of another device') };
    }
    if (device.deviceType === quirks.wrongAccessKey) {
      return { ...device, accessKey: key(seed, device.deviceId, 'an access key of another device') };
    }
    return device;
  });
  return { ...record, devices };
}

function registrations(
  order: InstallationOrder,
  record: EstateRecord,
  ids: InstallationIdentifiers,
): InstallationPlan['provisions'] {
  const agent = order.supplierAgent === undefined ? {} : { agent: order.supplierAgent };
  const exported =
    order.exportSupplier === undefined ? {} : { exportMPAN: ids.exportMPAN, exportSupplier: order.exportSupplier };
  const electricity = {
    mpxn: record.importMPAN,
    fuel: 'electricity',
    supplier: order.electricitySupplier,
    networkOperator: order.electricityNetwork,
    ...agent,
    ...exported,
  };
  const gas = {
    mpxn: record.mprn,
    fuel: 'gas',
    supplier: order.gasSupplier,
    networkOperator: order.gasNetwork,
    ...agent,
  };
  const registered = [
    ...(order.quirks?.unregistered === 'ESME' ? [] : [electricity]),
    ...(record.mprn === undefined || order.quirks?.unregistered === 'GSME' ? [] : [gas]),
  ];
  return registered.map((body) => ({ service: 'dsp', name: 'registration', body }));
}

function made(order: InstallationOrder, record: EstateRecord, ids: InstallationIdentifiers): object {
  return {
    reference: order.reference,
    kind: order.kind,
    importMPAN: record.importMPAN,
    mprn: record.mprn,
    exportMPAN: order.exportSupplier === undefined ? undefined : ids.exportMPAN,
    iccid: record.iccid,
    imsi: record.imsi,
    electricitySupplier: record.electricitySupplier,
    gasSupplier: record.gasSupplier,
    devices: record.devices.map(({ deviceId, deviceType, manufacturer, model, firmware }) => ({
      deviceId,
      deviceType,
      manufacturer,
      model,
      firmware,
    })),
  };
}

function digest(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(parts.join('\n')).digest();
}

function key(seed: string, deviceId: string, purpose: string): string {
  return digest(seed, deviceId, purpose).toString('base64');
}
