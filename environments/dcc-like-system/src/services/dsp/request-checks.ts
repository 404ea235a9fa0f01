import type { UserRole } from '../../../../environment';
import type { ServiceRequest } from '../../duis/request';
import type { ResponseCode } from '../../duis/vocabulary';
import type { DeviceStatus } from './inventory';
import type { Registration } from './registration';
import { ROLE_RIGHTS, type ServiceRules, type TargetType, type WebService } from './service-requests';

/** What the DSP knows about a request before it decides. */
export interface RequestFacts {
  readonly request: ServiceRequest;
  readonly rules: ServiceRules;
  readonly webService: WebService;
  /** Highest counter used by this originator towards this target. */
  readonly lastCounter?: bigint;
  /** The originator, if it is a user. */
  readonly user?: { readonly roles: readonly UserRole[]; readonly active: boolean };
  /** What the request is addressed to, if there is such a thing. */
  readonly target?: { readonly type: TargetType; readonly status?: DeviceStatus };
  /** Registration of the target's MPxN. */
  readonly registration?: Registration;
}

interface Check {
  readonly code: ResponseCode;
  readonly holds: (facts: RequestFacts) => boolean;
}

/**
 * The checks of an authenticated request in their order: the first that does not hold is answered. Meanings of E1 to E19
 * SOURCED; the order is RECOLLECTION (authorisation before validation), E100 for a used counter MODEL.
 */
const CHECKS: readonly Check[] = [
  {
    code: 'E100',
    holds: ({ request, lastCounter }) => lastCounter === undefined || request.id.counter > lastCounter,
  },
  { code: 'E1', holds: ({ user }) => user !== undefined && user.roles.length > 0 },
  { code: 'E2', holds: ({ user, rules }) => (user?.roles ?? []).some((role) => rules.roles.includes(role)) },
  { code: 'E3', holds: ({ user }) => user?.active === true },
  { code: 'E12', holds: ({ request, rules }) => request.commandVariant === rules.commandVariant },
  { code: 'E13', holds: ({ webService, rules }) => webService === rules.webService },
  { code: 'E19', holds: ({ target }) => target !== undefined },
  { code: 'E11', holds: ({ target, rules }) => target !== undefined && rules.targets.includes(target.type) },
  { code: 'E5', holds: ({ target, rules }) => rules.status === undefined || target?.status === rules.status },
  { code: 'E4', holds: (facts) => facts.rules.status === undefined || isParty(facts) },
];

/** Checks that only a device in the inventory can fail. */
export const INVENTORY_CHECKS: readonly ResponseCode[] = ['E19', 'E11', 'E5', 'E4'];

/** The code with which a request is refused, or undefined when nothing speaks against it. */
export function refusalOf(facts: RequestFacts, without: readonly ResponseCode[] = []): ResponseCode | undefined {
  return CHECKS.find(({ code, holds }) => !without.includes(code) && !holds(facts))?.code;
}

/** Whether the originator is a party of the target's meter point, in a role that may send the request. */
function isParty({ request, rules, user, registration }: RequestFacts): boolean {
  if (!registration) return false;
  return (user?.roles ?? []).some((role) => {
    const right = ROLE_RIGHTS[role];
    return (
      right !== undefined &&
      rules.roles.includes(role) &&
      right.fuel === registration.fuel &&
      registration[right.party] === request.id.originator
    );
  });
}
