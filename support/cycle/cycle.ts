import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../environments/environment';
import type { ExecutionResult, RunResult } from '../reporting/result-model';
import { runResultSchema } from '../reporting/result-schema';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS } from '../interfaces/duis/official-schemas';
import { findIllnesses, keepLogs, withEnvironment, type StartEnvironment } from './environment-session';
import { RunError, sentenceOf } from './errors';
import { readFeatures } from './features/feature-set';
import type { Need } from './features/tags';
import { chooseCells, type CellChoice } from './cells';
import { cellsToEnter } from './gate/assessment';
import type { EnvironmentFacts, Facts } from './gate/facts';
import { planExecutions } from './plan-executions';
import { toRunResult } from './record';
import { createRunFolder, type RunFolder } from './run-folder';
import { runPlanned } from './run-session';
import { Runner } from './run/runner';
import { readPlan, type Plan } from './scope/plan';
import { loadScope, PLANS_FOLDER, type Scope } from './scope/scope';
import { suiteVersions } from './versions';

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
  /** Folder with the official DUIS and MMC schemas. */
  readonly schemas?: string;
  /** The command as it was given, for the record. */
  readonly command: string;
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
  readonly start: StartEnvironment;
  /** Receives one line at a time. */
  readonly progress: (line: string) => void;
  /** Called for each execution as soon as it is over. */
  readonly onExecution: (result: ExecutionResult) => void;
  /** Where step definitions lie, if not where the project has them. */
  readonly supportCode?: readonly string[];
}

interface Prepared {
  readonly scope: Scope;
  readonly plan: Plan;
  readonly choice: CellChoice;
  readonly schemaCheck: string;
}

/**
 * Runs the cells of a plan on an environment and judges them.
 * @returns the record of the run, which lies as `result.json` in its folder
 * @throws RunError when it cannot be run as asked
 */
export async function runCycle(
  request: CycleRequest,
  host: CycleHost,
): Promise<{ readonly run: RunResult; readonly folder: RunFolder }> {
  const startedAt = new Date();
  const { scope, plan, choice, schemaCheck } = await prepare(request);
  const scenarios = await readFeatures(request.root, requirementIds(scope));
  // A plan that selects nothing is refused before anything is started.
  await planExecutions(choice.cells, scenarios, request.seed, undefined);
  const folder = createRunFolder(request.reports, plan.id, request.seed);
  const machine = await host.prepare();

  const facts = await withEnvironment(host.start, request.seed, host.progress, async (environment): Promise<Facts> => {
    const before = await factsOf(environment, machine, request.root);
    if (before.illnesses.length > 0) {
      throw new RunError(`The environment "${before.name}" is ill: ${before.illnesses.join(' ')}`);
    }
    const { cells, formal } = choice;
    const entry: Facts = { plan, scope, cells, formal, environment: before, executions: undefined };
    const entered = cellsToEnter(entry);
    if (entered.length === 0) return entry;
    const place = { name: before.name, capabilities: before.capabilities };
    const planned = await planExecutions(entered, scenarios, request.seed, place);
    const executions = await runPlanned(planned, {
      runner: await Runner.load(request.root, host.supportCode),
      runFolder: folder.path,
      environment: before.name,
      parameters: { seed: request.seed },
      onExecution: host.onExecution,
    });
    await keepLogs(environment, folder.path);
    const after = await factsOf(environment, machine, request.root);
    return { ...entry, environment: after, executions };
  });

  const { id } = folder;
  const { leftOut } = choice;
  const run = toRunResult(facts, { ...request, id, leftOut, startedAt, schemaCheck });
  writeFileSync(path.join(folder.path, 'result.json'), `${JSON.stringify(runResultSchema.parse(run), null, 2)}\n`);
  return { run, folder };
}

/** The ids of the register. */
export function requirementIds(scope: Scope): string[] {
  return scope.requirements.map(({ id }) => id);
}

async function prepare(request: CycleRequest): Promise<Prepared> {
  const scope = loadScope(request.root);
  const plan = readPlan(path.join(request.root, PLANS_FOLDER), request.plan, requirementIds(scope));
  const choice = chooseCells(plan, scope.catalogue, request);
  return { scope, plan, choice, schemaCheck: await useOfficialSchemas(request.schemas) };
}

/** Tells the steps where the official schemas are, once it is known that they can be used. */
async function useOfficialSchemas(folder: string | undefined): Promise<string> {
  const { statement } = await loadOfficialSchemas(folder).catch((error: unknown) => {
    throw new RunError(sentenceOf(error));
  });
  if (folder !== undefined) process.env[OFFICIAL_SCHEMAS] = path.resolve(folder);
  return `DUIS and MMC documents were ${statement}.`;
}

async function factsOf({ description }: Environment, machine: MachineFacts, root: string): Promise<EnvironmentFacts> {
  return {
    name: description.name,
    simulated: description.simulated,
    capabilities: [...description.capabilities, ...machine.capabilities],
    versions: { ...suiteVersions(root), ...machine.versions, ...description.versions },
    illnesses: await findIllnesses(description),
  };
}
