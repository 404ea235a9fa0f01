import type { Document } from '@xmldom/xmldom';
import { signingKey } from '../../../domain/signing-key';
import { readRequest, type Laxity, type ServiceRequest } from '../../../duis/request';
import { writeResponse, type DccContent } from '../../../duis/response';
import type { ResponseCode } from '../../../duis/response-codes';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import type { Work } from '../../../kernel/work';
import { parseXml, XmlFault } from '../../../xml/parse';
import { verify, type NotSigned } from '../../../xml/signature';
import { breachOf, quarantine } from './anomaly-detection';
import { accept } from '../commands/commands';
import { contentFault } from './content-checks';
import { DCC_SERVICES } from '../dcc-services';
import { refusalOf, type RequestFacts } from './request-checks';
import { factsOf, useCounter } from './request-facts';
import { transform, useUp } from '../smets2/pre-commands';
import type { WebService } from './service-requests';
import type { ServiceContext } from '../../../kernel/service-context';

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

/** Most bytes of a request by web service; only to the DCC itself goes firmware (MODEL). */
const MOST_BYTES: Readonly<Record<WebService, number>> = {
  serviceS: 1_048_576,
  serviceD: 16_777_216,
  serviceT: 1_048_576,
};

/**
 * Takes a DUIS request at one of the web services.
 * @param bytes the document as it was sent
 * @returns the signed synchronous response
 * @throws Refusal 413 when it is too large, 400 when it cannot be read, 401 when the originator did not sign it
 */
export async function take(bytes: Buffer, webService: WebService, service: Service): Promise<string> {
  if (bytes.length > MOST_BYTES[webService] && !service.defect('dsp-takes-any-size')) {
    throw new Refusal(413, `A request to ${webService} has at most ${MOST_BYTES[webService]} bytes.`);
  }
  const xml = decode(bytes);
  if (service.defect('dsp-checks-signature-before-shape')) requireSignature(xml, service);
  const document = parsed(xml, service);
  const request = readable(() => readRequest(document, laxity(service)));
  const early = service.defect('dsp-checks-counter-before-signature');
  const used = early && (await service.transact((work) => refusalOf(factsOf(request, webService, work), service)));
  if (used === 'E100') return service.transact((work) => written(request, { code: used }, work));
  const verdict = authenticate(xml, document, request, service);
  if ('fault' in verdict) {
    // Seeded defect: whoever knows the id of a user can use up its counters.
    if (service.defect('dsp-counts-what-is-not-authentic')) {
      await service.transact((work) => useCounter(request, work));
    }
    throw new Refusal(401, verdict.fault);
  }
  return service.transact((work) => {
    const facts = factsOf(request, webService, work);
    const answer = answerTo({ request, content: verdict.content }, facts, work);
    const isCounted = !service.defect('dsp-keeps-counter-of-refused') || !answer.code.startsWith('E');
    if (answer.code !== 'E100' && isCounted) useCounter(request, work);
    const { variant, id } = request;
    const installation = facts.subject?.device?.installationId;
    work.audit('service-request', installation, `${variant} from ${id.originator} to ${id.target}: ${answer.code}`);
    return written(request, answer, work);
  });
}

function written(request: ServiceRequest, { code, content }: Answer, work: Work): string {
  return writeResponse({ requestId: request.id.text, code, at: work.now }, request, content, signingKey(work.service));
}

/**
 * Decides on a request. The order is the published one: authorisation and validation, its content, anomaly detection, and only
 * then is it acknowledged or carried out.
 */
function answerTo(authenticated: Authenticated, facts: RequestFacts, work: Work): Answer {
  const { request, content } = authenticated;
  const refusal = refusalOf(facts, work.service);
  const tooEarly = refusal === 'E4' && work.service.defect('dsp-checks-content-before-registration');
  const code = (tooEarly ? contentFault(facts, work) : undefined) ?? refusal ?? contentFault(facts, work);
  if (code !== undefined) return { code };
  const dccService = DCC_SERVICES[request.variant];
  if (dccService) return dccService(request, facts, work);
  if (facts.rules.webService === 'serviceT') {
    return { code: 'I0', content: { kind: 'pre-command', payload: transform(request, work) } };
  }
  // Seeded defect: a pre-command can be sent back again and again.
  if (facts.awaited === true && !work.service.defect('dsp-keeps-pre-commands')) useUp(request, work);
  const breach = breachOf(request, work);
  if (breach !== undefined && !work.service.defect('dsp-skips-anomaly-detection')) quarantine(request, breach, work);
  else accept(request, content, work);
  return { code: 'I99' };
}

/** What was signed, without the signature, when the originator signed it. */
function authenticate(
  xml: string,
  document: Document,
  request: ServiceRequest,
  service: ServiceContext,
): { readonly content: string } | NotSigned {
  // Only what was signed counts: the check takes nothing but the signature out of the document that was read.
  const verdict = verify(document, service.config.certificates);
  if ('fault' in verdict) {
    const isSigned = xml.includes('Signature>');
    const passes = service.defect(isSigned ? 'dsp-skips-signature' : 'dsp-takes-unsigned-request');
    return passes ? { content: unsigned(xml) } : verdict;
  }
  const claimed = request.id.originator;
  if (verdict.signer !== claimed && !service.defect('dsp-takes-any-signer')) {
    return { fault: `The request names ${claimed} as its originator but is signed by ${verdict.signer}.` };
  }
  return { content: verdict.content };
}

/** Seeded defect: the signature is looked at before the document is. @throws Refusal 401 */
function requireSignature(xml: string, service: ServiceContext): void {
  const verdict = verify(xml, service.config.certificates);
  if ('fault' in verdict) throw new Refusal(401, verdict.fault);
}

/** @throws Refusal 400 */
function parsed(xml: string, service: ServiceContext): Document {
  // Seeded defect: what is broken makes the gateway fail instead of being refused.
  return service.defect('dsp-fails-on-broken-document') ? parseXml(xml) : readable(() => parseXml(xml));
}

function laxity(service: ServiceContext): Laxity {
  return {
    longCounter: service.defect('dsp-takes-long-counter'),
    otherElement: service.defect('dsp-takes-other-element'),
    surplus: service.defect('dsp-ignores-surplus-element'),
  };
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
