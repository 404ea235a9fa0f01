import type { ExecutionResult, RequirementResult, StageResult } from '../../reports/record/result-model';
import type { Cell } from '../planning/cells';
import type { Phase, Plan } from '../../support/scope/plan';
import { usesFunction } from '../../support/scope/profiles';
import type { Requirement } from '../../support/scope/requirements';

/** What one cell shows of each requirement of the plan, in the order of the plan. */
export type CellRequirements = readonly Pick<RequirementResult, 'id' | 'verdict'>[];

/**
 * What a cell shows of each requirement of the plan. A requirement is shown when each way in which the plan wants it
 * shown has a passed execution, and nothing that traces to it failed or is left open.
 * @param executions those that stand for the cell, its own and those that it cites
 * @param stages of the cell
 * @param workOffPlan ids of known issues that may stay open: what fails for one of them shows nothing, and breaks nothing
 */
export function assessRequirements(
  plan: Plan,
  { dmc, phase }: Pick<Cell, 'dmc' | 'phase'>,
  executions: readonly ExecutionResult[],
  stages: readonly StageResult[],
  workOffPlan: ReadonlySet<string>,
): CellRequirements {
  const isTolerated = ({ outcome, knownIssue = '' }: ExecutionResult): boolean =>
    outcome === 'known-issue' && workOffPlan.has(knownIssue);
  const telling = executions.filter((execution) => !isTolerated(execution));
  return plan.requirements.map(({ id, shown: ways, stages: named = [], notIn = [], needs }) => {
    if (needs !== undefined && !usesFunction(dmc, needs)) return { id, verdict: 'does not apply' };
    if (notIn.some(({ phases }) => phases.includes(phase))) return { id, verdict: 'does not apply' };
    const standing = named.flatMap((name) => stages.filter((stage) => stage.name === name));
    if (standing.some(({ outcome }) => outcome === 'failed')) return { id, verdict: 'failed' };
    const passedAll =
      standing.length > 0 &&
      standing.every(({ outcome }) => outcome.startsWith('passed') || outcome === 'does not apply');
    if (ways.includes('stages') && !passedAll) return { id, verdict: 'gap' };
    const tracing = {
      positive: telling.filter(({ positive }) => positive.includes(id)),
      negative: telling.filter(({ negative }) => negative.includes(id)),
    };
    const all = [...tracing.positive, ...tracing.negative];
    if (all.some(({ outcome }) => outcome === 'failed' || outcome === 'known-issue')) return { id, verdict: 'failed' };
    const open = all.some(({ outcome }) => outcome !== 'passed' && outcome !== 'does-not-apply');
    // Documents are written from the record that says so, and a run that cannot write them ends with an error.
    const traced = ways.filter((way) => way === 'positive' || way === 'negative');
    const shown = traced.every((way) => tracing[way].some(({ outcome }) => outcome === 'passed'));
    return { id, verdict: shown && !open ? 'shown' : 'gap' };
  });
}

/**
 * What a run shows of each requirement of the register: what its cells show, the worst first.
 * @param cells what each cell shows that was entered; none where nothing was started
 * @param phases Test Phases of the run
 * @param executions every execution of the run
 */
export function summariseRequirements(
  plan: Plan,
  register: readonly Requirement[],
  cells: readonly CellRequirements[],
  phases: readonly Phase[],
  executions: readonly ExecutionResult[],
): RequirementResult[] {
  return register.map(({ id, source, text, shownBy, effect, severity }) => {
    const lists = { positive: tracingTo(executions, 'positive', id), negative: tracingTo(executions, 'negative', id) };
    const planned = plan.requirements.find((entry) => entry.id === id);
    const common = {
      id,
      source,
      text,
      shownBy,
      effect,
      severity,
      ...lists,
      stages: planned?.stages ?? [],
      documents: planned?.documents ?? [],
    };
    if (planned === undefined) {
      const reason =
        plan.requirementsNotInPlan.find(({ ids }) => ids.includes(id))?.why ?? 'The plan does not name it.';
      return { ...common, notIn: [], inPlan: false, reason, verdict: 'not in this plan' };
    }
    const notIn = (planned.notIn ?? []).flatMap(({ phases: without, why }) =>
      without.filter((phase) => phases.includes(phase)).map((phase) => ({ phase, why })),
    );
    const verdicts = cells.flatMap((cell) => cell.filter((entry) => entry.id === id).map(({ verdict }) => verdict));
    const order = ['failed', 'gap', 'shown', 'does not apply'] as const;
    const verdict = order.find((candidate) => verdicts.includes(candidate)) ?? 'gap';
    return { ...common, notIn, inPlan: true, verdict };
  });
}

function tracingTo(executions: readonly ExecutionResult[], way: 'positive' | 'negative', id: string): string[] {
  return [...new Set(executions.filter((execution) => execution[way].includes(id)).map((execution) => execution.id))];
}
