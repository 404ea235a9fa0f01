import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../environments/environment';
import {
  RESULT_MODEL_VERSION,
  type DmcIdentity,
  type ExecutionResult,
  type RunResult,
} from '../reporting/result-model';
import { runResultSchema } from '../reporting/result-schema';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS } from '../interfaces/duis/official-schemas';
import { findIllnesses, keepLogs, withEnvironment, type StartEnvironment } from './environment-session';
import { RunError, sentenceOf } from './errors';
import { readFeatures } from './features/feature-set';
import type { Need } from './features/tags';
import { assessCriteria } from './gate/criteria';
import type { EnvironmentFacts, Facts } from './gate/facts';
import { assessRequirements } from './gate/requirements';
import { countOutcomes, decide, isOpen } from './gate/verdict';
import { cellsOf, planExecutions, type Cell } from './plan-executions';
import { createRunFolder, type RunFolder } from './run-folder';
import { runPlanned } from './run-session';
import { Runner } from './run/runner';
import { findDmc, type DeviceModelCombination } from './scope/dmc-catalogue';
import { phasesToRun, readPlan, type Plan } from './scope/plan';
import { loadScope, PLANS_FOLDER, type Scope } from './scope/scope';
import { executorName, suiteVersions } from './versions';

/** What a cycle is asked to do. */
export interface CycleRequest {
  /** Folder of the project. */
  readonly root: string;
  readonly plan: string;
  /** DMC and Test Phase where they are not those of the plan. */
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
  readonly cells: readonly Cell[];
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
  const { scope, plan, cells, schemaCheck } = await prepare(request);
  const scenarios = await readFeatures(request.root, requirementIds(scope));
  // A plan that selects nothing is refused before anything is started.
  await planExecutions(cells, scenarios, request.seed, undefined);
  const folder = createRunFolder(request.reports, plan.id, request.seed);
  const machine = await host.prepare();

  const facts = await withEnvironment(host.start, request.seed, host.progress, async (environment): Promise<Facts> => {
    const before = await factsOf(environment, machine, request.root);
    if (before.illnesses.length > 0) {
      throw new RunError(`The environment "${before.name}" is ill: ${before.illnesses.join(' ')}`);
    }
    const entry: Facts = { plan, scope, cells, environment: before, executions: undefined };
    const refused = assessCriteria('entry', entry, []).some(({ verdict }) => isOpen(verdict));
    if (refused) return entry;
    const place = { name: before.name, capabilities: before.capabilities };
    const planned = await planExecutions(cells, scenarios, request.seed, place);
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

  const run = toRunResult(request, facts, { folder, startedAt, schemaCheck });
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
  const dmc = findDmc(scope.catalogue, request.dmc ?? plan.dmc);
  if (dmc.release !== plan.release) {
    throw new RunError(`${dmc.id} belongs to ${dmc.release}, but the plan "${plan.id}" is for ${plan.release}.`);
  }
  const cells = cellsOf(plan, dmc, phasesToRun(plan, request.phase));
  return { scope, plan, cells, schemaCheck: await useOfficialSchemas(request.schemas) };
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

interface Circumstances {
  readonly folder: RunFolder;
  readonly startedAt: Date;
  readonly schemaCheck: string;
}

function toRunResult(
  request: CycleRequest,
  facts: Facts,
  { folder, startedAt, schemaCheck }: Circumstances,
): RunResult {
  const { plan, scope, cells, environment, executions = [] } = facts;
  const requirements = assessRequirements(plan, scope.requirements, executions);
  const criteria = [...assessCriteria('entry', facts, requirements), ...assessCriteria('exit', facts, requirements)];
  const finishedAt = new Date();
  const unrun = executions.filter(({ outcome }) => !['passed', 'failed', 'known-issue'].includes(outcome));
  return {
    modelVersion: RESULT_MODEL_VERSION,
    run: {
      id: folder.id,
      plan: plan.id,
      planTitle: plan.title,
      planClaim: plan.claim,
      formal: true,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      durationMs: finishedAt.getTime() - startedAt.getTime(),
      seed: request.seed,
      command: request.command,
      environment: environment.name,
      simulated: environment.simulated,
      versions: environment.versions,
      schemaCheck,
      executor: executorName(),
    },
    cells: cells.map(({ dmc, phase, stages }) => ({
      dmc: identityOf(dmc),
      phase,
      stages: stages.map(({ name }) => name),
    })),
    executions,
    criteria,
    requirements,
    notRun: [
      ...(facts.executions === undefined
        ? [{ what: 'Every scenario of the plan', why: 'An entry criterion of the Test Phase is not met.' }]
        : []),
      ...unrun.map(({ id, title, reason, outcome }) => ({ what: `${id} ${title}`, why: reason ?? outcome })),
      ...plan.notInPlan,
    ],
    outOfScope: plan.outOfScope,
    counts: countOutcomes(executions),
    verdict: decide(facts, criteria),
  };
}

function identityOf(dmc: DeviceModelCombination): DmcIdentity {
  const { id, release, groupId, smso, s1sp, communicationsProvider } = dmc;
  const devices = dmc.devices.map(({ type, manufacturerName, manufacturer, model, firmware }) => ({
    type,
    manufacturer: `${manufacturerName} (${manufacturer})`,
    model,
    firmware,
  }));
  return { id, release, groupId, smso, s1sp, communicationsProvider, devices };
}
