import type { ChangeAtDevice } from '../../domain/provisions';
import { Refusal } from '../../kernel/refusal';
import type { Work } from '../../kernel/work';
import { saveMeter } from './meter/meter';
import { runningMeter } from './meter/running';
import { changeSettings } from './s1sr-settings';
import { DEVICES } from './state';

/**
 * Sets a device as somebody does who stands in front of it.
 * @throws Refusal 404 without such a device, 409 where it has no such setting
 */
export function changeAtDevice({ deviceId, settings, balance }: ChangeAtDevice, work: Work): void {
  const device = work.get(DEVICES, deviceId);
  if (!device) throw new Refusal(404, `There is no device ${deviceId}.`);
  const meter = runningMeter(device, work, work.now);
  const changed = changeSettings(device, meter, settings, work.now);
  if ('error' in changed) throw new Refusal(409, `The ${device.type} ${deviceId} cannot be set so: ${changed.error}.`);
  work.put(DEVICES, deviceId, changed.device);
  if (meter) saveMeter(work, deviceId, { ...meter, balance: balance ?? meter.balance });
}
