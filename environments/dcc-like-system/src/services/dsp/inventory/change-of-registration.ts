import type { Work } from '../../../kernel/work';
import { dropEveryWaiting, dropWaiting } from '../commands/commands';
import { INVENTORY, METERS, type InventoryEntry } from './inventory';
import { register, REGISTRATIONS, type Registration } from './registration';
import { removeEverySchedule, removeSchedules } from '../schedules/schedules';

/**
 * Registers a meter point, or changes its registration. Whoever is no party of it any more loses the schedules and the requests
 * that still wait for its devices (RECOLLECTION medium).
 */
export function changeRegistration(change: Partial<Registration>, work: Work): void {
  const before = change.mpxn === undefined ? undefined : work.get(REGISTRATIONS, change.mpxn);
  register(change, work);
  const meter = before && work.get(METERS, before.mpxn);
  const device = meter && work.get(INVENTORY, meter.deviceId);
  if (device) spreadByDefect(before, device, work);
  if (!device || work.service.defect('dsp-keeps-orders-of-old-supplier')) return;
  for (const deviceId of [device.deviceId, ...device.associatedWith]) {
    if (!work.service.defect('dsp-keeps-schedules-of-old-supplier')) {
      removeSchedules(deviceId, 'unauthorised', work);
    }
    dropWaiting(deviceId, 'unauthorised', work);
  }
}

/** Seeded defects: a change at one meter point reaches others. */
function spreadByDefect(before: Registration, device: InventoryEntry, work: Work): void {
  const { supplier, mpxn } = before;
  const now = work.get(REGISTRATIONS, mpxn)?.supplier ?? supplier;
  if (now === supplier) return;
  const points = (): Registration[] => work.list(REGISTRATIONS).map(({ value }) => value);
  if (work.service.defect('dsp-changes-supplier-everywhere')) {
    for (const other of points().filter((point) => point.supplier === supplier)) {
      work.put(REGISTRATIONS, other.mpxn, { ...other, supplier: now });
    }
  }
  if (work.service.defect('dsp-changes-both-fuels')) {
    const beside = work.list(INVENTORY).filter(({ value }) => value.installationId === device.installationId);
    const mpxns = beside.flatMap(({ value }) => value.importMPxN ?? []);
    for (const other of points().filter((point) => mpxns.includes(point.mpxn))) {
      work.put(REGISTRATIONS, other.mpxn, { ...other, supplier: now });
    }
  }
  if (work.service.defect('dsp-removes-schedules-everywhere')) removeEverySchedule(supplier, work);
  if (work.service.defect('dsp-drops-requests-everywhere')) dropEveryWaiting(supplier, work);
}
