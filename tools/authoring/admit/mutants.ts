import type { Mutant } from '../../detection/mutation/mutants';
import { meaningOf, sampleMutants } from '../../detection/mutation/mutants';
import { confirmed } from '../../detection/mutation/trials';
import type { WorkerProcesses } from '../../detection/mutation/worker-process';

/** A change of a rule of the system, and whether the scenario noticed it. */
export interface TriedMutant {
  readonly place: string;
  readonly meaning: string;
  readonly isFound: boolean;
}

/** What a scenario notices of changes in the places that it comes to. */
export interface TriedMutants {
  /** How many changes there are in places that it comes to. */
  readonly met: number;
  readonly tried: readonly TriedMutant[];
}

/**
 * Tries a scenario with changes of the rules that it meets, drawn by lot.
 * @param all every change that there is
 * @param seed draws the lot
 */
export async function tryMutants(
  id: string,
  all: readonly Mutant[],
  { count, seed }: { readonly count: number; readonly seed: string },
  workers: Pick<WorkerProcesses, 'facts' | 'run' | 'runFromStart' | 'renew' | 'expect'>,
): Promise<TriedMutants> {
  const { atLoad } = await workers.facts();
  const { met, duration } = await workers.run(id, []);
  workers.expect(id, duration);
  // What takes effect while the system is loaded is met by every scenario.
  const own = all.filter(({ number }) => met.includes(Number(number)) && !atLoad.includes(Number(number)));
  const tried: TriedMutant[] = [];
  for (const mutant of sampleMutants(own, seed, count)) {
    const { outcome } = await confirmed(id, [mutant.number], workers);
    tried.push({
      place: `${mutant.file}:${String(mutant.line)}`,
      meaning: meaningOf(mutant),
      isFound: outcome === 'failed' || outcome === 'crashed',
    });
  }
  return { met: own.length, tried };
}
