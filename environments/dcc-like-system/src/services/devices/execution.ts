import { DEVICE_MAKER } from '../../domain/firmware-image';
import type { CommandFrame, DeviceAnswer, Operation } from '../../domain/frames';
import type { ServiceContext } from '../../kernel/service-context';
import type { Work } from '../../kernel/work';
import { handleCommand, type DeviceContext } from './device';
import { raise } from './meter/alerts';
import { meterOf, saveMeter, type Meter } from './meter/meter';
import { copyOfGas, runningMeter } from './meter/running';
import { settingsOf } from './s1sr-settings';
import { DEVICES, HUBS, type Device, type Hub } from './state';
import { lastAwake } from './waking';

/** A command, the head-end that sends it, and the device and hub that it is for. */
export interface DeviceCommand {
  readonly device: Device;
  readonly hub: Hub;
  readonly headEnd: string;
  readonly frame: CommandFrame;
  /** When the hub took it, where its device slept then. */
  readonly takenAt?: Date;
}

/** Whether a command never comes to its device. */
export function isLost(frame: CommandFrame, service: ServiceContext): boolean {
  return strikes('device-silent', frame, service);
}

/** Whether a fault of a device strikes a command: by its operation, or by the name of what is read, changed or done. */
function strikes(kind: string, { deviceId, operation, body }: CommandFrame, service: ServiceContext): boolean {
  return [operation, body.name].some(
    (name) => name !== undefined && service.fault(kind, { deviceId, operation: name }) !== undefined,
  );
}

/** Commands that look at what a meter measures, or change it. */
const LOOKING: ReadonlySet<Operation> = new Set(['read-registers', 'get', 'set', 'act']);

/**
 * Undefined: the device acted, but its answer is lost.
 * @param at the instant that a reading is of
 */
export function execute(
  { device, hub, headEnd, frame, takenAt }: DeviceCommand,
  work: Work,
  at: Date = work.now,
): DeviceAnswer | undefined {
  // What a command does not look at need not run: a meter catches up, half hour by half hour.
  const meter = LOOKING.has(frame.operation) ? runningMeter(device, work, at) : undefined;
  if (meter && frame.body.name === 'activate-firmware' && strikes('power-lost', frame, work.service)) {
    saveMeter(work, device.deviceId, { ...meter, image: undefined });
    work.audit('power-lost', undefined, `${device.type} ${device.deviceId} lost its power and the image`);
    return undefined;
  }
  const context = contextOf({ device, hub, headEnd, frame, ...(takenAt ? { takenAt } : {}) }, meter, work, at);
  if (
    frame.operation === 'set' &&
    frame.body.name === 'configuration' &&
    strikes('settings-lost', frame, work.service)
  ) {
    work.audit('settings-lost', undefined, `${device.type} ${device.deviceId} forgot its new settings`);
    return { ok: true, values: { value: '{}', at: at.toISOString() } };
  }
  const { answer, after, hub: hubAfter, alerts = [] } = handleCommand(device, hub, headEnd, frame, context);
  if (hubAfter) work.put(HUBS, hub.iccid, hubAfter);
  // Reading leaves no trace: a meter that runs on from where it was last kept comes to the same.
  if (meter && (frame.operation === 'set' || frame.operation === 'act')) {
    saveMeter(work, device.deviceId, meter);
    for (const name of alerts) raise(name, device, meter, work);
  }
  const forgets = frame.operation === 'write-keys' && answer.ok && strikes('new-keys-lost', frame, work.service);
  work.put(DEVICES, device.deviceId, forgets ? { ...after, pendingKeys: undefined } : after);
  if (after.pendingKeys && !device.pendingKeys)
    work.audit('keys-written', undefined, `${device.type} ${device.deviceId}`);
  if (after.keys !== device.keys) work.audit('keys-confirmed', undefined, `${device.type} ${device.deviceId}`);
  if (!answer.ok)
    work.audit(
      'command-refused',
      undefined,
      `${device.type} ${device.deviceId} refused ${frame.operation} of the ${headEnd}: ${answer.error}`,
    );
  return strikes('answer-lost', frame, work.service) ? undefined : answer;
}

/** What the device stands on when it handles a command. @param meter run up to `at` */
function contextOf(
  { device, hub, frame, takenAt }: DeviceCommand,
  meter: Meter | undefined,
  work: Work,
  at: Date,
): DeviceContext {
  const gasCopy = frame.body.of === 'GPF' ? copyOfGas(hub, work) : undefined;
  return {
    now: at,
    takenAt: takenAt ?? at,
    rules: (area) => work.rules(area),
    refuses: strikes('command-refused', frame, work.service),
    heardAt: (deviceId) => lastAwake(hub, deviceId, work.now).toISOString(),
    settings: () => settingsOf(device, meterOf(work, device)),
    makerCertificate: work.service.config.certificates[DEVICE_MAKER] ?? '',
    ...(meter ? { meter } : {}),
    ...(gasCopy ? { gasCopy } : {}),
  };
}
