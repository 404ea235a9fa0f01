import { defect, omitWrite, rule } from '../../../kernel/defect';
import { isFirstNow } from '../../../kernel/defects/first-now';
import type { Change } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { everyInstallation, type Installation } from '../migration/installations';
import { CREDENTIAL_KEEPING } from '../service-requests/credentials';
import { isCritical } from '../service-requests/critical';
import { EXECUTION } from '../service-requests/execution';
import { respond } from '../service-requests/open-requests';
import { TAKING } from '../service-requests/requests';

/** Minutes that pass before the S1SP does anything. */
const SLOW_MINUTES = 2;

/** States in which nothing is done with an installation. */
const SETTLED: readonly Installation['state'][] = ['Commissioned', 'NotCommissioned', 'Failed', 'Intervention'];

/** When a hub was unreachable last (ISO 8601), by variant of the request. */
const UNREACHABLE = table<{ at: string }>('unreachable');

/** Values of the answer before, by variant. */
const BEFORE = table<{ values: Readonly<Record<string, string>> }>('answer-before');

/** Seeded defects of the operation of enrolled devices. */
export const SERVICE_REQUEST_DEFECTS = [
  defect(
    's1sp-takes-any-countersignature',
    rule(TAKING, 'countersigners', () => (work) => work.service.config.certificates),
  ),
  defect(
    's1sp-skips-countersignature',
    rule(TAKING, 'countersigned', (right) => (xml, work) => {
      const signed = right(xml, work);
      return 'fault' in signed ? { content: xml } : signed;
    }),
  ),
  defect('s1sp-serves-one-group', unservedWhere(isOfLaterGroup)),
  defect(
    's1sp-serves-nobody-during-migrations',
    unservedWhere((_installation, _variant, work) =>
      everyInstallation(work).some(({ state }) => !SETTLED.includes(state)),
    ),
  ),
  // A hub without WAN is taken for all of them.
  defect(
    's1sp-takes-one-hub-for-all',
    unservedWhere((_installation, variant, work) => work.get(UNREACHABLE, variant)?.at === work.now.toISOString()),
    rule(EXECUTION, 'endUnanswered', (right) => (request, answer, work) => {
      work.put(UNREACHABLE, request.variant, { at: work.now.toISOString() });
      right(request, answer, work);
    }),
  ),
  defect(
    's1sp-obeys-any-supplier',
    rule(TAKING, 'otherHolder', () => () => undefined),
  ),
  defect(
    's1sp-obeys-any-gas-supplier',
    rule(
      TAKING,
      'otherHolder',
      (right) => (open, work) => (open.deviceType === 'GSME' ? undefined : right(open, work)),
    ),
  ),
  // What is about money alone is taken for harmless.
  defect(
    's1sp-obeys-any-supplier-about-money',
    rule(
      TAKING,
      'otherHolder',
      (right) => (open, work) => (/^[12]\./.test(open.variant) ? undefined : right(open, work)),
    ),
  ),
  // Of critical requests that come together all but one are only said to be done.
  defect(
    's1sp-does-one-critical-request-at-a-time',
    rule(TAKING, 'carryOut', (right) => (open, work) => {
      if (isCritical(open.variant) && !isFirstNow('critical', work)) respond(open, work.now, { payload: '' }, work);
      else right(open, work);
    }),
  ),
  defect(
    's1sp-takes-its-time',
    rule(TAKING, 'firstCommandMinutes', () => SLOW_MINUTES),
  ),
  defect(
    's1sp-repeats-as-new-command',
    rule(EXECUTION, 'repeatedCounter', () => () => ({})),
  ),
  defect(
    's1sp-forgets-command-put-off',
    rule(EXECUTION, 'putOff', () => (_tried, before) => before),
  ),
  defect(
    's1sp-takes-missing-wan-for-silence',
    rule(EXECUTION, 'failureCode', () => () => 'E21'),
  ),
  // An answer is taken for that to the request before.
  defect(
    's1sp-mixes-up-answers',
    rule(EXECUTION, 'valuesFor', () => ({ variant }, values, work) => {
      const earlier = work.get(BEFORE, variant)?.values;
      work.put(BEFORE, variant, { values });
      return earlier ?? values;
    }),
  ),
  // A reading is dated with the time at which it comes in.
  defect(
    's1sp-dates-readings-now',
    rule(EXECUTION, 'takenAt', () => (_values, work) => work.now),
  ),
  defect(
    's1sp-gives-up-on-first-silence',
    rule(EXECUTION, 'minutesUntilNextTry', () => () => undefined),
  ),
  defect(
    's1sp-never-gives-up',
    rule(EXECUTION, 'minutesUntilNextTry', (right) => () => right(0)),
  ),
  defect('s1sp-keeps-credentials-of-old-supplier', omitWrite(CREDENTIAL_KEEPING, 'keepOfNewSupplier')),
];

/** An installation is not served because of others. */
function unservedWhere(isLeftOut: (installation: Installation, variant: string, work: Work) => boolean): Change {
  return rule(TAKING, 'operatedDevice', (right) => (request, work) => {
    const operated = right(request, work);
    return operated && !isLeftOut(operated.installation, request.variant, work) ? operated : undefined;
  });
}

function isOfLaterGroup({ commonFileId }: Installation, _variant: string, work: Work): boolean {
  return everyInstallation(work)[0]?.commonFileId !== commonFileId;
}
