/** What a cycle and a shard of one have in common: prepare the run, open its journal, execute its stages. */
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { DURATIONS_FILE, readDurations, type Durations } from '../planning/durations';
import { digestOfCode, digestOfInputs, INPUTS_FOLDER, keepInputs } from '../planning/run-manifest';
import { keepDetection } from '../detection/detection-results';
import { executeStages, type CarryOver, type ExecutedStages } from './execute-stages';
import { RunWorkerPools } from './run-worker-pools';
import type { CycleHost, MachineFacts } from './cycle-host';
import type { CycleRequest } from './cycle-request';
import { RunError } from '../../support/scope/errors';
import { sameDigests } from '../assessment/comparison';
import type { EnvironmentFacts, StageRun } from '../assessment/facts';
import { listenForInterruption } from './interruption';
import { lockRunFolder } from './run-lock';
import { Bail } from './bail';
import { Journal, JOURNAL_FILES, readJournal, recordedOrder } from './journal';
import type { PlannedExecution } from '../planning/planned-execution';
import { findRunFolder, RECORD_FILE, type RunFolder } from './run-folder';
import { discardEvidence } from './scenarios/evidence-folder';
import { arrangementOf, parseOrder, type ArrangeExecutions } from '../planning/execution-order';
import { readPlanContext, type PlanContext } from '../planning/plan-context';
import { executionsOfShard } from '../sharding/cut';
import { executorName, suiteVersions } from '../planning/versions';
import { addToLedger } from '../history/ledger';
import { lastChunk, mergeMessages } from './workers/merge-messages';

/** A validated, ready-to-run plan. */
export interface RunContext extends PlanContext {
  /** Digest of the inputs that were read. */
  readonly inputs: string;
  /** Digest of the code of steps and support. */
  readonly code: string;
  readonly schemaCheck: string;
  readonly arrange: ArrangeExecutions;
  /** By which shards and chunks are cut; absent where they are cut by the number of executions. */
  readonly durations?: Durations;
  /** Keys of the executions of its shard; absent where everything is run. */
  readonly own?: ReadonlySet<string>;
}

/** Results of an earlier run that this one takes over, with what the record says of them. */
export interface CarriedOver {
  /** Executions that have one of these results are not run. */
  readonly resultsOn: CarryOver;
  readonly continues: RunResult['run']['continues'];
  /** Incidents of workers in the earlier run, one sentence each. */
  readonly incidents: readonly string[];
  /** Whether only failures are run again: the run is then informal. */
  readonly narrowed: boolean;
}

/** The carried-over results of a run that continues no other. */
export const NOTHING_CARRIED_OVER: CarriedOver = {
  resultsOn: () => [],
  continues: [],
  incidents: [],
  narrowed: false,
};

/** What is asked of a run that goes on: everything else is as it began. */
export type ResumeRequest = Pick<CycleRequest, 'root' | 'reports' | 'bail'>;

/** A run whose folder and journal exist. */
export interface StartedRun {
  readonly request: CycleRequest;
  readonly context: RunContext;
  readonly folder: RunFolder;
  readonly startedAt: Date;
}

/** The results of a run before they are judged. */
export interface ExecutedRun extends ExecutedStages {
  /** Incidents of workers in this run and in the one that it continues, one sentence each. */
  readonly incidents: readonly string[];
  readonly journal: Journal;
}

/**
 * Reads and checks everything that a request needs, before anything is started.
 * @throws RunError when it cannot be run as asked
 */
export async function prepareRun(request: CycleRequest, host: CycleHost): Promise<RunContext> {
  const digests = { inputs: digestOfInputs(request.root), code: digestOfCode(request.root) };
  const schemaCheck = await host.useSchemas(request.schemas);
  const planContext = await readPlanContext(request.root, request, host.supportCode);
  if (planContext.plan.cells.of === 'later-dmc' && request.proven === undefined) {
    throw new RunError(
      `The plan "${request.plan}" needs to know by what the release is proven: npm run dmct -- --dmc ID`,
    );
  }
  const arrange = arrangementOf(parseOrder(request.order), (run) => recordedOrder(request.reports, run));
  const { shard, seed } = request;
  const expected = request.durations === undefined ? {} : { durations: readDurations(request.durations) };
  const context = { ...planContext, ...digests, schemaCheck, arrange, ...expected };
  if (shard === undefined) return context;
  return { ...context, own: await executionsOfShard(context, seed, shard, host.progress) };
}

/**
 * Copies the inputs of a run into its folder, and opens its journal.
 * @throws RunError when they are no longer those that were planned; the folder is gone then
 */
export function startRun(
  request: CycleRequest,
  { inputs, code, durations }: RunContext,
  host: CycleHost,
  folder: RunFolder,
  startedAt: Date,
): Journal {
  if (digestOfInputs(keepInputs(request.root, folder.path)) !== inputs) {
    rmSync(folder.path, { recursive: true });
    throw new RunError('Features, scope or tables were edited while the run was planned: start it again.');
  }
  if (request.detection !== undefined) {
    keepDetection(request.detection, request.root, folder.path, host.systemDigests());
  }
  if (request.durations !== undefined) {
    cpSync(request.durations, path.join(folder.path, INPUTS_FOLDER, DURATIONS_FILE));
  }
  const { plan, dmc, phase, seed, order, schemas, shard, rerunOf } = request;
  const cells = { ...(dmc === undefined ? {} : { dmc }), ...(phase === undefined ? {} : { phase }) };
  const part = shard === undefined ? {} : { shard: { ...shard } };
  addToLedger(request.reports, { kind: 'started', at: startedAt.toISOString(), run: folder.id, by: executorName() });
  const journal = new Journal(folder.path);
  journal.open({
    startedAt: startedAt.toISOString(),
    request: {
      plan,
      ...cells,
      seed,
      ...(order === undefined ? {} : { order }),
      ...(durations === undefined ? {} : { durations: durations.digest }),
      ...(schemas === undefined ? {} : { schemas: { ...schemas } }),
      ...part,
      ...(rerunOf === undefined ? {} : { rerunOf }),
    },
    environment: host.environment,
    inputs,
    code,
  });
  return journal;
}

/**
 * Resumes a run that was killed, with the results in its journal.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it has finished, or when features or scope have changed since
 */
export async function resumeRun(
  earlier: string,
  { root, reports, bail }: ResumeRequest,
  host: CycleHost,
): Promise<{ readonly started: StartedRun; readonly carriedOver: CarriedOver }> {
  const folder = findRunFolder(reports, earlier, ...JOURNAL_FILES);
  refuseFinished(folder);
  const { opening, build, results, incidents, ending } = readJournal(folder.path);
  if (ending !== undefined) {
    throw new RunError(`The shard ${folder.id} has finished: "npm run merge" puts it together with the others.`);
  }
  const { rerunOf } = opening.request;
  // What it took over would pass for its own.
  if (rerunOf !== undefined) {
    throw new RunError(
      `The run ${folder.id} ran again what had not passed in ${rerunOf}: start that again, npm run cycle -- --rerun-failed ${rerunOf}`,
    );
  }
  if (opening.inputs !== digestOfInputs(root) || opening.code !== digestOfCode(root)) {
    throw new RunError(
      `Features, steps, scope or tables have changed since the run ${folder.id} began: start a new one.`,
    );
  }
  const { durations: digest, ...asked } = opening.request;
  const request = {
    ...asked,
    ...{ root, reports },
    ...(bail === undefined ? {} : { bail }),
    ...(digest === undefined ? {} : { durations: path.join(folder.path, INPUTS_FOLDER, DURATIONS_FILE) }),
  };
  const context = await prepareRun(request, host);
  if (context.durations?.digest !== digest) {
    throw new RunError(`${request.durations ?? DURATIONS_FILE} was changed since the run began: start a new one.`);
  }
  const how = 'It was interrupted; its results stand, and the rest was run.';
  const continues = [{ run: folder.id, executions: results.length, how }];
  return {
    started: { request, context, folder, startedAt: new Date(opening.startedAt) },
    carriedOver: { resultsOn: onTheSame(build, results), continues, incidents, narrowed: false },
  };
}

/**
 * Executes the stages of a run, and finishes it before interruptions end the process again.
 * @param finish judges the results and writes what belongs into the folder
 * @throws RunError when another process runs it, an environment is unhealthy, no worker can be started or the build is not that of the earlier run
 */
export async function executeRun<T>(
  started: StartedRun,
  carriedOver: CarriedOver,
  host: CycleHost,
  finish: (executed: ExecutedRun) => Promise<T>,
): Promise<T> {
  const unlock = lockRunFolder(started.folder);
  try {
    // Another process may have finished it since it was read.
    refuseFinished(started.folder);
    return await executeLocked(started, carriedOver, host, finish);
  } finally {
    unlock();
  }
}

async function executeLocked<T>(
  { request, context, folder }: StartedRun,
  carriedOver: CarriedOver,
  host: CycleHost,
  finish: (executed: ExecutedRun) => Promise<T>,
): Promise<T> {
  const { plan, choice, scope, scenarios, needs, own, code, arrange, durations } = context;
  const machine = await host.prepareMachine();
  const wanted = [...new Set((plan.places ?? []).map(({ environment }) => environment))];
  const assignedEnvironments = await host.usable(wanted.filter((name) => name !== host.environment));
  const journal = new Journal(folder.path);
  const interruption = listenForInterruption();
  const bail = new Bail(folder.id, request.bail, host.failuresBefore(plan.id), context);
  const pools = new RunWorkerPools(
    { request, folder, code },
    { ...host, onExecution: bail.beside(host.onExecution) },
    journal,
    (found) => withMachineFacts(found, machine, request.root),
  );
  const selection = {
    plan,
    scope,
    cells: choice.cells,
    formal: choice.formal && !carriedOver.narrowed,
    assignedEnvironments,
    carriedOver: carriedOver.resultsOn,
    chunksBefore: lastChunk(folder.path),
    arrange,
    needs,
    ...(durations === undefined ? {} : { durations }),
    ...(own === undefined ? {} : { own }),
    ...(request.proven === undefined ? {} : { proven: request.proven.by }),
  };
  const listeners = {
    onBuild: (build: StageRun['build']) => journal.build(build),
    onPlanned: host.onPlanned,
    onRound: host.progress,
    onToRun: (toRun: readonly PlannedExecution[]) => clearEvidence(folder.path, toRun),
  };
  try {
    const executing = executeStages(selection, scenarios, request.seed, pools, listeners);
    const executed = await Promise.race([executing, interruption.happened, bail.happened]);
    mergeMessages(folder.path, executed.chunks, request.shard === undefined ? '' : `${request.shard.number}-`);
    const incidents = [...carriedOver.incidents, ...(executed.totals?.incidents ?? [])];
    return await finish({ ...executed, incidents, journal });
  } finally {
    await pools.shutDown();
    interruption.stopListening();
  }
}

function refuseFinished({ id, path: folder }: RunFolder): void {
  if (!existsSync(path.join(folder, RECORD_FILE))) return;
  throw new RunError(`The run ${id} has finished: --rerun-failed runs again what failed in it.`);
}

/** Results that stand on the build alone that they came from; on any where none was recorded. */
function onTheSame(
  earlier: StageRun['build'] | undefined,
  results: readonly ExecutionResult[],
): CarriedOver['resultsOn'] {
  return (build) => {
    if (earlier === undefined || sameDigests(earlier, build)) return results;
    throw new RunError('The build is not that of the earlier run: its results cannot be kept beside new ones.');
  };
}

/** Removes the evidence of executions that began in an earlier attempt and did not finish. */
function clearEvidence(runFolder: string, executions: readonly PlannedExecution[]): void {
  for (const execution of executions) discardEvidence(runFolder, execution);
}

function withMachineFacts(found: EnvironmentFacts, machine: MachineFacts, root: string): EnvironmentFacts {
  return {
    ...found,
    capabilities: [...found.capabilities, ...machine.capabilities],
    versions: { ...suiteVersions(root), ...machine.versions, ...found.versions },
  };
}
