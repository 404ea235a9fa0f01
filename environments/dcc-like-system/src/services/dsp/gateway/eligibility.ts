import type { UserRole } from '../../../../../environment';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { INVENTORY, type InventoryEntry } from '../inventory/inventory';
import { REGISTRATIONS, type Registration } from '../inventory/registration';
import { ROLE_RIGHTS } from './service-requests';

/** How the DSP judges whether a user is eligible to address a device. */
export const ELIGIBILITY = area('dsp-eligibility', {
  /** The registrations that count: those of the device, whichever user asks. */
  registrationsFor: (device: InventoryEntry, _eui: string, work: Work): readonly Registration[] =>
    registrationsOf(device, work),
});

/** Registrations of the meter points that a device belongs to: a meter's own, a hub's of every meter behind it. */
export function registrationsOf(device: InventoryEntry, work: Work): Registration[] {
  const meters = device.importMPxN === undefined ? metersBeside(hubOrSelf(device, work), work) : [device];
  return meters.flatMap(({ importMPxN = '' }) => work.get(REGISTRATIONS, importMPxN) ?? []);
}

/**
 * Whether somebody is a party of one of these meter points, in a role that counts.
 * @param roles roles of the user in which a request may be sent
 */
export function isParty(eui: string, roles: readonly UserRole[], registrations: readonly Registration[]): boolean {
  return roles.some((role) => {
    const right = ROLE_RIGHTS[role];
    if (right.party === 'anybody') return true;
    return registrations.some((registration) => {
      const fits = right.party === 'agent' || right.fuel === registration.fuel;
      return fits && registration[right.party] === eui;
    });
  });
}

/**
 * Whether a device is for a user to change in the inventory: until it is commissioned for whoever has announced it, otherwise for
 * a supplier of its supply points, and for anybody where it has none of its own, as a prepayment interface (MODEL).
 * @param roles roles of the user in which a request may be sent
 */
export function isInCareOf(
  eui: string,
  roles: readonly UserRole[],
  device: InventoryEntry | undefined,
  registrations: readonly Registration[],
): boolean {
  const isCommissioned = device?.status === 'Commissioned';
  if (!isCommissioned && device?.notifiedBy !== undefined) return device.notifiedBy === eui;
  const suppliers = roles.filter((role) => role === 'IS' || role === 'GS');
  const hasPoint = registrations.length > 0 && device?.deviceType !== 'PPMID';
  return isParty(eui, suppliers, registrations) || (!isCommissioned && !hasPoint);
}

/** An in-home device belongs to whoever its hub belongs to. */
function hubOrSelf(device: InventoryEntry, work: Work): InventoryEntry {
  if (device.deviceType !== 'PPMID') return device;
  const beside = device.associatedWith.flatMap((deviceId) => work.get(INVENTORY, deviceId) ?? []);
  return beside.find(({ deviceType }) => deviceType === 'CHF') ?? device;
}

/** The meters that are associated with a device: of a gas proxy function its gas meter, of a hub all. */
function metersBeside(device: InventoryEntry, work: Work): InventoryEntry[] {
  const beside = device.associatedWith.flatMap((deviceId) => work.get(INVENTORY, deviceId) ?? []);
  return beside.filter(({ importMPxN }) => importMPxN !== undefined);
}
