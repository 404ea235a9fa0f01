import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { dropWaiting } from './commands';
import { INVENTORY, METERS } from './inventory';
import { register, REGISTRATIONS, type Registration } from './registration';
import { removeSchedules } from './schedules';

/**
 * Registers a meter point, or changes its registration. Whoever is no party of it any more loses the schedules and the requests
 * that still wait for its devices (RECOLLECTION medium).
 */
export function changeRegistration(change: Partial<Registration>, work: Work, service: Service): void {
  const before = change.mpxn === undefined ? undefined : work.get(REGISTRATIONS, change.mpxn);
  register(change, work, service);
  const meter = before && work.get(METERS, before.mpxn);
  const device = meter && work.get(INVENTORY, meter.deviceId);
  if (!device || service.defect('dsp-keeps-orders-of-old-supplier')) return;
  for (const deviceId of [device.deviceId, ...device.associatedWith]) {
    if (!service.defect('dsp-keeps-schedules-of-old-supplier')) {
      removeSchedules(deviceId, 'unauthorised', work, service);
    }
    dropWaiting(deviceId, 'unauthorised', work, service);
  }
}
