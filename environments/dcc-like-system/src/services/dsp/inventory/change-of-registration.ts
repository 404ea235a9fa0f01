import type { RegistrationChange } from '../../../domain/provisions';
import { area, takeSteps, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { dropWaiting } from '../commands/commands';
import { removeSchedules } from '../schedules/schedules';
import { INVENTORY, METERS } from './inventory';
import { register, REGISTRATIONS } from './registration';

const CONSEQUENCES = {
  schedules: (deviceId, work) => {
    removeSchedules(deviceId, 'unauthorised', work);
  },
  waitingRequests: (deviceId, work) => {
    dropWaiting(deviceId, 'unauthorised', work);
  },
} satisfies Ordered<(deviceId: string, work: Work) => void>;

/** What changes when a meter point is registered anew. */
export const CHANGE_OF_REGISTRATION = area('dsp-change-of-registration', {
  register,
  /** What follows for each device that belongs to the meter point, in this order. */
  consequences: CONSEQUENCES,
});

/**
 * Registers a meter point, or changes its registration. Whoever is no party of it any more loses the schedules and the requests
 * that still wait for its devices (RECOLLECTION medium).
 */
export function changeRegistration(change: RegistrationChange, work: Work): void {
  const rules = work.rules(CHANGE_OF_REGISTRATION);
  const before = work.get(REGISTRATIONS, change.mpxn);
  rules.register(change, work);
  const meter = before && work.get(METERS, before.mpxn);
  const device = meter && work.get(INVENTORY, meter.deviceId);
  if (!device) return;
  for (const deviceId of [device.deviceId, ...device.associatedWith]) takeSteps(rules.consequences, deviceId, work);
}
