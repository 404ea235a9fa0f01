import type { Work } from '../../../kernel/work';
import { DEVICES, type Device, type Hub } from '../state';
import { lastAwake } from '../waking';
import { meterOf, type Meter } from './meter';
import { run } from './run';

/** A meter as it is at an instant; undefined for devices that measure nothing. */
export function runningMeter(device: Device, work: Work, at: Date): Meter | undefined {
  const meter = meterOf(work, device);
  if (!meter) return undefined;
  meter.rules = (area) => work.rules(area);
  run(meter, at);
  return meter;
}

/** What the gas proxy function of a hub knows: its gas meter as it was when it last spoke. */
export function copyOfGas(hub: Hub, work: Work): Meter | undefined {
  const gas = hub.whitelist.map((deviceId) => work.get(DEVICES, deviceId)).find((device) => device?.type === 'GSME');
  return gas && runningMeter(gas, work, lastAwake(hub, gas.deviceId, work.now));
}
