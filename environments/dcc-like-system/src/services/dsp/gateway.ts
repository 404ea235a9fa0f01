import { signingKey } from '../../domain/signing-key';
import { keyOf } from '../../duis/request-id';
import { readRequest, type ServiceRequest } from '../../duis/request';
import { writeResponse } from '../../duis/response';
import { DSP_EUI, type ResponseCode } from '../../duis/vocabulary';
import { Refusal, type Service } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { XmlFault } from '../../xml/parse';
import { verify } from '../../xml/signature';
import { accept } from './commands';
import { find, INVENTORY, recordOf } from './inventory';
import { INVENTORY_CHECKS, refusalOf, type RequestFacts } from './request-checks';
import { REGISTRATIONS } from './registration';
import { SERVICE_RULES, type WebService } from './service-requests';

/** Highest counter by `originator:target`; decimal, for counters have 64 bits. */
const COUNTERS = table<{ last: string }>('request-counters');

export type UserStatus = 'Active' | 'Suspended';

/** Users whose status was changed, by EUI; the others are Active. */
export const USERS = table<{ status: UserStatus }>('users');

/** A request whose signature holds. */
interface Authenticated {
  readonly request: ServiceRequest;
  /** What was signed, without the signature. */
  readonly content: string;
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
    const { target } = facts;
    const blind = service.defect('dsp-answers-uncommissioned') && target?.status !== 'Commissioned';
    const refusal = refusalOf(facts, blind ? INVENTORY_CHECKS : []);
    if (refusal !== 'E100') {
      work.put(COUNTERS, counterKey(request), { last: request.id.counter.toString() });
    }
    const code = refusal ?? carryOut(authenticated, work, service);
    const installation = work.get(INVENTORY, request.id.target)?.installationId;
    const { variant, id } = request;
    work.audit('service-request', installation, `${variant} from ${id.originator} to ${id.target}: ${code}`);
    const devices = code === 'I0' && request.body.service === 'ReadInventory' ? find(request.body.filter, work) : [];
    return writeResponse(
      { requestId: id.text, code, at: work.now },
      request,
      devices.map(recordOf),
      signingKey(service),
    );
  });
}

function authenticate(bytes: Buffer, service: Service): Authenticated {
  const xml = decode(bytes);
  const claimed = readable(() => readRequest(xml)).id.originator;
  const verdict = verify(xml, service.config.certificates);
  if ('fault' in verdict) throw new Refusal(401, verdict.fault);
  if (verdict.signer !== claimed) {
    throw new Refusal(401, `The request names ${claimed} as its originator but is signed by ${verdict.signer}.`);
  }
  // Only what was signed counts.
  return { request: readable(() => readRequest(verdict.content)), content: verdict.content };
}

function factsOf(request: ServiceRequest, webService: WebService, work: Work, service: Service): RequestFacts {
  const { originator, target } = request.id;
  const rules = SERVICE_RULES.find(({ variant }) => variant === request.variant);
  if (!rules) throw new Refusal(400, `Service reference variant ${request.variant} is not supported.`);
  const last = work.get(COUNTERS, counterKey(request))?.last;
  const organisation = service.config.organisations.find(({ eui }) => eui === originator);
  const device = work.get(INVENTORY, target);
  const registration = device?.importMPxN === undefined ? undefined : work.get(REGISTRATIONS, device.importMPxN);
  return {
    request,
    rules,
    webService,
    ...(last === undefined ? {} : { lastCounter: BigInt(last) }),
    ...(organisation
      ? { user: { roles: organisation.roles, active: work.get(USERS, originator)?.status !== 'Suspended' } }
      : {}),
    ...(target === DSP_EUI ? { target: { type: 'DSP' as const } } : {}),
    ...(device
      ? { target: { type: device.deviceType, ...(device.status === undefined ? {} : { status: device.status }) } }
      : {}),
    ...(registration ? { registration } : {}),
  };
}

/** Does what the request asks for, so far as that happens at once; gives the code of the synchronous response. */
function carryOut({ request, content }: Authenticated, work: Work, service: Service): ResponseCode {
  if (request.body.service === 'ReadInventory') {
    const { filter } = request.body;
    if (find(filter, work).length > 0) return 'I0';
    return filter.by === 'DeviceID' ? 'E19' : 'E080201';
  }
  accept(request, request.body.executionDateTime, content, work, service);
  return 'I99';
}

function counterKey({ id }: ServiceRequest): string {
  return keyOf({ ...id, counter: 0n });
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
