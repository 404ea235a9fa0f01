import type { ExecutionResult } from '../../reports/record/result-model';
import { observable } from '../../reports/record/detection-counts';
import { counted, date } from '../../reports/text';
import type { Measure } from '../../support/scope/plan';
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

/** Whether the suite was seen to find faults that were put into this build on purpose; what is older is no evidence. */
export function detectionShown(
  { tool, atLeastPercent }: Extract<Measure, { kind: 'detection' }>,
  { detection = [] }: Facts,
): MeasuredCriterion {
  const threshold = `at least ${atLeastPercent} % found, on this build or the same rules and suite`;
  const own = detection.filter((one) => one.tool === tool);
  const proof = own.findLast(({ standing }) => standing !== 'older');
  if (proof === undefined) {
    const note =
      own.length === 0
        ? `The run was given nothing that "npm run ${tool}" found: "npm run cycle -- --detection FILE" takes it in.`
        : `What "npm run ${tool}" found is older than this build or suite, and is not counted.`;
    return { threshold, measured: own.length === 0 ? 'no proof' : 'an older proof', verdict: 'not demonstrated', note };
  }
  const { counts, interval, population, tried, standing, finishedAt } = proof;
  const all = observable(counts);
  const share = interval?.low ?? (all === 0 ? 0 : counts.found / all);
  const least = interval === undefined ? '' : `, with 95 % confidence at least ${percent(share)}`;
  const sample =
    population === undefined || population === tried ? '' : ` A sample: ${tried} of ${population} were tried.`;
  return {
    threshold,
    measured: `${counts.found} of ${all}${least}`,
    verdict: all > 0 && 100 * share >= atLeastPercent ? 'met' : 'not met',
    note: `By "npm run ${tool}" of ${date(finishedAt)}, ${standing}.${sample}`,
  };
}

/** Rounded down: what does not reach a threshold must not seem to. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}
