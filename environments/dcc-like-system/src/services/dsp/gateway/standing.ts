import type { UserRole } from '../../../../../environment';
import type { Work } from '../../../kernel/work';
import { INVENTORY, type InventoryEntry } from '../inventory/inventory';
import { REGISTRATIONS, type Registration } from '../inventory/registration';
import { ROLE_RIGHTS } from './service-requests';

/** Registrations of the meter points that a device belongs to: a meter's own, a hub's of every meter behind it. */
export function registrationsOf(device: InventoryEntry, work: Work): Registration[] {
  const meters = device.importMPxN === undefined ? metersBeside(device, work) : [device];
  return meters.flatMap(({ importMPxN = '' }) => work.get(REGISTRATIONS, importMPxN) ?? []);
}

/** The registrations by which the standing of a user is judged: those of the device, unless a seeded defect takes others. */
export function registrationsFor(eui: string, device: InventoryEntry, work: Work): Registration[] {
  const own = registrationsOf(device, work);
  if (work.service.defect('dsp-serves-former-supplier')) {
    return own.map((one) => (one.previousSupplier === eui ? { ...one, supplier: eui } : one));
  }
  if (work.service.defect('dsp-serves-old-supplier-only')) {
    return own.map((one) => ({ ...one, supplier: one.previousSupplier ?? one.supplier }));
  }
  if (work.service.defect('dsp-serves-any-network-operator'))
    return own.map((one) => ({ ...one, networkOperator: eui }));
  if (work.service.defect('dsp-serves-parties-of-premises')) {
    const hubs = device.associatedWith.flatMap((id) => work.get(INVENTORY, id) ?? []);
    return [...own, ...hubs.flatMap((hub) => registrationsOf(hub, work))];
  }
  return own;
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

/** The meters that are associated with a device: of a gas proxy function its gas meter, of a hub all. */
function metersBeside(device: InventoryEntry, work: Work): InventoryEntry[] {
  const beside = device.associatedWith.flatMap((deviceId) => work.get(INVENTORY, deviceId) ?? []);
  return beside.filter(({ importMPxN }) => importMPxN !== undefined);
}
