import type { CellReference } from '../../reports/record/result-model';
import type { PlannedExecution } from '../planning/planned-execution';
import type { Facts } from './facts';

/**
 * The environment that the plan assigns to a cell.
 * @returns undefined where it assigns none, or one that was not available
 */
export function assignedEnvironment(
  { plan, assignedEnvironments }: Pick<Facts, 'plan' | 'assignedEnvironments'>,
  { dmc, phase }: CellReference,
): string | undefined {
  const assignment = plan.places?.find(({ cells }) => cells.some((cell) => cell.dmc === dmc && cell.phase === phase));
  if (assignment === undefined || !assignedEnvironments.includes(assignment.environment)) return undefined;
  return assignment.environment;
}

/** Why the stage of an execution was not entered on its environment; undefined where it was. */
export function refusalOf(
  facts: Pick<Facts, 'plan' | 'assignedEnvironments' | 'environment' | 'stageRuns'>,
  { dmc, phase, stage }: Pick<PlannedExecution, 'dmc' | 'phase' | 'stage'>,
): string | undefined {
  const environment = assignedEnvironment(facts, { dmc: dmc.id, phase }) ?? facts.environment.name;
  return facts.stageRuns.find((run) => run.stage === stage && run.environment === environment)?.refused;
}
