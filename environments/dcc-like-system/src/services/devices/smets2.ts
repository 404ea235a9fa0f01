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
import { jsonFrom } from '../../domain/json-message';
import { DSP_EUI } from '../../duis/vocabulary';
import type { MessageHandler } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { carryOut, readRegisters, type Outcome } from './commands';
import { EVENTS, type EventName } from './meter/events';
import { isAlerted, saveMeter, type Meter } from './meter/meter';
import { runningMeter } from './meter/running';
import { DEVICES, HUBS, type Device } from './state';
import type { ServiceContext } from '../../kernel/service-context';

/**
 * What a device does only with the signature of its supplier, whatever service the command names (that 7.1, 7.2, 7.3 are
 * critical SOURCED: public request table).
 */
const CRITICAL: readonly string[] = ['enable-supply', 'disable-supply', 'arm-supply'];

/** Message of the network: a command for a SMETS2+ device. It answers each once; what is no command it leaves unanswered. */
export const smets2Command: MessageHandler = (message, work) => {
  const brought = jsonFrom('wan', message, work) as { deviceId: string; payload: string } | undefined;
  const device = brought && work.get(DEVICES, brought.deviceId);
  const command = brought && readCommand(partsOf(brought.payload).line);
  if (!brought || !device?.smets2 || !command || work.service.fault('device-silent', { deviceId: device.deviceId }))
    return;
  const { smets2 } = device;
  const objection = objectionTo(command, device, brought.payload, work.service);
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
  const payload = signedBy(smets2.privateKey, lineOf(said), work.service);
  const body = { payload, ...(message.correlation === undefined ? {} : { correlation: message.correlation }) };
  work.send({
    to: 'wan',
    kind: 'uplink',
    body: { iccid: device.iccid, deviceId: device.deviceId, kind: 'gbcs-response', body },
  });
};

function signedBy(privateKey: string, line: string, service: ServiceContext): string {
  if (!service.defect('devices-smets2-signs-wrongly')) return signLine(line, privateKey);
  // Seeded defect: something else is signed than is said.
  const { signature = '' } = partsOf(signLine(`${line} `, privateKey));
  return `${line}\n${signature}`;
}

/** Why a device does not obey a command, if it does not: who vouches for it, and with what counter. */
function objectionTo(
  command: GbcsCommand,
  { smets2, deviceId, counters }: Device,
  payload: string,
  service: ServiceContext,
): DeviceError | undefined {
  const supplier = smets2?.supplier ?? '';
  const isCritical = CRITICAL.includes(command.body.name ?? '');
  const voucher = isCritical ? supplier : DSP_EUI;
  const key = service.config.certificates[isCritical ? supplier : 'dsp'];
  const trusts = command.from === voucher && command.to === deviceId && isSignedBy(partsOf(payload), key);
  // Seeded defect: whatever comes over the network is obeyed.
  if (!trusts && !service.defect('devices-smets2-trusts-network')) return 'not-authentic';
  // Seeded defect: a counter may come again.
  if (service.defect('devices-smets2-repeats-commands')) return undefined;
  return BigInt(command.counter) > BigInt(counters[command.from] ?? '0') ? undefined : 'replayed-counter';
}

function execute(command: GbcsCommand, device: Device, work: Work): DeviceAnswer {
  const hub = work.get(HUBS, device.iccid);
  if (!hub) return { ok: false, error: 'not-possible' };
  const meter = runningMeter(device, work, work.now);
  const setting = {
    device,
    hub,
    now: work.now,
    heardAt: () => work.now.toISOString(),
    makerCertificate: '',
    takesAnyImage: false,
    ...(meter ? { meter } : {}),
  };
  const { operation, body } = command;
  const outcome: Outcome =
    operation === 'read-registers' ? { answer: readRegisters(setting) } : carryOut({ operation, body }, setting);
  if (meter && (operation === 'set' || operation === 'act')) {
    // Seeded defect: the meter says that it has done what it has not.
    if (!work.service.defect('devices-smets2-only-says-so')) saveMeter(work, device.deviceId, meter);
    for (const name of outcome.alerts ?? []) raiseSmets2(name, device, meter, work);
  }
  return outcome.answer;
}

/** A SMETS2+ device tells its supplier something of its own accord, unless somebody has switched that off. */
function raiseSmets2(name: EventName, device: Device, meter: Meter, work: Work): void {
  // Seeded defect: what was switched off is told nevertheless.
  const isWanted = isAlerted(meter, name) || work.service.defect('devices-smets2-ignores-settings');
  if (!isWanted || !device.smets2) return;
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
