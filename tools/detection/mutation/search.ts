import type { DetectionCase } from '../../../reports/record/detection-model';
import { requirementOf, type Coverage, type LearntCoverage } from './coverage';
import { nearestImporters, type Importers } from './importers';
import { likeliestFirst, type Finders } from './likelihood';
import { meaningOf, type Mutant } from './mutants';
import type { PlannedScenario } from './protocol';
import {
  confirmed,
  missed,
  tryAlone,
  tryTogether,
  type OpenSuspect,
  type Suspect,
  type Trial,
  type Verdict,
} from './trials';
import type { MutantRunner } from './worker-process';

/** What a search for mutants knows. */
export interface MutationContext {
  readonly scenarios: readonly PlannedScenario[];
  /** What is known of where scenarios come, the more the longer one waits. */
  readonly learning: AsyncIterable<LearntCoverage>;
  /** Every mutant that there is: those of a file tell who comes there. */
  readonly all: readonly Mutant[];
  /** Numbers of the mutants that take effect while the system is loaded. */
  readonly atLoad: ReadonlySet<number>;
  /** Who loads the file of a mutant. */
  readonly importers: Importers;
  readonly reasonOfEquivalence: (mutant: Mutant) => string | undefined;
  /** Who has found what before. */
  readonly finders: Finders;
  /** How many of the scenarios that meet a mutant are tried at most, the likeliest first. */
  readonly most: number;
}

/** What a search tells while it goes on. */
export interface MutationListeners {
  /** It is known what became of a mutant. */
  readonly onCase: (found: DetectionCase) => void;
  /** The likeliest scenarios have missed a mutant; the others are tried later, together with other mutants. */
  readonly onOpen: (mutant: Mutant) => void;
}

/** So many scenarios are tried with one mutant alone: while it is still being learnt where they come, in all, and after these on a system that was started with it. */
const ALONE = { atOnce: 2, inAll: 6, fromStart: 60 };

/**
 * Tries mutants: each alone with the scenarios that are likeliest to find it, then those that are left over together. By then hardly
 * any scenario fails, so that one run speaks for many mutants; where one fails, halves tell over which.
 */
export async function searchMutants(
  mutants: readonly Mutant[],
  context: MutationContext,
  runner: MutantRunner,
  listeners: MutationListeners,
): Promise<void> {
  await new MutantSearch(context, runner, listeners).run(mutants);
}

class MutantSearch {
  private coverage: Coverage = new Map();
  private readonly open = new Set<Suspect>();

  constructor(
    private readonly context: MutationContext,
    private readonly runner: MutantRunner,
    private readonly listeners: MutationListeners,
  ) {}

  async run(mutants: readonly Mutant[]): Promise<void> {
    for (const mutant of mutants) {
      const suspect: Suspect = { mutant, tried: new Set(), timedOut: [] };
      const reason = this.context.reasonOfEquivalence(mutant);
      this.open.add(suspect);
      if (reason !== undefined) this.end(suspect, { outcome: 'equivalent', by: [], note: reason });
    }
    for await (const { coverage, isWhole } of this.context.learning) {
      this.coverage = coverage;
      // To start a system with a mutant takes long: that is done once it is known where everybody comes.
      for (const suspect of this.open) if (isWhole || !this.isAtLoad(suspect)) await this.alone(suspect, isWhole);
    }
    const rest = [...this.open];
    const end = (suspect: Suspect, verdict: Verdict): void => this.end(suspect, verdict);
    const running = rest.filter((one) => !this.isAtLoad(one)).map((one) => this.withTheRest(one));
    await tryTogether(running, this.whenRunning, end);
    // Each starts a system of its own: several together may stop what none of them stops alone, and nobody could be blamed.
    for (const suspect of rest.filter((one) => this.isAtLoad(one))) {
      const one = this.withTheRest(suspect);
      const some = { ...one, left: one.left.slice(0, ALONE.fromStart) };
      end(suspect, (await tryAlone(suspect, some.left, this.runner.runFromStart)) ?? missed(some));
    }
  }

  private async alone(suspect: Suspect, isWhole: boolean): Promise<void> {
    const { mutant, tried } = suspect;
    const likeliest = this.likeliestFor(mutant);
    const count = isWhole ? Math.max(0, ALONE.inAll - tried.size) : ALONE.atOnce;
    const untried = likeliest.filter((id) => !tried.has(id)).slice(0, Math.min(count, this.context.most));
    const trial = this.isAtLoad(suspect) ? this.runner.runFromStart : this.whenRunning;
    const verdict = await tryAlone(suspect, untried, trial);
    if (verdict !== undefined) this.end(suspect, verdict);
    else if (isWhole && likeliest.length === 0) {
      this.end(suspect, { outcome: 'not met', by: [], note: 'No scenario comes there.' });
    } else if (isWhole) this.listeners.onOpen(mutant);
  }

  private readonly whenRunning: Trial = (scenario, numbers) => confirmed(scenario, numbers, this.runner);

  private withTheRest(suspect: Suspect): OpenSuspect {
    const likeliest = this.likeliestFor(suspect.mutant);
    const chosen = likeliest.slice(0, this.context.most);
    return { ...suspect, left: chosen.filter((id) => !suspect.tried.has(id)), meeting: likeliest.length };
  }

  private likeliestFor(mutant: Mutant): string[] {
    return likeliestFirst(mutant, this.meeting(mutant), { ...this.context, coverage: this.coverage });
  }

  /**
   * Of a mutant that takes effect while the system is loaded nobody can say who meets it: all that come to its file may, and where that is
   * nothing but a table, all that come to the files that load it.
   */
  private meeting({ number, file }: Mutant): string[] {
    const { atLoad, importers } = this.context;
    if (!atLoad.has(Number(number))) return this.comingTo([Number(number)]);
    const files = nearestImporters(file, importers, (one) => this.comingTo(this.numbersOf([one])).length > 0);
    return this.comingTo(this.numbersOf(files));
  }

  private numbersOf(files: readonly string[]): number[] {
    return this.context.all.filter(({ file }) => files.includes(file)).map(({ number }) => Number(number));
  }

  private comingTo(numbers: readonly number[]): string[] {
    return [...this.coverage].filter(([, met]) => numbers.some((one) => met.has(one))).map(([id]) => id);
  }

  private isAtLoad({ mutant }: Suspect): boolean {
    return this.context.atLoad.has(Number(mutant.number));
  }

  private end(suspect: Suspect, verdict: Verdict): void {
    const { mutant } = suspect;
    const requirement = requirementOf(this.meeting(mutant), this.context.scenarios);
    this.open.delete(suspect);
    for (const id of verdict.by) this.context.finders.add(mutant, id);
    this.listeners.onCase({
      ...{ id: mutant.id, area: mutant.area, what: meaningOf(mutant) },
      ...(requirement === undefined ? {} : { requirement }),
      ...verdict,
    });
  }
}
