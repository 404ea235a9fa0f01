import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import { OUTCOMES } from '../outcomes';
import { minutesLater } from '../../../domain/durations';
import { PUT_OFF } from '../put-off';
import { RECORD_CHECKS } from '../record-checks';

/** Outcomes that make a file long. */
const LONG_FILE = 100;

/** Minutes by which outcomes are dated ahead. */
const AHEAD = 5;

/** Seeded defects of the validation of Migration Common Files, and of the files that the Commissioning Party sends. */
export const FILE_DEFECTS = [
  // An installation without an entry on the list has no firmware that could be compared.
  defect('cp-ignores-epcl', entry(RECORD_CHECKS, 'checks', 'models').skip()),
  // What comes late in a long list is left out.
  defect(
    'cp-cuts-long-outcome-files',
    rule(OUTCOMES, 'reported', () => (outcomes) => outcomes.slice(0, LONG_FILE)),
  ),
  defect(
    'cp-dates-outcomes-ahead',
    rule(
      OUTCOMES,
      'reported',
      () => (outcomes) =>
        outcomes.map((outcome) => ({
          ...outcome,
          completedAt: minutesLater(new Date(outcome.completedAt), AHEAD).toISOString(),
        })),
    ),
  ),
  defect(
    'cp-closes-attempts-early',
    rule(OUTCOMES, 'graceMinutes', (right) => right - 2),
  ),
  // The newest instruction is thought to be the only one.
  defect(
    'cp-watches-one-window',
    rule(OUTCOMES, 'windowTimer', () => () => 'window'),
  ),
  // Whatever was instructed once is thought to be live for ever.
  defect(
    'cp-takes-ended-authorisation',
    entry(RECORD_CHECKS, 'checks', 'authorisation').replace(
      (right) => (context) => right({ ...context, now: new Date(0) }),
    ),
  ),
  // The authorisation alone is looked at, not whether the attempt has had its outcome.
  defect(
    'cp-takes-up-failed-attempt',
    entry(RECORD_CHECKS, 'checks', 'authorisation').replace((right) => ({ attempt, ...context }) => {
      if (attempt === undefined) return right({ attempt, ...context });
      const { outcome: _forgotten, ...open } = attempt;
      return right({ ...context, attempt: open });
    }),
  ),
  defect('cp-forgets-what-it-puts-off', omitWrite(PUT_OFF, 'repeatLater')),
];
