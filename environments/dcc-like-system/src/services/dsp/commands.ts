import { minutesLater } from '../../domain/durations';
import { jsonFrom } from '../../domain/json-message';
import { signingKey } from '../../domain/signing-key';
import { keyOf, parseMessageId, responseIdTo } from '../../duis/request-id';
import type { ServiceRequest } from '../../duis/request';
import { wrapSmets1, writeResponse } from '../../duis/response';
import { readSmets1Header } from '../../duis/smets1-response';
import type { ServiceReference } from '../../duis/vocabulary';
import type { InboundMessage, MessageHandler, Service, TimerHandler } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { XmlFault } from '../../xml/parse';
import { sign, verify } from '../../xml/signature';
import { deliverTo } from './delivery';
import { INVENTORY } from './inventory';

/** A device request that was acknowledged and waits for its asynchronous response. */
interface PendingCommand extends ServiceReference {
  /** As the user wrote it. */
  readonly requestId: string;
  /** The request without its signature. */
  readonly content: string;
  readonly installation?: string;
}

/** Pending commands by request id. */
const PENDING = table<PendingCommand>('pending-commands');

/** Alerts of devices that were passed on, by `device:user:counter`. */
const PASSED_ON = table<object>('device-alerts-passed-on');

/** Minutes after which a command without an answer is E21 (MODEL: one day, the target time of most requests). */
const ANSWER_WITHIN_MINUTES = 24 * 60;

/** Accepts a device request: it is countersigned to the S1SP, at once or at its execution time. */
export function accept(
  request: ServiceRequest,
  executionDateTime: string | undefined,
  content: string,
  work: Work,
  service: Service,
): void {
  const key = keyOf(request.id);
  const installation = work.get(INVENTORY, request.id.target)?.installationId;
  work.put(PENDING, key, {
    requestId: request.id.text,
    reference: request.reference,
    variant: request.variant,
    content,
    ...(installation === undefined ? {} : { installation }),
  });
  const due = new Date(executionDateTime ?? work.now);
  if (due > work.now) work.later(due, 'execute', { key }, `execute ${key}`);
  else countersign(key, work, service);
}

/** Timer: a future-dated request is due. */
export const execute: TimerHandler = (body, work, service) => {
  countersign((body as { key: string }).key, work, service);
};

/** Timer: nobody answered in time. */
export const noAnswer: TimerHandler = (body, work, service) => {
  const { key } = body as { key: string };
  const pending = work.get(PENDING, key);
  if (pending) fail(key, pending, 'E21', 'no answer in time', work, service);
};

/** Message of the S1SP: what the device answered. */
export const smets1Response: MessageHandler = (message, work, service) => {
  const key = correlatedKey(message);
  const pending = key === undefined ? undefined : work.get(PENDING, key);
  if (key === undefined || !pending) {
    work.audit('response-dropped', undefined, `no request ${message.correlation ?? ''} waits for a response`);
    return;
  }
  const fault = responseFault(message, key, pending, service);
  if (fault !== undefined) {
    work.audit('response-refused', pending.installation, `${pending.requestId}: ${fault}`);
    return;
  }
  const { requestId } = pending;
  const header = { requestId, responseId: responseIdTo(parseMessageId(requestId)), code: 'I0' as const, at: work.now };
  answer(key, pending, wrapSmets1(header, pending, message.body.toString('utf8'), signingKey(service)), 'I0', work);
};

/** Message of the S1SP: no response can be had from the device. */
export const requestFailure: MessageHandler = (message, work, service) => {
  const failure = jsonFrom('s1sp', message, work) as { code?: string; reason?: string } | undefined;
  if (!failure) return;
  const key = correlatedKey(message);
  const pending = key === undefined ? undefined : work.get(PENDING, key);
  if (key === undefined || !pending) {
    work.audit('response-dropped', undefined, `no request ${message.correlation ?? ''} waits for a response`);
    return;
  }
  fail(key, pending, failure.code === 'E20' ? 'E20' : 'E21', failure.reason ?? '', work, service);
};

/** Message of the S1SP: an alert of a device for one user. */
export const smets1Alert: MessageHandler = (message, work, service) => {
  const alert = read(message, service);
  if ('fault' in alert || alert.kind !== 'alert' || alert.user !== message.correlation?.toUpperCase()) {
    const fault = 'fault' in alert ? alert.fault : `not an alert for ${message.correlation ?? 'anybody'}`;
    work.audit('alert-refused', undefined, fault);
    return;
  }
  const responseId = `${alert.deviceId}:${alert.user}:${alert.counter}`;
  if (work.get(PASSED_ON, responseId)) return;
  work.put(PASSED_ON, responseId, {});
  const installation = work.get(INVENTORY, alert.deviceId)?.installationId;
  const header = { responseId, code: 'I0' as const, at: work.now };
  const document = wrapSmets1(header, undefined, message.body.toString('utf8'), signingKey(service));
  deliverTo(alert.user, document, `alert of ${alert.deviceId}`, installation, work);
};

function countersign(key: string, work: Work, service: Service): void {
  const pending = work.get(PENDING, key);
  if (!pending) return;
  work.send({
    to: 's1sp',
    kind: 'countersigned-service-request',
    body: sign(pending.content, signingKey(service)),
    correlation: pending.requestId,
  });
  work.later(minutesLater(work.now, ANSWER_WITHIN_MINUTES), 'no-answer', { key }, `no-answer ${key}`);
}

function fail(
  key: string,
  pending: PendingCommand,
  code: 'E20' | 'E21',
  reason: string,
  work: Work,
  service: Service,
): void {
  const { requestId } = pending;
  const header = { requestId, responseId: responseIdTo(parseMessageId(requestId)), code, at: work.now };
  work.audit('command-failed', pending.installation, `${requestId}: ${code}, ${reason}`);
  answer(key, pending, writeResponse(header, pending, [], signingKey(service)), code, work);
}

function answer(key: string, pending: PendingCommand, document: string, code: string, work: Work): void {
  work.remove(PENDING, key);
  work.cancel(`no-answer ${key}`);
  const { originator } = parseMessageId(pending.requestId);
  deliverTo(originator, document, `response ${code} to ${pending.requestId}`, pending.installation, work);
}

/** Why a response is not the one that the request waits for. */
function responseFault(
  message: InboundMessage,
  key: string,
  pending: PendingCommand,
  service: Service,
): string | undefined {
  const response = read(message, service);
  if ('fault' in response) return response.fault;
  const answered = `${response.user}:${response.deviceId}:${response.counter}`;
  if (response.kind !== 'response' || answered !== key) return `it answers ${answered}`;
  if (response.variant !== pending.variant) return `it answers service ${response.variant ?? 'unknown'}`;
  return undefined;
}

/** Header of a document of the S1SP, once its signature holds. */
function read(message: InboundMessage, service: Service): ReturnType<typeof readSmets1Header> | { fault: string } {
  const verdict = verify(message.body.toString('utf8'), service.config.certificates);
  if ('fault' in verdict) return verdict;
  if (verdict.signer !== 's1sp') return { fault: `it is signed by ${verdict.signer}` };
  try {
    return readSmets1Header(verdict.root);
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}

function correlatedKey({ correlation }: InboundMessage): string | undefined {
  try {
    return correlation === undefined ? undefined : keyOf(parseMessageId(correlation));
  } catch (error) {
    if (error instanceof XmlFault) return undefined;
    throw error;
  }
}
