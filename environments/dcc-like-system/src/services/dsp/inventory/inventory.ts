import { DEVICE_TYPES, type DeviceTypeName } from '../../../domain/device-types';
import type { AdvanceNotice, Smets2Inventory } from '../../../domain/provisions';
import type { InventoryFilter } from '../../../duis/requests/estate';
import type { InventoryRecord } from '../../../duis/response';
import { Refusal } from '../../../kernel/refusal';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** Status of a device in the Smart Metering Inventory (SOURCED: DUIS schema). */
export type DeviceStatus =
  | 'Pending'
  | 'Whitelisted'
  | 'InstalledNotCommissioned'
  | 'Commissioned'
  | 'Decommissioned'
  | 'Withdrawn'
  | 'Suspended';

/** A device in the Smart Metering Inventory. */
export interface InventoryEntry {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
  /** Type 2 devices have none. */
  readonly status?: DeviceStatus;
  /** Meters only. */
  readonly importMPxN?: string;
  readonly exportMPAN?: string;
  readonly esmeVariant?: string;
  readonly s1sp?: string;
  /** YYYY-MM-DD. */
  readonly dateCommissioned?: string;
  readonly installationId?: string;
  /** EUI of the user who announced it. */
  readonly notifiedBy?: string;
  /** A SMETS2+ device: it was installed as one, and no S1SP stands between it and the DSP. */
  readonly smets2?: true;
  readonly associatedWith: readonly string[];
  readonly history: readonly { readonly at: string; readonly status?: DeviceStatus; readonly note: string }[];
}

/** The Smart Metering Inventory by device id. */
export const INVENTORY = table<InventoryEntry>('inventory');
/** Meter by MPxN. */
export const METERS = table<{ deviceId: string }>('meters');

/** Most devices in one answer (SOURCED: DUIS schema). */
const MOST_DEVICES = 17;

/** Whether a device is of Type 2, which has no status (RECOLLECTION: in-home displays are). */
export function isType2(type: DeviceTypeName): boolean {
  return type === 'IHD';
}

/**
 * Enters a device that is not commissioned yet.
 * @throws Refusal 409 when the inventory holds it already
 */
export function notifyInAdvance(notice: AdvanceNotice, work: Work): void {
  const { deviceId, deviceType, manufacturer, model, firmware } = notice;
  if (work.get(INVENTORY, deviceId)) throw new Refusal(409, `The inventory holds device ${deviceId} already.`);
  const status = isType2(deviceType) ? {} : { status: 'Pending' as const };
  const history = [{ at: work.now.toISOString(), ...status, note: 'notified in advance' }];
  work.put(INVENTORY, deviceId, {
    deviceId,
    deviceType,
    manufacturer,
    model,
    firmware,
    ...status,
    associatedWith: [],
    history,
  });
}

/** Enters the devices of a SMETS2+ installation that is commissioned; its meters take over their supply points. */
export function enterSmets2({ installationId, devices }: Smets2Inventory, work: Work): void {
  const at = work.now.toISOString();
  for (const device of devices) {
    const history = [{ at, status: 'Commissioned' as const, note: 'installed and commissioned as SMETS2+' }];
    const entry = { ...device, installationId, smets2: true, status: 'Commissioned', history } as const;
    work.put(INVENTORY, device.deviceId, { ...entry, dateCommissioned: at.slice(0, 10) });
    if (device.importMPxN !== undefined) work.put(METERS, device.importMPxN, { deviceId: device.deviceId });
  }
}

/** Gives a device another status, and notes why. */
export function changeStatus(entry: InventoryEntry, status: DeviceStatus, note: string, work: Work): InventoryEntry {
  const changed = { ...entry, status, history: [...entry.history, { at: work.now.toISOString(), status, note }] };
  work.put(INVENTORY, entry.deviceId, changed);
  work.audit('inventory-status', entry.installationId, `${entry.deviceType} ${entry.deviceId}: ${status}, ${note}`);
  return changed;
}

/** What a filter finds: the hub of the device and everything associated with it, or nothing. */
export function find(filter: InventoryFilter, work: Work): InventoryEntry[] {
  const device = meant(filter, work);
  if (!device) return [];
  const hub = [device, ...associates(device, work)].find((entry) => entry.deviceType === 'CHF');
  const found = hub ? [hub, ...associates(hub, work)] : [device];
  const order = (entry: InventoryEntry): number => DEVICE_TYPES.indexOf(entry.deviceType);
  return found.sort((a, b) => order(a) - order(b)).slice(0, MOST_DEVICES);
}

/** An entry as DUIS shows it. */
export function recordOf(entry: InventoryEntry): InventoryRecord {
  const { deviceId, deviceType, manufacturer, model, firmware } = entry;
  return {
    deviceId,
    deviceType,
    manufacturer,
    model,
    ...(firmware === '' ? {} : { firmware }),
    ...(entry.status === undefined ? {} : { status: entry.status }),
    ...(entry.dateCommissioned === undefined ? {} : { dateCommissioned: entry.dateCommissioned }),
    ...(entry.importMPxN === undefined ? {} : { importMPxN: entry.importMPxN }),
    ...(entry.exportMPAN === undefined ? {} : { exportMPAN: entry.exportMPAN }),
    ...(entry.esmeVariant === undefined ? {} : { esmeVariant: entry.esmeVariant }),
    ...(entry.s1sp === undefined ? {} : { s1sp: entry.s1sp }),
  };
}

/** The device a filter names. The system keeps no addresses, so the other filters find nothing (MODEL). */
function meant(filter: InventoryFilter, work: Work): InventoryEntry | undefined {
  if (filter.by === 'DeviceID') return work.get(INVENTORY, filter.value);
  if (filter.by !== 'MPxN') return undefined;
  const meter = work.get(METERS, filter.value);
  return meter && work.get(INVENTORY, meter.deviceId);
}

function associates(entry: InventoryEntry, work: Work): InventoryEntry[] {
  return entry.associatedWith.flatMap((deviceId) => work.get(INVENTORY, deviceId) ?? []);
}
