import { counted } from '../../reports/text';
import type { Measure } from '../../support/scope/plan';
import { findSmsoQuality } from '../../support/scope/records';
import type { Facts } from './facts';
import type { MeasuredCriterion } from './measured-criterion';

/**
 * Whether the system of the SMSO that delivers the configuration to Dormant Devices has met its quality criteria: computed from
 * the figures that are recorded of it. Without a record, or without figures in it, nothing is demonstrated.
 */
export function judgeSmsoQuality(
  { atLeastPercent, atMostWrongReports, atMostOpenDefects }: Extract<Measure, { kind: 'smso-quality' }>,
  { scope, cells, executions }: Pick<Facts, 'scope' | 'cells' | 'executions'>,
): MeasuredCriterion {
  const threshold = `at least ${atLeastPercent} % of the checks, at most ${atMostWrongReports} wrong reports and ${atMostOpenDefects} open defects`;
  const [cell] = cells;
  const found = cell && findSmsoQuality(scope.records, cell.dmc);
  const quality = found?.quality;
  if (found === undefined || quality === undefined || quality.checks === 0) {
    const smso = cell?.dmc.smso ?? 'none';
    const lacks = found === undefined ? 'No record of it exists' : 'The record of it holds no checks';
    const note = `${lacks} for the SMSO ${smso} in features/scope/evidence.json.`;
    return { threshold, measured: 'no evidence', verdict: 'not demonstrated', note };
  }
  const { checks, passed, wrongReports, openDefects } = quality;
  const percent = Math.floor((1000 * passed) / checks) / 10;
  const recorded = `${passed} of ${checks} checks (${percent} %), ${counted(wrongReports, 'wrong report')}, ${counted(openDefects.length, 'open defect')} of the SMSO's system`;
  const against = testsAgainst(executions);
  const tests = counted(against.length, 'test');
  // Whoever reads the table of criteria alone has to see it too.
  const measured =
    against.length === 0
      ? recorded
      : `${recorded}; ${tests} of this run ${against.length === 1 ? 'contradicts' : 'contradict'} this`;
  const met =
    100 * passed >= atLeastPercent * checks &&
    wrongReports <= atMostWrongReports &&
    openDefects.length <= atMostOpenDefects;
  // Where the criterion keeps a stage closed, the note is all that is said of it there.
  const missed = met ? '' : ` Measured were ${recorded}; asked for are ${threshold}.`;
  const open = openDefects.length === 0 ? '' : ` Open: ${openDefects.join('; ')}.`;
  const contradiction =
    against.length === 0
      ? ''
      : ` This run contradicts the record: ${tests} failed for which the SMSO is to blame (${against.join(', ')}).`;
  const note = `${found.statement} ${found.reference}, ${found.date}.${open}${missed}${contradiction}`;
  return { threshold, measured, verdict: met ? 'met' : 'not met', note };
}

/** Tests of the run itself that failed for which the SMSO is to blame. */
function testsAgainst(executions: Facts['executions'] = []): string[] {
  const failed = executions.filter(
    ({ outcome, failure }) => (outcome === 'failed' || outcome === 'known-issue') && failure?.party === 'smso',
  );
  return [...new Set(failed.map(({ id }) => id))];
}
