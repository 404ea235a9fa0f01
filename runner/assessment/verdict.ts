import type { Verdict } from '../../reports/record/result-model';
import { inWords } from '../../reports/text';
import { cellName } from '../planning/cells';
import type { Assessment } from './cell-assessment';
import { countOutcomes } from './counts';
import type { Facts } from './facts';
import { isOpen } from './waivers';

/**
 * The verdict of a run and its exit code: 0 when every criterion of the plan is met, 1 when one is not, 2 when the run
 * proves nothing somewhere (blocked, incomplete, unhealthy environment, nothing executed).
 * @param facts of the run
 * @param assessment what was judged of it
 */
export function decide(facts: Facts, { criteria, cells }: Assessment): Verdict {
  const about = aboutOf(facts);
  const started = facts.executions !== undefined;
  const open = criteria.filter((criterion) => isOpen(criterion) && (started || criterion.kind === 'entry'));
  const openText = open.map(({ id, verdict, note }) => `${id} is ${verdict} (${note.replace(/\.$/, '')})`).join('; ');
  if (facts.executions === undefined) {
    return notMet(`${about} was not entered: ${openText}.`);
  }
  const counts = countOutcomes(facts.executions);
  const unproved = facts.executions.filter(({ outcome }) => outcome === 'blocked' || outcome === 'incomplete');
  const [first] = unproved;
  if (first !== undefined) {
    const reason = (first.reason ?? first.outcome).split('\n')[0] ?? first.outcome;
    const which = `${unproved.length} of ${counts.planned} executions proved nothing`;
    return incomplete(`${about} is incomplete: ${which}, the first is ${first.id} (${reason.replace(/\.$/, '')}).`);
  }
  if (facts.environment.healthProblems.length > 0) {
    return incomplete(
      `${about} is incomplete: the environment was unhealthy (${facts.environment.healthProblems.join(' ')})`,
    );
  }
  if (counts.executed === 0) return incomplete(`${about} is incomplete: nothing was executed.`);
  const idle = cells.filter(({ verdict }) => verdict === 'incomplete').map(({ cell }) => cellName(cell));
  if (idle.length > 0) return incomplete(`${about} is incomplete: nothing was executed for ${idle.join(', ')}.`);
  if (open.length > 0) return notMet(`${about} does not meet its criteria: ${openText}.`);
  const stale = facts.knownIssues.filter(({ state }) => state === 'stale').map(({ id }) => id);
  if (stale.length > 0)
    return notMet(`${about} does not meet its criteria: known issues fail no longer (${stale.join(', ')}).`);
  if (counts.failed > 0) return notMet(`${about} does not meet its criteria: ${counts.failed} executions failed.`);
  return meets(facts, criteria, counts);
}

/** The verdict of a run whose criteria are all met or waived. */
function meets(
  { environment, plan, cells }: Facts,
  criteria: Assessment['criteria'],
  counts: ReturnType<typeof countOutcomes>,
): Verdict {
  const judged = criteria.filter(({ verdict }) => verdict !== 'not in this plan').length;
  const place = environment.simulated ? 'on a simulated system' : 'on a system that is not simulated';
  const passed = `${counts.passed} of ${counts.planned} executions passed`;
  const aside = criteria.length - judged;
  const others = aside === 0 ? '' : ` (${aside} of its ${criteria.length} are not claimed)`;
  const waived = criteria.filter(({ waivers }) => waivers.length > 0).map(({ id }) => id);
  const met = waived.length === 0 ? `all ${judged}` : `${judged - waived.length} of the ${judged}`;
  const claimed = `${aboutOf({ plan, cells })} meets ${met} criteria that the plan "${plan.id}" claims${others}`;
  const workOff = criteria.filter(({ verdict }) => verdict === 'met with work-off plan').map(({ id }) => id);
  if (waived.length + workOff.length === 0) {
    return { result: 'met', sentence: `${claimed}: ${passed}, ${place}.`, exitCode: 0 };
  }
  const left = [
    ...(workOff.length === 0 ? [] : [`${inWords(workOff)} with a Work-Off Plan`]),
    ...(waived.length === 0
      ? []
      : [`${inWords(waived)} ${waived.length === 1 ? 'is not met and is waived' : 'are not met and are waived'}`]),
  ];
  const known = counts['known-issue'];
  const failed = known === 0 ? '' : `, ${known} failed as known`;
  const sentence = `${claimed}; ${left.join('; ')}: ${passed}${failed}, ${place}.`;
  return { result: 'met with work-off plan', sentence, exitCode: 0 };
}

/** Combinations that a sentence names one by one. */
const NAMED = 4;

function aboutOf({ plan, cells }: Pick<Facts, 'plan' | 'cells'>): string {
  const distinct = (values: readonly string[]): string[] => [...new Set(values)];
  const dmcs = distinct(cells.map(({ dmc }) => dmc.id));
  const named = dmcs.length > NAMED ? `${dmcs.length} combinations` : dmcs.join(', ');
  if (plan.cells.of === 'later-dmc') return `Device Model Combination Testing of ${named}`;
  const stages = [
    ...plan.stages.filter(({ kind }) => kind !== 'regression-set').map(({ name }) => name),
    ...(plan.stages.some(({ set }) => set === 2) ? ['both sets of regression'] : []),
  ].join(', ');
  return `${inWords(distinct(cells.map(({ phase }) => phase)))} Meter Migration Testing (${stages}) of ${named}`;
}

function notMet(sentence: string): Verdict {
  return { result: 'not met', sentence, exitCode: 1 };
}

function incomplete(sentence: string): Verdict {
  return { result: 'incomplete', sentence, exitCode: 2 };
}
