import type { Element } from '@xmldom/xmldom';
import { jsonFrom } from '../../../domain/json-message';
import { signingKey } from '../../../domain/signing-key';
import { keyOf, parseMessageId } from '../../../duis/request-id';
import { wrapSmets1 } from '../../../duis/response';
import { readS1spAlert } from '../../../duis/s1sp-alert';
import { readSmets1Header, type Smets1Header } from '../../../duis/smets1-response';
import type { InboundMessage } from '../../../kernel/messages';
import type { MessageHandler } from '../../../kernel/service';
import { table } from '../../../kernel/store';
import { parseXml, rootOf, XmlFault } from '../../../xml/parse';
import { verify } from '../../../xml/signature';
import { takeEffect } from './after-effects';
import { alertUser } from '../alerts/alerts';
import { answer, close, fail, pendingUnder, responseHeader, type PendingCommand } from './commands';
import { deliverTo } from '../alerts/delivery';
import { INVENTORY } from '../inventory/inventory';
import { REGISTRATIONS } from '../inventory/registration';
import type { ServiceContext } from '../../../kernel/service-context';

/** Alerts of devices that were passed on, by `device:user:counter`. */
const PASSED_ON = table<object>('device-alerts-passed-on');

/** What the DSP reads in a document of the S1SP. */
type Read<T> = T | { readonly fault: string };

/** Message of the S1SP: what the device answered. */
export const smets1Response: MessageHandler = (message, work) => {
  const { correlation: key = '' } = message;
  const pending = pendingUnder(key, work);
  if (!pending) {
    work.audit('response-dropped', undefined, `no request ${key} waits for a response`);
    return;
  }
  const response = read(message, readSmets1Header, work.service);
  const fault = 'fault' in response ? response.fault : mismatch(response, pending, work.service);
  if (fault !== undefined || 'fault' in response) {
    work.audit('response-refused', pending.installation, `${pending.requestId}: ${fault ?? ''}`);
    return;
  }
  const header = { ...responseHeader(pending), code: 'I0' as const, at: work.now };
  const inner = message.body.toString('utf8');
  const scheduleId = work.service.defect('dsp-omits-schedule-id') ? undefined : pending.scheduleId;
  answer(key, pending, wrapSmets1(header, pending, inner, signingKey(work.service), scheduleId), 'response I0', work);
  if (response.succeeded) takeEffect(pending, work);
};

/** Message of the S1SP: no response can be had from the device. */
export const requestFailure: MessageHandler = (message, work) => {
  const failure = jsonFrom('s1sp', message, work) as { code?: string; reason?: string } | undefined;
  if (!failure) return;
  const { correlation: key = '' } = message;
  const pending = pendingUnder(key, work);
  if (!pending) {
    work.audit('response-dropped', undefined, `no request ${key} waits for a response`);
    return;
  }
  fail(key, pending, failure.code === 'E20' ? 'E20' : 'E21', failure.reason ?? '', work);
};

/** Message of the S1SP: it refuses a request that the DSP had accepted. The user is told, and nothing more comes. */
export const s1spAlert: MessageHandler = (message, work) => {
  const { correlation: key = '' } = message;
  const pending = pendingUnder(key, work);
  const alert = read(message, readS1spAlert, work.service);
  if (!pending || 'fault' in alert) {
    const why = 'fault' in alert ? alert.fault : `no request ${key} waits for a response`;
    work.audit('alert-refused', undefined, why);
    return;
  }
  close(key, work);
  const { originator } = parseMessageId(pending.requestId);
  const document = message.body.toString('utf8');
  alertUser(originator, { code: 'N55', document }, pending.installation, work);
};

/** Message of the S1SP: an alert of a device for one user. */
export const smets1Alert: MessageHandler = (message, work) => {
  const alert = read(message, readSmets1Header, work.service);
  if ('fault' in alert || alert.kind !== 'alert' || alert.user !== message.correlation?.toUpperCase()) {
    const fault = 'fault' in alert ? alert.fault : `not an alert for ${message.correlation ?? 'anybody'}`;
    work.audit('alert-refused', undefined, fault);
    return;
  }
  const responseId = `${alert.deviceId}:${alert.user}:${alert.counter}`;
  if (work.get(PASSED_ON, responseId) && !work.service.defect('dsp-passes-alerts-on-again')) return;
  work.put(PASSED_ON, responseId, {});
  const { installationId: installation, importMPxN = '' } = work.get(INVENTORY, alert.deviceId) ?? {};
  const former = work.get(REGISTRATIONS, importMPxN)?.previousSupplier;
  const user =
    former !== undefined && work.service.defect('dsp-passes-alerts-to-former-supplier') ? former : alert.user;
  const header = { responseId, code: 'I0' as const, at: work.now };
  const document = wrapSmets1(header, undefined, message.body.toString('utf8'), signingKey(work.service));
  deliverTo(user, document, `alert of ${alert.deviceId}`, installation, work);
};

/** Why a response is not the one that the request waits for. */
function mismatch(response: Smets1Header, pending: PendingCommand, service: ServiceContext): string | undefined {
  const answered = `${response.user}:${response.deviceId}:${response.counter}`;
  const isAnother = response.kind !== 'response' || answered !== keyOf(parseMessageId(pending.requestId));
  if (isAnother && !service.defect('dsp-ignores-answered-request')) return `it answers ${answered}`;
  if (response.variant !== pending.variant && !service.defect('dsp-ignores-answered-service'))
    return `it answers service ${response.variant ?? 'unknown'}`;
  return undefined;
}

/** What a document of the S1SP says, once its signature holds. */
function read<T extends object>(
  message: InboundMessage,
  reader: (root: Element) => T,
  service: ServiceContext,
): Read<T> {
  const xml = message.body.toString('utf8');
  const verdict = verify(xml, service.config.certificates);
  try {
    if ('fault' in verdict) {
      const isAlert = message.kind === 'smets1-alert' && service.defect('dsp-skips-signature-of-alerts');
      const passes =
        isAlert ||
        service.defect(xml.includes('Signature>') ? 'dsp-skips-s1sp-signature' : 'dsp-takes-unsigned-response');
      return passes ? reader(rootOf(parseXml(xml))) : verdict;
    }
    const isFitting = verdict.signer === 's1sp' || service.defect('dsp-takes-any-signer-of-responses');
    return isFitting ? reader(verdict.root) : { fault: `it is signed by ${verdict.signer}` };
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}
