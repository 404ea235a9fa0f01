import { minutesLater } from '../../../domain/durations';
import { signingKey } from '../../../kernel/signing-key';
import type { RequestBody } from '../../../duis/requests/bodies';
import { writeSmets1Response, type DeviceRefusal } from '../../../duis/smets1-response';
import type { ServiceReference } from '../../../duis/vocabulary';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** A service request that waits for its device. */
export interface OpenRequest extends ServiceReference {
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
export const OPEN_REQUESTS = table<OpenRequest>('service-requests');

/** Opens a request, or its next command. @param minutes until the command goes out */
export function openRequest(request: OpenRequest, work: Work, minutes = 0): void {
  const commandId = `request-${work.nextNumber('service-request')}`;
  work.put(OPEN_REQUESTS, commandId, request);
  work.later(minutesLater(work.now, minutes), 'service-request', { commandId }, commandId);
}

/** Sends the response of a request to the DSP. @param at when the device did it */
export function respond(
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

/** Tells the DSP that a request came to nothing. */
export function giveUp(work: Work, correlation: string, code: 'E20' | 'E21', reason: string): void {
  work.audit('service-request-failed', undefined, `${correlation}: ${code} ${reason}`);
  work.send({ to: 'dsp', kind: 'service-request-failure', body: { code, reason }, correlation });
}
