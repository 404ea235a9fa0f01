import type { UserRole } from '../../../../../environment';
import type { ServiceRequest } from '../../../duis/request';
import type { ResponseCode } from '../../../duis/response-codes';
import type { InventoryEntry } from '../inventory/inventory';
import type { Registration } from '../inventory/registration';
import type { ServiceRules, TargetType, WebService } from './service-requests';
import { inOrderOfService, refusedByDefect, withoutByDefect } from './request-check-defects';
import { isParty } from './standing';
import type { ServiceContext } from '../../../kernel/service-context';

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
    holds: ({ request, lastCounter, awaited = lastCounter === undefined || request.id.counter > lastCounter }) =>
      awaited,
  },
  { code: 'E1', holds: ({ user }) => user !== undefined && user.roles.length > 0 },
  { code: 'E2', holds: ({ user, rules }) => (user?.roles ?? []).some((role) => rules.roles.includes(role)) },
  { code: 'E3', holds: ({ user }) => user?.active === true },
  { code: 'E12', holds: ({ request, rules }) => request.commandVariant === rules.commandVariant },
  { code: 'E13', holds: ({ webService, rules }) => webService === rules.webService },
  { code: 'E19', holds: ({ target, subject }) => target !== undefined && (!subject || subject.device !== undefined) },
  {
    code: 'E11',
    holds: ({ target, rules, notApplicable }) =>
      target !== undefined && rules.targets.includes(target) && notApplicable === undefined,
  },
  {
    code: 'E5',
    holds: ({ rules: { statuses }, subject }) =>
      statuses === undefined || (subject?.device?.status !== undefined && statuses.includes(subject.device.status)),
  },
  { code: 'E4', holds: (facts) => facts.subject === undefined || hasStanding(facts, facts.subject) },
];

/** Checks that are made again when a request has waited for its time. */
const CHECKS_WHEN_DUE: readonly ResponseCode[] = ['E3', 'E5', 'E4'];

/** The code with which a request is refused, or undefined when nothing speaks against it. */
export function refusalOf(facts: RequestFacts, service: ServiceContext): ResponseCode | undefined {
  const without = withoutByDefect(facts, service);
  const checks = inOrderOfService(CHECKS, service);
  const failed = checks.find(({ code, holds }) => !without.includes(code) && !holds(facts))?.code;
  const code = failed === 'E11' ? (facts.notApplicable ?? failed) : failed;
  return code ?? refusedByDefect(facts, service);
}

/** Whether a request that has waited may still be carried out. */
export function maySendNow(facts: RequestFacts): boolean {
  return CHECKS.every(({ code, holds }) => !CHECKS_WHEN_DUE.includes(code) || holds(facts));
}

function hasStanding({ request, rules, user }: RequestFacts, { device, registrations }: Subject): boolean {
  const { originator } = request.id;
  const roles = (user?.roles ?? []).filter((role) => rules.roles.includes(role));
  if (rules.standing === 'supplier-of-commissioned') {
    // A device that nobody has commissioned yet is in nobody's care.
    if (device?.status !== 'Commissioned') return true;
    const suppliers = roles.filter((role) => role === 'IS' || role === 'GS');
    return isParty(originator, suppliers, registrations);
  }
  return isParty(originator, roles, registrations);
}
