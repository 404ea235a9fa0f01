import type { CellReference } from '../../reporting/result-model';
import type { Facts } from './facts';

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
