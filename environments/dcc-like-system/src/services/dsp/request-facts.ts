import { keyOf } from '../../duis/request-id';
import type { ServiceRequest } from '../../duis/request';
import { DSP_EUI } from '../../duis/vocabulary';
import { Refusal, type Service } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { notApplicableTo } from './deviations';
import { INVENTORY } from './inventory';
import type { RequestFacts, Subject } from './request-checks';
import type { WebService } from './service-requests';
import { SERVICE_RULES } from './service-request-table';
import { registrationsOf } from './standing';

/** Highest counter by `originator:target`; decimal, for counters have 64 bits. */
const COUNTERS = table<{ last: string }>('request-counters');

export type UserStatus = 'Active' | 'Suspended';

/** Users whose status was changed, by EUI; the others are Active. */
export const USERS = table<{ status: UserStatus }>('users');

/**
 * Gathers what the checks of a request need.
 * @throws Refusal 400 when no rules are known for its variant
 */
export function factsOf(request: ServiceRequest, webService: WebService, work: Work, service: Service): RequestFacts {
  const { originator, target } = request.id;
  const rules = SERVICE_RULES.get(request.variant);
  if (!rules) throw new Refusal(400, `Service reference variant ${request.variant} is not supported.`);
  const last = work.get(COUNTERS, counterKey(request))?.last;
  const organisation = service.config.organisations.find(({ eui }) => eui === originator);
  const device = work.get(INVENTORY, target);
  const type = target === DSP_EUI ? ('DSP' as const) : device?.deviceType;
  const subject = subjectOf(request, work);
  const notApplicable = device && notApplicableTo(device, request.variant, work);
  return {
    request,
    rules,
    webService,
    ...(last === undefined ? {} : { lastCounter: BigInt(last) }),
    ...(organisation
      ? { user: { roles: organisation.roles, active: work.get(USERS, originator)?.status !== 'Suspended' } }
      : {}),
    ...(type === undefined ? {} : { target: type }),
    ...(subject ? { subject } : {}),
    ...(notApplicable === undefined ? {} : { notApplicable }),
  };
}

/** Notes a counter as used. */
export function useCounter(request: ServiceRequest, work: Work): void {
  work.put(COUNTERS, counterKey(request), { last: request.id.counter.toString() });
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
  return device ? { device, registrations: registrationsOf(device, work) } : { registrations: [] };
}

function counterKey({ id }: ServiceRequest): string {
  return keyOf({ ...id, counter: 0n });
}
