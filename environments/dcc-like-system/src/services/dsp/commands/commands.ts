import { minutesLater } from '../../../domain/durations';
import { signingKey } from '../../../domain/signing-key';
import { keyOf, parseMessageId, responseIdTo } from '../../../duis/request-id';
import { readRequest, type ServiceRequest } from '../../../duis/request';
import { writeResponse } from '../../../duis/response';
import type { ServiceReference } from '../../../duis/vocabulary';
import type { TimerHandler } from '../../../kernel/service';
import { table } from '../../../kernel/store';
import { isFirstNow } from '../../../kernel/first-now';
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
export const CANCELS = '3000-12-31T00:00:00.000Z';

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
  // Seeded defect: of requests for one instant the one that came last goes out first.
  const early = work.service.defect('dsp-reverses-due-requests') ? work.nextNumber('reversed') : 0;
  if (waits && !work.service.defect('dsp-executes-future-dated-at-once'))
    work.later(new Date(due.getTime() - early), 'execute', { key }, `execute ${key}`);
  else countersign(key, work);
}

/** Sends what a schedule asks for; the device answers under an id of its own. */
export function acceptScheduled(command: PendingCommand, key: string, work: Work): void {
  work.put(PENDING, key, command);
  countersign(key, work);
}

/** Timer: a future-dated request is due. It is checked again, for much can have changed meanwhile. */
export const execute: TimerHandler = (body, work) => {
  const { key } = body as { key: string };
  const pending = work.get(PENDING, key);
  if (!pending) return;
  // Seeded defects: of what is due at one instant the others are forgotten; what is overdue is forgotten.
  const isLate = work.now.getTime() > Date.parse(pending.due ?? '');
  if (work.service.defect('dsp-executes-one-request-at-a-time') && !isFirstNow('execute', work)) return;
  if (work.service.defect('dsp-forgets-overdue-requests') && isLate) return;
  const maySend = maySendNow(factsOf(readRequest(pending.content), 'serviceS', work));
  if (!maySend && !work.service.defect('dsp-checks-dated-requests-once')) {
    drop(key, pending, work);
    return;
  }
  countersign(key, work);
};

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
}

/** Gives the user what the request waits for, and closes it. */
export function answer(key: string, pending: PendingCommand, document: string, what: string, work: Work): void {
  if (!work.service.defect('dsp-keeps-answered-request')) close(key, work);
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
  for (const { id: key, value: pending } of work.list(PENDING)) {
    if (pending.due === undefined || parseMessageId(pending.requestId).target !== deviceId) continue;
    const request = readRequest(pending.content);
    const dropsAll = which === 'all' || work.service.defect('dsp-drops-every-waiting-request');
    if (dropsAll || !maySendNow(factsOf(request, 'serviceS', work))) drop(key, pending, work);
  }
}

/** Seeded defects: requests of a user, or of everybody, that wait for their time are dropped wherever they are for. */
export function dropEveryWaiting(user: string | undefined, work: Work): void {
  for (const { id: key, value: pending } of work.list(PENDING, user)) {
    if (pending.due !== undefined) drop(key, pending, work);
  }
}

function drop(key: string, pending: PendingCommand, work: Work): void {
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
  // Seeded defect: what waits for other devices is taken back too.
  const prefix = work.service.defect('dsp-takes-back-every-request')
    ? `${id.originator}:`
    : `${id.originator}:${id.target}:`;
  for (const { id: key, value: pending } of work.list(PENDING, prefix)) {
    if (pending.due === undefined || pending.variant !== variant) continue;
    if (work.service.defect('dsp-keeps-cancelled-request')) continue;
    close(key, work);
    work.cancel(`execute ${key}`);
    work.audit('request-taken-back', pending.installation, pending.requestId);
  }
  const header = { requestId: id.text, responseId: responseIdTo(id), code: 'I0', at: work.now } as const;
  const document = writeResponse(header, { reference, variant }, undefined, signingKey(work.service));
  deliverTo(id.originator, document, `response I0 to ${id.text}`, undefined, work);
}

function countersign(key: string, work: Work): void {
  const pending = work.get(PENDING, key);
  if (!pending) return;
  work.put(PENDING, key, { ...pending, due: undefined });
  const isSmets2 = work.get(INVENTORY, parseMessageId(pending.requestId).target)?.smets2 === true;
  // Seeded defect: every device is taken for a SMETS1 one.
  if (isSmets2 && !work.service.defect('dsp-takes-smets2-for-smets1')) sendCommand(key, pending, work);
  else
    work.send({
      to: 's1sp',
      kind: 'countersigned-service-request',
      body: sign(pending.content, signingKey(work.service)),
      correlation: key,
    });
  // Seeded defect: a SMETS2+ device has all the time in the world.
  if (isSmets2 && work.service.defect('dsp-waits-for-smets2-for-ever')) return;
  work.later(minutesLater(work.now, ANSWER_WITHIN_MINUTES), 'no-answer', { key }, `no-answer ${key}`);
}
