import type { Service } from '../../../kernel/service';
import type { Work } from '../../../kernel/work';
import type { Device } from '../state';
import { EVENTS, type EventName } from './events';
import { isAlerted, type Meter } from './meter';

/** A device tells something of its own accord, unless somebody has switched that off. */
export function raise(name: EventName, device: Device, meter: Meter, work: Work, service: Service): void {
  if (!isAlerted(meter, name) && !service.defect('devices-ignore-alert-settings')) return;
  const { code, meaning } = EVENTS[name];
  const body = { alertCode: code, description: meaning, at: work.now.toISOString() };
  const uplink = { iccid: device.iccid, deviceId: device.deviceId, kind: 'alert', body };
  work.send({ to: 'wan', kind: 'uplink', body: uplink });
  work.audit('alert-raised', undefined, `${code} of ${device.type} ${device.deviceId}`);
}
