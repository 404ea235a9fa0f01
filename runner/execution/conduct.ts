import type { ExecutionResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import { cellsToEnter } from '../assessment/assessment';
import { buildOf } from '../assessment/build';
import type { EnvironmentFacts, Facts, StageRun } from '../assessment/facts';
import type { Scenario } from '../planning/features/read-feature';
import { environmentOf, refusalOf } from '../assessment/places';
import { keyOf } from '../../support/scope/identity';
import { planExecutions } from '../planning/plan-executions';
import { orderOf, roundsOf, stageSeed } from '../planning/rounds';
import type { PlannedStage } from '../../support/scope/plan';
import { accountFor } from './workers/account';
import { cutIntoChunks } from './workers/chunks';
import type { Crew, CrewResult } from './workers/crew';
import type { Chunk, PlaceFacts } from './workers/protocol';
import { keyOfPlanned, type PlannedExecution } from '../planning/planned-execution';

/** Those who run scenarios: a crew for each round, on systems of its own. */
export interface Crews {
  /** @param environment where they are to work; undefined for the environment of the run */
  readonly hire: (environment: string | undefined) => Crew;
  /** What the machine and the suite add to what workers found out about their environment. */
  readonly factsOf: (place: PlaceFacts) => EnvironmentFacts;
}

/** What a conductor is told of what it has done before, and what it tells. */
export interface Ledgers {
  /** Results that are taken over, and not run again. */
  readonly takenOver: readonly ExecutionResult[];
  /** Number of the last chunk that was begun before. */
  readonly chunksBefore: number;
  /** Called with the build that the first workers found. */
  readonly onBuild: (build: StageRun['build']) => void;
  /** Called with what is going to be run, before it is. */
  readonly onToRun: (executions: readonly PlannedExecution[]) => void;
  readonly onPlanned: (plan: { readonly toRun: number; readonly cells: number }) => void;
  /** Called when a round begins that other workers run. */
  readonly onRound: (sentence: string) => void;
}

/** What crews did, for the record and the history. */
export interface Work extends CrewResult {
  readonly chunks: number;
}

/** What became of a run. */
export interface Conducted {
  readonly facts: Omit<Facts, 'pairs' | 'knownIssues'>;
  readonly work: Work | undefined;
}

/** What a run sets out with. */
export interface Entry extends Pick<Facts, 'plan' | 'scope' | 'cells' | 'formal' | 'places'> {
  /** Keys of the executions that this process is to see to; absent where it sees to all. */
  readonly own?: ReadonlySet<string>;
}

const OTHER_BUILD = 'It was not entered: its build is not the one that the stages before it ran on.';

const NO_WORK: Work = { executions: [], incidents: [], durationMs: 0, cpuMs: 0, memory: 0, chunks: 0 };

/**
 * Takes the cells of a run through their stages: those that may be entered, round by round.
 * @throws RunError when the environment is ill or no worker can work
 */
export async function conduct(
  { own, ...entry }: Entry,
  scenarios: readonly Scenario[],
  seed: string,
  crews: Crews,
  ledgers: Ledgers,
): Promise<Conducted> {
  const crew = crews.hire(undefined);
  const place = await healthy(crew);
  const environment = crews.factsOf(place);
  ledgers.onBuild(buildOf(place.versions));
  const before = { ...entry, environment, executions: undefined, stageRuns: [], pairs: [], knownIssues: [] };
  const entered = cellsToEnter(before);
  if (entered.length === 0) return { facts: before, work: undefined };
  const all = await planExecutions(entered, scenarios, seed, environment);
  const planned = own === undefined ? all : all.filter((execution) => own.has(keyOfPlanned(execution)));
  const due = planned.filter(({ aside }) => aside === undefined);
  const toRun = withoutTakenOver(due, ledgers.takenOver);
  ledgers.onToRun(toRun);
  ledgers.onPlanned({ toRun: toRun.length, cells: entered.length });
  const conductor = new Conductor(crews, ledgers, { seed, due, toRun, stages: entry.plan.stages });
  const usual = environment.name;
  const placeOf = ({ dmc, phase }: PlannedExecution): string => environmentOf(entry, { dmc: dmc.id, phase }) ?? usual;
  await conductor.run(usual, { crew, place }, (execution) => placeOf(execution) === usual);
  for (const other of entry.places.filter((name) => name !== usual)) {
    await conductor.run(other, undefined, (execution) => placeOf(execution) === other);
  }
  const { work, stageRuns, illnesses } = conductor;
  const accounts = accountFor(planned, [...ledgers.takenOver, ...work.executions], usual, (execution) =>
    refusalOf({ ...before, stageRuns }, execution),
  );
  return { facts: { ...before, environment: { ...environment, illnesses }, stageRuns, executions: accounts }, work };
}

/** What is to be run, and of what. */
interface Order {
  readonly seed: string;
  readonly stages: readonly PlannedStage[];
  /** Everything that the run owes. */
  readonly due: readonly PlannedExecution[];
  /** Of it, what no earlier run has done. */
  readonly toRun: readonly PlannedExecution[];
}

/** Runs rounds, and keeps what they did. */
class Conductor {
  work: Work;
  readonly stageRuns: StageRun[] = [];
  illnesses: readonly string[] = [];

  constructor(
    private readonly crews: Crews,
    private readonly ledgers: Ledgers,
    private readonly order: Order,
  ) {
    this.work = { ...NO_WORK, chunks: ledgers.chunksBefore };
  }

  /**
   * Runs the rounds of one environment, with a crew for each.
   * @param ready a crew that is there already, with what it found
   */
  async run(
    environment: string,
    ready: { readonly crew: Crew; readonly place: PlaceFacts } | undefined,
    isHere: (execution: PlannedExecution) => boolean,
  ): Promise<void> {
    let waiting = ready;
    let build: StageRun['build'] | undefined;
    for (const round of roundsOf(this.order.stages)) {
      const stages = round.filter(({ name }) => this.order.due.some((one) => one.stage === name && isHere(one)));
      if (stages.length === 0) continue;
      const { crew, place } = waiting ?? (await this.#next(environment, stages));
      waiting = undefined;
      const found = buildOf(place.versions);
      build ??= found;
      const refused = JSON.stringify(build) === JSON.stringify(found) ? {} : { refused: OTHER_BUILD };
      for (const stage of stages) {
        const seed = stageSeed(this.order.seed, stage);
        this.stageRuns.push({ stage: stage.name, environment, seed, build: found, ...refused });
      }
      if (refused.refused === undefined) await this.#runRound(crew, stages, isHere);
      this.illnesses = [...new Set([...this.illnesses, ...(await crew.finish()).illnesses])];
      await crew.dismiss();
    }
  }

  async #next(
    environment: string,
    stages: readonly PlannedStage[],
  ): Promise<{ readonly crew: Crew; readonly place: PlaceFacts }> {
    this.ledgers.onRound(`Fresh systems (${environment}) for ${stages.map(({ name }) => name).join(', ')}.`);
    const crew = this.crews.hire(environment);
    return { crew, place: await healthy(crew) };
  }

  async #runRound(
    crew: Crew,
    stages: readonly PlannedStage[],
    isHere: (execution: PlannedExecution) => boolean,
  ): Promise<void> {
    const ordered = stages.flatMap((stage) =>
      orderOf(
        this.order.toRun.filter((one) => one.stage === stage.name && isHere(one)),
        stage,
      ),
    );
    const chunks: Chunk[] = cutIntoChunks(ordered, { after: this.work.chunks });
    const done = await crew.run(chunks);
    this.work = {
      executions: [...this.work.executions, ...done.executions],
      incidents: [...this.work.incidents, ...done.incidents],
      durationMs: this.work.durationMs + done.durationMs,
      cpuMs: this.work.cpuMs + done.cpuMs,
      memory: Math.max(this.work.memory, done.memory),
      chunks: this.work.chunks + chunks.length,
    };
  }
}

/** Waits until a crew has its environments. */
async function healthy(crew: Crew): Promise<PlaceFacts> {
  const place = await crew.assemble();
  if (place.illnesses.length === 0) return place;
  throw new RunError(`The environment "${place.name}" is ill: ${place.illnesses.join(' ')}`);
}

function withoutTakenOver(
  due: readonly PlannedExecution[],
  takenOver: readonly ExecutionResult[],
): readonly PlannedExecution[] {
  const known = new Set(takenOver.map(keyOf));
  return due.filter((execution) => !known.has(keyOfPlanned(execution)));
}
