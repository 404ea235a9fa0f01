import type { ExecutionResult, RequirementResult } from '../../reporting/result-model';
import type { Plan } from '../scope/plan';
import type { Requirement } from '../scope/requirements';

/**
 * What a run shows of each requirement of the register. A requirement of the plan is shown when each way in which the
 * plan wants it shown has a passed execution and nothing that traces to it failed or is left open.
 */
export function assessRequirements(
  plan: Plan,
  register: readonly Requirement[],
  executions: readonly ExecutionResult[],
): RequirementResult[] {
  return register.map(({ id, source, text, shownBy }) => {
    const ways = plan.requirements.find((entry) => entry.id === id)?.shown;
    const tracing = {
      positive: tracingTo(executions, 'positive', id),
      negative: tracingTo(executions, 'negative', id),
    };
    const lists = { positive: idsOf(tracing.positive), negative: idsOf(tracing.negative) };
    const common = { id, source, text, shownBy, ...lists };
    if (ways === undefined) {
      const reason =
        plan.requirementsNotInPlan.find(({ ids }) => ids.includes(id))?.why ?? 'The plan does not name it.';
      return { ...common, inPlan: false, reason, verdict: 'not in this plan' };
    }
    const all = [...tracing.positive, ...tracing.negative];
    if (all.some(({ outcome }) => outcome === 'failed' || outcome === 'known-issue')) {
      return { ...common, inPlan: true, verdict: 'failed' };
    }
    const open = all.some(({ outcome }) => outcome !== 'passed' && outcome !== 'does-not-apply');
    const shown = ways.every((way) => tracing[way].some(({ outcome }) => outcome === 'passed'));
    return { ...common, inPlan: true, verdict: shown && !open ? 'shown' : 'gap' };
  });
}

function tracingTo(
  executions: readonly ExecutionResult[],
  way: 'positive' | 'negative',
  id: string,
): ExecutionResult[] {
  return executions.filter((execution) => execution[way].includes(id));
}

function idsOf(executions: readonly ExecutionResult[]): string[] {
  return [...new Set(executions.map(({ id }) => id))];
}
