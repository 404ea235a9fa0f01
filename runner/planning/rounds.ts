import { createHash } from 'node:crypto';
import type { Transport } from '../../environments/environment';
import type { PlannedStage } from '../../support/scope/plan';
import type { PlannedExecution } from './planned-execution';

/**
 * Stages that the same workers run on the same systems, one after the other. The second set of a regression needs fresh
 * systems: a round begins with it.
 */
export function roundsOf(stages: readonly PlannedStage[]): PlannedStage[][] {
  const rounds: PlannedStage[][] = [[]];
  for (const stage of stages) {
    if (stage.set === 2) rounds.push([]);
    rounds.at(-1)?.push(stage);
  }
  return rounds.filter((round) => round.length > 0);
}

/**
 * The seed of a stage: that of the run, but for the second set of a regression, which has one of its own.
 * @param runSeed the seed of the run
 */
export function stageSeed(runSeed: string, { set }: Pick<PlannedStage, 'set'>): string {
  return set === 2 ? `${runSeed}-set-2` : runSeed;
}

/**
 * How the calls of a stage reach the services: as the environment offers, but for the second set of a regression, which
 * takes sockets, so that the comparison of the sets is one of the two ways as well.
 * @param offered what the environment offers at best; undefined where that is not known
 */
export function transportOf({ set }: Pick<PlannedStage, 'set'>, offered: Transport | undefined): Transport {
  return set === 2 ? 'sockets' : (offered ?? 'sockets');
}

/**
 * The order in which the executions of a stage are run: as planned, but for the second set of a regression, whose order
 * follows from its seed. It is mixed inside a cell, so that cells still come one after the other.
 */
export function orderOf(
  executions: readonly PlannedExecution[],
  { set }: Pick<PlannedStage, 'set'>,
): PlannedExecution[] {
  if (set !== 2) return [...executions];
  const cells = new Map<string, { readonly execution: PlannedExecution; readonly place: string }[]>();
  for (const execution of executions) {
    const { dmc, phase, seed } = execution;
    const key = `${dmc.id} ${phase}`;
    const place = createHash('sha256').update(`order ${seed}`).digest('hex');
    cells.set(key, [...(cells.get(key) ?? []), { execution, place }]);
  }
  return [...cells.values()].flatMap((own) =>
    own.sort((a, b) => a.place.localeCompare(b.place)).map(({ execution }) => execution),
  );
}
