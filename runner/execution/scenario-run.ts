import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult } from '../../reports/record/result-model';
import { cellOf, type Cell } from '../planning/cells';
import { checkHealth } from '../../support/evidence/health';
import { transportOffered, withEnvironment, type StartEnvironment } from './environment-session';
import { RunError } from '../../support/scope/errors';
import { refuseProblems } from '../../support/scope/problem';
import { loadKnowledge, refuseWrongScenarios } from '../planning/checks/check-scenarios';
import { byId, lintFeatures } from '../planning/features/feature-set';
import type { Scenario, ScenarioSource } from '../planning/features/read-feature';
import type { Need } from '../../support/scope/needs';
import { needsOfScenarios, type ScenarioNeeds } from '../planning/steps/scenario-needs';
import { planExecutions } from '../planning/plan-executions';
import { MESSAGES_FILE } from './run-folder';
import { runPlanned, stageOfFolder } from './run-session';
import { Runner, type StageParameters } from './scenarios/runner';
import { findDmc, type DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { PHASES, type Phase, type PlannedStage } from '../../support/scope/plan';
import { loadScope, requirementIds, type Scope } from '../../support/scope/scope';
import { nearest } from '../../support/scope/nearest';
import type { PlannedExecution } from '../planning/planned-execution';

/** An informal run: scenarios of one cell, chosen by hand, judged by no plan. */
export interface InformalRequest {
  readonly root: string;
  readonly dmc: string;
  /** Absent: each scenario in Active, or in the first of the Test Phases to which it is limited. */
  readonly phase?: string;
  readonly seed: string;
  /** Stage under whose name they are run, if not those of their folders: identifiers follow from it. */
  readonly stage?: string;
  /** Chooses among the scenarios of the project. */
  readonly select: (scenarios: readonly Scenario[]) => Promise<readonly Scenario[]>;
}

/** What an informal run stands on. */
export interface InformalHost {
  readonly start: StartEnvironment;
  /** What this machine adds to the capabilities of the environment; asked only where a scenario needs a browser. */
  readonly capabilities: () => readonly Need[];
  readonly progress: (line: string) => void;
  /** Where step definitions lie, if not where the project has them. */
  readonly supportCode?: readonly string[];
}

/** How one of the runs on a started environment is made. */
interface InformalRunOptions extends StageParameters {
  /** Folder for messages and evidence, inside the folder of the command, so that one run does not hide another. */
  readonly folder?: string;
  readonly onExecution?: (result: ExecutionResult) => void;
}

/** Runs executions, with seeded defects switched on for each of them where any are named. */
export type RunExecutions = (
  executions: readonly PlannedExecution[],
  options: InformalRunOptions,
) => Promise<ExecutionResult[]>;

/**
 * Starts an environment, plans the chosen scenarios for one cell, and lets the caller run them, once or often.
 * @param runFolder makes the folder for messages and evidence, once it is clear that there is something to run
 * @throws RunError when the choice cannot be run
 */
export async function withInformalRun<T>(
  request: InformalRequest,
  host: InformalHost,
  runFolder: () => string,
  work: (planned: readonly PlannedExecution[], run: RunExecutions, environment: InformalEnvironment) => Promise<T>,
): Promise<T> {
  const scope = loadScope(request.root);
  const dmc = findDmc(scope.catalogue, request.dmc);
  const { sources, chosen } = await choose(request, requirementIds(scope));
  const cells = cellsOf(chosen, dmc, request);
  const needs = await needsOfChosen(request, host, scope, sources, chosen);
  const folder = runFolder();
  const isVisited = [...needs.values()].flat().some(({ need }) => need === 'browser');
  const own = isVisited ? host.capabilities() : [];
  return withEnvironment(host.start, request.seed, host.progress, async (environment, interrupted) => {
    const { description } = environment;
    const healthProblems = await checkHealth(description);
    if (healthProblems.length > 0)
      throw new RunError(`The environment is unhealthy: ${healthProblems.map(({ sentence }) => sentence).join(' ')}`);
    const place = { name: description.name, capabilities: [...description.capabilities, ...own], needs };
    const planned: PlannedExecution[] = [];
    for (const { cell, own } of cells) planned.push(...(await planExecutions([cell], own, request.seed, place)));
    const runner = await Runner.load(request.root, host.supportCode);
    const run: RunExecutions = (executions, { folder: inside = '.', onExecution = () => undefined, ...parameters }) => {
      const target = path.join(folder, inside);
      mkdirSync(target, { recursive: true });
      return runPlanned(executions, {
        runner,
        runFolder: target,
        messages: MESSAGES_FILE,
        // Who runs a few scenarios wants to look at what was exchanged.
        packPassed: false,
        environment: description.name,
        transport: transportOffered(environment),
        parameters,
        interrupted,
        onExecution,
      });
    };
    return work(planned, run, { name: description.name, lab: description.lab, logs: () => environment.logs() });
  });
}

/**
 * Reads the features and chooses among their scenarios. What is wrong with another feature keeps no scenario from being run: whoever
 * writes one is not stopped by what is unfinished elsewhere.
 * @throws ProblemsError where something is wrong with the features of the choice, or anywhere when nothing was chosen
 */
async function choose(
  { root, select }: InformalRequest,
  register: readonly string[],
): Promise<{ readonly sources: readonly ScenarioSource[]; readonly chosen: readonly Scenario[] }> {
  const { sources, problems } = await lintFeatures(root, register);
  const inOrder = [...sources].sort((a, b) => byId(a.scenario, b.scenario));
  const chosen = await select(inOrder.map(({ scenario }) => scenario)).catch((error: unknown) => {
    // What was meant may stand in a feature that cannot be read.
    refuseProblems(problems);
    throw error;
  });
  const files = new Set(chosen.map(({ featurePath }) => featurePath));
  refuseProblems(chosen.length === 0 ? problems : problems.filter(({ file }) => files.has(file)));
  if (chosen.length === 0) throw new RunError('No scenario was chosen.');
  return { sources: inOrder, chosen };
}

/**
 * The cells in which scenarios run, one for each Test Phase and stage.
 * @throws RunError when the combination has no such Test Phase
 */
function cellsOf(
  chosen: readonly Scenario[],
  dmc: DeviceModelCombination,
  { phase: wanted, stage }: InformalRequest,
): { readonly cell: Cell; readonly own: readonly Scenario[] }[] {
  const phase = wanted === undefined ? undefined : findPhase(wanted);
  const byPhase = Map.groupBy(chosen, (scenario) => phase ?? phaseOf(scenario, dmc));
  return [...byPhase].flatMap(([inPhase, own]) =>
    stagesOf(own, stage).map((one) => {
      const cell = cellOf(dmc, inPhase, [one]);
      if (cell.withoutPhase !== undefined) throw new RunError(cell.withoutPhase);
      return { cell, own };
    }),
  );
}

/** The Test Phase in which a scenario is run where none is named: of those to which it is limited the first that the combination has. */
export function phaseOf({ phases }: Pick<Scenario, 'phases'>, dmc: DeviceModelCombination): Phase {
  const own = PHASES.filter((phase) => phases.length === 0 || phases.includes(phase));
  return own.find((phase) => cellOf(dmc, phase, []).withoutPhase === undefined) ?? own[0] ?? 'Active';
}

/**
 * What the chosen scenarios need of the environment.
 * @throws ProblemsError where anything is wrong with one of them
 */
async function needsOfChosen(
  { root }: InformalRequest,
  { supportCode }: InformalHost,
  scope: Scope,
  sources: readonly ScenarioSource[],
  chosen: readonly Scenario[],
): Promise<ScenarioNeeds> {
  const knowledge = await loadKnowledge(root, scope, sources, supportCode);
  refuseWrongScenarios(chosen, sources, knowledge);
  const own = sources.filter(({ scenario }) => chosen.includes(scenario));
  return needsOfScenarios(own, knowledge.language);
}

/** What the caller of an informal run may know of its environment. */
export interface InformalEnvironment {
  readonly name: string;
  readonly lab: { readonly url: string; readonly token: string } | undefined;
  /** Logs of the services since the start, by service name. */
  readonly logs: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * The stages that scenarios belong to by their folders, so that an execution has the same identity, and therefore the
 * same seed, as in a cycle.
 */
function stagesOf(scenarios: readonly Scenario[], wanted: string | undefined): PlannedStage[] {
  const byFolder = new Map<string, PlannedStage>();
  for (const scenario of scenarios) {
    const folder = path.posix.join(...scenario.featurePath.split('/').slice(0, 2));
    byFolder.set(folder, { name: wanted ?? stageOfFolder(scenario), kind: 'test', folders: [folder], tags: '' });
  }
  return [...byFolder.values()];
}

/** The Test Phase of this name, whatever its case. @throws RunError naming the nearest where there is none */
export function findPhase(wanted: string): Phase {
  const phase = PHASES.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (phase !== undefined) return phase;
  throw new RunError(`There is no Test Phase "${wanted}": try ${nearest(wanted, PHASES).join(', ')}.`);
}
