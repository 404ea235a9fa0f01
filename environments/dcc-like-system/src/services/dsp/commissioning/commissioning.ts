import { DEVICE_TYPES, type DeviceTypeName } from '../../../domain/device-types';
import { Refusal } from '../../../kernel/refusal';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { INVENTORY, isType2, METERS, type InventoryEntry } from '../inventory/inventory';
import type { ServiceContext } from '../../../kernel/service-context';

/** A device as the Commissioning Party names it. */
interface CommissionedDevice {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
  readonly associatedWith: readonly string[];
}

/** Body of `POST /inventory/commissionings`. */
export interface Commissioning {
  readonly installationId: string;
  readonly s1sp: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  /** ISO 8601. */
  readonly at: string;
  readonly devices: readonly CommissionedDevice[];
}

/** Answer to it. */
export interface Commissioned {
  readonly installationId: string;
  /** YYYY-MM-DD. */
  readonly dateCommissioned: string;
  readonly devices: readonly string[];
}

const DAY = 24 * 60 * 60_000;
const COMMISSIONED = table<Commissioned>('commissioned');

/** Variant of every SMETS1 ESME here. MODEL: single element, nothing auxiliary (values SOURCED: DUIS schema). */
const ESME_VARIANT = 'A';

/**
 * Makes the devices of an installation Commissioned in one step, as the Commissioning Party says.
 * @returns the answer, and the meters that this call commissioned: none when it was a repeated one
 * @throws Refusal 400 when the body is not what it should be, 409 when a device belongs to another installation already
 */
export function commission(body: unknown, work: Work): { answer: Commissioned; meters: readonly InventoryEntry[] } {
  const commissioning = readCommissioning(body);
  const { installationId, devices } = commissioning;
  const before = work.get(COMMISSIONED, installationId);
  if (before) {
    // Seeded defect: a repeated commissioning is announced again.
    const again = work.service.defect('dsp-alerts-again')
      ? before.devices.flatMap((id) => work.get(INVENTORY, id) ?? [])
      : [];
    return { answer: before, meters: again.filter(({ importMPxN }) => importMPxN !== undefined) };
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
    dateCommissioned: dateOf(commissioning, work.service),
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
  // Seeded defect: what was notified in advance stays as it was.
  const stays = known?.status !== undefined && work.service.defect('dsp-keeps-pending');
  // Seeded defect: a prepayment interface passes for a display.
  const display =
    isType2(deviceType) || (deviceType === 'PPMID' && work.service.defect('dsp-takes-interface-for-display'));
  const status = display ? {} : { status: stays ? known.status : ('Commissioned' as const) };
  const mpxn = deviceType === 'ESME' ? importMPAN : deviceType === 'GSME' ? mprn : undefined;
  // Seeded defect: who is named by another does not know of it.
  const others = work.service.defect('dsp-associates-one-way')
    ? []
    : devices.filter((other) => other.associatedWith.includes(deviceId)).map((other) => other.deviceId);
  return {
    deviceId,
    deviceType,
    manufacturer,
    model,
    firmware,
    ...status,
    ...(mpxn === undefined ? {} : { importMPxN: mpxn }),
    ...(deviceType === 'ESME' ? { esmeVariant: ESME_VARIANT } : {}),
    s1sp,
    dateCommissioned: dateOf(commissioning, work.service),
    installationId,
    associatedWith: [...new Set([...device.associatedWith, ...others])].sort(),
    history: [
      ...(work.service.defect('dsp-forgets-history') ? [] : (known?.history ?? [])),
      { at, ...status, note: `migrated as installation ${installationId}, served by ${s1sp}` },
    ],
  };
}

function dateOf({ at }: Commissioning, service: ServiceContext): string {
  // Seeded defect: the day after counts.
  const instant = service.defect('dsp-dates-a-day-late') ? new Date(Date.parse(at) + DAY).toISOString() : at;
  return instant.slice(0, 10);
}

/** @throws Refusal 400 */
function readCommissioning(body: unknown): Commissioning {
  const given = (body ?? {}) as Partial<Record<keyof Commissioning, unknown>>;
  const at = new Date(text(given.at, 'at'));
  if (Number.isNaN(at.getTime())) throw new Refusal(400, 'The commissioning lacks a time in "at".');
  if (!Array.isArray(given.devices)) throw new Refusal(400, 'The commissioning lacks "devices".');
  const devices = given.devices.map(readDevice);
  const ids = new Set(devices.map(({ deviceId }) => deviceId));
  if (ids.size < devices.length) throw new Refusal(400, 'The commissioning names a device twice.');
  for (const stranger of devices.flatMap(({ associatedWith }) => associatedWith).filter((id) => !ids.has(id))) {
    throw new Refusal(400, `The commissioning associates a device with ${stranger}, which is not among its devices.`);
  }
  return {
    installationId: text(given.installationId, 'installationId'),
    s1sp: text(given.s1sp, 's1sp'),
    importMPAN: text(given.importMPAN, 'importMPAN'),
    ...(given.mprn === undefined ? {} : { mprn: text(given.mprn, 'mprn') }),
    at: at.toISOString(),
    devices,
  };
}

function readDevice(given: unknown): CommissionedDevice {
  const device = (given ?? {}) as Partial<Record<keyof CommissionedDevice, unknown>>;
  const deviceType = DEVICE_TYPES.find((type) => type === device.deviceType);
  if (!deviceType) throw new Refusal(400, `A device of the commissioning has no type of ${DEVICE_TYPES.join(', ')}.`);
  if (!Array.isArray(device.associatedWith)) {
    throw new Refusal(400, 'A device of the commissioning lacks "associatedWith", the ids of its associated devices.');
  }
  return {
    deviceId: text(device.deviceId, 'deviceId'),
    deviceType,
    manufacturer: text(device.manufacturer, 'manufacturer'),
    model: text(device.model, 'model'),
    firmware: text(device.firmware, 'firmware'),
    associatedWith: device.associatedWith.map((id) => text(id, 'associatedWith')),
  };
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(400, `The commissioning lacks "${name}".`);
  return value;
}
