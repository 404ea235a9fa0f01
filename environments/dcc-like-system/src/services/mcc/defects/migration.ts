import { minutesLater } from '../../../domain/durations';
import { defect, entry, rule } from '../../../kernel/defect';
import { SCHEDULING } from '../migration/authorise';
import { plusDays } from '../migration/days';
import { HISTORY, installationsOf } from '../migration/installations';
import { ATTEMPT_OUTCOMES, leftBehind, NEW_AUTHORISATION, tryOn } from '../migration/outcomes';
import { SLOT_START } from '../migration/slots';

/** Seeded defects of the schedule, and of what follows an attempt. */
export const MIGRATION_DEFECTS = [
  defect(
    'mcc-instructs-both-at-once',
    rule(SLOT_START, 'inform', () => (work, body) => {
      for (const to of ['requesting-party', 'commissioning-party'] as const) {
        work.send({ to, kind: 'migration-instruction', body });
      }
    }),
  ),
  defect(
    'mcc-forgets-earlier-attempts',
    rule(SCHEDULING, 'attemptsBefore', () => () => 0),
  ),
  // A number is left out where the supplier authorises once more what has failed.
  defect(
    'mcc-leaves-out-attempt-numbers',
    rule(SCHEDULING, 'attemptsBefore', (right) => (work, importMPAN) => {
      const isFailed = installationsOf(work, importMPAN).at(-1)?.state === 'Failed';
      return right(work, importMPAN) + (isFailed ? 1 : 0);
    }),
  ),
  // The day is right, the time is not.
  defect(
    'mcc-dates-migrations-at-midnight',
    rule(HISTORY, 'enteredAt', (right) => (work, state) => {
      const at = right(work, state);
      return state === 'Commissioned' ? `${at.slice(0, 10)}T00:00:00.000Z` : at;
    }),
  ),
  defect(
    'mcc-ends-windows-early',
    rule(SLOT_START, 'windowEnd', (right) => (day) => minutesLater(right(day), -2)),
  ),
  defect(
    'mcc-ends-windows-late',
    rule(SLOT_START, 'windowEnd', (right) => (day) => minutesLater(right(day), 2)),
  ),
  // No other supplier is left any room.
  defect(
    'mcc-ignores-minimum-allocation',
    rule(SCHEDULING, 'guaranteed', () => (_work, scheduling) => [scheduling]),
  ),
  defect(
    'mcc-takes-any-outcome',
    rule(ATTEMPT_OUTCOMES, 'isExpected', () => () => true),
  ),
  defect(
    'mcc-keeps-first-intervention',
    rule(ATTEMPT_OUTCOMES, 'stoppedFor', (right) => (notice, installation) => {
      const { code = notice.code } = installation;
      return right({ ...notice, code }, installation);
    }),
  ),
  // An installation that migrated without its gas meter is taken for a failed one.
  defect(
    'mcc-retries-after-exclusion',
    rule(ATTEMPT_OUTCOMES, 'decide', (right) => (work, installation, outcome) => {
      const { result, code = 'SIM-COM-03' } = outcome;
      const isWhole = result !== 'Migrated' || leftBehind(outcome) === undefined;
      return right(work, installation, isWhole ? outcome : { ...outcome, result: 'NotMigrated', code });
    }),
  ),
  defect('mcc-retries-without-correction', entry(ATTEMPT_OUTCOMES, 'noRetry', 'correction').skip()),
  defect(
    'mcc-gives-up-after-first-attempt',
    rule(ATTEMPT_OUTCOMES, 'retry', () => () => NEW_AUTHORISATION),
  ),
  defect(
    'mcc-retries-on-full-days',
    rule(
      ATTEMPT_OUTCOMES,
      'retry',
      () => (work, installation) => tryOn(work, installation, plusDays(installation.scheduledFor, 1)),
    ),
  ),
  // The day of the attempt counts, whose report may be out already.
  defect(
    'mcc-dates-outcomes-by-attempt',
    rule(
      ATTEMPT_OUTCOMES,
      'reportDay',
      () =>
        (_work, { scheduledFor }) =>
          scheduledFor,
    ),
  ),
];
