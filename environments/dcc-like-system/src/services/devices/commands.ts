import { digestOf, type DeviceSettings } from '../../domain/configuration-package';
import { isSignedByMaker, type FirmwareImage } from '../../domain/firmware-image';
import type { CommandFrame, DeviceAnswer, DeviceError } from '../../domain/frames';
import { actOnMeter } from './meter/actions';
import type { EventName } from './meter/events';
import { isBent, noteEvent, registerOf, type Meter } from './meter/meter';
import { readMeter } from './meter/readings';
import { changeMeter, type Effect } from './meter/settings';
import { changeSettings, settingsOf } from './s1sr-settings';
import type { Device, Hub } from './state';

/** Everything that a command can look at or change. */
export interface Setting {
  readonly device: Device;
  readonly hub: Hub;
  /** Of meters: run up to now, and changed in place. */
  readonly meter?: Meter;
  /** Of hubs: the copy that the gas proxy function keeps of its gas meter. */
  readonly gasCopy?: Meter;
  readonly now: Date;
  /** Seeded defect: what is removed from the network of a hub stays there. */
  readonly keepsRemoved?: boolean;
  /** Last word from each device on the home area network, ISO 8601. */
  readonly heardAt: (deviceId: string) => string;
  /** X.509 PEM of the makers of devices. */
  readonly makerCertificate: string;
  /** Seeded defect `devices-take-any-image`. */
  readonly takesAnyImage: boolean;
}

/** What came of a command. */
export interface Outcome {
  readonly answer: DeviceAnswer;
  readonly device?: Device;
  readonly hub?: Hub;
  /** What the device tells of its own accord. */
  readonly alerts?: readonly EventName[];
}

/** Reads, changes or does one thing. */
export function carryOut(frame: Pick<CommandFrame, 'operation' | 'body'>, setting: Setting): Outcome {
  const { name = '', value = 'null' } = frame.body;
  const given: unknown = JSON.parse(value);
  switch (frame.operation) {
    case 'get':
      return read(name, frame.body, setting);
    case 'set':
      return change(name, given, frame.body.of, setting);
    default:
      return act(name, given, setting);
  }
}

/** Reads a register: Wh of electricity, litres of gas; of a hub what its gas proxy function knows. */
export function readRegisters({ meter, gasCopy, now }: Setting): DeviceAnswer {
  const read = meter ?? gasCopy;
  if (!read) return failed('not-supported');
  const unit = read.fuel === 'gas' ? 'volumeLitres' : 'activeImportWh';
  return { ok: true, values: { [unit]: String(registerOf(read)), at: clockOf(meter, now) } };
}

function read(name: string, body: CommandFrame['body'], setting: Setting): Outcome {
  const { device, hub, meter, gasCopy, now, heardAt } = setting;
  if (name === 'configuration') {
    const clock = meter ? { clockAhead: meter.clockAhead / 1000 } : {};
    return answered({ settings: settingsOf(device, meter), ...clock }, setting);
  }
  const own = ownReading(name, setting);
  if (own) return answered(own, setting);
  if (name === 'device-log' && device.type === 'CHF') {
    const devices =
      body.of === 'GPF'
        ? hub.whitelist.map((deviceId) => ({ deviceId }))
        : hub.whitelist.map((deviceId) => ({ deviceId, heardAt: heardAt(deviceId) }));
    return answered({ devices }, setting);
  }
  if (name === 'device-log') return answered({ devices: [{ deviceId: hub.chfDeviceId }] }, setting);
  if (name === 'event-log' && device.type === 'CHF' && body.of === undefined) {
    if (body.log !== 'Event') return { answer: failed('not-supported') };
    const { from = '', to = '9' } = body;
    return answered({ entries: (hub.events ?? []).filter(({ at }) => at >= from && at <= to) }, setting);
  }
  const metered = meter ?? (body.of === 'GPF' ? gasCopy : undefined);
  const value = metered && readMeter(metered, name, now, body);
  return value ? answered(value, setting) : { answer: failed('not-supported') };
}

/** What every device says of itself. */
function ownReading(name: string, { device }: Setting): object | undefined {
  const { deviceId, manufacturer, model, firmware } = device;
  if (name === 'identity') return { deviceId, manufacturer, model };
  return name === 'firmware' ? { version: firmware } : undefined;
}

function change(name: string, given: unknown, of: string | undefined, setting: Setting): Outcome {
  const { device, gasCopy, hub, meter, now } = setting;
  if (name === 'configuration') {
    const changed = changeSettings(device, meter, given as DeviceSettings, now);
    if ('error' in changed) return { answer: failed(changed.error) };
    return { answer: done({}, setting), device: changed.device };
  }
  if (of === 'GPF' && name === 'tenancy') {
    const { since } = given as { since: string };
    if (gasCopy && isBent(gasCopy, 'devices-hide-nothing-of-gas')) return { answer: done({}, setting) };
    return { answer: done({}, setting), hub: { ...hub, gasHiddenBefore: since } };
  }
  if (!meter) return { answer: failed('not-supported') };
  return outcomeOf(changeMeter(meter, name, given, now), setting);
}

function act(name: string, given: unknown, setting: Setting): Outcome {
  const { device, hub, meter, now } = setting;
  if (device.type === 'CHF' && (name === 'join' || name === 'leave')) {
    const { deviceId } = given as { deviceId: string };
    const others = hub.whitelist.filter((known) => known !== deviceId || setting.keepsRemoved === true);
    const whitelist = name === 'join' ? [...others, deviceId] : others;
    const meaning = name === 'join' ? 'Device joined the home area network' : 'Device left the home area network';
    const events = [...(hub.events ?? []), { at: now.toISOString(), code: '8183', meaning }].slice(-100);
    return { answer: done({}, setting), hub: { ...hub, whitelist, events } };
  }
  if (!meter) return { answer: failed('not-supported') };
  if (name === 'take-upgrade') return takeUpgrade(given as FirmwareImage, meter, setting);
  if (name === 'activate-firmware') {
    const { hash } = given as { hash: string };
    if (meter.image?.hash !== hash && !isBent(meter, 'devices-activate-any-firmware'))
      return { answer: failed('no-image') };
    const { version } = meter.image ?? { version: hash.slice(0, 8) };
    meter.image = undefined;
    const firmware = isBent(meter, 'devices-keep-old-firmware') ? device.firmware : version;
    return { answer: done({ version }, setting), device: { ...device, firmware } };
  }
  return outcomeOf(actOnMeter(meter, name, given, now), setting);
}

/** A meter takes an image that its makers signed for its own model, and keeps it until it is activated. */
function takeUpgrade(given: FirmwareImage, meter: Meter, setting: Setting): Outcome {
  const { device, now, makerCertificate, takesAnyImage } = setting;
  const own = given.manufacturer === device.manufacturer && given.model === device.model;
  // Seeded defect: whatever comes is taken.
  if (!takesAnyImage && !(own && isSignedByMaker(given, makerCertificate))) {
    noteEvent(meter, 'imageRefused', now);
    return { answer: failed('no-image'), alerts: ['imageRefused'] };
  }
  const hash = digestOf(Buffer.from(given.image, 'base64'));
  meter.image = { version: given.version, hash };
  noteEvent(meter, 'imageVerified', now);
  return { answer: done({ hash }, setting), alerts: ['imageVerified'] };
}

function outcomeOf({ error, value, alerts }: Effect, setting: Setting): Outcome {
  const { meter, now } = setting;
  if (meter) noteEvent(meter, error === undefined ? 'commandDone' : 'commandRefused', now);
  return {
    answer: error === undefined ? done(value ?? {}, setting) : failed(error),
    ...(alerts === undefined ? {} : { alerts }),
  };
}

function answered(value: object, setting: Setting): Outcome {
  return { answer: done(value, setting) };
}

function done(value: object, { meter, now }: Setting): DeviceAnswer {
  return { ok: true, values: { value: JSON.stringify(value), at: clockOf(meter, now) } };
}

/** What the clock of the device shows. */
function clockOf(meter: Meter | undefined, now: Date): string {
  return new Date(now.getTime() + (meter?.clockAhead ?? 0)).toISOString();
}

function failed(error: DeviceError): DeviceAnswer {
  return { ok: false, error };
}
