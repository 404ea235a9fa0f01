import { minutesLater } from '../../../domain/durations';
import { signingKey } from '../../../kernel/signing-key';
import { keyOf, parseMessageId, responseIdTo } from '../../../duis/request-id';
import { readRequest, type ServiceRequest } from '../../../duis/request';
import { writeResponse } from '../../../duis/response';
import type { ServiceReference } from '../../../duis/vocabulary';
import type { TimerHandler } from '../../../kernel/service';
import { table } from '../../../kernel/store';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { sign } from '../../../xml/signature';
import { alertUser } from '../alerts/alerts';
import { deliverTo } from '../alerts/delivery';
import { INVENTORY } from '../inventory/inventory';
import { maySendNow } from '../gateway/request-checks';
import { factsOf } from '../gateway/request-facts';
import { sendCommand } from '../smets2/send';

/** A device request that was acknowledged, or that a schedule makes, and waits for its time or its response. */
export interface PendingCommand extends ServiceReference {
  /** As the user wrote it; of a schedule the id under which the device answers. */
  readonly requestId: string;
  /** The request without its signature. */
  readonly content: string;
  readonly installation?: string;
  /** It has not been sent yet: it waits for this instant (ISO 8601). */
  readonly due?: string | undefined;
  /** Of the schedule that makes it. */
  readonly scheduleId?: string;
}

/** Pending commands by the key under which the S1SP answers them. */
const PENDING = table<PendingCommand>('pending-commands');

/** Minutes after which a command without an answer is E21 (MODEL: one day, the target time of most requests). */
const ANSWER_WITHIN_MINUTES = 24 * 60;
/**
 * Execution time that takes back what waits: requests of the same variant from the same user to the same device (RECOLLECTION
 * medium; the domain notes do not have it).
 */
const CANCELS = '3000-12-31T00:00:00.000Z';

/** The variant that changes the device log of a hub. */
const CHANGES_DEVICE_LOG = '8.11';

/** How the DSP sends, cancels and closes requests. */
export const COMMANDS = area('dsp-commands', {
  /** Keeps a request until its execution time. */
  plan: (key: string, due: Date, work: Work): void => {
    work.later(due, 'execute', { key }, `execute ${key}`);
  },
  executeDue,
  /** Whether a request that has waited may still be sent. */
  maySend: ({ content }: PendingCommand, work: Work): boolean => isAllowedNow(readRequest(content), work),
  countersign,
  /** Whether the device of a request is a SMETS2+ one. */
  isForSmets2: ({ requestId }: PendingCommand, work: Work): boolean =>
    work.get(INVENTORY, parseMessageId(requestId).target)?.smets2 === true,
  /** Limits the time in which an answer is awaited. */
  limitWait: (key: string, _pending: PendingCommand, work: Work): void => {
    work.later(minutesLater(work.now, ANSWER_WITHIN_MINUTES), 'no-answer', { key }, `no-answer ${key}`);
  },
  closeAnswered: close,
  /** A change of a hub's device log that nobody confirms may have gone through all the same. */
  tellOfDoubt: ({ requestId, variant, installation }: PendingCommand, work: Work): void => {
    if (variant !== CHANGES_DEVICE_LOG) return;
    alertUser(parseMessageId(requestId).originator, { code: 'N25', requestId }, installation, work);
  },
  /** Whether a change at its device ends a request that waits. */
  isEnded: (request: ServiceRequest, work: Work): boolean => !isAllowedNow(request, work),
  /** What the keys begin with of the requests that a cancellation can be for. */
  cancelledBy: ({ originator, target }: ServiceRequest['id']): string => `${originator}:${target}:`,
  cancel: (key: string, { installation, requestId }: PendingCommand, work: Work): void => {
    close(key, work);
    work.cancel(`execute ${key}`);
    work.audit('request-taken-back', installation, requestId);
  },
});

/** Accepts a device request: it is countersigned to the S1SP, at once or at its execution time. */
export function accept(request: ServiceRequest, content: string, work: Work): void {
  const { id, reference, variant, body } = request;
  if (body.executionDateTime === CANCELS) {
    takeBack(request, work);
    return;
  }
  const due = new Date(body.executionDateTime ?? work.now);
  const installation = work.get(INVENTORY, id.target)?.installationId;
  const key = keyOf(id);
  const waits = due > work.now;
  work.put(PENDING, key, {
    requestId: id.text,
    reference,
    variant,
    content,
    ...(installation === undefined ? {} : { installation }),
    ...(waits ? { due: due.toISOString() } : {}),
  });
  const { plan, countersign } = work.rules(COMMANDS);
  if (waits) plan(key, due, work);
  else countersign(key, work);
}

/** Sends what a schedule asks for; the device answers under an id of its own. */
export function acceptScheduled(command: PendingCommand, key: string, work: Work): void {
  work.put(PENDING, key, command);
  work.rules(COMMANDS).countersign(key, work);
}

/** Timer: a future-dated request is due. It is checked again, for much can have changed meanwhile. */
export const execute: TimerHandler = (body, work) => {
  const { key } = body as { key: string };
  const pending = work.get(PENDING, key);
  if (pending) work.rules(COMMANDS).executeDue(key, pending, work);
};

function executeDue(key: string, pending: PendingCommand, work: Work): void {
  const { maySend, countersign } = work.rules(COMMANDS);
  if (maySend(pending, work)) countersign(key, work);
  else drop(key, pending, work);
}

/** Whether a request would be accepted now, but for its counter and form. */
function isAllowedNow(request: ServiceRequest, work: Work): boolean {
  return maySendNow(factsOf(request, 'serviceS', work));
}

/** Timer: nobody answered in time. */
export const noAnswer: TimerHandler = (body, work) => {
  const { key } = body as { key: string };
  const pending = work.get(PENDING, key);
  if (pending) fail(key, pending, 'E21', 'no answer in time', work);
};

/** The command that waits under a key. */
export function pendingUnder(key: string | undefined, work: Work): PendingCommand | undefined {
  return key === undefined ? undefined : work.get(PENDING, key);
}

/** Tells the user that no response can be had from the device. */
export function fail(key: string, pending: PendingCommand, code: 'E20' | 'E21', reason: string, work: Work): void {
  work.audit('command-failed', pending.installation, `${pending.requestId}: ${code}, ${reason}`);
  const content =
    pending.scheduleId === undefined ? undefined : ({ kind: 'schedule', id: pending.scheduleId } as const);
  const document = writeResponse(
    { ...responseHeader(pending), code, at: work.now },
    pending,
    content,
    signingKey(work.service),
  );
  answer(key, pending, document, `response ${code}`, work);
  work.rules(COMMANDS).tellOfDoubt(pending, work);
}

/** Gives the user what the request waits for, and closes it. */
export function answer(key: string, pending: PendingCommand, document: string, what: string, work: Work): void {
  work.rules(COMMANDS).closeAnswered(key, work);
  const { originator } = parseMessageId(pending.requestId);
  deliverTo(originator, document, `${what} to ${pending.requestId}`, pending.installation, work);
}

/** Closes a request of which nothing more is to come. */
export function close(key: string, work: Work): void {
  work.remove(PENDING, key);
  work.cancel(`no-answer ${key}`);
}

/** Ids of the response to a command: what a schedule asked for answers no request of the user. */
export function responseHeader({ requestId, scheduleId }: PendingCommand): { requestId?: string; responseId: string } {
  const responseId = responseIdTo(parseMessageId(requestId));
  return scheduleId === undefined ? { requestId, responseId } : { responseId };
}

/** Drops requests that wait for their time with a device and that their users may not send any more, or all of them. */
export function dropWaiting(deviceId: string, which: 'all' | 'unauthorised', work: Work): void {
  for (const { key, pending } of waitingRequests('', work)) {
    if (parseMessageId(pending.requestId).target !== deviceId) continue;
    const request = readRequest(pending.content);
    if (which === 'all' || work.rules(COMMANDS).isEnded(request, work)) drop(key, pending, work);
  }
}

/** Requests that wait for their time, with their keys. @param prefix what the keys begin with */
export function waitingRequests(
  prefix: string,
  work: Work,
): { readonly key: string; readonly pending: PendingCommand }[] {
  const requests = work.list(PENDING, prefix).map(({ id: key, value: pending }) => ({ key, pending }));
  return requests.filter(({ pending }) => pending.due !== undefined);
}

/** Ends a request before its time, and tells its user. */
export function drop(key: string, pending: PendingCommand, work: Work): void {
  const { originator, target } = parseMessageId(pending.requestId);
  close(key, work);
  work.cancel(`execute ${key}`);
  work.audit('request-dropped', pending.installation, `${pending.requestId} before its time`);
  const alert = { code: 'N3', deviceId: target, requestId: pending.requestId } as const;
  alertUser(originator, alert, pending.installation, work);
}

/** A request whose time never comes: those like it that wait are dropped without a word, and it is answered as done. */
function takeBack(request: ServiceRequest, work: Work): void {
  const { id, reference, variant } = request;
  const { cancelledBy, cancel } = work.rules(COMMANDS);
  for (const { key, pending } of waitingRequests(cancelledBy(id), work)) {
    if (pending.variant === variant) cancel(key, pending, work);
  }
  const header = { requestId: id.text, responseId: responseIdTo(id), code: 'I0', at: work.now } as const;
  const document = writeResponse(header, { reference, variant }, undefined, signingKey(work.service));
  deliverTo(id.originator, document, `response I0 to ${id.text}`, undefined, work);
}

function countersign(key: string, work: Work): void {
  const pending = work.get(PENDING, key);
  if (!pending) return;
  work.put(PENDING, key, { ...pending, due: undefined });
  const { isForSmets2, limitWait } = work.rules(COMMANDS);
  if (isForSmets2(pending, work)) sendCommand(key, pending, work);
  else
    work.send({
      to: 's1sp',
      kind: 'countersigned-service-request',
      body: sign(pending.content, signingKey(work.service)),
      correlation: key,
    });
  limitWait(key, pending, work);
}
