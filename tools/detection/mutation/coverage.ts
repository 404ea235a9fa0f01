import type { PlannedScenario } from './protocol';
import type { MutantRunner } from './worker-process';

/** Which mutants each scenario meets, by its id. */
export type Coverage = ReadonlyMap<string, ReadonlySet<number>>;

/** What is kept of coverage: the numbers of the mutants by scenario; null of a scenario that fails without a mutant. */
export type KeptCoverage = Readonly<Record<string, readonly number[] | null>>;

/**
 * Runs each scenario without a mutant, those that were run before left out.
 * @param onRun called after each, with what is to be kept of it
 * @returns what is known of all of them
 */
export async function learnCoverage(
  scenarios: readonly PlannedScenario[],
  known: KeptCoverage,
  runner: Pick<MutantRunner, 'run'>,
  onRun: (id: string, met: KeptCoverage[string]) => void,
): Promise<KeptCoverage> {
  const kept: Record<string, readonly number[] | null> = { ...known };
  for (const { id } of scenarios) {
    if (kept[id] !== undefined) continue;
    const { outcome, met } = await runner.run(id);
    const own = outcome === 'passed' ? met : null;
    kept[id] = own;
    onRun(id, own);
  }
  return kept;
}

/** The coverage of scenarios that pass without a mutant. */
export function coverageOf(scenarios: readonly PlannedScenario[], kept: KeptCoverage): Coverage {
  return new Map(
    scenarios.flatMap(({ id }) => {
      const met = kept[id];
      return met === undefined || met === null ? [] : [[id, new Set(met)] as const];
    }),
  );
}

/**
 * The requirement that a mutant belongs to: the one whose scenarios are, of all, most nearly those that meet it (the greatest
 * harmonic mean of both shares).
 */
export function requirementOf(meeting: readonly string[], scenarios: readonly PlannedScenario[]): string | undefined {
  const met = new Set(meeting);
  const tracing = new Map<string, string[]>();
  for (const { id, positive, negative } of scenarios) {
    for (const requirement of new Set([...positive, ...negative])) {
      tracing.set(requirement, [...(tracing.get(requirement) ?? []), id]);
    }
  }
  const scored = [...tracing].map(([requirement, ids]) => {
    const common = ids.filter((id) => met.has(id)).length;
    return { requirement, score: (2 * common) / (ids.length + met.size) };
  });
  const [best] = scored.sort((one, other) => other.score - one.score);
  return best === undefined || best.score === 0 ? undefined : best.requirement;
}
