import { minutesLater } from '../../../domain/durations';
import type { CommandFrame, DeviceAnswer, DeviceError } from '../../../domain/frames';
import { PeerUnavailable } from '../../../kernel/look-up';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { DownlinkAnswer } from '../../wan/answers';
import { installationWith } from '../migration/installations';
import { downlink, makeCommand } from '../migration/network';
import { holderOf } from './credentials';
import { EQUIVALENT_STEPS } from './equivalent-steps';
import { giveUp, OPEN_REQUESTS, openRequest, respond, type OpenRequest } from './open-requests';

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
/** Minutes until a device that says nothing is tried again; after the last one it is E21 (MODEL). */
const SILENCE_MINUTES = [5, 15];
/** How DUIS calls device types in the log of a device (SOURCED: MMC schema). */
const LOG_TYPES: Readonly<Record<string, string>> = { IHD: 'Type2' };

type NoAnswer = Extract<DownlinkAnswer, { outcome: 'no-route' | 'no-answer' }>;
type Values = Readonly<Record<string, string>>;

/** How the commands of a request are tried, and what is made of the answers. */
export const EXECUTION = area('s1sp-request-execution', {
  /** Minutes until a silent device is tried again; undefined: it has been given up. @param silences tries before this one */
  minutesUntilNextTry: (silences: number): number | undefined => SILENCE_MINUTES[silences],
  /** A command that is tried again is the same command. */
  repeatedCounter: ({ executionCounter }: OpenRequest): { executionCounter?: string } =>
    executionCounter === undefined ? {} : { executionCounter },
  /** What stays of a request that the network could not take: its command, which may have come to the device. */
  putOff: (tried: OpenRequest, _before: OpenRequest): OpenRequest => tried,
  /** A silent device (E21) is told from a hub that cannot be reached (E20). */
  failureCode: ({ silent }: NoAnswer): 'E20' | 'E21' => (silent === 'device' ? 'E21' : 'E20'),
  /** A request ends without an answer. */
  endUnanswered: ({ correlation }: OpenRequest, answer: NoAnswer, work: Work): void =>
    giveUp(work, correlation, work.rules(EXECUTION).failureCode(answer), answer.reason),
  /** What a device has answered to a request. */
  valuesFor: (_request: OpenRequest, values: Values, _work: Work): Values => values,
  /** When a reading was taken: its own time where it has one. */
  takenAt: ({ at }: Values, work: Work): Date => (at === undefined ? work.now : new Date(at)),
});

/** Timer: sends the next command of a request. */
export async function executeRequest(commandId: string, work: Work): Promise<void> {
  const request = work.get(OPEN_REQUESTS, commandId);
  if (!request) return;
  const rules = work.rules(EXECUTION);
  const { commanded, protector, correlation, iccid, deviceType } = request;
  const step = EQUIVALENT_STEPS[request.variant]?.commands(request.body, request)[request.answers.length];
  if (!step) throw new Error(`Request ${correlation} has no step ${request.answers.length + 1}.`);
  const body = deviceType === 'GPF' ? { ...step.body, of: 'GPF' } : step.body;
  const { operation } = step;
  const order = { deviceId: commanded, protector, commandId, operation, key: 'current', body } as const;
  const frame = makeCommand({ ...order, ...rules.repeatedCounter(request) }, work);
  const tried = { ...request, ...counterOf(frame) };
  try {
    const answer = await downlink(iccid, frame, work);
    if (answer.outcome === 'answer') answerRequest(commandId, answer.body, work);
    // The DSP watches over the time that a sleeping device takes.
    if (answer.outcome === 'answer' || answer.outcome === 'queued') return;
    const again = answer.silent === 'device' ? rules.minutesUntilNextTry(request.silences) : undefined;
    if (again !== undefined) {
      work.put(OPEN_REQUESTS, commandId, { ...tried, silences: request.silences + 1 });
      work.later(minutesLater(work.now, again), 'service-request', { commandId }, commandId);
      return;
    }
    work.remove(OPEN_REQUESTS, commandId);
    rules.endUnanswered(request, answer, work);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    // The device may have had it all the same.
    work.put(OPEN_REQUESTS, commandId, rules.putOff(tried, request));
    work.later(minutesLater(work.now, PUT_OFF_MINUTES), 'service-request', { commandId }, commandId);
  }
}

/** Takes a device's answer: the next command goes out, or the response to the DSP. Answers to other commands are passed over. */
export function answerRequest(commandId: string, answer: DeviceAnswer, work: Work): void {
  const request = work.get(OPEN_REQUESTS, commandId);
  if (!request) return;
  work.remove(OPEN_REQUESTS, commandId);
  const steps = EQUIVALENT_STEPS[request.variant];
  if (!steps) return;
  if (!answer.ok && answer.error === 'replayed-counter' && request.executionCounter !== undefined) {
    // Another command has come to the device between the tries: it has not done this one, or it would know its answer.
    openRequest(withFreshCounter(request), work);
    return;
  }
  if (!answer.ok) {
    const refusal = { responseCode: REFUSAL_NUMBERS[answer.error], error: `The device refused: ${answer.error}.` };
    respond(request, work.now, refusal, work);
    return;
  }
  const rules = work.rules(EXECUTION);
  const answers = [...request.answers, rules.valuesFor(request, answer.values, work)];
  if (answers.length < steps.commands(request.body, request).length) {
    openRequest({ ...withFreshCounter(request), answers }, work);
    return;
  }
  const installation = installationWith(work, request.deviceId);
  const typeOf = (deviceId: string): string => {
    const type = installation?.devices.find((device) => device.deviceId === deviceId)?.deviceType ?? 'PPMID';
    return LOG_TYPES[type] ?? type;
  };
  const forNetworkOperator = holderOf(request.deviceId, 'NetworkOperator', work) === request.user;
  const payload = steps.payload({ answers, deviceType: request.deviceType, forNetworkOperator, typeOf });
  respond(request, rules.takenAt(answer.values, work), { payload }, work);
}

function counterOf({ executionCounter }: CommandFrame): { executionCounter?: string } {
  return executionCounter === undefined ? {} : { executionCounter };
}

/** A request whose next command takes an execution counter of its own. */
function withFreshCounter({ executionCounter: _used, ...request }: OpenRequest): OpenRequest {
  return request;
}
