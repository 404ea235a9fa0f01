import type { DetectionCase } from '../../../reports/record/detection-model';
import { requirementOf, type Coverage } from './coverage';
import { meaningOf, type Mutant } from './mutants';
import type { PlannedScenario } from './protocol';
import type { MutantRunner, RunResult } from './worker-process';

/** What a search for mutants knows. */
export interface MutationContext {
  readonly scenarios: readonly PlannedScenario[];
  readonly coverage: Coverage;
  /** Every mutant that there is: those of a file tell who comes there. */
  readonly all: readonly Mutant[];
  /** Numbers of the mutants that take effect while the system is loaded. */
  readonly atLoad: ReadonlySet<number>;
  readonly reasonOfEquivalence: (mutant: Mutant) => string | undefined;
  /** How many of the scenarios that meet a mutant are tried at most, the likeliest first. */
  readonly most: number;
}

/**
 * Tries mutants one after the other.
 * @param onCase called as soon as it is known what became of one
 */
export async function searchMutants(
  mutants: readonly Mutant[],
  context: MutationContext,
  runner: MutantRunner,
  onCase: (found: DetectionCase) => void,
): Promise<void> {
  const finders = new Map<string, number>();
  for (const mutant of mutants) {
    const meeting = scenariosThatMeet(mutant, context);
    const requirement = requirementOf(meeting, context.scenarios);
    const outcome = await outcomeOf(mutant, meeting, context, runner, finders);
    for (const id of outcome.by) finders.set(`${mutant.file} ${id}`, (finders.get(`${mutant.file} ${id}`) ?? 0) + 1);
    onCase({
      ...{ id: mutant.id, area: mutant.area, what: meaningOf(mutant) },
      ...(requirement === undefined ? {} : { requirement }),
      ...outcome,
    });
  }
}

/** Of a mutant that takes effect while the system is loaded nobody can say who meets it: all that come to its file may. */
function scenariosThatMeet(mutant: Mutant, { coverage, atLoad, all }: MutationContext): string[] {
  const isAtLoad = atLoad.has(Number(mutant.number));
  const numbers = isAtLoad
    ? all.filter(({ file }) => file === mutant.file).map(({ number }) => Number(number))
    : [Number(mutant.number)];
  return [...coverage].filter(([, met]) => numbers.some((number) => met.has(number))).map(([id]) => id);
}

type CaseOutcome = Pick<DetectionCase, 'outcome' | 'by' | 'note'>;

async function outcomeOf(
  mutant: Mutant,
  meeting: readonly string[],
  context: MutationContext,
  runner: MutantRunner,
  finders: ReadonlyMap<string, number>,
): Promise<CaseOutcome> {
  const reason = context.reasonOfEquivalence(mutant);
  if (reason !== undefined) return { outcome: 'equivalent', by: [], note: reason };
  if (meeting.length === 0) return { outcome: 'not met', by: [], note: 'No scenario comes there.' };
  const isAtLoad = context.atLoad.has(Number(mutant.number));
  const tried = likeliestFirst(mutant, meeting, context.coverage, finders).slice(0, context.most);
  for (const scenario of tried) {
    const result = isAtLoad
      ? await runner.runFromStart(scenario, mutant.number)
      : await confirmed(scenario, mutant.number, runner);
    if (result.outcome === 'timed out') return { outcome: 'timed out', by: [], note: `${scenario}: ${result.message}` };
    if (result.outcome !== 'passed') return { outcome: 'found', by: [scenario], note: result.message };
  }
  const cut = tried.length < meeting.length ? `the ${tried.length} likeliest of the ` : 'the ';
  return { outcome: 'missed', by: [], note: `${cut}${meeting.length} scenarios that come there pass.` };
}

/** A failure counts where the scenario passes once more without the mutant: otherwise an earlier one has left something behind. */
async function confirmed(scenario: string, mutant: string, runner: MutantRunner): Promise<RunResult> {
  const result = await runner.run(scenario, mutant);
  if (result.outcome !== 'failed' || (await runner.run(scenario)).outcome === 'passed') return result;
  runner.renew();
  return runner.run(scenario, mutant);
}

/** First who found others in the same file, then who does least beside it. */
function likeliestFirst(
  { file }: Mutant,
  meeting: readonly string[],
  coverage: Coverage,
  finders: ReadonlyMap<string, number>,
): string[] {
  const found = (id: string): number => finders.get(`${file} ${id}`) ?? 0;
  const breadth = (id: string): number => coverage.get(id)?.size ?? 0;
  return meeting.toSorted((one, other) => found(other) - found(one) || breadth(one) - breadth(other));
}
