import { customerNumberFor } from '../../../domain/customer-number';
import { signingKey } from '../../../kernel/signing-key';
import type { ServiceRequest } from '../../../duis/request';
import { writeResponse } from '../../../duis/response';
import type { ResponseCode } from '../../../duis/response-codes';
import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import type { Service } from '../../../kernel/service';
import type { Work } from '../../../kernel/work';
import { releaseFault } from '../alerts/release';
import { accept } from '../commands/commands';
import { DCC_SERVICES } from '../dcc-services';
import { PRE_COMMAND_RULES, transform } from '../smets2/pre-commands';
import { breachOf, quarantine } from './anomaly-detection';
import type { Answer } from './answer';
import { authenticate, receive } from './intake';
import { refusalOf } from './request-checks';
import { factsOf, useCounter, type RequestFacts } from './request-facts';
import type { WebService } from './service-requests';

/** A request that its originator did not sign. */
interface UnauthenticRequest {
  readonly request: ServiceRequest;
  readonly webService: WebService;
  /** Why it is not authentic, in one sentence. */
  readonly fault: string;
}

/** What requests leave behind at the gateway. */
export const GATEWAY = area('dsp-gateway', {
  /** A request that is not authentic is refused, and leaves nothing behind. @throws Refusal 401 */
  refuseUnauthentic: ({ fault }: UnauthenticRequest, _service: Service): Promise<string> =>
    Promise.reject(new Refusal(401, fault)),
  /** What a device is said to show: the S1SP has it show the same. */
  customerNumber: customerNumberFor,
  /** Whether a request that is answered with this code uses up its counter. */
  usesUpCounter: (code: ResponseCode): boolean => code !== 'E100',
});

/**
 * Takes a DUIS request at one of the web services.
 * @param bytes the document as it was sent
 * @returns the signed synchronous response
 * @throws Refusal 413 when it is too large, 400 when it cannot be read, 401 when the originator did not sign it
 * @throws Error when the response is not valid: nothing has happened then
 */
export async function take(bytes: Buffer, webService: WebService, service: Service): Promise<string> {
  const rules = service.rules(GATEWAY);
  const received = await receive(bytes, webService, service);
  const { request } = received;
  const authentic = authenticate(received, service);
  if ('fault' in authentic) {
    return rules.refuseUnauthentic({ request, webService, fault: authentic.fault }, service);
  }
  return service.transact(async (work) => {
    const facts = factsOf(request, webService, work);
    const answer = answerTo(facts, authentic.content, work);
    if (rules.usesUpCounter(answer.code)) useCounter(request, work);
    const { variant, id } = request;
    const installation = facts.subject?.device?.installationId;
    work.audit('service-request', installation, `${variant} from ${id.originator} to ${id.target}: ${answer.code}`);
    const response = responseTo(request, answer, work);
    const unfit = await releaseFault(response, service);
    if (unfit !== undefined) throw new Error(`The response to ${variant} does not leave. ${unfit}`);
    return response;
  });
}

/** The signed synchronous response to a request. */
export function responseTo(request: ServiceRequest, { code, content }: Answer, work: Work): string {
  return writeResponse({ requestId: request.id.text, code, at: work.now }, request, content, signingKey(work.service));
}

/** Who asks for a customer number is told it at once: an answer of a SMETS1 device has no place for it (MODEL). */
function acknowledgement({ variant, id: { originator, target, counter } }: ServiceRequest, work: Work): Answer {
  if (variant !== '9.1') return { code: 'I99' };
  const number = work
    .rules(GATEWAY)
    .customerNumber({ user: originator, deviceId: target, counter: counter.toString() });
  return { code: 'I99', content: { kind: 'customer-number', number } };
}

/**
 * Decides on a request. The order is the published one: authorisation and validation, its content, anomaly detection, and only
 * then is it acknowledged or executed.
 * @param content what was signed, without the signature
 */
function answerTo(facts: RequestFacts, content: string, work: Work): Answer {
  const { request } = facts;
  const code = refusalOf(facts, work);
  if (code !== undefined) return { code };
  const dccService = DCC_SERVICES[request.variant];
  if (dccService) return dccService(request, facts, work);
  if (facts.rules.webService === 'serviceT') {
    return { code: 'I0', content: { kind: 'pre-command', payload: transform(request, work) } };
  }
  if (facts.awaited === true) work.rules(PRE_COMMAND_RULES).useUp(request, work);
  const breach = breachOf(request, work);
  if (breach === undefined) accept(request, content, work);
  else quarantine(request, breach, work);
  return acknowledgement(request, work);
}
