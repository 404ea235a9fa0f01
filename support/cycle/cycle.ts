import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { archiveOf } from '../evidence/packed-evidence';
import type { ExecutionResult, RunResult } from '../reporting/result-model';
import { runResultSchema } from '../reporting/result-schema';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS } from '../interfaces/duis/official-schemas';
import { digestOfInputs, keepBasis, keepInputs, readBasis } from './basis';
import { chooseCells, type CellChoice } from './cells';
import { conduct } from './conduct';
import { CrewsOfRun } from './crews-of-run';
import { RunError, sentenceOf } from './errors';
import { readFeatures } from './features/feature-set';
import type { Scenario } from './features/read-feature';
import type { Need } from './features/tags';
import { buildOf } from './gate/build';
import { sameDigests } from './gate/comparison';
import type { EnvironmentFacts } from './gate/facts';
import { addToHistory, historyOf } from './history';
import { listenForInterruption } from './interruption';
import { Journal, JOURNAL_FILE, readJournal } from './journal';
import { notSelected, planExecutions, type PlannedExecution } from './plan-executions';
import { repeatCommand } from './repeat-command';
import { recordText, toRunResult } from './record';
import { createRunFolder, EVIDENCE_FOLDER, findRunFolder, RECORD_FILE, type RunFolder } from './run-folder';
import { evidenceFolder } from './run/collector';
import { readJson } from './scope/json';
import { refuseStrangeScenarios } from './scope/known-issues';
import { readPlan, type Plan } from './scope/plan';
import { loadScope, PLANS_FOLDER, type Scope } from './scope/scope';
import { refuseStrangeWaivers } from './scope/waivers';
import { settle } from './settle';
import { suiteVersions } from './versions';
import { chunksKept, mergeMessages } from './work/merge-messages';
import type { ExecutionNews, PlaceFacts, WorkerLink, WorkerSetUp } from './work/protocol';

/** What a cycle is asked to do. */
export interface CycleRequest {
  /** Folder of the project. */
  readonly root: string;
  readonly plan: string;
  /** DMCs and Test Phases where they are not those of the plan: see `chooseCells`. */
  readonly dmc?: string;
  readonly phase?: string;
  readonly seed: string;
  /** Folder of the reports. */
  readonly reports: string;
  /** Folder with the official DUIS and MMC schemas, and what named it: an option or a variable. */
  readonly schemas?: { readonly folder: string; readonly namedBy: string };
}

/** What the machine that runs the suite brings. */
export interface MachineFacts {
  /** What it adds to the capabilities of the environment, such as a browser. */
  readonly capabilities: readonly Need[];
  /** Further versions worth recording, such as the browser's. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What a cycle stands on. */
export interface CycleHost {
  /** Name of the environment that it runs on, but for cells that the plan assigns to another one. */
  readonly environment: string;
  /** Sees to the machine once it is clear that there is something to run, and says what it found. */
  readonly prepare: () => Promise<MachineFacts>;
  /** Which of the environments that a plan assigns cells to can be used; the others are said to the person at the keyboard. */
  readonly usable: (environments: readonly string[]) => Promise<readonly string[]>;
  /** Starts a worker on an environment and tells it to begin. */
  readonly hire: (setUp: WorkerSetUp, environment: string) => WorkerLink;
  /** How many workers there are to be on an environment. */
  readonly workers: (environment: string) => number;
  /** Receives one line at a time. */
  readonly progress: (line: string) => void;
  /** Called when it is known how many executions there will be. */
  readonly onPlanned: (plan: { readonly toRun: number; readonly cells: number }) => void;
  /** Called for each execution as soon as it is over. */
  readonly onExecution: (news: ExecutionNews) => void;
  /** Where step definitions lie, if not where the project has them. */
  readonly supportCode?: readonly string[];
}

interface Prepared {
  readonly scope: Scope;
  readonly plan: Plan;
  readonly choice: CellChoice;
  readonly scenarios: readonly Scenario[];
  readonly schemaCheck: string;
}

/** What a run takes over from an earlier one. */
interface Heritage {
  readonly results: readonly ExecutionResult[];
  readonly continues: RunResult['run']['continues'];
  /** What went wrong with workers before. */
  readonly incidents: readonly string[];
  /** The build that it must run on; undefined for any. */
  readonly build?: Readonly<Record<string, string>>;
  /** Whether only failures are run again, which no plan asks for. */
  readonly narrowed: boolean;
}

/** What a run takes over that is the first of its kind. */
const NOTHING_BEFORE: Heritage = { results: [], continues: [], incidents: [], narrowed: false };

/** A run and the folder that it is in. */
export interface FinishedCycle {
  readonly run: RunResult;
  readonly folder: RunFolder;
}

/**
 * Runs the cells of a plan with workers that have an environment each, and judges them.
 * @returns the record of the run, which lies as `result.json` in its folder
 * @throws RunError when it cannot be run as asked
 */
export async function runCycle(request: CycleRequest, host: CycleHost): Promise<FinishedCycle> {
  const startedAt = new Date();
  const prepared = await prepare(request);
  const folder = createRunFolder(request.reports, prepared.plan.id, request.seed);
  begin(request, host, folder, startedAt);
  return carryOut({ request, prepared, folder, startedAt }, NOTHING_BEFORE, host);
}

/**
 * Goes on with a run that was killed: what it had done stands, the rest is run, and the record is that of an unbroken run.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it came to its end, or when features, scope or build have changed since
 */
export async function resumeCycle(
  earlier: string,
  { root, reports }: Pick<CycleRequest, 'root' | 'reports'>,
  host: CycleHost,
): Promise<FinishedCycle> {
  const folder = findRunFolder(reports, earlier, JOURNAL_FILE);
  if (existsSync(path.join(folder.path, RECORD_FILE))) {
    throw new RunError(`The run ${folder.id} came to its end: --rerun-failed runs again what failed in it.`);
  }
  const { opening, build, results, incidents } = readJournal(folder.path);
  if (opening.inputs !== digestOfInputs(root)) {
    throw new RunError(
      `Features, steps, scope or tables have changed since the run ${folder.id} began: start a new one.`,
    );
  }
  const request = { ...opening.request, root, reports };
  const prepared = await prepare(request);
  const how = 'It was interrupted; its results stand, and the rest was run.';
  const continues = [{ run: folder.id, executions: results.length, how }];
  const heritage = { results, continues, incidents, narrowed: false, ...(build === undefined ? {} : { build }) };
  return carryOut({ request, prepared, folder, startedAt: new Date(opening.startedAt) }, heritage, host);
}

/**
 * Runs again what did not pass in a run that came to its end, and takes over what passed. The new run is informal: what was
 * run again was chosen by its result.
 * @param earlier name of its folder, or path to it or to its unpacked evidence pack
 * @throws RunError when it has no record, or when the build is another one
 */
export async function rerunFailed(
  earlier: string,
  { root, reports, schemas }: Pick<CycleRequest, 'root' | 'reports' | 'schemas'>,
  host: CycleHost,
): Promise<FinishedCycle> {
  const startedAt = new Date();
  const source = findRunFolder(reports, earlier, RECORD_FILE);
  const record = readJson(path.join(source.path, RECORD_FILE), runResultSchema);
  const results = record.executions.filter(({ outcome }) => outcome === 'passed');
  if (results.length === record.counts.planned) {
    throw new RunError(`Everything passed in the run ${record.run.id}: there is nothing to run again.`);
  }
  const basis = readBasis(source.path);
  const request = { ...basis.request, root, reports, ...(schemas === undefined ? {} : { schemas }) };
  const prepared = await prepare(request);
  const folder = createRunFolder(reports, prepared.plan.id, request.seed);
  const journal = begin(request, host, folder, startedAt);
  cpSync(path.join(source.path, EVIDENCE_FOLDER), path.join(folder.path, EVIDENCE_FOLDER), { recursive: true });
  for (const result of results) journal.result(result);
  const how = 'What had passed in it stands; only what had not was run again.';
  const continues = [{ run: record.run.id, executions: results.length, how }];
  const build = buildOf(basis.environment.versions);
  return carryOut(
    { request, prepared, folder, startedAt },
    { ...NOTHING_BEFORE, results, continues, build, narrowed: true },
    host,
  );
}

/** Keeps what a run reads, and opens its journal. */
function begin(request: CycleRequest, host: CycleHost, folder: RunFolder, startedAt: Date): Journal {
  keepInputs(request.root, folder.path);
  const { plan, dmc, phase, seed, schemas } = request;
  const wishes = { ...(dmc === undefined ? {} : { dmc }), ...(phase === undefined ? {} : { phase }) };
  const journal = new Journal(folder.path);
  journal.open({
    startedAt: startedAt.toISOString(),
    request: { plan, ...wishes, seed, ...(schemas === undefined ? {} : { schemas: { ...schemas } }) },
    environment: host.environment,
    inputs: digestOfInputs(request.root),
  });
  return journal;
}

interface Undertaking {
  readonly request: CycleRequest;
  readonly prepared: Prepared;
  readonly folder: RunFolder;
  readonly startedAt: Date;
}

async function carryOut(
  { request, prepared, folder, startedAt }: Undertaking,
  heritage: Heritage,
  host: CycleHost,
): Promise<FinishedCycle> {
  const { plan, choice, scope, scenarios, schemaCheck } = prepared;
  const machine = await host.prepare();
  const wanted = [...new Set((plan.places ?? []).map(({ environment }) => environment))];
  const places = await host.usable(wanted.filter((name) => name !== host.environment));
  const journal = new Journal(folder.path);
  const interruption = listenForInterruption();
  const crews = new CrewsOfRun(request, host, folder, journal, (place) =>
    environmentFacts(place, machine, request.root),
  );
  const entry = { plan, scope, cells: choice.cells, formal: choice.formal && !heritage.narrowed, places };
  const ledgers = {
    takenOver: heritage.results,
    chunksBefore: chunksKept(folder.path),
    onBuild: (build: Readonly<Record<string, string>>) => keepBuild(journal, heritage.build, build),
    onPlanned: host.onPlanned,
    onRound: host.progress,
    onToRun: (toRun: readonly PlannedExecution[]) => clearEvidence(folder.path, toRun),
  };
  try {
    const conducting = conduct(entry, scenarios, request.seed, crews, ledgers);
    const { facts: ran, work } = await Promise.race([conducting, interruption.happened]);
    mergeMessages(folder.path, work?.chunks ?? 0);
    const facts = await settle(ran, startedAt, folder.path);
    const run = toRunResult(facts, {
      id: folder.id,
      seed: request.seed,
      command: repeatCommand(plan, request, facts.environment.name),
      leftOut: choice.leftOut,
      startedAt,
      schemaCheck,
      workers: host.workers(host.environment),
      incidents: [...heritage.incidents, ...(work?.incidents ?? [])],
      continues: heritage.continues,
      notSelected: await notSelected(plan.stages, scenarios),
    });
    keepBasis(folder.path, request, facts);
    writeFileSync(path.join(folder.path, RECORD_FILE), recordText(runResultSchema.parse(run)));
    if (work !== undefined) addToHistory(request.reports, historyOf(run, plan.id, work));
    return { run, folder };
  } finally {
    await crews.dismiss();
    interruption.stopListening();
  }
}

/** Whoever goes on with a run must do so on the build that it began on. */
function keepBuild(
  journal: Journal,
  earlier: Readonly<Record<string, string>> | undefined,
  build: Readonly<Record<string, string>>,
): void {
  if (earlier === undefined) journal.build(build);
  else if (!sameDigests(earlier, build)) {
    throw new RunError('The build is another one than the earlier run had: its results cannot stand beside new ones.');
  }
}

/** What an execution left behind that did not come to its end is of no account. */
function clearEvidence(runFolder: string, executions: readonly PlannedExecution[]): void {
  for (const execution of executions) {
    const folder = path.join(runFolder, evidenceFolder(execution));
    for (const trace of [folder, archiveOf(folder)]) rmSync(trace, { recursive: true, force: true });
  }
}

/** The ids of the register. */
export function requirementIds(scope: Scope): string[] {
  return scope.requirements.map(({ id }) => id);
}

async function prepare(request: CycleRequest): Promise<Prepared> {
  const scope = loadScope(request.root);
  const plan = readPlan(path.join(request.root, PLANS_FOLDER), request.plan, requirementIds(scope));
  refuseStrangeWaivers(scope.waivers, plan);
  const choice = chooseCells(plan, scope.catalogue, request);
  const schemaCheck = await useOfficialSchemas(request.schemas);
  const scenarios = await readFeatures(request.root, requirementIds(scope));
  refuseStrangeScenarios(scope.knownIssues, new Set(scenarios.map(({ id }) => id)));
  // A plan that selects nothing is refused before anything is started.
  await planExecutions(choice.cells, scenarios, request.seed, undefined);
  return { scope, plan, choice, scenarios, schemaCheck };
}

/** Tells the steps where the official schemas are, once it is known that they can be used. */
async function useOfficialSchemas(schemas: CycleRequest['schemas']): Promise<string> {
  const { statement } = await loadOfficialSchemas(schemas?.folder, schemas?.namedBy).catch((error: unknown) => {
    throw new RunError(sentenceOf(error));
  });
  if (schemas !== undefined) process.env[OFFICIAL_SCHEMAS] = path.resolve(schemas.folder);
  return `DUIS and MMC documents were ${statement}.`;
}

function environmentFacts(place: PlaceFacts, machine: MachineFacts, root: string): EnvironmentFacts {
  return {
    ...place,
    capabilities: [...place.capabilities, ...machine.capabilities],
    versions: { ...suiteVersions(root), ...machine.versions, ...place.versions },
  };
}
