import { minutesLater } from '../../../domain/durations';
import type { DeviceAnswer, DeviceError } from '../../../domain/frames';
import { signingKey } from '../../../domain/signing-key';
import { readRequest, type ServiceRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import { writeS1spAlert } from '../../../duis/s1sp-alert';
import { writeSmets1Response, type DeviceRefusal } from '../../../duis/smets1-response';
import type { ServiceReference } from '../../../duis/vocabulary';
import { PeerUnavailable } from '../../../kernel/look-up';
import type { InboundMessage } from '../../../kernel/messages';
import { table } from '../../../kernel/store';
import { isFirstNow } from '../../../kernel/defects/first-now';
import type { Work } from '../../../kernel/work';
import { XmlFault } from '../../../xml/parse';
import { verify } from '../../../xml/signature';
import {
  devicesOf,
  everyInstallation,
  installationWith,
  protectorOf,
  type Installation,
} from '../migration/installations';
import { downlink, makeCommand } from '../migration/network';
import { carryOutAlone, holderOf } from './credentials';
import { isCritical } from './critical';
import { EQUIVALENT_STEPS } from './equivalent-steps';
import type { ServiceContext } from '../../../kernel/service-context';

/** A service request that waits for its device. */
interface OpenRequest extends ServiceReference {
  /** By which the DSP knows it. */
  readonly correlation: string;
  readonly deviceId: string;
  readonly deviceType: string;
  readonly user: string;
  /** Decimal. */
  readonly counter: string;
  readonly iccid: string;
  /** Device that the commands go to: a hub speaks for its gas proxy function. */
  readonly commanded: string;
  /** Whose keys protect the commands. */
  readonly protector: string;
  readonly body: RequestBody;
  /** Values of the answers so far. */
  readonly answers: readonly Readonly<Record<string, string>>[];
  /** Of the command that is to be answered next: it is repeated as it was, so that a device does nothing twice. */
  readonly executionCounter?: string;
  /** Tries that the device has left without an answer. */
  readonly silences: number;
}

/** By the id of the command that is to be answered next. */
const OPEN = table<OpenRequest>('service-requests');

/** For a seeded defect: when a hub was unreachable last, by variant of the request. */
const UNREACHABLE = table<{ at: string }>('unreachable');

function isUnreachableNow(variant: string, work: Work): boolean {
  return work.get(UNREACHABLE, variant)?.at === work.now.toISOString();
}

/** For a seeded defect: values of the answer before, by variant. */
const BEFORE = table<{ values: Readonly<Record<string, string>> }>('answer-before');

/** Number under which each refusal of a device is reported (MODEL: the numbers of real devices are not public). */
const REFUSAL_NUMBERS: Readonly<Record<DeviceError, number>> = {
  'not-authentic': 1,
  'replayed-counter': 2,
  'single-control': 3,
  'cannot-act': 4,
  'unknown-operation': 5,
  'not-supported': 6,
  'not-possible': 7,
  'token-refused': 8,
  'no-image': 9,
};
/** Minutes until a request is tried again that the network itself could not take (MODEL). */
const PUT_OFF_MINUTES = 1;
/** Minutes that a seeded defect lets pass before the S1SP does anything. */
const SLOW_MINUTES = 2;
/** Minutes until a device that says nothing is tried again; after the last one it is E21 (MODEL). */
const SILENCE_MINUTES = [5, 15];
/** How DUIS calls device types in the log of a device (SOURCED: MMC schema). */
const LOG_TYPES: Readonly<Record<string, string>> = { IHD: 'Type2' };

/** Takes a service request that the DSP has countersigned; one that it has not is not carried out. */
export function takeRequest(message: InboundMessage, work: Work): void {
  const xml = message.body.toString('utf8');
  const { dsp = '' } = work.service.config.certificates;
  const known = work.service.defect('s1sp-takes-any-countersignature') ? work.service.config.certificates : { dsp };
  const signed = verify(xml, known);
  if ('fault' in signed && !work.service.defect('s1sp-skips-countersignature')) {
    work.audit('service-request-ignored', undefined, `not countersigned by the DSP: ${signed.fault}`);
    return;
  }
  const request = readable('content' in signed ? signed.content : xml);
  if ('fault' in request || request.body.kind === 'unread') {
    const why = 'fault' in request ? request.fault : `the S1SP has no steps for ${request.variant}`;
    work.audit('service-request-ignored', undefined, why);
    return;
  }
  const { id, reference, variant, body } = request;
  const correlation = message.correlation ?? id.text;
  const installation = installationWith(work, id.target);
  const device = installation?.devices.find(({ deviceId }) => deviceId === id.target);
  if (!installation || !device || installation.state !== 'Commissioned' || installation.iccid === undefined) {
    giveUp(work, correlation, 'E20', `The S1SP operates no device ${id.target}.`);
    return;
  }
  if (isLeftOutByDefect(installation, variant, work)) {
    giveUp(work, correlation, 'E20', `The S1SP does not serve ${id.target} now.`);
    return;
  }
  const { deviceId, deviceType } = device;
  const commanded = deviceType === 'GPF' ? hubOf(installation) : deviceId;
  const open: OpenRequest = {
    correlation,
    reference,
    variant,
    deviceId,
    deviceType,
    user: id.originator,
    counter: id.counter.toString(),
    iccid: installation.iccid,
    commanded,
    protector: protectorOf(installation, commanded),
    body,
    answers: [],
    silences: 0,
  };
  const stranger = strangerIn(open, work);
  if (stranger !== undefined && !work.service.defect('s1sp-obeys-any-supplier')) {
    refuseStranger(open, stranger, work);
    return;
  }
  // Seeded defect: of critical requests that come together all but one are only said to be done.
  const isSpared = isCritical(variant) && !isFirstNow('critical', work);
  if (isSpared && work.service.defect('s1sp-does-one-critical-request-at-a-time')) {
    respond(open, work.now, { payload: '' }, work);
    return;
  }
  if (!EQUIVALENT_STEPS[variant]) {
    respond(open, work.now, { payload: carryOutAlone(open, work) }, work);
    return;
  }
  begin(open, work, work.service.defect('s1sp-takes-its-time') ? SLOW_MINUTES : 0);
}

/** Seeded defects: an installation is not served because of others. */
function isLeftOutByDefect(installation: Installation, variant: string, work: Work): boolean {
  const every = everyInstallation(work);
  const isFirst = every[0]?.commonFileId === installation.commonFileId;
  if (!isFirst && work.service.defect('s1sp-serves-one-group')) return true;
  const isBusy = every.some(({ state }) => !SETTLED.includes(state));
  if (isBusy && work.service.defect('s1sp-serves-nobody-during-migrations')) return true;
  return work.service.defect('s1sp-takes-one-hub-for-all') && isUnreachableNow(variant, work);
}

/** States in which nothing is done with an installation. */
const SETTLED: readonly Installation['state'][] = ['Commissioned', 'NotCommissioned', 'Failed', 'Intervention'];

/** The DSP has read a request before: what it cannot have let pass is not carried out. */
function readable(xml: string): ServiceRequest | { readonly fault: string } {
  try {
    return readRequest(xml);
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}

/** Timer: sends the next command of a request. */
export async function executeRequest(commandId: string, work: Work): Promise<void> {
  const request = work.get(OPEN, commandId);
  if (!request) return;
  const { commanded, protector, correlation, iccid, deviceType } = request;
  const step = EQUIVALENT_STEPS[request.variant]?.commands(request.body)[request.answers.length];
  if (!step) throw new Error(`Request ${correlation} has no step ${request.answers.length + 1}.`);
  const body = deviceType === 'GPF' ? { ...step.body, of: 'GPF' } : step.body;
  try {
    const { operation } = step;
    const order = { deviceId: commanded, protector, commandId, operation, key: 'current', body } as const;
    const repeated = work.service.defect('s1sp-repeats-as-new-command') ? {} : pick(request);
    const frame = makeCommand({ ...order, ...repeated }, work);
    const answer = await downlink(iccid, frame, work);
    if (answer.outcome === 'answer') answerRequest(commandId, answer.body, work);
    // The DSP watches over the time that a sleeping device takes.
    if (answer.outcome === 'answer' || answer.outcome === 'queued') return;
    const again = answer.silent === 'device' ? minutesUntilNextTry(request, work.service) : undefined;
    if (again !== undefined) {
      const { executionCounter } = frame;
      const counted = executionCounter === undefined ? {} : { executionCounter };
      work.put(OPEN, commandId, { ...request, ...counted, silences: request.silences + 1 });
      work.later(minutesLater(work.now, again), 'service-request', { commandId }, commandId);
      return;
    }
    work.remove(OPEN, commandId);
    work.put(UNREACHABLE, request.variant, { at: work.now.toISOString() });
    const isReached = answer.silent === 'device' || work.service.defect('s1sp-takes-missing-wan-for-silence');
    giveUp(work, correlation, isReached ? 'E21' : 'E20', answer.reason);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.later(minutesLater(work.now, PUT_OFF_MINUTES), 'service-request', { commandId }, commandId);
  }
}

/** Takes a device's answer: the next command goes out, or the response to the DSP. Other commands are not its affair. */
export function answerRequest(commandId: string, answer: DeviceAnswer, work: Work): void {
  const request = work.get(OPEN, commandId);
  if (!request) return;
  work.remove(OPEN, commandId);
  const steps = EQUIVALENT_STEPS[request.variant];
  if (!steps) return;
  if (!answer.ok && answer.error === 'replayed-counter' && request.executionCounter !== undefined) {
    // Another command has come to the device between the tries: it has not done this one, or it would know its answer.
    const { executionCounter: _used, ...anew } = request;
    begin(anew, work);
    return;
  }
  if (!answer.ok) {
    const refusal = { responseCode: REFUSAL_NUMBERS[answer.error], error: `The device refused: ${answer.error}.` };
    respond(request, work.now, refusal, work);
    return;
  }
  // Seeded defect: an answer is taken for that to the request before.
  const earlier = work.service.defect('s1sp-mixes-up-answers') ? work.get(BEFORE, request.variant)?.values : undefined;
  if (work.service.defect('s1sp-mixes-up-answers')) work.put(BEFORE, request.variant, { values: answer.values });
  const answers = [...request.answers, earlier ?? answer.values];
  if (answers.length < steps.commands(request.body).length) {
    const { executionCounter: _used, ...next } = request;
    begin({ ...next, answers }, work);
    return;
  }
  const installation = installationWith(work, request.deviceId);
  const typeOf = (deviceId: string): string => {
    const type = installation?.devices.find((device) => device.deviceId === deviceId)?.deviceType ?? 'PPMID';
    return LOG_TYPES[type] ?? type;
  };
  // Seeded defect: a reading is dated with the time at which it comes in.
  const taken = work.service.defect('s1sp-dates-readings-now') ? undefined : answer.values.at;
  const at = taken === undefined ? work.now : new Date(taken);
  const payload = steps.payload({ answers, deviceType: request.deviceType, typeOf });
  respond(request, at, { payload }, work);
}

function pick({ executionCounter }: OpenRequest): { executionCounter?: string } {
  return executionCounter === undefined ? {} : { executionCounter };
}

/** Undefined: the device has been given up. */
function minutesUntilNextTry({ silences }: OpenRequest, service: ServiceContext): number | undefined {
  if (service.defect('s1sp-gives-up-on-first-silence')) return undefined;
  return service.defect('s1sp-never-gives-up') ? SILENCE_MINUTES[0] : SILENCE_MINUTES[silences];
}

/** @param minutes until the command goes out */
function begin(request: OpenRequest, work: Work, minutes = 0): void {
  const commandId = `request-${work.nextNumber('service-request')}`;
  work.put(OPEN, commandId, request);
  work.later(minutesLater(work.now, minutes), 'service-request', { commandId }, commandId);
}

function respond(
  request: OpenRequest,
  at: Date,
  result: { readonly payload: string } | DeviceRefusal,
  work: Work,
): void {
  const { correlation, reference, variant, deviceId, deviceType, user, counter } = request;
  const response = { reference, variant, deviceId, deviceType, user, counter: BigInt(counter), at, result };
  const body = writeSmets1Response(response, signingKey(work.service));
  work.send({ to: 'dsp', kind: 'smets1-response', body, correlation });
  work.audit('service-request-answered', undefined, `${correlation}: ${'error' in result ? result.error : 'done'}`);
}

/** The originator of a critical request when it is not the party whose credentials the device is said to hold. */
function strangerIn({ variant, body, deviceId, user }: OpenRequest, work: Work): string | undefined {
  if (!isCritical(variant)) return undefined;
  const role = body.kind === 'credentials' && body.role === 'NetworkOperator' ? 'NetworkOperator' : 'Supplier';
  const holder = holderOf(deviceId, role, work);
  return holder === user ? undefined : (holder ?? 'nobody');
}

function refuseStranger(request: OpenRequest, holder: string, work: Work): void {
  const { correlation, deviceId, user, counter } = request;
  const information = `The credentials of ${holder} are on the device, not those of ${user}.`;
  const alert = {
    requestId: `${user}:${deviceId}:${counter}`,
    deviceId,
    code: 'SIM-S1A-01',
    information,
    at: work.now,
  };
  const body = writeS1spAlert(alert, signingKey(work.service));
  work.send({ to: 'dsp', kind: 's1sp-alert', body, correlation });
  work.audit('service-request-refused', undefined, `${correlation}: SIM-S1A-01 ${information}`);
}

function hubOf(installation: Installation): string {
  const [hub] = devicesOf(installation, ['CHF']);
  if (!hub) throw new Error(`The installation ${installation.installationId} has no communications hub.`);
  return hub.deviceId;
}

function giveUp(work: Work, correlation: string, code: 'E20' | 'E21', reason: string): void {
  work.audit('service-request-failed', undefined, `${correlation}: ${code} ${reason}`);
  work.send({ to: 'dsp', kind: 'service-request-failure', body: { code, reason }, correlation });
}
