import type { ExecutionResult } from '../../reports/record/result-model';
import type { ScenarioNeeds } from '../planning/steps/scenario-needs';
import { RunError } from '../../support/scope/errors';
import { cellsToEnter } from '../assessment/assessment';
import { buildOf } from '../assessment/build';
import type { EnvironmentFacts, Facts, StageRun } from '../assessment/facts';
import { loadOf, type Durations } from '../planning/durations';
import type { ArrangeExecutions } from '../planning/execution-order';
import type { Scenario } from '../planning/features/read-feature';
import { assignedEnvironment, refusalOf } from '../assessment/environment-assignment';
import { keyOf } from '../../support/scope/identity';
import { planExecutions } from '../planning/plan-executions';
import { keyOfPlanned, type PlannedExecution } from '../planning/planned-execution';
import { orderOf, roundsOf, stageSeed, transportOf } from '../planning/rounds';
import type { PlannedStage } from '../../support/scope/plan';
import { CHUNK_SIZE, cutIntoChunks } from './workers/chunks';
import type { Chunk } from './workers/protocol';
import { reconcileResults } from './workers/reconcile-results';
import { notRun } from './workers/not-run';
import type { PoolResult } from './workers/pool-model';
import type { WorkerPool } from './workers/worker-pool';

/** Creates a worker pool for each round, on fresh systems. */
export interface WorkerPools {
  /** @param environment its name; undefined for the environment of the run */
  readonly create: (environment: string | undefined) => WorkerPool;
  /** Adds the capabilities of the machine, and the versions of machine and suite, to what workers found. */
  readonly factsOf: (found: EnvironmentFacts) => EnvironmentFacts;
}

/** Called while the stages of a run are executed. */
export interface RunListeners {
  /** With the build that the first workers found. */
  readonly onBuild: (build: StageRun['build']) => void;
  /** With the executions that will run, before the first of them. */
  readonly onToRun: (executions: readonly PlannedExecution[]) => void;
  readonly onPlanned: (plan: { readonly toRun: number; readonly cells: number }) => void;
  /** With a sentence for people, when a round starts new workers. */
  readonly onRound: (sentence: string) => void;
}

/**
 * Results that a run takes over, once its build and what it owes are known.
 * @throws RunError where they cannot stand beside those of this build
 */
export type CarryOver = (build: StageRun['build'], planned: readonly PlannedExecution[]) => readonly ExecutionResult[];

/** The cells of a run, and which of their executions this process runs. */
export interface RunSelection extends Pick<
  Facts,
  'plan' | 'scope' | 'cells' | 'formal' | 'assignedEnvironments' | 'proven'
> {
  /** Keys of the executions of this shard; absent where everything is run. */
  readonly own?: ReadonlySet<string>;
  /** Results of an earlier run, which are not run again, once the build is known. */
  readonly carriedOver: CarryOver;
  /** Number of the last chunk of an earlier attempt at this run; 0 where there was none. */
  readonly chunksBefore: number;
  readonly needs: ScenarioNeeds;
  /** Puts the executions of a stage in the order in which they run. */
  readonly arrange: ArrangeExecutions;
  /** By which chunks are cut; absent where they are cut by the number of executions. */
  readonly durations?: Durations;
}

/** The results of all stages. */
export interface ExecutedStages {
  readonly facts: Omit<Facts, 'pairs' | 'knownIssues'>;
  /** What the worker pools did; undefined where no cell was entered. */
  readonly totals: PoolResult | undefined;
  /** Number of the last chunk. */
  readonly chunks: number;
}

const OTHER_BUILD = 'It was not entered: its build is not the one that the stages before it ran on.';

const NOTHING_EXECUTED: PoolResult = { executions: [], incidents: [], durationMs: 0, cpuMs: 0, memory: 0 };

/**
 * Runs the stages of the cells that may be entered, round by round.
 * @throws RunError when an environment is unhealthy or no worker can be started
 */
export async function executeStages(
  { own, carriedOver, chunksBefore, arrange, durations, needs, ...selection }: RunSelection,
  scenarios: readonly Scenario[],
  seed: string,
  pools: WorkerPools,
  listeners: RunListeners,
): Promise<ExecutedStages> {
  const pool = pools.create(undefined);
  const found = await startHealthy(pool);
  const environment = pools.factsOf(found);
  const before = {
    ...selection,
    environment,
    executions: undefined,
    stageRuns: [],
    causes: [],
    pairs: [],
    knownIssues: [],
  };
  const entered = cellsToEnter(before);
  const all = entered.length === 0 ? [] : await planExecutions(entered, scenarios, seed, { ...environment, needs });
  const planned = own === undefined ? all : all.filter((execution) => own.has(keyOfPlanned(execution)));
  const build = buildOf(found.versions);
  const earlier = carriedOver(build, planned);
  listeners.onBuild(build);
  if (entered.length === 0) return { facts: before, totals: undefined, chunks: 0 };
  const due = planned.filter(({ aside }) => aside === undefined);
  const taken = stillPlanned(earlier, planned);
  const toRun = withoutCarriedOver(due, taken);
  listeners.onToRun(toRun);
  listeners.onPlanned({ toRun: toRun.length, cells: entered.length });
  const schedule = { seed, due, toRun, arrange, durations, stages: selection.plan.stages };
  const rounds = new RoundRunner(pools, listeners.onRound, schedule, chunksBefore);
  const ofRun = environment.name;
  const environmentOf = ({ dmc, phase }: PlannedExecution): string =>
    assignedEnvironment(selection, { dmc: dmc.id, phase }) ?? ofRun;
  await rounds.run(ofRun, { pool, found }, (execution) => environmentOf(execution) === ofRun);
  for (const other of selection.assignedEnvironments.filter((name) => name !== ofRun)) {
    await rounds.run(other, undefined, (execution) => environmentOf(execution) === other);
  }
  const { totals, stageRuns, healthProblems, chunks } = rounds;
  const executions = reconcileResults(planned, [...taken, ...totals.executions], ofRun, (execution) =>
    refusalOf({ ...before, stageRuns }, execution),
  );
  const facts = { ...before, environment: { ...environment, healthProblems }, stageRuns, executions };
  return { facts, totals, chunks };
}

/** Which executions run, in which stages. */
interface StageSchedule {
  readonly seed: string;
  readonly stages: readonly PlannedStage[];
  /** Every planned execution that applies. */
  readonly due: readonly PlannedExecution[];
  /** Of these, the ones without a carried-over result. */
  readonly toRun: readonly PlannedExecution[];
  readonly arrange: ArrangeExecutions;
  readonly durations: Durations | undefined;
}

/** A worker pool that has started, with what it found of its environment. */
interface StartedPool {
  readonly pool: WorkerPool;
  readonly found: EnvironmentFacts;
}

/** Runs rounds and adds up their results. */
class RoundRunner {
  totals = NOTHING_EXECUTED;
  readonly stageRuns: StageRun[] = [];
  healthProblems: readonly string[] = [];

  constructor(
    private readonly pools: WorkerPools,
    private readonly onRound: RunListeners['onRound'],
    private readonly schedule: StageSchedule,
    /** Number of the last chunk so far. */
    public chunks: number,
  ) {}

  /**
   * Runs the rounds of one environment, each with a worker pool of its own.
   * @param started the pool of the first round, where it has started already
   */
  async run(
    environment: string,
    started: StartedPool | undefined,
    isHere: (execution: PlannedExecution) => boolean,
  ): Promise<void> {
    let waiting = started;
    let build: StageRun['build'] | undefined;
    for (const round of roundsOf(this.schedule.stages)) {
      const stages = round.filter(({ name }) => this.schedule.due.some((one) => one.stage === name && isHere(one)));
      if (stages.length === 0) continue;
      if (this.totals.dead !== undefined) {
        this.#block(environment, stages, isHere);
        continue;
      }
      const { pool, found } = waiting ?? (await this.#startPool(environment, stages));
      waiting = undefined;
      const foundBuild = buildOf(found.versions);
      build ??= foundBuild;
      const refused = JSON.stringify(build) === JSON.stringify(foundBuild) ? {} : { refused: OTHER_BUILD };
      for (const stage of stages) {
        const seed = stageSeed(this.schedule.seed, stage);
        const transport = transportOf(stage, found.transport);
        this.stageRuns.push({ stage: stage.name, environment, seed, transport, build: foundBuild, ...refused });
      }
      if (refused.refused === undefined) await this.#runRound(pool, stages, isHere);
      this.healthProblems = [...new Set([...this.healthProblems, ...(await pool.finish()).healthProblems])];
      await pool.shutDown();
    }
  }

  /** What is left of a run whose environment died. */
  #block(environment: string, stages: readonly PlannedStage[], isHere: (execution: PlannedExecution) => boolean): void {
    const left = this.schedule.toRun.filter((one) => stages.some(({ name }) => name === one.stage) && isHere(one));
    const blocked = left.map((one) => notRun(one, environment, 'blocked', this.totals.dead));
    this.totals = { ...this.totals, executions: [...this.totals.executions, ...blocked] };
  }

  async #startPool(environment: string, stages: readonly PlannedStage[]): Promise<StartedPool> {
    this.onRound(`Fresh systems (${environment}) for ${stages.map(({ name }) => name).join(', ')}.`);
    const pool = this.pools.create(environment);
    return { pool, found: await startHealthy(pool) };
  }

  async #runRound(
    pool: WorkerPool,
    stages: readonly PlannedStage[],
    isHere: (execution: PlannedExecution) => boolean,
  ): Promise<void> {
    const ordered = stages.flatMap((stage) =>
      this.schedule.arrange(
        orderOf(
          this.schedule.toRun.filter((one) => one.stage === stage.name && isHere(one)),
          stage,
        ),
      ),
    );
    const { durations } = this.schedule;
    // As long as a full chunk of usual executions, so that workers finish at about the same time.
    const most = (at: Durations): number => (CHUNK_SIZE * loadOf(ordered, at)) / Math.max(1, ordered.length);
    const weights = durations === undefined ? {} : { weights: { of: durations.of, most: most(durations) } };
    const chunks: Chunk[] = cutIntoChunks(ordered, { after: this.chunks, ...weights });
    const done = await pool.run(chunks);
    this.chunks += chunks.length;
    this.totals = {
      executions: [...this.totals.executions, ...done.executions],
      incidents: [...this.totals.incidents, ...done.incidents],
      durationMs: this.totals.durationMs + done.durationMs,
      cpuMs: this.totals.cpuMs + done.cpuMs,
      memory: Math.max(this.totals.memory, done.memory),
      ...(done.dead === undefined ? {} : { dead: done.dead }),
    };
  }
}

/** @throws RunError when a service of an environment does not pass its health check */
async function startHealthy(pool: WorkerPool): Promise<EnvironmentFacts> {
  const found = await pool.start();
  if (found.healthProblems.length === 0) return found;
  throw new RunError(`The environment "${found.name}" is unhealthy: ${found.healthProblems.join(' ')}`);
}

/** Results of what is planned no longer are of no use. */
function stillPlanned(results: readonly ExecutionResult[], planned: readonly PlannedExecution[]): ExecutionResult[] {
  const known = new Set(planned.map(keyOfPlanned));
  return results.filter((result) => known.has(keyOf(result)));
}

function withoutCarriedOver(
  due: readonly PlannedExecution[],
  carriedOver: readonly ExecutionResult[],
): readonly PlannedExecution[] {
  const known = new Set(carriedOver.map(keyOf));
  return due.filter((execution) => !known.has(keyOfPlanned(execution)));
}
