import type { ExecutionResult } from '../../../reports/record/result-model';
import { reproduceCommand } from '../run-session';
import { unexecuted } from '../scenarios/unexecuted';
import type { PlannedExecution } from '../../planning/planned-execution';

/**
 * Matches results with planned executions.
 * @returns one result for each planned execution, in the planned order: its own, or the reason why it was set aside; incomplete
 * where there is none
 * @param whyNot why an execution has no result, where that is known
 * @throws Error when there is a result of something that was not planned
 */
export function reconcileResults(
  planned: readonly PlannedExecution[],
  results: readonly ExecutionResult[],
  environment: string,
  whyNot: (execution: PlannedExecution) => string | undefined = () => undefined,
): ExecutionResult[] {
  const open = new Map(results.map((result) => [keyOf(result.id, result.dmc, result.phase, result.stage), result]));
  const reproduce = (execution: PlannedExecution): string => reproduceCommand(execution, environment);
  const reconciled = planned.map((execution): ExecutionResult => {
    const { scenario, dmc, phase, stage, aside } = execution;
    const without = (): Omit<ExecutionResult, 'outcome'> => unexecuted(execution, { environment, reproduce });
    if (aside !== undefined) return { ...without(), ...aside };
    const key = keyOf(scenario.id, dmc.id, phase, stage);
    const result = open.get(key);
    open.delete(key);
    const reason = whyNot(execution) ?? 'The test was planned and has no result.';
    return result ?? { ...without(), outcome: 'incomplete', reason };
  });
  const [unplanned] = open.keys();
  if (unplanned !== undefined) throw new Error(`There is a result of something that was not planned: ${unplanned}.`);
  return reconciled;
}

function keyOf(...parts: readonly string[]): string {
  return parts.join(' | ');
}
