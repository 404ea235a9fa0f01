import { createHash } from 'node:crypto';
import type { DeviceModelCombination } from '../scope/dmc-catalogue';
import type { Phase } from '../scope/plan';
import { usesFunction } from '../scope/profiles';
import type { DeviceType } from '../interfaces/vocabulary';
import type {
  DeviatingVariant,
  EligibleCombination,
  Group,
  InstallationOrder,
  MadeDevice,
  MadeInstallation,
  Roles,
  Smets2Order,
} from '../roles';

/** Firmware version that no DMC of the catalogue has. */
export const LATER_FIRMWARE = '0FFF0001';

/** Firmware version from which a meter has to be upgraded: no DMC of the catalogue has it. */
export const OLDER_FIRMWARE = '0FFE0001';

/** Maker and model that no DMC of the catalogue has. */
export const OTHER_MAKER = 'FFF0';
export const OTHER_MODEL = 'FFFF0FFF';

/** A combination as an entry of the list of eligible combinations, or with some firmware changed. */
export function eligibleCombination(
  { communicationsProvider, devices }: DeviceModelCombination,
  firmware: Partial<Record<DeviceType, readonly string[]>> = {},
): EligibleCombination {
  return {
    communicationsProvider,
    devices: devices.map((device) => ({
      deviceType: device.type,
      manufacturer: device.manufacturer,
      model: device.model,
      firmware: firmware[device.type] ?? [device.firmware],
    })),
  };
}

/** The group of a combination, with what its release plans to use. */
export function groupOf(dmc: DeviceModelCombination): Group {
  return {
    groupId: dmc.groupId,
    smsoTag: dmc.smso,
    electricityOnlyFallback: usesFunction(dmc, 'electricity-only-fallback'),
    configurationUpdate: usesFunction(dmc, 'configuration-update'),
    firmwareUpgrade: usesFunction(dmc, 'firmware-upgrade'),
  };
}

/** Groups beside that of the DMC under test. */
const OTHER_GROUPS = [
  { groupId: 'BA', smsoTag: 'OTHER' },
  { groupId: 'CA', smsoTag: 'OTHER' },
] as const;

/** A Group ID in use that is not that of a combination, with the tag of its SMSO. */
export function otherGroupOf({ groupId }: Pick<DeviceModelCombination, 'groupId'>): Pick<Group, 'groupId' | 'smsoTag'> {
  const [first, second] = OTHER_GROUPS;
  return groupId === first.groupId ? second : first;
}

/** The order of a usual installation of a combination, with the suppliers and networks of a scenario. */
export function installationOrder(
  reference: string,
  dmc: DeviceModelCombination,
  phase: Phase,
  { supplier, gasSupplier, distributor, transporter, supplierAgent }: Roles,
): InstallationOrder {
  const hasGas = dmc.devices.some(({ type }) => type === 'GSME');
  return {
    reference,
    groupId: dmc.groupId,
    smsoTag: dmc.smso,
    communicationsProvider: dmc.communicationsProvider,
    kind: phase,
    devices: dmc.devices.map(({ type, manufacturer, model, firmware }) => ({
      deviceType: type,
      manufacturer,
      model,
      firmware,
    })),
    sleepyGas: dmc.deviations.includes('sleepy-gas'),
    needsWakeUp: dmc.deviations.includes('wake-up-message'),
    cachedGasReadings: dmc.deviations.includes('cached-gas-readings'),
    keyHolders: keyHolderTypes(dmc),
    electricitySupplier: supplier.eui,
    electricityNetwork: distributor.eui,
    supplierAgent: supplierAgent.eui,
    ...(hasGas ? { gasSupplier: gasSupplier.eui, gasNetwork: transporter.eui } : {}),
  };
}

/** Types of the devices of a combination that hold keys: hub and meters (MODEL), unless a model deviates. */
export function keyHolderTypes({ devices, deviations }: DeviceModelCombination): DeviceType[] {
  const usual: readonly DeviceType[] = deviations.includes('keyless-gas') ? ['CHF', 'ESME'] : ['CHF', 'ESME', 'GSME'];
  return devices.map(({ type }) => type).filter((type) => usual.includes(type));
}

/** A display that is not on the home area network of an installation yet: in it once somebody adds it. */
export function newDeviceOf({ devices, iccid }: MadeInstallation): MadeDevice {
  const hub = devices.find(({ deviceType }) => deviceType === 'CHF');
  const digest = createHash('sha256').update(`${iccid} new device`).digest('hex').toUpperCase();
  return {
    deviceId: `${(hub?.deviceId ?? '').slice(0, 12)}${digest.match(/../g)?.slice(0, 4).join('-') ?? ''}`,
    deviceType: 'PPMID',
    manufacturer: 'DE04',
    model: '5D0200A1',
    firmware: '1.4.2',
  };
}

/** A device that nobody has told the inventory of. */
export function unknownDeviceOf(installation: MadeInstallation): MadeDevice {
  const device = newDeviceOf(installation);
  return { ...device, deviceId: device.deviceId.replace(/.{5}$/, '00-00') };
}

/** What the lab is told of the service requests that the models of a combination do not have, and of those that few others have. */
export function deviatingVariants({ notApplicable, functionVariants }: DeviceModelCombination): DeviatingVariant[] {
  const refused = notApplicable.map(({ manufacturer, model, variant, refusedWith }) => {
    return { manufacturer, model, variant, refusedWith };
  });
  const had = functionVariants.map(({ manufacturer, model, variant }) => ({ manufacturer, model, variant }));
  return [...refused, ...had];
}

/** The order of a usual SMETS2+ installation, with the suppliers and networks of a scenario. */
export function smets2Order({ supplier, gasSupplier, distributor, transporter, supplierAgent }: Roles): Smets2Order {
  return {
    reference: 'SMETS2+ installation',
    electricitySupplier: supplier.eui,
    gasSupplier: gasSupplier.eui,
    electricityNetwork: distributor.eui,
    gasNetwork: transporter.eui,
    supplierAgent: supplierAgent.eui,
  };
}
