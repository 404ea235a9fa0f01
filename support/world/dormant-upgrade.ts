import type { ConfigurationResult, DeviceInHand, LoadedFile, MadeDevice, MadeInstallation } from '../roles';
import type { DeviceType } from '../interfaces/vocabulary';
import { writeImage, writePackage } from '../interfaces/dormant-files';
import { dayAfter } from '../models/calendar/days';
import { CLOCK_TOLERANCE, DORMANT_DEVICES, expectedConfiguration } from './s1sr-configuration';
import { OLDER_FIRMWARE, OTHER_MAKER } from './under-test';
import { NOTICE_DAYS } from './notice';
import type { MigrationWorld } from './world';

/** Role in whose name makers of devices sign firmware images (as published). */
const DEVICE_MAKER = 'device-maker';

/** Days on which devices are to be configured, both ends counted. */
export const PLANNED_DAYS = 3;

/** How an order differs from the usual one. */
export interface OrderVariant {
  /** Days from now to the first planned day. */
  readonly leadDays?: number;
  /** A package that is made for other models. */
  readonly otherModels?: boolean;
  /** A package that is made for every model but that of one device. */
  readonly lacking?: DeviceType;
  /** A setting of the package that is another one. */
  readonly setting?: { readonly deviceType: DeviceType; readonly name: string; readonly value: string };
  /** Firmware that goes with it, and what is wrong with it. */
  readonly firmware?: 'right' | 'unsigned' | 'changed' | 'another model' | 'another manufacturer' | 'another version';
  /** A type of device whose image was altered after its makers signed it. */
  readonly altered?: DeviceType;
}

/** Devices of an installation that are dormant. */
export function dormantDevices({ devices, kind }: MadeInstallation): MadeDevice[] {
  return devices.filter(({ deviceType }) => DORMANT_DEVICES[kind].some((type) => type === deviceType));
}

/**
 * Orders the configuration of dormant devices: loads what is to be brought to them first.
 * @param installations these, or undefined for every one of the combination under test
 */
export async function orderConfiguration(
  world: MigrationWorld,
  installations: readonly MadeInstallation[] | undefined,
  variant: OrderVariant = {},
): Promise<ConfigurationResult> {
  const { upgrades } = world.roles.controlCentre;
  const number = world.nextSerial();
  const configuration = packageOf(world, `S1SR-${String(number)}`, variant);
  await upgrades.loadPackage(configuration);
  const images = await imagesOf(world, variant, number);
  for (const image of images) await upgrades.loadImage(image);
  const now = await world.roles.time.now();
  const first = variant.leadDays ?? NOTICE_DAYS;
  const models = world.dmc.devices.map(({ type, manufacturer, model }) => ({ deviceType: type, manufacturer, model }));
  const result = await upgrades.order({
    ...(installations ? { importMPANs: installations.map(({ importMPAN }) => importMPAN) } : { models }),
    packageId: configuration.id,
    imageIds: images.map(({ id }) => id),
    from: dayAfter(now, first),
    to: dayAfter(now, first + PLANNED_DAYS - 1),
  });
  await world.roles.time.settle();
  return result;
}

/** Orders the configuration of all installations with something that was never loaded. @returns the HTTP status of the answer */
export async function orderUnloaded(world: MigrationWorld, what: 'package' | 'firmware image'): Promise<number> {
  const { upgrades } = world.roles.controlCentre;
  const number = String(world.nextSerial());
  const configuration = packageOf(world, `S1SR-${number}`, {});
  if (what !== 'package') await upgrades.loadPackage(configuration);
  const now = await world.roles.time.now();
  const { status } = await upgrades.tryToOrder({
    importMPANs: world.installations.map(({ importMPAN }) => importMPAN),
    packageId: configuration.id,
    imageIds: what === 'firmware image' ? [`FIRMWARE-${number}`] : [],
    from: dayAfter(now, NOTICE_DAYS),
    to: dayAfter(now, NOTICE_DAYS + PLANNED_DAYS - 1),
  });
  await world.roles.time.settle();
  return status;
}

function packageOf({ dmc }: MigrationWorld, packageId: string, variant: OrderVariant): LoadedFile {
  const { otherModels = false, lacking, setting } = variant;
  const models = dmc.devices
    .filter(({ type }) => type !== lacking)
    .map(({ type, manufacturer, model }) => ({
      deviceType: type,
      manufacturer,
      model: otherModels ? `${model.slice(0, -1)}F` : model,
    }));
  const settings = Object.fromEntries(
    Object.entries(expectedConfiguration()).map(([type, values]) => [
      type,
      type === setting?.deviceType ? { ...values, [setting.name]: setting.value } : values,
    ]),
  );
  return {
    id: packageId,
    text: writePackage({ packageId, models, settings, clockToleranceSeconds: CLOCK_TOLERANCE }),
  };
}

/** Images for the meters that run older firmware. */
async function imagesOf(
  world: MigrationWorld,
  { firmware, altered }: OrderVariant,
  number: number,
): Promise<LoadedFile[]> {
  if (firmware === undefined) return [];
  const older = world.installations.flatMap(({ devices }) => devices.filter((one) => one.firmware === OLDER_FIRMWARE));
  const types = new Set(older.map(({ deviceType }) => deviceType));
  const key = await world.lab.lendKey(firmware === 'unsigned' ? 'dsp' : DEVICE_MAKER);
  return world.dmc.devices
    .filter(({ type }) => types.has(type))
    .map(({ type, manufacturer, model, firmware: version }) => {
      const id = `FIRMWARE-${String(number)}-${type}`;
      const content = {
        imageId: id,
        deviceType: type,
        manufacturer: firmware === 'another manufacturer' ? OTHER_MAKER : manufacturer,
        model: firmware === 'another model' ? `${model.slice(0, -1)}F` : model,
        version,
        fromVersions: [firmware === 'another version' ? '0FFD0001' : OLDER_FIRMWARE],
        image: Buffer.from(`Fictitious firmware ${version} of ${model}`),
      };
      const text = writeImage(content, key.privateKey);
      return { id, text: firmware === 'changed' || altered === type ? withOtherImage(text) : text };
    });
}

/** The same file with another image under the same signature. */
function withOtherImage(text: string): string {
  const image = Buffer.from('Something that the makers did not sign').toString('base64');
  return JSON.stringify({ ...(JSON.parse(text) as object), image });
}

/** What a device shows of itself that a configuration or a firmware upgrade can change. */
export type Shown = Pick<DeviceInHand, 'settings' | 'firmware' | 'clockAhead'>;

/** What every device that can be configured shows now, by device id. */
export async function shownByDevices(world: MigrationWorld): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>();
  for (const { devices } of world.installations) {
    for (const { deviceId, deviceType } of devices) {
      if (!DORMANT_DEVICES.Dormant.some((type) => type === deviceType)) continue;
      const { settings, firmware, clockAhead } = await world.lab.deviceInHand(deviceId);
      shown.set(deviceId, { settings, firmware, clockAhead });
    }
  }
  return shown;
}
