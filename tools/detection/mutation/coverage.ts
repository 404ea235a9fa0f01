import type { PlannedScenario } from './protocol';
import type { MutantRunner } from './worker-process';

/** Which mutants each scenario meets, by its id. */
export type Coverage = ReadonlyMap<string, ReadonlySet<number>>;

/** What is known of a scenario that ran without a mutant. */
export interface ScenarioCoverage {
  /** Whether it passed: a scenario that fails without a mutant finds none. */
  readonly passed: boolean;
  /** CPU time in milliseconds. */
  readonly duration: number;
  /** Numbers of the mutants that it meets. */
  readonly met: readonly number[];
}

/** Scenarios that ran without a mutant, by their ids. */
export type KnownCoverage = Readonly<Record<string, ScenarioCoverage>>;

/** What is known of where scenarios come, while it is being learnt. */
export interface LearntCoverage {
  readonly coverage: Coverage;
  /** Whether that is all: what comes last is. */
  readonly isWhole: boolean;
}

/** After each so many scenarios it is told what is known by then. */
const AT_ONCE = 100;

/**
 * Runs each scenario without a mutant, those of which it is known left out, and tells ever again what is known by then, from the
 * beginning on.
 * @param onRun called after each, with what is to be kept of it
 */
export async function* learnCoverage(
  scenarios: readonly PlannedScenario[],
  known: KnownCoverage,
  runner: Pick<MutantRunner, 'run'>,
  onRun: (scenario: PlannedScenario, own: ScenarioCoverage) => void,
): AsyncGenerator<LearntCoverage, void> {
  const all: Record<string, ScenarioCoverage> = { ...known };
  const unknown = scenarios.filter(({ id }) => known[id] === undefined);
  for (const [index, scenario] of unknown.entries()) {
    if (index % AT_ONCE === 0 && Object.keys(all).length > 0)
      yield { coverage: coverageOf(scenarios, all), isWhole: false };
    const { outcome, duration, met } = await runner.run(scenario.id, []);
    const own = { passed: outcome === 'passed', duration, met };
    all[scenario.id] = own;
    onRun(scenario, own);
  }
  yield { coverage: coverageOf(scenarios, all), isWhole: true };
}

/** The coverage of scenarios that pass without a mutant. */
function coverageOf(scenarios: readonly PlannedScenario[], known: KnownCoverage): Coverage {
  return new Map(
    scenarios.flatMap(({ id }) => {
      const own = known[id];
      return own?.passed === true ? [[id, new Set(own.met)] as const] : [];
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
