import type { CellReference } from '../../reports/record/result-model';
import type { Facts } from './facts';
import type { PlannedExecution } from '../planning/planned-execution';

/**
 * The environment that a cell runs on by the plan.
 * @returns undefined where the plan leaves it to the run, or where the environment that it wants could not be had
 */
export function environmentOf(
  { plan, places }: Pick<Facts, 'plan' | 'places'>,
  { dmc, phase }: CellReference,
): string | undefined {
  const place = plan.places?.find(({ cells }) => cells.some((cell) => cell.dmc === dmc && cell.phase === phase));
  return place === undefined || !places.includes(place.environment) ? undefined : place.environment;
}

/** Why an execution was not run: its stage was not entered after all where it belongs; undefined where it was. */
export function refusalOf(
  facts: Pick<Facts, 'plan' | 'places' | 'environment' | 'stageRuns'>,
  { dmc, phase, stage }: Pick<PlannedExecution, 'dmc' | 'phase' | 'stage'>,
): string | undefined {
  const place = environmentOf(facts, { dmc: dmc.id, phase }) ?? facts.environment.name;
  return facts.stageRuns.find((run) => run.stage === stage && run.environment === place)?.refused;
}
