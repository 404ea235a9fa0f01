import { meaningOf, sampleMutants, type Mutant } from './mutants';
import { confirmed } from './trials';
import type { WorkerProcesses } from './worker-process';

/** What a scenario notices of changes in the places that it comes to. */
interface MetMutants {
  /** How many changes there are in places that it comes to. */
  readonly met: number;
  readonly tried: readonly { readonly place: string; readonly meaning: string; readonly isFound: boolean }[];
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
): Promise<MetMutants> {
  const { atLoad } = await workers.facts();
  const { met, duration } = await workers.run(id, []);
  workers.expect(id, duration);
  // What takes effect while the system is loaded is met by every scenario.
  const own = all.filter(({ number }) => met.includes(Number(number)) && !atLoad.includes(Number(number)));
  const tried = [];
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
