import type { Element } from '@xmldom/xmldom';
import { z } from 'zod';
import { SENTENCE, type Read as Content } from '../../../domain/fields';
import { signingKey } from '../../../kernel/signing-key';
import { keyOf, parseMessageId } from '../../../duis/request-id';
import { wrapSmets1 } from '../../../duis/response';
import { readS1spAlert } from '../../../duis/s1sp-alert';
import { readSmets1Header, type Smets1Header } from '../../../duis/smets1-response';
import type { InboundMessage } from '../../../kernel/messages';
import { table } from '../../../kernel/store';
import { XmlFault } from '../../../xml/parse';
import { verify, type NotSigned, type Signed } from '../../../xml/signature';
import { takeEffect } from './after-effects';
import { alertUser } from '../alerts/alerts';
import { answer, close, fail, pendingUnder, responseHeader, type PendingCommand } from './commands';
import { deliverTo } from '../alerts/delivery';
import { releaseFault } from '../alerts/release';
import { INVENTORY } from '../inventory/inventory';
import { area, firstFault } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';

/** Body of `service-request-failure`, s1sp -> dsp. */
export const REQUEST_FAILURE = z
  .strictObject({ code: z.enum(['E20', 'E21']), reason: SENTENCE })
  .meta({ id: 'ServiceRequestFailure' });

/** Alerts of devices that were passed on, by `device:user:counter`. */
const PASSED_ON = table<object>('device-alerts-passed-on');

/** What the DSP reads in a document of the S1SP. */
type Read<T> = T | { readonly fault: string };

/** A response, and the request that it is said to answer. */
interface Answered {
  readonly response: Smets1Header;
  readonly pending: PendingCommand;
}

/** What the DSP takes from the S1SP. */
export const S1SP_MESSAGES = area('dsp-s1sp-messages', {
  /** What was signed, where the S1SP has signed it. */
  signedBy: (
    verdict: Signed | NotSigned,
    _xml: string,
    _kind: string,
  ): { readonly root: Element } | { readonly fault: string } =>
    'fault' in verdict || verdict.signer === 's1sp' ? verdict : { fault: `it is signed by ${verdict.signer}` },
  /** Why a response is not the one that the request waits for, in the order in which it is looked for. */
  mismatches: {
    request: ({ response, pending }: Answered): string | undefined => {
      const answered = `${response.user}:${response.deviceId}:${response.counter}`;
      const isFor = response.kind === 'response' && answered === keyOf(parseMessageId(pending.requestId));
      return isFor ? undefined : `it answers ${answered}`;
    },
    service: ({ response, pending }: Answered): string | undefined =>
      response.variant === pending.variant ? undefined : `it answers service ${response.variant ?? 'unknown'}`,
  },
  scheduleIdOf: ({ scheduleId }: PendingCommand): string | undefined => scheduleId,
  /** Whether an alert of a device was passed on before. */
  isPassedOn: (responseId: string, work: Work): boolean => work.get(PASSED_ON, responseId) !== undefined,
  /** EUI of the user to whom an alert of a device goes. */
  recipientOf: ({ user }: Smets1Header, _work: Work): string => user,
});

/** Message of the S1SP: what the device answered. */
export async function smets1Response(message: InboundMessage, work: Work): Promise<void> {
  const { correlation: key = '' } = message;
  const pending = pendingUnder(key, work);
  if (!pending) {
    work.audit('response-dropped', undefined, `no request ${key} waits for a response`);
    return;
  }
  const response = await readValid(message, work);
  const fault =
    'fault' in response ? response.fault : firstFault(work.rules(S1SP_MESSAGES).mismatches, { response, pending });
  if (fault !== undefined || 'fault' in response) {
    work.audit('response-refused', pending.installation, `${pending.requestId}: ${fault ?? ''}`);
    return;
  }
  const header = { ...responseHeader(pending), code: 'I0' as const, at: work.now };
  const inner = message.body.toString('utf8');
  const scheduleId = work.rules(S1SP_MESSAGES).scheduleIdOf(pending);
  answer(key, pending, wrapSmets1(header, pending, inner, signingKey(work.service), scheduleId), 'response I0', work);
  if (response.succeeded) takeEffect(pending, work);
}

/** Message of the S1SP: no response can be had from the device. */
export function requestFailure(
  { code, reason }: Content<typeof REQUEST_FAILURE>,
  work: Work,
  { correlation: key = '' }: InboundMessage,
): void {
  const pending = pendingUnder(key, work);
  if (!pending) {
    work.audit('response-dropped', undefined, `no request ${key} waits for a response`);
    return;
  }
  fail(key, pending, code, reason, work);
}

/** Message of the S1SP: it refuses a request that the DSP had accepted. The user is told, and nothing more comes. */
export function s1spAlert(message: InboundMessage, work: Work): void {
  const { correlation: key = '' } = message;
  const pending = pendingUnder(key, work);
  const alert = read(message, readS1spAlert, work);
  if (!pending || 'fault' in alert) {
    const why = 'fault' in alert ? alert.fault : `no request ${key} waits for a response`;
    work.audit('alert-refused', undefined, why);
    return;
  }
  close(key, work);
  const { originator } = parseMessageId(pending.requestId);
  const document = message.body.toString('utf8');
  alertUser(originator, { code: 'N55', document }, pending.installation, work);
}

/** Message of the S1SP: an alert of a device for one user. */
export async function smets1Alert(message: InboundMessage, work: Work): Promise<void> {
  const alert = await readValid(message, work);
  if ('fault' in alert || alert.kind !== 'alert' || alert.user !== message.correlation?.toUpperCase()) {
    const fault = 'fault' in alert ? alert.fault : `not an alert for ${message.correlation ?? 'anybody'}`;
    work.audit('alert-refused', undefined, fault);
    return;
  }
  const responseId = `${alert.deviceId}:${alert.user}:${alert.counter}`;
  const { isPassedOn, recipientOf } = work.rules(S1SP_MESSAGES);
  if (isPassedOn(responseId, work)) return;
  work.put(PASSED_ON, responseId, {});
  const installation = work.get(INVENTORY, alert.deviceId)?.installationId;
  const header = { responseId, code: 'I0' as const, at: work.now };
  const document = wrapSmets1(header, undefined, message.body.toString('utf8'), signingKey(work.service));
  deliverTo(recipientOf(alert, work), document, `alert of ${alert.deviceId}`, installation, work);
}

/** What a SMETS1SignedResponse says, once its signature holds and a user may get it. */
async function readValid(message: InboundMessage, work: Work): Promise<Read<Smets1Header>> {
  const said = read(message, readSmets1Header, work);
  if ('fault' in said) return said;
  const fault = await releaseFault(message.body.toString('utf8'), work.service);
  return fault === undefined ? said : { fault };
}

/** What a document of the S1SP says, once its signature holds. */
function read<T extends object>(message: InboundMessage, reader: (root: Element) => T, work: Work): Read<T> {
  const xml = message.body.toString('utf8');
  const verdict = verify(xml, work.service.config.certificates);
  try {
    const signed = work.rules(S1SP_MESSAGES).signedBy(verdict, xml, message.kind);
    return 'fault' in signed ? signed : reader(signed.root);
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}
