import type { ExecutionResult } from '../../../reports/record/result-model';
import type { PlannedExecution } from '../../planning/planned-execution';
import { reproduceCommand } from '../run-session';
import { unexecuted } from '../scenarios/unexecuted';

/** The result of an execution that was planned and did not run. @param environment name of the one that it was due on */
export function notRun(
  execution: PlannedExecution,
  environment: string,
  outcome: 'blocked' | 'incomplete' | 'not-run-here',
  reason: string | undefined,
): ExecutionResult {
  const reproduce = (one: PlannedExecution): string => reproduceCommand(one, environment);
  const without = unexecuted(execution, { environment, reproduce });
  return { ...without, outcome, ...(reason === undefined ? {} : { reason }) };
}
