import type { Work } from '../../kernel/work';
import { registerOf, type Meter } from './meter/meter';
import { runningMeter } from './meter/running';
import { settingsOf } from './s1sr-settings';
import { DEVICES, HUBS, type KeyPair } from './state';

/** What somebody in front of a device would see; money in millipence. Undefined where there is no such device. */
export function inHand(deviceId: string, work: Work): object | undefined {
  const device = work.get(DEVICES, deviceId);
  const hub = device && work.get(HUBS, device.iccid);
  if (!hub) return undefined;
  const others = [hub.chfDeviceId, ...hub.whitelist].filter((id) => id !== deviceId);
  const neighbours = others.flatMap((id) => work.get(DEVICES, id) ?? []);
  const meter = runningMeter(device, work, work.now);
  return {
    deviceId: device.deviceId,
    type: device.type,
    firmware: device.firmware,
    keyVersion: device.keys?.version,
    pendingKeyVersion: device.pendingKeys?.version,
    counters: device.counters,
    hasFormerKey: device.formerKeys?.some((former) => haveKeyInCommon(former, device.keys)) ?? false,
    sharesKeyWith: neighbours.filter(({ keys }) => haveKeyInCommon(keys, device.keys)).map((one) => one.deviceId),
    settings: settingsOf(device, meter),
    ...(device.type === 'CHF' ? { homeAreaNetwork: hub.whitelist } : {}),
    ...(device.type === 'GPF' ? { historySince: hub.gasHiddenBefore } : {}),
    ...(meter ? display(meter) : {}),
  };
}

function display(meter: Meter): object {
  const { payment, balance, emergency, debt, supply, points, clockAhead, hiddenBefore, settings } = meter;
  return {
    register: registerOf(meter),
    paymentMode: payment.mode,
    balance,
    emergencyCredit: emergency,
    paymentDebt: debt.paymentDebt,
    supply,
    importMPxN: points.importMPxN,
    clockAhead: clockAhead / 1000,
    historySince: hiddenBefore,
    message: settings['display-message']?.text,
    supplierName: settings['supplier-contact']?.name,
    customerNumber: settings['customer-number']?.number,
  };
}

function haveKeyInCommon(one: KeyPair | undefined, other: KeyPair | undefined): boolean {
  return one !== undefined && (one.access === other?.access || one.master === other?.master);
}
