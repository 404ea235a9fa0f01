import { keyOf, MAXIMUM_COUNTER } from '../../../duis/request-id';
import type { ServiceRequest } from '../../../duis/request';
import { DSP_EUI } from '../../../duis/vocabulary';
import { Refusal } from '../../../kernel/refusal';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { notApplicableTo } from './deviations';
import { INVENTORY } from '../inventory/inventory';
import type { RequestFacts, Subject } from './request-checks';
import type { WebService } from './service-requests';
import { isAwaited } from '../smets2/pre-commands';
import { rulesFor } from '../smets2/use-cases';
import { registrationsFor } from './standing';
import type { ServiceContext } from '../../../kernel/service-context';

/** Highest counter by `originator:target`; decimal, for counters have 64 bits. */
const COUNTERS = table<{ last: string }>('request-counters');

export type UserStatus = 'Active' | 'Suspended';

/** Users whose status was changed, by EUI; the others are Active. */
export const USERS = table<{ status: UserStatus }>('users');

/**
 * Gathers what the checks of a request need.
 * @throws Refusal 400 when no rules are known for its variant
 */
export function factsOf(request: ServiceRequest, webService: WebService, work: Work): RequestFacts {
  const { originator, target } = request.id;
  const device = work.get(INVENTORY, target);
  const rules = rulesFor(request, device, {
    criticalIsDirect: work.service.defect('dsp-takes-critical-unsigned'),
    smets1IsTransformed: work.service.defect('dsp-transforms-for-smets1'),
  });
  if (!rules) throw new Refusal(400, `Service reference variant ${request.variant} is not supported.`);
  const lastCounter = lastCounterOf(request, work);
  const organisation = work.service.config.organisations.find(({ eui }) => eui === originator);
  const isSigned = request.body.kind === 'signed-pre-command' && device?.smets2 === true;
  const type = target === DSP_EUI ? ('DSP' as const) : device?.deviceType;
  const subject = subjectOf(request, work);
  const notApplicable = device && notApplicableTo(device, request.variant, work);
  return {
    request,
    rules,
    webService,
    ...(lastCounter === undefined ? {} : { lastCounter }),
    ...(isSigned ? { awaited: isAwaited(request, work) } : {}),
    ...(organisation ? { user: { roles: organisation.roles, active: isActive(originator, work) } } : {}),
    ...(type === undefined ? {} : { target: type }),
    ...(subject ? { subject } : {}),
    ...(notApplicable === undefined ? {} : { notApplicable }),
  };
}

/** Notes a counter as used. */
export function useCounter(request: ServiceRequest, work: Work): void {
  work.put(COUNTERS, counterKey(request, work.service), { last: request.id.counter.toString() });
}

/** The highest counter that was used so far, unless a seeded defect has another idea of it. */
function lastCounterOf(request: ServiceRequest, work: Work): bigint | undefined {
  const last = work.get(COUNTERS, counterKey(request, work.service))?.last;
  if (last === undefined) return undefined;
  if (work.service.defect('dsp-accepts-equal-counter')) return BigInt(last) - 1n;
  if (work.service.defect('dsp-rounds-counters')) return BigInt(Number(last));
  if (work.service.defect('dsp-starts-counters-anew') && BigInt(last) === MAXIMUM_COUNTER) return undefined;
  return BigInt(last);
}

function isActive(eui: string, work: Work): boolean {
  const known = work.get(USERS, eui);
  return known === undefined || (known.status !== 'Suspended' && !work.service.defect('dsp-keeps-suspension'));
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
  return { device, registrations: registrationsFor(id.originator, device, work) };
}

function counterKey({ id }: ServiceRequest, service: ServiceContext): string {
  const key = { ...id, counter: 0n };
  if (service.defect('dsp-counts-over-all-devices')) return keyOf({ ...key, target: '' });
  return keyOf(service.defect('dsp-counts-over-all-users') ? { ...key, originator: '' } : key);
}
