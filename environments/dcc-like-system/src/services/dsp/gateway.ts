import { signingKey } from '../../domain/signing-key';
import { readRequest, type ServiceRequest } from '../../duis/request';
import { writeResponse, type DccContent } from '../../duis/response';
import type { ResponseCode } from '../../duis/response-codes';
import { Refusal, type Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { parseXml, XmlFault } from '../../xml/parse';
import { verify } from '../../xml/signature';
import { breachOf, quarantine } from './anomaly-detection';
import { accept } from './commands';
import { contentFault } from './content-checks';
import { DCC_SERVICES } from './dcc-services';
import { refusalOf, withoutByDefect, type RequestFacts } from './request-checks';
import { factsOf, useCounter } from './request-facts';
import type { WebService } from './service-requests';

/** A request whose signature holds. */
interface Authenticated {
  readonly request: ServiceRequest;
  /** What was signed, without the signature. */
  readonly content: string;
}

/** What is answered at once. */
export interface Answer {
  readonly code: ResponseCode;
  readonly content?: DccContent;
}

/**
 * Takes a DUIS request at one of the web services.
 * @param bytes the document as it was sent
 * @returns the signed synchronous response
 * @throws Refusal 400 when it cannot be read, 401 when the originator did not sign it
 */
export async function take(bytes: Buffer, webService: WebService, service: Service): Promise<string> {
  const authenticated = authenticate(bytes, service);
  return service.transact((work) => {
    const { request } = authenticated;
    const facts = factsOf(request, webService, work, service);
    const { code, content } = answerTo(authenticated, facts, work, service);
    if (code !== 'E100') useCounter(request, work);
    const { variant, id } = request;
    const installation = facts.subject?.device?.installationId;
    work.audit('service-request', installation, `${variant} from ${id.originator} to ${id.target}: ${code}`);
    return writeResponse({ requestId: id.text, code, at: work.now }, request, content, signingKey(service));
  });
}

/**
 * Decides on a request. The order is the published one: authorisation and validation, its content, anomaly detection, and only
 * then is it acknowledged or carried out.
 */
function answerTo(authenticated: Authenticated, facts: RequestFacts, work: Work, service: Service): Answer {
  const { request, content } = authenticated;
  const code = refusalOf(facts, withoutByDefect(facts, service)) ?? contentFault(facts, work, service);
  if (code !== undefined) return { code };
  const dccService = DCC_SERVICES[request.variant];
  if (dccService) return dccService(request, facts, work, service);
  const breach = breachOf(request, work);
  if (breach !== undefined && !service.defect('dsp-skips-anomaly-detection'))
    quarantine(request, breach, work, service);
  else accept(request, content, work, service);
  return { code: 'I99' };
}

function authenticate(bytes: Buffer, service: Service): Authenticated {
  const xml = decode(bytes);
  const document = readable(() => parseXml(xml));
  const request = readable(() => readRequest(document));
  // Only what was signed counts: the check takes nothing but the signature out of the document that was read.
  const verdict = verify(document, service.config.certificates);
  if ('fault' in verdict) {
    if (service.defect('dsp-skips-signature')) return { request, content: unsigned(xml) };
    throw new Refusal(401, verdict.fault);
  }
  const claimed = request.id.originator;
  if (verdict.signer !== claimed && !service.defect('dsp-takes-any-signer')) {
    throw new Refusal(401, `The request names ${claimed} as its originator but is signed by ${verdict.signer}.`);
  }
  return { request, content: verdict.content };
}

/** A document without the signature at its end. */
function unsigned(xml: string): string {
  return xml.replace(/<(\w+:)?Signature\b.*<\/(\w+:)?Signature>/s, '');
}

/** @throws Refusal 400 */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, 'The request is not UTF-8 text.');
  }
}

/** @throws Refusal 400 in place of an XmlFault */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlFault) throw new Refusal(400, error.message);
    throw error;
  }
}
