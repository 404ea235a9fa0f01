import type { CriterionResult, ExecutionResult, Outcome, RunResult, Verdict } from '../../reporting/result-model';
import { OUTCOMES } from '../../reporting/result-model';
import type { Facts } from './facts';

/**
 * Counts executions by outcome. `planned` leaves out what does not apply; `executed` is what ran to an end.
 */
export function countOutcomes(executions: readonly ExecutionResult[]): RunResult['counts'] {
  const count = (outcome: Outcome): number => executions.filter((execution) => execution.outcome === outcome).length;
  const byOutcome: Record<Outcome, number> = {
    passed: 0,
    failed: 0,
    'known-issue': 0,
    'does-not-apply': 0,
    'not-run-here': 0,
    blocked: 0,
    incomplete: 0,
  };
  for (const outcome of OUTCOMES) byOutcome[outcome] = count(outcome);
  return {
    ...byOutcome,
    planned: executions.length - byOutcome['does-not-apply'],
    executed: byOutcome.passed + byOutcome.failed + byOutcome['known-issue'],
  };
}

/**
 * The verdict of a run and its exit code: 0 when every criterion of the plan is met, 1 when one is not, 2 when the run
 * proves nothing somewhere (blocked, incomplete, ill environment, nothing executed).
 * @param facts of the run
 * @param criteria all of them, computed
 */
export function decide(facts: Facts, criteria: readonly CriterionResult[]): Verdict {
  const about = aboutOf(facts);
  const started = facts.executions !== undefined;
  const open = criteria.filter(({ kind, verdict }) => isOpen(verdict) && (started || kind === 'entry'));
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
  if (facts.environment.illnesses.length > 0) {
    return incomplete(`${about} is incomplete: the environment was ill (${facts.environment.illnesses.join(' ')})`);
  }
  if (counts.executed === 0) return incomplete(`${about} is incomplete: nothing was executed.`);
  if (open.length > 0) return notMet(`${about} does not meet its criteria: ${openText}.`);
  if (counts.failed > 0) return notMet(`${about} does not meet its criteria: ${counts.failed} executions failed.`);
  const judged = criteria.filter(({ verdict }) => verdict === 'met').length;
  const place = facts.environment.simulated ? 'on a simulated system' : 'on a system that is not simulated';
  const passed = `${counts.passed} of ${counts.planned} executions passed`;
  const sentence = `${about} meets all ${judged} criteria of the plan "${facts.plan.id}": ${passed}, ${place}.`;
  return { result: 'met', sentence, exitCode: 0 };
}

/** Whether a criterion stands in the way: not met, or not shown to be met. */
export function isOpen(verdict: CriterionResult['verdict']): boolean {
  return verdict === 'not met' || verdict === 'not demonstrated';
}

function aboutOf({ plan, cells }: Facts): string {
  const stages = plan.stages.map(({ name }) => name).join(' and ');
  const phases = [...new Set(cells.map(({ phase }) => phase))].join(', ');
  const dmcs = [...new Set(cells.map(({ dmc }) => dmc.id))].join(', ');
  return `${phases} Meter Migration Testing (${stages}) of ${dmcs}`;
}

function notMet(sentence: string): Verdict {
  return { result: 'not met', sentence, exitCode: 1 };
}

function incomplete(sentence: string): Verdict {
  return { result: 'incomplete', sentence, exitCode: 2 };
}
