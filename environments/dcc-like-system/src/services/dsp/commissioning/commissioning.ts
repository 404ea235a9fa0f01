import { z } from 'zod';
import type { DeviceTypeName } from '../../../domain/device-types';
import { DEVICE_MODEL, EUI, ID, INSTANT, listOf, NAME, type Read } from '../../../domain/fields';
import { Refusal } from '../../../kernel/refusal';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { INVENTORY, isType2, METERS, type InventoryEntry } from '../inventory/inventory';
import { REGISTRATIONS } from '../inventory/registration';
import { area } from '../../../kernel/rules';

/** A device as the Commissioning Party names it. */
const COMMISSIONED_DEVICE = DEVICE_MODEL.extend({ deviceId: EUI, firmware: NAME, associatedWith: listOf(EUI, 32) });
type CommissionedDevice = Read<typeof COMMISSIONED_DEVICE>;

/** Body of `POST /inventory/commissionings`. */
export const COMMISSIONING_ORDER = z
  .strictObject({
    installationId: ID,
    s1sp: NAME,
    importMPAN: ID,
    mprn: ID.exactOptional(),
    at: INSTANT,
    devices: listOf(COMMISSIONED_DEVICE, 32),
  })
  .meta({ id: 'Commissioning' });
type Commissioning = Read<typeof COMMISSIONING_ORDER>;

/** Answer to it. */
export interface Commissioned {
  readonly installationId: string;
  /** YYYY-MM-DD. */
  readonly dateCommissioned: string;
  readonly devices: readonly string[];
}

const COMMISSIONED = table<Commissioned>('commissioned');

/** Variant of every SMETS1 ESME here. MODEL: single element, nothing auxiliary (values SOURCED: DUIS schema). */
const ESME_VARIANT = 'A';

/** What becomes of devices that are commissioned. */
export const COMMISSIONING = area('dsp-commissioning', {
  exportPointOf,
  /** Meters of a commissioning that comes again of which users are told again: none. */
  announcedAgain: (_before: Commissioned, _work: Work): readonly InventoryEntry[] => [],
  /** Devices without a status of their own have none. */
  statusOf: (type: DeviceTypeName, _known: InventoryEntry | undefined): Pick<InventoryEntry, 'status'> =>
    isType2(type) ? {} : { status: 'Commissioned' },
  /** Ids of the devices that a device names, or that name it. */
  associates: (device: CommissionedDevice, devices: readonly CommissionedDevice[]): readonly string[] => {
    const others = devices.filter(({ associatedWith }) => associatedWith.includes(device.deviceId));
    return [...new Set([...device.associatedWith, ...others.map(({ deviceId }) => deviceId)])].sort();
  },
  /** Day of an instant, YYYY-MM-DD. */
  dateOf: (at: string): string => at.slice(0, 10),
  historyOf: (known: InventoryEntry | undefined): InventoryEntry['history'] => known?.history ?? [],
});

/**
 * Makes the devices of an installation Commissioned in one step, as the Commissioning Party says.
 * @returns the answer, and the meters that this call commissioned: none when it was a repeated one
 * @throws Refusal 400 as `checkDevices` does, 409 when a device belongs to another installation already
 */
export function commission(
  commissioning: Commissioning,
  work: Work,
): { answer: Commissioned; meters: readonly InventoryEntry[] } {
  checkDevices(commissioning);
  const { installationId, devices } = commissioning;
  const before = work.get(COMMISSIONED, installationId);
  if (before) {
    return { answer: before, meters: work.rules(COMMISSIONING).announcedAgain(before, work) };
  }
  for (const { deviceId } of devices) {
    const known = work.get(INVENTORY, deviceId);
    if (known?.installationId !== undefined) {
      throw new Refusal(409, `Device ${deviceId} is Commissioned already, in installation ${known.installationId}.`);
    }
  }
  const entries = devices.map((device) => entryOf(device, commissioning, work));
  for (const entry of entries) {
    work.put(INVENTORY, entry.deviceId, entry);
    if (entry.importMPxN !== undefined) work.put(METERS, entry.importMPxN, { deviceId: entry.deviceId });
  }
  const answer = {
    installationId,
    dateCommissioned: work.rules(COMMISSIONING).dateOf(commissioning.at),
    devices: entries.map(({ deviceId }) => deviceId),
  };
  work.put(COMMISSIONED, installationId, answer);
  work.audit(
    'inventory-commissioned',
    installationId,
    entries.map(({ deviceType, deviceId }) => `${deviceType} ${deviceId}`).join(', '),
  );
  return { answer, meters: entries.filter(({ importMPxN }) => importMPxN !== undefined) };
}

function entryOf(device: CommissionedDevice, commissioning: Commissioning, work: Work): InventoryEntry {
  const { deviceId, deviceType, manufacturer, model, firmware } = device;
  const { installationId, s1sp, importMPAN, mprn, at, devices } = commissioning;
  const known = work.get(INVENTORY, deviceId);
  const { statusOf, associates, dateOf, historyOf } = work.rules(COMMISSIONING);
  const status = statusOf(deviceType, known);
  const mpxn = deviceType === 'ESME' ? importMPAN : deviceType === 'GSME' ? mprn : undefined;
  return {
    deviceId,
    deviceType,
    manufacturer,
    model,
    firmware,
    ...status,
    ...(mpxn === undefined ? {} : { importMPxN: mpxn }),
    ...(deviceType === 'ESME'
      ? { esmeVariant: ESME_VARIANT, ...work.rules(COMMISSIONING).exportPointOf(importMPAN, work) }
      : {}),
    s1sp,
    dateCommissioned: dateOf(at),
    installationId,
    associatedWith: associates(device, devices),
    history: [
      ...historyOf(known),
      { at, ...status, note: `migrated as installation ${installationId}, served by ${s1sp}` },
    ],
  };
}

/** The point at which premises export, as it is registered. */
function exportPointOf(importMPAN: string, work: Work): { readonly exportMPAN?: string } {
  const exportMPAN = work.get(REGISTRATIONS, importMPAN)?.exportMPAN;
  return exportMPAN === undefined ? {} : { exportMPAN };
}

/** @throws Refusal 400 where the devices are not told apart, or one is associated with a stranger */
function checkDevices({ devices }: Commissioning): void {
  const ids = new Set(devices.map(({ deviceId }) => deviceId));
  if (ids.size < devices.length) throw new Refusal(400, 'The commissioning names a device twice.');
  for (const stranger of devices.flatMap(({ associatedWith }) => associatedWith).filter((id) => !ids.has(id))) {
    throw new Refusal(400, `The commissioning associates a device with ${stranger}, which is not among its devices.`);
  }
}
