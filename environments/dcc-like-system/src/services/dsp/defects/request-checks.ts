import { MAXIMUM_COUNTER } from '../../../duis/request-id';
import { defect, entry } from '../../../kernel/defect';
import type { Change } from '../../../kernel/rules';
import { REQUEST_CHECKS } from '../gateway/request-checks';
import type { CheckedRequest, RequestFacts } from '../gateway/request-facts';

type Rules = (typeof REQUEST_CHECKS)['rules'];
type CheckName = keyof Rules['checks'];

/** Seeded defects of the checks of a request. */
export const REQUEST_CHECK_DEFECTS = [
  // What a user says it has signed needs no other command variant.
  defect(
    'dsp-takes-second-rounds-for-smets1',
    check('commandVariant').replace((right) => (request) => {
      return request.facts.request.commandVariant === 5 ? undefined : right(request);
    }),
  ),
  // Whatever nobody has announced is anybody's as long as it is not commissioned.
  defect(
    'dsp-cares-for-no-meter-set-back',
    skippedFor('registration', ({ rules, subject }) => {
      const { status, notifiedBy } = subject?.device ?? {};
      return rules.eligibility === 'in-care' && status !== 'Commissioned' && notifiedBy === undefined;
    }),
  ),
  defect('dsp-accepts-used-counter', check('counter').skip()),
  defect('dsp-ignores-unknown-user', check('user').skip()),
  defect('dsp-ignores-role', check('role').skip()),
  defect('dsp-serves-suspended-user', check('userStatus').skip()),
  defect('dsp-ignores-command-variant', check('commandVariant').skip()),
  defect(
    'dsp-takes-local-commands',
    skippedFor('commandVariant', ({ request }) => request.commandVariant === 2),
  ),
  defect(
    'dsp-takes-pre-commands',
    skippedFor('commandVariant', ({ request }) => request.commandVariant === 4),
  ),
  defect('dsp-ignores-web-service', check('webService').skip()),
  defect(
    'dsp-takes-its-own-requests-anywhere',
    skippedFor('webService', ({ rules }) => rules.webService === 'serviceD'),
  ),
  defect(
    'dsp-opens-transform-service',
    skippedFor('webService', ({ webService }) => webService === 'serviceT'),
  ),
  defect('dsp-ignores-unknown-device', check('device').skip()),
  defect('dsp-ignores-device-type', check('deviceType').skip()),
  defect(
    'dsp-takes-what-smets1-lacks',
    skippedFor('deviceType', ({ rules }) => rules.targets.length === 0),
  ),
  defect('dsp-ignores-device-status', check('deviceStatus').skip()),
  defect('dsp-ignores-registration', check('registration').skip()),
  // Rights are looked up by the electricity meter alone.
  defect(
    'dsp-ignores-role-at-gas-devices',
    skippedFor('role', ({ subject }) => subject?.device?.deviceType === 'GSME'),
  ),
  defect(
    'dsp-takes-top-ups-from-strangers',
    skippedFor('registration', ({ request }) => request.variant === '2.2'),
  ),
  defect(
    'dsp-lets-strangers-decommission',
    skippedFor('registration', ({ request }) => request.variant === '8.3'),
  ),
  defect(
    'dsp-keeps-schedules-for-strangers',
    skippedFor('registration', ({ request }) => request.variant === '5.1'),
  ),
  defect(
    'dsp-lets-anybody-change-status',
    skippedFor('registration', ({ request }) => request.variant === '8.4'),
  ),
  defect(
    'dsp-answers-uncommissioned',
    skippedFor('device', isNotCommissioned),
    skippedFor('deviceType', isNotCommissioned),
    skippedFor('deviceStatus', isNotCommissioned),
    skippedFor('registration', isNotCommissioned),
  ),
  // The table of rights has no row for the firmware version, which every role may ask for.
  defect(
    'dsp-forgets-right-to-firmware-version',
    check('content').insertBefore('firmwareVersion', ({ facts }) =>
      facts.request.variant === '11.2' ? 'E2' : undefined,
    ),
  ),
  defect('dsp-checks-suspension-before-counter', check('userStatus').moveBefore('counter')),
  defect('dsp-checks-suspension-before-role', check('userStatus').moveBefore('role')),
  defect('dsp-checks-command-variant-before-role', check('commandVariant').moveBefore('role')),
  defect('dsp-checks-command-variant-before-suspension', check('commandVariant').moveBefore('userStatus')),
  defect('dsp-checks-web-service-before-command-variant', check('webService').moveBefore('commandVariant')),
  defect('dsp-checks-device-before-web-service', check('device').moveBefore('webService')),
  defect('dsp-checks-type-before-device', check('deviceType').moveBefore('device')),
  defect('dsp-checks-status-before-type', check('deviceStatus').moveBefore('deviceType')),
  defect('dsp-checks-registration-before-status', check('registration').moveBefore('deviceStatus')),
  defect('dsp-checks-content-before-registration', check('content').moveBefore('registration')),
  defect(
    'dsp-accepts-equal-counter',
    comparedWith((last) => last - 1n),
  ),
  // Beyond 53 bits, counters that differ are taken for the same.
  defect(
    'dsp-rounds-counters',
    comparedWith((last) => BigInt(Number(last))),
  ),
  // After the highest counter any other is taken.
  defect(
    'dsp-starts-counters-anew',
    comparedWith((last) => (last === MAXIMUM_COUNTER ? -1n : last)),
  ),
];

function check<N extends CheckName>(name: N): ReturnType<typeof entry<Rules, 'checks', N>> {
  return entry(REQUEST_CHECKS, 'checks', name);
}

/** A check is left out for these requests. */
function skippedFor(name: CheckName, which: (facts: RequestFacts) => boolean): Change {
  return check(name).replace(
    (right) => (request: CheckedRequest) => (which(request.facts) ? undefined : right(request)),
  );
}

/** A counter is compared with something else than the last one. */
function comparedWith(other: (last: bigint) => bigint): Change {
  return check('counter').replace((right) => ({ facts, work }) => {
    const { lastCounter } = facts;
    return right({ facts: lastCounter === undefined ? facts : { ...facts, lastCounter: other(lastCounter) }, work });
  });
}

function isNotCommissioned({ subject }: RequestFacts): boolean {
  return subject?.device?.status !== 'Commissioned';
}
