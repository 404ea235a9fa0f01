import type { Work } from '../../../kernel/work';
import { DEVICES, type Device } from '../state';
import { EVENTS, type EventName } from './events';
import { isAlerted, meterOf, type Meter } from './meter';

/** A device tells something of its own accord, unless somebody has switched that off. */
export function raise(name: EventName, device: Device, meter: Meter, work: Work): void {
  if (!isAlerted(meter, name) && !work.service.defect('devices-ignore-alert-settings')) return;
  const { code, meaning } = EVENTS[name];
  // Seeded defect: what is switched off at one meter is switched off at all.
  if (work.service.defect('devices-share-alert-settings') && isMutedAnywhere(name, work)) return;
  const body = { alertCode: code, description: meaning, at: work.now.toISOString() };
  const uplink = { iccid: device.iccid, deviceId: device.deviceId, kind: 'alert', body };
  work.send({ to: 'wan', kind: 'uplink', body: uplink });
  work.audit('alert-raised', undefined, `${code} of ${device.type} ${device.deviceId}`);
}

function isMutedAnywhere(name: EventName, work: Work): boolean {
  const meters = work.list(DEVICES).flatMap(({ value }) => meterOf(work, value) ?? []);
  return EVENTS[name].alert && meters.some((meter) => !isAlerted(meter, name));
}
