import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../reporting/result-model';
import { runResultSchema } from '../reporting/result-schema';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS } from '../interfaces/duis/official-schemas';
import { keepBasis, keepInputs } from './basis';
import { chooseCells, type CellChoice } from './cells';
import { RunError, sentenceOf } from './errors';
import { readFeatures } from './features/feature-set';
import type { Scenario } from './features/read-feature';
import type { Need } from './features/tags';
import { cellsToEnter } from './gate/assessment';
import { buildOf } from './gate/build';
import type { EnvironmentFacts, Facts, StageRun } from './gate/facts';
import { reconcile } from './gate/ledger';
import { addToHistory, historyOf } from './history';
import { listenForInterruption } from './interruption';
import { notSelected, planExecutions } from './plan-executions';
import { repeatCommand } from './repeat-command';
import { recordText, toRunResult } from './record';
import { createRunFolder, type RunFolder } from './run-folder';
import { refuseStrangeScenarios } from './scope/known-issues';
import { readPlan, type Plan } from './scope/plan';
import { loadScope, PLANS_FOLDER, type Scope } from './scope/scope';
import { suiteVersions } from './versions';
import { accountFor } from './work/account';
import { cutIntoChunks } from './work/chunks';
import { Crew, type CrewResult } from './work/crew';
import { mergeMessages } from './work/merge-messages';
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
  /** Sees to the machine once it is clear that there is something to run, and says what it found. */
  readonly prepare: () => Promise<MachineFacts>;
  /** Starts a worker and tells it to begin. */
  readonly hire: (setUp: WorkerSetUp) => WorkerLink;
  /** How many workers there are to be. */
  readonly workers: number;
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

/**
 * Runs the cells of a plan with workers that have an environment each, and judges them.
 * @returns the record of the run, which lies as `result.json` in its folder
 * @throws RunError when it cannot be run as asked
 */
export async function runCycle(
  request: CycleRequest,
  host: CycleHost,
): Promise<{ readonly run: RunResult; readonly folder: RunFolder }> {
  const startedAt = new Date();
  const prepared = await prepare(request);
  const folder = createRunFolder(request.reports, prepared.plan.id, request.seed);
  keepInputs(request.root, folder.path);
  const machine = await host.prepare();
  const interruption = listenForInterruption();
  const crew = new Crew({
    hire: (number) => host.hire(setUpOf(number, request, host, folder)),
    size: host.workers,
    runFolder: folder.path,
    seed: request.seed,
    progress: host.progress,
    onExecution: host.onExecution,
  });
  try {
    const conducted = await Promise.race([
      conduct(crew, prepared, machine, { ...request, startedAt }, host),
      interruption.happened,
    ]);
    const { facts, work } = conducted;
    mergeMessages(folder.path, work?.chunks ?? 0);
    const { plan, choice, schemaCheck } = prepared;
    const run = toRunResult(facts, {
      id: folder.id,
      seed: request.seed,
      command: repeatCommand(plan, request, facts.environment.name),
      leftOut: choice.leftOut,
      startedAt,
      schemaCheck,
      workers: host.workers,
      incidents: work?.incidents ?? [],
      continues: [],
      notSelected: await notSelected(plan.stages, prepared.scenarios),
    });
    keepBasis(folder.path, request, facts);
    writeFileSync(path.join(folder.path, 'result.json'), recordText(runResultSchema.parse(run)));
    if (work !== undefined) addToHistory(request.reports, historyOf(run, plan.id, work));
    return { run, folder };
  } finally {
    await crew.dismiss();
    interruption.stopListening();
  }
}

/** What the crew did, for the record and the history. */
interface Work extends CrewResult {
  readonly chunks: number;
}

async function conduct(
  crew: Crew,
  { plan, scope, choice, scenarios }: Prepared,
  machine: MachineFacts,
  { root, seed, startedAt }: CycleRequest & { readonly startedAt: Date },
  host: CycleHost,
): Promise<{ readonly facts: Facts; readonly work: Work | undefined }> {
  const before = await crew.assemble();
  if (before.illnesses.length > 0) {
    throw new RunError(`The environment "${before.name}" is ill: ${before.illnesses.join(' ')}`);
  }
  const { cells, formal } = choice;
  const environment = environmentFacts(before, machine, root);
  const nothing = { executions: undefined, stageRuns: new Map<string, StageRun>(), pairs: [], knownIssues: [] };
  const entry: Facts = { plan, scope, cells, formal, environment, ...nothing };
  const entered = cellsToEnter(entry);
  if (entered.length === 0) return { facts: entry, work: undefined };
  const planned = await planExecutions(entered, scenarios, seed, environment);
  const chunks = cutIntoChunks(planned.filter(({ aside }) => aside === undefined));
  host.onPlanned({ toRun: chunks.reduce((sum, chunk) => sum + chunk.executions.length, 0), cells: entered.length });
  const work = await crew.run(chunks);
  const accounts = accountFor(planned, work.executions, { seed, environment: environment.name });
  const after = environmentFacts(await crew.finish(), machine, root);
  const reconciled = reconcile(accounts, scope.knownIssues, plan, startedAt);
  const stageRuns = new Map(plan.stages.map(({ name }) => [name, { seed, build: buildOf(after.versions) }]));
  return {
    facts: { ...entry, environment: after, stageRuns, ...reconciled },
    work: { ...work, chunks: chunks.length },
  };
}

function setUpOf(number: number, request: CycleRequest, host: CycleHost, folder: RunFolder): WorkerSetUp {
  const { workers, supportCode } = host;
  return {
    root: path.resolve(request.root),
    runFolder: path.resolve(folder.path),
    seed: request.seed,
    logs: workers === 1 ? 'logs' : path.join('logs', `worker-${number}`),
    ...(supportCode === undefined ? {} : { supportCode }),
  };
}

/** The ids of the register. */
export function requirementIds(scope: Scope): string[] {
  return scope.requirements.map(({ id }) => id);
}

async function prepare(request: CycleRequest): Promise<Prepared> {
  const scope = loadScope(request.root);
  const plan = readPlan(path.join(request.root, PLANS_FOLDER), request.plan, requirementIds(scope));
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
