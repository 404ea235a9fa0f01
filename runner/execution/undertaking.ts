/** What every way of running a plan has in common: it is prepared, its journal is opened, crews take it through its stages. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { archiveOf } from '../../support/evidence/packed-evidence';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { digestOfInputs, keepInputs } from '../planning/basis';
import { chooseCells } from '../planning/cells';
import { conduct, type Conducted } from './conduct';
import { CrewsOfRun } from './crews-of-run';
import { RunError } from '../../support/scope/errors';
import { readFeatures } from '../planning/features/feature-set';
import { sameDigests } from '../assessment/comparison';
import type { EnvironmentFacts } from '../assessment/facts';
import { listenForInterruption } from './interruption';
import { Journal, JOURNAL_FILE, readJournal } from './journal';
import { planExecutions } from '../planning/plan-executions';
import { findRunFolder, RECORD_FILE, type RunFolder } from './run-folder';
import { evidenceFolder } from './scenarios/collector';
import { refuseStrangeScenarios } from '../../support/scope/known-issues';
import { loadScope, PLANS_FOLDER, type Scope } from '../../support/scope/scope';
import { refuseStrangeWaivers } from '../../support/scope/waivers';
import { executionsOfShare, type Intent } from '../sharding/cut';
import { suiteVersions } from '../planning/versions';
import { chunksKept, mergeMessages } from './workers/merge-messages';
import type { PlaceFacts } from './workers/protocol';
import { readPlan } from '../../support/scope/read-plan';
import type { PlannedExecution } from '../planning/planned-execution';
import type { CycleRequest } from './cycle-request';
import type { CycleHost, MachineFacts } from './cycle-host';

/** What is going to be run, once it is known that it can be. */
export interface Prepared extends Intent {
  readonly schemaCheck: string;
  /** Keys of the executions of its share; absent where everything is run. */
  readonly own?: ReadonlySet<string>;
}

/** What a run takes over from an earlier one. */
export interface Heritage {
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
export const NOTHING_BEFORE: Heritage = { results: [], continues: [], incidents: [], narrowed: false };

/** A run that has begun. */
export interface Undertaking {
  readonly request: CycleRequest;
  readonly prepared: Prepared;
  readonly folder: RunFolder;
  readonly startedAt: Date;
}

/** What was done, before anything is judged. */
export interface Performed extends Conducted {
  /** What went wrong with workers, before and now. */
  readonly incidents: readonly string[];
  readonly journal: Journal;
}

/** The ids of the register. */
export function requirementIds(scope: Scope): string[] {
  return scope.requirements.map(({ id }) => id);
}

/**
 * Reads and checks everything that a request needs, before anything is started.
 * @throws RunError when it cannot be run as asked
 */
export async function prepare(request: CycleRequest, host: CycleHost): Promise<Prepared> {
  const scope = loadScope(request.root);
  const plan = readPlan(path.join(request.root, PLANS_FOLDER), request.plan, requirementIds(scope));
  refuseStrangeWaivers(scope.waivers, plan);
  const choice = chooseCells(plan, scope.catalogue, request);
  const schemaCheck = await host.useSchemas(request.schemas);
  const scenarios = await readFeatures(request.root, requirementIds(scope));
  refuseStrangeScenarios(scope.knownIssues, new Set(scenarios.map(({ id }) => id)));
  // A plan that selects nothing is refused before anything is started.
  await planExecutions(choice.cells, scenarios, request.seed, undefined);
  const intent = { scope, plan, choice, scenarios };
  const { share, seed } = request;
  if (share === undefined) return { ...intent, schemaCheck };
  return { ...intent, schemaCheck, own: await executionsOfShare(intent, seed, share) };
}

/** Keeps what a run reads, and opens its journal. */
export function begin(request: CycleRequest, host: CycleHost, folder: RunFolder, startedAt: Date): Journal {
  keepInputs(request.root, folder.path);
  const { plan, dmc, phase, seed, schemas, share } = request;
  const wishes = { ...(dmc === undefined ? {} : { dmc }), ...(phase === undefined ? {} : { phase }) };
  const part = share === undefined ? {} : { share: { ...share } };
  const journal = new Journal(folder.path);
  journal.open({
    startedAt: startedAt.toISOString(),
    request: { plan, ...wishes, seed, ...(schemas === undefined ? {} : { schemas: { ...schemas } }), ...part },
    environment: host.environment,
    inputs: digestOfInputs(request.root),
  });
  return journal;
}

/**
 * Takes up a run that was killed: what it had done stands.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it came to its end, or when features or scope have changed since
 */
export async function takeUp(
  earlier: string,
  { root, reports }: Pick<CycleRequest, 'root' | 'reports'>,
  host: CycleHost,
): Promise<{ readonly undertaking: Undertaking; readonly heritage: Heritage }> {
  const folder = findRunFolder(reports, earlier, JOURNAL_FILE);
  if (existsSync(path.join(folder.path, RECORD_FILE))) {
    throw new RunError(`The run ${folder.id} came to its end: --rerun-failed runs again what failed in it.`);
  }
  const { opening, build, results, incidents, ending } = readJournal(folder.path);
  if (ending !== undefined) {
    throw new RunError(`The share ${folder.id} came to its end: "npm run merge" puts it together with the others.`);
  }
  if (opening.inputs !== digestOfInputs(root)) {
    throw new RunError(
      `Features, steps, scope or tables have changed since the run ${folder.id} began: start a new one.`,
    );
  }
  const request = { ...opening.request, root, reports };
  const prepared = await prepare(request, host);
  const how = 'It was interrupted; its results stand, and the rest was run.';
  const continues = [{ run: folder.id, executions: results.length, how }];
  return {
    undertaking: { request, prepared, folder, startedAt: new Date(opening.startedAt) },
    heritage: { results, continues, incidents, narrowed: false, ...(build === undefined ? {} : { build }) },
  };
}

/**
 * Has crews run what is to be run, and ends the run while an interruption is still heard.
 * @param end is told what was done, and finishes the folder
 * @throws RunError when the environment is ill, no worker can work or the build is not the earlier one
 */
export async function perform<T>(
  { request, prepared, folder }: Undertaking,
  heritage: Heritage,
  host: CycleHost,
  end: (performed: Performed) => Promise<T>,
): Promise<T> {
  const { plan, choice, scope, scenarios, own } = prepared;
  const machine = await host.prepare();
  const wanted = [...new Set((plan.places ?? []).map(({ environment }) => environment))];
  const places = await host.usable(wanted.filter((name) => name !== host.environment));
  const journal = new Journal(folder.path);
  const interruption = listenForInterruption();
  const crews = new CrewsOfRun(request, host, folder, journal, (place) =>
    environmentFacts(place, machine, request.root),
  );
  const formal = choice.formal && !heritage.narrowed;
  const entry = { plan, scope, cells: choice.cells, formal, places, ...(own === undefined ? {} : { own }) };
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
    const { facts, work } = await Promise.race([conducting, interruption.happened]);
    mergeMessages(folder.path, work?.chunks ?? 0);
    const incidents = [...heritage.incidents, ...(work?.incidents ?? [])];
    return await end({ facts, work, incidents, journal });
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

function environmentFacts(place: PlaceFacts, machine: MachineFacts, root: string): EnvironmentFacts {
  return {
    ...place,
    capabilities: [...place.capabilities, ...machine.capabilities],
    versions: { ...suiteVersions(root), ...machine.versions, ...place.versions },
  };
}
