import { minutesLater } from '../../domain/durations';
import type { DeviceAnswer } from '../../domain/frames';
import { signingKey } from '../../domain/signing-key';
import { readRequest } from '../../duis/request';
import { writeRegistersResponse, type DeviceRefusal, type ImportReading } from '../../duis/smets1-response';
import { PeerUnavailable } from '../../kernel/look-up';
import type { InboundMessage, Service } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { verify } from '../../xml/signature';
import { installationWith, protectorOf } from './installations';
import { downlink, makeCommand } from './network';

/** A service request that waits for its device. */
interface OpenRequest {
  readonly requestId: string;
  readonly deviceId: string;
  readonly deviceType: string;
  /** Whose keys protect commands to it. */
  readonly protector: string;
  readonly user: string;
  /** Decimal. */
  readonly counter: string;
  readonly iccid: string;
}

/** By the id of the command that carries it out. */
const OPEN = table<OpenRequest>('service-requests');

/** Number under which a refusal of a device is reported (MODEL: the numbers of real devices are not public). */
const DEVICE_REFUSED = 1;
/** Minutes until a request is tried again that the network itself could not take (MODEL). */
const PUT_OFF_MINUTES = 1;

/** Takes a service request that the DSP has countersigned; one that it has not is not carried out. */
export function takeRequest(message: InboundMessage, work: Work, service: Service): void {
  const xml = message.body.toString('utf8');
  const { dsp = '' } = service.config.certificates;
  const signed = verify(xml, { dsp });
  if ('fault' in signed) {
    work.audit('service-request-ignored', undefined, `not countersigned by the DSP: ${signed.fault}`);
    return;
  }
  const { id } = readRequest(xml);
  const requestId = message.correlation ?? id.text;
  const installation = installationWith(work, id.target);
  const device = installation?.devices.find(({ deviceId }) => deviceId === id.target);
  if (!device || installation?.state !== 'Commissioned' || installation.iccid === undefined) {
    giveUp(work, requestId, 'E20', `The S1SP operates no device ${id.target}.`);
    return;
  }
  const commandId = `request-${work.nextNumber('service-request')}`;
  work.put(OPEN, commandId, {
    requestId,
    deviceId: device.deviceId,
    deviceType: device.deviceType,
    protector: protectorOf(installation, device.deviceId),
    user: id.originator,
    counter: id.counter.toString(),
    iccid: installation.iccid,
  });
  work.later(work.now, 'service-request', { commandId }, commandId);
}

/** Equivalent steps of 4.1.1: reads the registers with the S1SP's access key. */
export async function executeRequest(commandId: string, work: Work, service: Service): Promise<void> {
  const request = work.get(OPEN, commandId);
  if (!request) return;
  const { deviceId, protector, requestId, iccid } = request;
  try {
    const order = { deviceId, protector, commandId, operation: 'read-registers', key: 'current' } as const;
    const frame = makeCommand(order, work, service);
    const answer = await downlink(iccid, frame, work, service);
    if (answer.outcome === 'answer') answerRequest(commandId, answer.body, work, service);
    // The DSP watches over the time that a sleeping device takes.
    if (answer.outcome === 'answer' || answer.outcome === 'queued') return;
    work.remove(OPEN, commandId);
    giveUp(work, requestId, 'E20', answer.reason);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.later(minutesLater(work.now, PUT_OFF_MINUTES), 'service-request', { commandId }, commandId);
  }
}

/** Passes a device's answer on to the DSP; does nothing for commands that carry no service request. */
export function answerRequest(commandId: string, answer: DeviceAnswer, work: Work, service: Service): void {
  const request = work.get(OPEN, commandId);
  if (!request) return;
  work.remove(OPEN, commandId);
  const { requestId, deviceId, deviceType, user, counter } = request;
  // Seeded defect: a reading is dated with the time at which it comes in.
  const taken = service.defect('s1sp-dates-readings-now') || !answer.ok ? undefined : answer.values.at;
  const at = taken === undefined ? work.now : new Date(taken);
  const response = {
    reference: '4.1',
    variant: '4.1.1',
    deviceId,
    deviceType,
    user,
    counter: BigInt(counter),
    at,
    result: resultOf(answer),
  };
  work.send({
    to: 'dsp',
    kind: 'smets1-response',
    body: writeRegistersResponse(response, signingKey(service)),
    correlation: requestId,
  });
  work.audit('service-request-answered', undefined, `${requestId}: ${answer.ok ? 'read' : answer.error}`);
}

function resultOf(answer: DeviceAnswer): ImportReading | DeviceRefusal {
  if (!answer.ok) return { responseCode: DEVICE_REFUSED, error: `The device refused: ${answer.error}.` };
  const { activeImportWh, volumeLitres } = answer.values;
  return activeImportWh === undefined
    ? { fuel: 'gas', volumeLitres: Number(volumeLitres) }
    : { fuel: 'electricity', activeImportWh: Number(activeImportWh) };
}

function giveUp(work: Work, requestId: string, code: 'E20', reason: string): void {
  work.audit('service-request-failed', undefined, `${requestId}: ${code} ${reason}`);
  work.send({ to: 'dsp', kind: 'service-request-failure', body: { code, reason }, correlation: requestId });
}
