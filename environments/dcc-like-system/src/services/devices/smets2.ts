import type { Read } from '../../domain/fields';
import type { GBCS_COMMAND } from '../../domain/gbcs';
import type { InboundMessage } from '../../kernel/messages';
import {
  isSignedBy,
  lineOf,
  partsOf,
  readCommand,
  signLine,
  type GbcsCommand,
  type GbcsMessage,
} from '../../domain/gbcs';
import type { DeviceAnswer, DeviceError } from '../../domain/frames';
import { DSP_EUI } from '../../duis/vocabulary';
import type { Work } from '../../kernel/work';
import { executeCommand, readRegisters, type Outcome } from './commands';
import { EVENTS, type EventName } from './meter/events';
import { isAlerted, saveMeter, type Meter } from './meter/meter';
import { runningMeter } from './meter/running';
import { DEVICES, HUBS, type Device } from './state';
import { area, type Area } from '../../kernel/rules';

/**
 * What a device does only with the signature of its supplier, whatever service the command names (that 7.1, 7.2, 7.3 are
 * critical SOURCED: public request table).
 */
const CRITICAL: readonly string[] = ['enable-supply', 'disable-supply', 'arm-supply'];

/** Whom a device obeys. */
interface Authority {
  /** EUI of who has to sign. */
  readonly from: string;
  /** Id of the device. */
  readonly to: string;
  readonly certificate: string | undefined;
}

/** How a SMETS2+ device obeys and answers. */
export const SMETS2 = area('devices-smets2', {
  sign: (line: string, privateKey: string): string => signLine(line, privateKey),
  /** Whether a command comes from, and is signed by, whom the device obeys, and is for the device. */
  isAuthentic: (command: GbcsCommand, payload: string, { from, to, certificate }: Authority): boolean =>
    command.from === from && command.to === to && isSignedBy(partsOf(payload), certificate),
  isFresh: (counter: bigint, last: bigint): boolean => counter > last,
  keep: saveMeter,
  isWanted: (meter: Meter, name: EventName): boolean => isAlerted(meter, name),
});

/** Message of the network: a command for a SMETS2+ device. It answers each once; what is no command it leaves unanswered. */
export function smets2Command(brought: Read<typeof GBCS_COMMAND>, work: Work, message: InboundMessage): void {
  const device = work.get(DEVICES, brought.deviceId);
  const command = readCommand(partsOf(brought.payload).line);
  if (!device?.smets2 || !command || work.service.fault('device-silent', { deviceId: device.deviceId })) return;
  const { smets2 } = device;
  const objection = objectionTo(command, device, brought.payload, work);
  const counters = objection === undefined ? { ...device.counters, [command.from]: command.counter } : device.counters;
  work.put(DEVICES, device.deviceId, { ...device, counters });
  const answer: DeviceAnswer =
    objection === undefined ? execute(command, device, work) : { ok: false, error: objection };
  const said: GbcsMessage = {
    service: command.service,
    from: device.deviceId,
    to: command.user ?? command.from,
    counter: command.userCounter ?? command.counter,
    at: work.now.toISOString(),
    ...(answer.ok ? { values: answer.values } : { refusal: answer.error }),
  };
  const payload = work.rules(SMETS2).sign(lineOf(said), smets2.privateKey);
  const body = { payload, ...(message.correlation === undefined ? {} : { correlation: message.correlation }) };
  work.send({
    to: 'wan',
    kind: 'uplink',
    body: { iccid: device.iccid, deviceId: device.deviceId, kind: 'gbcs-response', body },
  });
}

/** Why a device does not obey a command, if it does not: who vouches for it, and with what counter. */
function objectionTo(
  command: GbcsCommand,
  { smets2, deviceId, counters }: Device,
  payload: string,
  work: Work,
): DeviceError | undefined {
  const supplier = smets2?.supplier ?? '';
  const isCritical = CRITICAL.includes(command.body.name ?? '');
  const voucher = isCritical ? supplier : DSP_EUI;
  const key = work.service.config.certificates[isCritical ? supplier : 'dsp'];
  const { isAuthentic, isFresh } = work.rules(SMETS2);
  if (!isAuthentic(command, payload, { from: voucher, to: deviceId, certificate: key })) return 'not-authentic';
  return isFresh(BigInt(command.counter), BigInt(counters[command.from] ?? '0')) ? undefined : 'replayed-counter';
}

function execute(command: GbcsCommand, device: Device, work: Work): DeviceAnswer {
  const hub = work.get(HUBS, device.iccid);
  if (!hub) return { ok: false, error: 'not-possible' };
  const meter = runningMeter(device, work, work.now);
  const context = {
    device,
    hub,
    now: work.now,
    takenAt: work.now,
    heardAt: () => work.now.toISOString(),
    makerCertificate: '',
    rules: <R extends object>(area: Area<R>): R => work.rules(area),
    ...(meter ? { meter } : {}),
  };
  const { operation, body } = command;
  const outcome: Outcome =
    operation === 'read-registers' ? { answer: readRegisters(context) } : executeCommand({ operation, body }, context);
  if (meter && (operation === 'set' || operation === 'act')) {
    work.rules(SMETS2).keep(work, device.deviceId, meter);
    for (const name of outcome.alerts ?? []) raiseSmets2(name, device, meter, work);
  }
  return outcome.answer;
}

/** A SMETS2+ device tells its supplier something of its own accord, unless somebody has switched that off. */
function raiseSmets2(name: EventName, device: Device, meter: Meter, work: Work): void {
  if (!work.rules(SMETS2).isWanted(meter, name) || !device.smets2) return;
  const { deviceId, iccid, smets2 } = device;
  const { code, meaning } = EVENTS[name];
  const alert: GbcsMessage = {
    alert: code,
    description: meaning,
    from: deviceId,
    to: smets2.supplier,
    counter: String(work.nextNumber(`alerts of ${deviceId}`)),
    at: work.now.toISOString(),
  };
  const payload = signLine(lineOf(alert), smets2.privateKey);
  work.send({ to: 'wan', kind: 'uplink', body: { iccid, deviceId, kind: 'gbcs-alert', body: { payload } } });
  work.audit('alert-raised', undefined, `${code} of ${device.type} ${deviceId}`);
}
