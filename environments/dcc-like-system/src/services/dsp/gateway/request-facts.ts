import type { UserRole } from '../../../../../environment';
import { keyOf, type MessageId } from '../../../duis/request-id';
import type { ServiceRequest } from '../../../duis/request';
import type { ResponseCode } from '../../../duis/response-codes';
import { DSP_EUI } from '../../../duis/vocabulary';
import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { INVENTORY, type InventoryEntry } from '../inventory/inventory';
import type { Registration } from '../inventory/registration';
import { isAwaited } from '../smets2/pre-commands';
import { rulesFor } from '../smets2/use-cases';
import { notApplicableTo } from './deviations';
import { ELIGIBILITY } from './eligibility';
import type { ServiceRules, TargetType, WebService } from './service-requests';

/** The device that a request is for, or that its body is about. */
export interface Subject {
  /** Undefined: the inventory holds no such device. */
  readonly device?: InventoryEntry;
  /** Of the meter points that it belongs to. */
  readonly registrations: readonly Registration[];
}

/** What the DSP knows about a request before it decides. */
export interface RequestFacts {
  readonly request: ServiceRequest;
  readonly rules: ServiceRules;
  readonly webService: WebService;
  /** Highest counter used by this originator towards this target. */
  readonly lastCounter?: bigint;
  /** Of a signed pre-command, which bears the id of the request before it: whether it is waited for. */
  readonly awaited?: boolean;
  /** The originator, if it is a user. */
  readonly user?: { readonly roles: readonly UserRole[]; readonly active: boolean };
  /** What the request is addressed to, if there is such a thing. */
  readonly target?: TargetType;
  /** Absent: it concerns no device. */
  readonly subject?: Subject;
  /** The code with which the models of this combination refuse the variant, where they declare it not applicable. */
  readonly notApplicable?: ResponseCode;
}

/** A request with everything that its checks may look at. */
export interface CheckedRequest {
  readonly facts: RequestFacts;
  readonly work: Work;
}

/** Highest counter by `originator:target`; decimal, for counters have 64 bits. */
const COUNTERS = table<{ last: string }>('request-counters');

export type UserStatus = 'Active' | 'Suspended';

/** Users whose status was changed, by EUI; the others are Active. */
export const USERS = table<{ status: UserStatus }>('users');

/** What the DSP takes for a fact about the originator of a request. */
export const REQUEST_FACTS = area('dsp-request-facts', {
  /** Key of the counter that a request uses: one for each originator and target. */
  counterKey: (id: MessageId): string => keyOf({ ...id, counter: 0n }),
  /** @param known status of the user, if it was ever changed */
  isActive: (known: UserStatus | undefined): boolean => known !== 'Suspended',
});

/**
 * Gathers what the checks of a request need.
 * @throws Refusal 400 when no rules are known for its variant
 */
export function factsOf(request: ServiceRequest, webService: WebService, work: Work): RequestFacts {
  const { originator, target } = request.id;
  const device = work.get(INVENTORY, target);
  const rules = rulesFor(request, device, work);
  if (!rules) throw new Refusal(400, `Service reference variant ${request.variant} is not supported.`);
  const lastCounter = work.get(COUNTERS, counterKey(request, work))?.last;
  const organisation = work.service.config.organisations.find(({ eui }) => eui === originator);
  const isSigned = request.body.kind === 'signed-pre-command' && device?.smets2 === true;
  const type = target === DSP_EUI ? ('DSP' as const) : device?.deviceType;
  const subject = subjectOf(request, work);
  const notApplicable = device && notApplicableTo(device, request.variant, work);
  return {
    request,
    rules,
    webService,
    ...(lastCounter === undefined ? {} : { lastCounter: BigInt(lastCounter) }),
    ...(isSigned ? { awaited: isAwaited(request, work) } : {}),
    ...(organisation ? { user: { roles: organisation.roles, active: isActive(originator, work) } } : {}),
    ...(type === undefined ? {} : { target: type }),
    ...(subject ? { subject } : {}),
    ...(notApplicable === undefined ? {} : { notApplicable }),
  };
}

/** Notes a counter as used. */
export function useCounter(request: ServiceRequest, work: Work): void {
  work.put(COUNTERS, counterKey(request, work), { last: request.id.counter.toString() });
}

function isActive(eui: string, work: Work): boolean {
  return work.rules(REQUEST_FACTS).isActive(work.get(USERS, eui)?.status);
}

/** The device that a request is for, or that its body is about. */
function subjectOf({ id, body }: ServiceRequest, work: Work): Subject | undefined {
  const deviceId = ((): string | undefined => {
    if (id.target !== DSP_EUI) return id.target;
    if (body.kind === 'create-schedule') return body.schedule.deviceId;
    return body.kind === 'decommission' || body.kind === 'update-inventory' ? body.deviceId : undefined;
  })();
  if (deviceId === undefined) return undefined;
  const device = work.get(INVENTORY, deviceId);
  if (!device) return { registrations: [] };
  return { device, registrations: work.rules(ELIGIBILITY).registrationsFor(device, id.originator, work) };
}

function counterKey({ id }: ServiceRequest, work: Work): string {
  return work.rules(REQUEST_FACTS).counterKey(id);
}
