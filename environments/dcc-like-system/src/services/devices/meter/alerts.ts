import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { Device } from '../state';
import { EVENTS, type EventName } from './events';
import { isAlerted, type Meter } from './meter';

/** Which events a device tells. */
export const DEVICE_ALERTS = area('devices-alerts', {
  isWanted: (name: EventName, meter: Meter, _work: Work): boolean => isAlerted(meter, name),
});

/** A device tells something of its own accord, unless somebody has switched that off. */
export function raise(name: EventName, device: Device, meter: Meter, work: Work): void {
  if (!work.rules(DEVICE_ALERTS).isWanted(name, meter, work)) return;
  const { code, meaning } = EVENTS[name];
  const body = { alertCode: code, description: meaning, at: work.now.toISOString() };
  const uplink = { iccid: device.iccid, deviceId: device.deviceId, kind: 'alert', body };
  work.send({ to: 'wan', kind: 'uplink', body: uplink });
  work.audit('alert-raised', undefined, `${code} of ${device.type} ${device.deviceId}`);
}
