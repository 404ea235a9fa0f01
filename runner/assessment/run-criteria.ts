import type { ExecutionResult } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import type { Facts } from './facts';
import { evidenceByEnvironment } from './statements';
import type { MeasuredCriterion } from './measured-criterion';

/** Whether every row of the ledger is in order: it fails as recorded and in time, or does not concern the run. */
export function knownIssuesCurrent({ knownIssues }: Facts): MeasuredCriterion {
  const threshold = 'each open as recorded, or not concerned';
  const bad = knownIssues.filter(({ state }) => state !== 'open' && state !== 'not run');
  const open = knownIssues.filter(({ state }) => state === 'open').length;
  const measured = `${counted(knownIssues.length, 'row')}, ${open} open, ${bad.length} not in order`;
  const note =
    bad.length === 0
      ? 'No row has expired, changed or become stale.'
      : bad.map(({ id, state, note: why }) => `${id} is ${state}: ${why}`).join(' ');
  return { threshold, measured, verdict: bad.length === 0 ? 'met' : 'not met', note };
}

/** Whether what the plan assigns to an environment of its own came from there. */
export function assignmentsMet(facts: Facts, executions: readonly ExecutionResult[]): MeasuredCriterion {
  const threshold = 'each assigned Test Phase on its environment';
  const assigned = evidenceByEnvironment(facts, executions).filter((share) => share.assigned.length > 0);
  if (assigned.length === 0) {
    const note = 'The plan assigns no Test Phase to an environment of its own.';
    return { threshold, measured: 'nothing assigned', verdict: 'not demonstrated', note };
  }
  const lacking = assigned.filter(({ demonstrated }) => !demonstrated);
  return {
    threshold,
    measured: assigned
      .map(({ environment, executions: count }) => `${environment}: ${counted(count, 'execution')}`)
      .join('; '),
    verdict: lacking.length === 0 ? 'met' : 'not demonstrated',
    note: assigned.map(({ note }) => note).join(' '),
  };
}
