import type { ResponseCode } from '../../../duis/response-codes';
import { area, firstFault, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { contentFault } from './content-checks';
import { isInCareOf, isParty } from './eligibility';
import type { CheckedRequest, RequestFacts, Subject } from './request-facts';

type RequestCheck = (request: CheckedRequest) => ResponseCode | undefined;
/** A check that looks at nothing but the facts of a request. */
type FactCheck = (request: Pick<CheckedRequest, 'facts'>) => ResponseCode | undefined;

/** Checks that are made again when a request has waited for its time. */
const CHECKS_WHEN_DUE = {
  userStatus: ({ facts: { user } }) => (user?.active === true ? undefined : 'E3'),
  deviceStatus: ({ facts: { rules, subject } }) => {
    const status = subject?.device?.status;
    const fits = rules.statuses === undefined || (status !== undefined && rules.statuses.includes(status));
    return fits ? undefined : 'E5';
  },
  registration: ({ facts }) => (facts.subject === undefined || isEligible(facts, facts.subject) ? undefined : 'E4'),
} satisfies Ordered<FactCheck>;

const CHECKS = {
  counter: ({ facts: { request, lastCounter, awaited } }) => {
    const isNext = awaited ?? (lastCounter === undefined || request.id.counter > lastCounter);
    return isNext ? undefined : 'E100';
  },
  user: ({ facts: { user } }) => (user !== undefined && user.roles.length > 0 ? undefined : 'E1'),
  role: ({ facts: { user, rules } }) =>
    (user?.roles ?? []).some((role) => rules.roles.includes(role)) ? undefined : 'E2',
  userStatus: CHECKS_WHEN_DUE.userStatus,
  commandVariant: ({ facts: { request, rules } }) =>
    [undefined, request.commandVariant].includes(rules.commandVariant) ? undefined : 'E12',
  webService: ({ facts: { webService, rules } }) =>
    [undefined, webService].includes(rules.webService) ? undefined : 'E13',
  device: ({ facts: { target, subject } }) =>
    target !== undefined && (!subject || subject.device !== undefined) ? undefined : 'E19',
  deviceType: ({ facts: { target, rules, notApplicable } }) =>
    notApplicable ?? (target !== undefined && rules.targets.includes(target) ? undefined : 'E11'),
  deviceStatus: CHECKS_WHEN_DUE.deviceStatus,
  registration: CHECKS_WHEN_DUE.registration,
  content: contentFault,
} satisfies Ordered<RequestCheck>;

/** What must speak for an authenticated request. */
export const REQUEST_CHECKS = area('dsp-request-checks', {
  /**
   * In the order in which they are made, authorisation before validation, then the content. Meanings of E1 to E19 SOURCED; the
   * order is RECOLLECTION, E100 for a used counter MODEL.
   */
  checks: CHECKS,
});

/** The code with which a request is refused, or undefined when nothing speaks against it. */
export function refusalOf(facts: RequestFacts, work: Work): ResponseCode | undefined {
  return firstFault<CheckedRequest, ResponseCode>(work.rules(REQUEST_CHECKS).checks, { facts, work });
}

/** Whether a request that has waited for its time may still be executed. */
export function maySendNow(facts: RequestFacts): boolean {
  return firstFault<Pick<CheckedRequest, 'facts'>, ResponseCode>(CHECKS_WHEN_DUE, { facts }) === undefined;
}

/** Whether registration still makes the sender of a request eligible to send it. */
export function isStillEligible(facts: RequestFacts): boolean {
  return CHECKS_WHEN_DUE.registration({ facts }) === undefined;
}

function isEligible({ request, rules, user }: RequestFacts, { device, registrations }: Subject): boolean {
  const { originator } = request.id;
  const roles = (user?.roles ?? []).filter((role) => rules.roles.includes(role));
  if (rules.eligibility === 'in-care') return isInCareOf(originator, roles, device, registrations);
  return isParty(originator, roles, registrations);
}
