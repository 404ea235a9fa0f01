import { MAXIMUM_COUNTER } from '../../../duis/request-id';
import { defect, entry } from '../../../kernel/defect';
import type { Change } from '../../../kernel/rules';
import { REQUEST_CHECKS } from '../gateway/request-checks';
import type { CheckedRequest, RequestFacts } from '../gateway/request-facts';

type Checks = (typeof REQUEST_CHECKS)['rules']['checks'];
type CheckName = keyof Checks;

/** Seeded defects of the checks of a request. */
export const REQUEST_CHECK_DEFECTS = [
  defect('dsp-accepts-used-counter', skipped('counter')),
  defect('dsp-ignores-unknown-user', skipped('user')),
  defect('dsp-ignores-role', skipped('role')),
  defect('dsp-serves-suspended-user', skipped('userStatus')),
  defect('dsp-ignores-command-variant', skipped('commandVariant')),
  defect(
    'dsp-takes-local-commands',
    skipped('commandVariant', ({ request }) => request.commandVariant === 2),
  ),
  defect(
    'dsp-takes-pre-commands',
    skipped('commandVariant', ({ request }) => request.commandVariant === 4),
  ),
  defect('dsp-ignores-web-service', skipped('webService')),
  defect(
    'dsp-takes-its-own-requests-anywhere',
    skipped('webService', ({ rules }) => rules.webService === 'serviceD'),
  ),
  defect(
    'dsp-opens-transform-service',
    skipped('webService', ({ webService }) => webService === 'serviceT'),
  ),
  defect('dsp-ignores-unknown-device', skipped('device')),
  defect('dsp-ignores-device-type', skipped('deviceType')),
  defect(
    'dsp-takes-what-smets1-lacks',
    skipped('deviceType', ({ rules }) => rules.targets.length === 0),
  ),
  defect('dsp-ignores-device-status', skipped('deviceStatus')),
  defect('dsp-ignores-registration', skipped('registration')),
  defect(
    'dsp-lets-anybody-change-status',
    skipped('registration', ({ request }) => request.variant === '8.4'),
  ),
  defect(
    'dsp-answers-uncommissioned',
    skipped('device', isNotCommissioned),
    skipped('deviceType', isNotCommissioned),
    skipped('deviceStatus', isNotCommissioned),
    skipped('registration', isNotCommissioned),
  ),
  // Every role may ask for the firmware version; nobody is let.
  defect(
    'dsp-forgets-right-to-firmware-version',
    entry(REQUEST_CHECKS, 'checks', 'content').insertBefore('firmwareVersion', ({ facts }) =>
      facts.request.variant === '11.2' ? 'E2' : undefined,
    ),
  ),
  defect('dsp-checks-suspension-before-counter', entry(REQUEST_CHECKS, 'checks', 'userStatus').moveBefore('counter')),
  defect('dsp-checks-suspension-before-role', entry(REQUEST_CHECKS, 'checks', 'userStatus').moveBefore('role')),
  defect(
    'dsp-checks-command-variant-before-role',
    entry(REQUEST_CHECKS, 'checks', 'commandVariant').moveBefore('role'),
  ),
  defect(
    'dsp-checks-command-variant-before-suspension',
    entry(REQUEST_CHECKS, 'checks', 'commandVariant').moveBefore('userStatus'),
  ),
  defect(
    'dsp-checks-web-service-before-command-variant',
    entry(REQUEST_CHECKS, 'checks', 'webService').moveBefore('commandVariant'),
  ),
  defect('dsp-checks-device-before-web-service', entry(REQUEST_CHECKS, 'checks', 'device').moveBefore('webService')),
  defect('dsp-checks-type-before-device', entry(REQUEST_CHECKS, 'checks', 'deviceType').moveBefore('device')),
  defect('dsp-checks-status-before-type', entry(REQUEST_CHECKS, 'checks', 'deviceStatus').moveBefore('deviceType')),
  defect(
    'dsp-checks-registration-before-status',
    entry(REQUEST_CHECKS, 'checks', 'registration').moveBefore('deviceStatus'),
  ),
  defect(
    'dsp-checks-content-before-registration',
    entry(REQUEST_CHECKS, 'checks', 'content').moveBefore('registration'),
  ),
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

/** A check is left out, or is for these requests alone. */
function skipped(name: CheckName, of: (facts: RequestFacts) => boolean = () => true): Change {
  return entry(REQUEST_CHECKS, 'checks', name).replace(
    (right) => (request: CheckedRequest) => (of(request.facts) ? undefined : right(request)),
  );
}

/** A counter is compared with something else than the last one. */
function comparedWith(other: (last: bigint) => bigint): Change {
  return entry(REQUEST_CHECKS, 'checks', 'counter').replace((right) => ({ facts, work }) => {
    const { lastCounter } = facts;
    return right({ facts: lastCounter === undefined ? facts : { ...facts, lastCounter: other(lastCounter) }, work });
  });
}

function isNotCommissioned({ subject }: RequestFacts): boolean {
  return subject?.device?.status !== 'Commissioned';
}
