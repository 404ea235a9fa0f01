import { digestOf, type DeviceSettings } from '../../domain/configuration-package';
import { isSignedByMaker, type FirmwareImage } from '../../domain/firmware-image';
import type { Readings } from '../../domain/meter/readings';
import type { CommandFrame, DeviceAnswer, DeviceError } from '../../domain/frames';
import { actOnMeter } from './meter/actions';
import type { EventName } from './meter/events';
import { area, type RuleBook } from '../../kernel/rules';
import { noteEvent, registerOf, type Meter } from './meter/meter';
import { readMeter } from './meter/readings';
import type { Effect } from './meter/effect';
import { changeMeter } from './meter/settings';
import { storedSetting } from './meter/stored-settings';
import { changeSettings, settingsOf } from './s1sr-settings';
import type { Device, Hub } from './state';

/** Everything that a command can look at or change. */
export interface CommandContext {
  readonly device: Device;
  readonly hub: Hub;
  /** Of meters: run up to now, and changed in place. */
  readonly meter?: Meter;
  /** Of hubs: the copy that the gas proxy function keeps of its gas meter. */
  readonly gasCopy?: Meter;
  readonly now: Date;
  /** When the hub took the command: before now where the device slept. */
  readonly takenAt: Date;
  /** Last word from each device on the home area network, ISO 8601. */
  readonly heardAt: (deviceId: string) => string;
  /** X.509 PEM of the makers of devices. */
  readonly makerCertificate: string;
  readonly rules: RuleBook;
}

/** The outcome of a command. */
export interface Outcome {
  readonly answer: DeviceAnswer;
  readonly device?: Device;
  readonly hub?: Hub;
  /** What the device tells of its own accord. */
  readonly alerts?: readonly EventName[];
}

/** Most devices in the log of a hub (SOURCED: MMC schema). */
const MOST_JOINED = 16;
/** Seconds by which a switch is put off at most (MODEL). */
const OFFSET_LIMIT = 600;

/** How devices execute commands. */
export const DEVICE_COMMANDS = area('devices-commands', {
  /** Sets a device, to all of some settings or none. */
  changeSettings,
  /** The hub once its gas proxy function hides what is older from whoever asks on the home area network. */
  hideGas: (hub: Hub, since: string): Hub => ({ ...hub, gasHiddenBefore: since }),
  /** Milliseconds for which a hub has kept a command: by so much the time in it is too old. */
  keptFor: (takenAt: Date, now: Date): number => now.getTime() - takenAt.getTime(),
  withoutDevice: (whitelist: readonly string[], deviceId: string): readonly string[] =>
    whitelist.filter((known) => known !== deviceId),
  isJoined: ({ joined = [] }: Device, deviceId: string): boolean => joined.includes(deviceId),
  /** Whether a meter holds the image that it is to activate; `hash` of the image. */
  hasImage: ({ image }: Meter, hash: string): boolean => image?.hash === hash,
  /** The device once it has activated an image of this version. */
  firmwareAfter: (device: Device, version: string): Device => ({ ...device, firmware: version }),
  /** How long a meter puts off what it switches (MODEL). */
  randomised: ({ deviceId }: Device): Readings['randomisation'] => {
    const number = Number.parseInt(deviceId.slice(-2), 16);
    return { limit: OFFSET_LIMIT, number, offset: Math.floor((OFFSET_LIMIT * number) / 256) };
  },
  /** The device once its customer needs no PIN any more. */
  withoutPin: (device: Device): Device => ({
    ...device,
    configuration: { ...device.configuration, privacyPin: 'off' },
  }),
  /** Whether an image is for the model of a device and signed by its makers. */
  isImageFor: ({ manufacturer, model }: Device, image: FirmwareImage, makerCertificate: string): boolean =>
    image.manufacturer === manufacturer && image.model === model && isSignedByMaker(image, makerCertificate),
});

/** Reads, changes or does one thing. */
export function executeCommand(frame: Pick<CommandFrame, 'operation' | 'body'>, context: CommandContext): Outcome {
  const { name = '', value = 'null' } = frame.body;
  const given: unknown = JSON.parse(value);
  switch (frame.operation) {
    case 'get':
      return read(name, frame.body, context);
    case 'set':
      return change(name, given, frame.body.of, context);
    default:
      return act(name, given, context);
  }
}

/** Reads a register: Wh of electricity, litres of gas; of a hub what its gas proxy function knows. */
export function readRegisters({ meter, gasCopy, now }: CommandContext): DeviceAnswer {
  const read = meter ?? gasCopy;
  if (!read) return failed('not-supported');
  const unit = read.fuel === 'gas' ? 'volumeLitres' : 'activeImportWh';
  return { ok: true, values: { [unit]: String(registerOf(read)), at: clockOf(meter, now) } };
}

function read(name: string, body: CommandFrame['body'], context: CommandContext): Outcome {
  const { device, hub, meter, gasCopy, now, heardAt } = context;
  if (name === 'configuration') {
    const clock = meter ? { clockAhead: meter.clockAhead / 1000 } : {};
    return answered({ settings: settingsOf(device, meter), ...clock }, context);
  }
  const own = ownReading(name, context);
  if (own) return answered(own, context);
  if (name === 'device-log' && device.type === 'CHF') {
    const devices =
      body.of === 'GPF'
        ? hub.whitelist.map((deviceId) => ({ deviceId }))
        : hub.whitelist.map((deviceId) => ({ deviceId, heardAt: heardAt(deviceId) }));
    return answered({ devices }, context);
  }
  if (name === 'device-log') return answered({ devices: knownTo(device, hub) }, context);
  if (name === 'event-log' && device.type === 'CHF' && body.of === undefined) {
    if (body.log !== 'Event' && body.log !== 'Security') return { answer: failed('not-supported') };
    const { from = '', to = '9' } = body;
    const events = body.log === 'Event' ? (hub.events ?? []) : [];
    return answered({ entries: events.filter(({ at }) => at >= from && at <= to) }, context);
  }
  const metered = meter ?? (body.of === 'GPF' ? gasCopy : undefined);
  const value = metered && readMeter(metered, name, now, body);
  return value ? answered(value, context) : { answer: failed('not-supported') };
}

/** What every device says of itself. */
function ownReading(name: string, { device, meter, rules }: CommandContext): object | undefined {
  const { deviceId, manufacturer, model, firmware } = device;
  if (name === 'identity') {
    const tamper = meter && storedSetting(meter, 'tamper-state');
    const flow = meter && storedSetting(meter, 'gas-flow');
    const tamperState = tamper?.state ?? flow?.whenTampered;
    return {
      deviceId,
      manufacturer,
      model,
      ...(tamperState ? { tamperState } : {}),
      ...(flow ? { depletionState: flow.whenDepleted } : {}),
    };
  }
  if (name === 'randomisation' && device.type === 'ESME') return rules(DEVICE_COMMANDS).randomised(device);
  return name === 'firmware' ? { version: firmware } : undefined;
}

function change(name: string, given: unknown, of: string | undefined, context: CommandContext): Outcome {
  const { device, hub, meter, now } = context;
  if (name === 'configuration') {
    const changed = context.rules(DEVICE_COMMANDS).changeSettings(device, meter, given as DeviceSettings, now);
    if ('error' in changed) return { answer: failed(changed.error) };
    return { answer: done({}, context), device: changed.device };
  }
  if (of === 'GPF' && name === 'tenancy') {
    const { since } = given as { since: string };
    return { answer: done({}, context), hub: context.rules(DEVICE_COMMANDS).hideGas(hub, since) };
  }
  if (!meter) return { answer: failed('not-supported') };
  const value = name === 'clock' ? withTimeOfNow(given as { readonly time: string }, context) : given;
  return outcomeOf(changeMeter(meter, name, value, now), context);
}

/** A clock is set to the time of the command and as much later as the hub kept that. */
function withTimeOfNow<V extends { readonly time: string }>(given: V, { now, takenAt, rules }: CommandContext): V {
  const time = Date.parse(given.time) + rules(DEVICE_COMMANDS).keptFor(takenAt, now);
  return { ...given, time: new Date(time).toISOString() };
}

function act(name: string, given: unknown, context: CommandContext): Outcome {
  const { device, hub, meter, now, rules } = context;
  const { withoutDevice, hasImage, firmwareAfter, withoutPin } = rules(DEVICE_COMMANDS);
  if (device.type === 'CHF' && (name === 'join' || name === 'leave')) {
    const { deviceId } = given as { deviceId: string };
    const others = withoutDevice(hub.whitelist, deviceId);
    if (name === 'join' && others.length >= MOST_JOINED) return { answer: failed('not-possible') };
    const whitelist = name === 'join' ? [...others, deviceId] : others;
    const meaning = name === 'join' ? 'Device joined the home area network' : 'Device left the home area network';
    const events = [...(hub.events ?? []), { at: now.toISOString(), code: '8183', meaning }].slice(-100);
    return { answer: done({}, context), hub: { ...hub, whitelist, events } };
  }
  if (name === 'know-device' || name === 'forget-device') return acquaint(name, given as { deviceId: string }, context);
  if (!meter) return { answer: failed('not-supported') };
  if (name === 'disable-privacy-pin') return { ...outcomeOf({}, context), device: withoutPin(device) };
  if (name === 'take-upgrade') return takeUpgrade(given as FirmwareImage, meter, context);
  if (name === 'activate-firmware') {
    const { hash } = given as { hash: string };
    if (!hasImage(meter, hash)) return { answer: failed('no-image') };
    const { version } = meter.image ?? { version: hash.slice(0, 8) };
    meter.image = undefined;
    return { answer: done({ version }, context), device: firmwareAfter(device, version) };
  }
  return outcomeOf(actOnMeter(meter, name, given, now), context);
}

/** The devices that a device knows: its hub, and what it was joined to. */
function knownTo({ joined = [] }: Device, { chfDeviceId }: Hub): { deviceId: string }[] {
  return [...new Set([chfDeviceId, ...joined])].map((deviceId) => ({ deviceId }));
}

/** A device comes to know another one, or forgets it. */
function acquaint(name: string, { deviceId }: { deviceId: string }, context: CommandContext): Outcome {
  const { device, rules } = context;
  const { isJoined, withoutDevice } = rules(DEVICE_COMMANDS);
  if (name === 'forget-device' && !isJoined(device, deviceId)) return { answer: failed('not-possible') };
  const others = withoutDevice(device.joined ?? [], deviceId);
  const joined = name === 'know-device' ? [...others, deviceId] : others;
  return { answer: done({}, context), device: { ...device, joined } };
}

/** A meter takes an image that its makers signed for its own model, and keeps it until it is activated. */
function takeUpgrade(given: FirmwareImage, meter: Meter, context: CommandContext): Outcome {
  const { device, now, makerCertificate, rules } = context;
  if (!rules(DEVICE_COMMANDS).isImageFor(device, given, makerCertificate)) {
    noteEvent(meter, 'imageRefused', now);
    return { answer: failed('no-image'), alerts: ['imageRefused'] };
  }
  const hash = digestOf(Buffer.from(given.image, 'base64'));
  meter.image = { version: given.version, hash };
  noteEvent(meter, 'imageVerified', now);
  return { answer: done({ hash }, context), alerts: ['imageVerified'] };
}

function outcomeOf({ error, value, alerts }: Effect, context: CommandContext): Outcome {
  const { meter, now } = context;
  if (meter) noteEvent(meter, error === undefined ? 'commandDone' : 'commandRefused', now);
  return {
    answer: error === undefined ? done(value ?? {}, context) : failed(error),
    ...(alerts === undefined ? {} : { alerts }),
  };
}

function answered(value: object, context: CommandContext): Outcome {
  return { answer: done(value, context) };
}

function done(value: object, { meter, now }: CommandContext): DeviceAnswer {
  return { ok: true, values: { value: JSON.stringify(value), at: clockOf(meter, now) } };
}

/** What the clock of the device shows. */
function clockOf(meter: Meter | undefined, now: Date): string {
  return new Date(now.getTime() + (meter?.clockAhead ?? 0)).toISOString();
}

function failed(error: DeviceError): DeviceAnswer {
  return { ok: false, error };
}
