import type { ExecutionResult } from '../../../reports/record/result-model';
import { reproduceCommand } from '../run-session';
import { unexecuted } from '../scenarios/collector';
import type { PlannedExecution } from '../../planning/planned-execution';

/**
 * One result for each planned execution, in the planned order: what was set aside with its reason, what ran with its result,
 * and what there is no result of as incomplete.
 * @param whyNot why there is no result of an execution, where that is known
 * @throws Error when there are results of something that was not planned
 */
export function accountFor(
  planned: readonly PlannedExecution[],
  results: readonly ExecutionResult[],
  environment: string,
  whyNot: (execution: PlannedExecution) => string | undefined = () => undefined,
): ExecutionResult[] {
  const open = new Map(results.map((result) => [keyOf(result.id, result.dmc, result.phase, result.stage), result]));
  const reproduce = (execution: PlannedExecution): string => reproduceCommand(execution, environment);
  const accounts = planned.map((execution): ExecutionResult => {
    const { scenario, dmc, phase, stage, aside } = execution;
    const without = (): Omit<ExecutionResult, 'outcome'> => unexecuted(execution, { environment, reproduce });
    if (aside !== undefined) return { ...without(), ...aside };
    const key = keyOf(scenario.id, dmc.id, phase, stage);
    const result = open.get(key);
    open.delete(key);
    const reason = whyNot(execution) ?? 'The scenario was planned and has no result.';
    return result ?? { ...without(), outcome: 'incomplete', reason };
  });
  const [unplanned] = open.keys();
  if (unplanned !== undefined) throw new Error(`There is a result of something that was not planned: ${unplanned}.`);
  return accounts;
}

function keyOf(...parts: readonly string[]): string {
  return parts.join(' | ');
}
