import type { CellReference } from '../../reports/record/result-model';
import type { Cell } from './cells';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { executionSeed } from '../../support/scope/identity';
import { byId } from './features/feature-set';
import type { Scenario } from './features/read-feature';
import type { Need } from '../../support/scope/needs';
import type { ScenarioNeeds } from './steps/scenario-needs';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { stageSeed } from './rounds';
import type { Phase, PlannedStage } from '../../support/scope/plan';
import { whyNot } from '../../support/scope/profiles';
import type { PlannedExecution } from './planned-execution';

/** An environment with its capabilities, and what scenarios need of it. */
export interface TargetEnvironment {
  readonly name: string;
  readonly capabilities: readonly Need[];
  readonly needs: ScenarioNeeds;
}

/**
 * Everything a run of the cells owes, cell by cell, stage by stage and in the order of ids. A scenario that does not vary
 * by cell is run in the first cell it applies to, and stands for the others it applies to: they cite it.
 * @param cells the cells to run
 * @param scenarios every scenario of the project
 * @param seed the seed of the run
 * @param environment where it runs; undefined where nothing is run and every need counts as met
 * @throws RunError when a stage selects nothing, or its tag expression cannot be read
 */
export async function planExecutions(
  cells: readonly Cell[],
  scenarios: readonly Scenario[],
  seed: string,
  environment: TargetEnvironment | undefined,
): Promise<PlannedExecution[]> {
  const planned: PlannedExecution[] = [];
  const citations = new Map<string, CellReference[]>();
  const selections = new Map<PlannedStage, readonly Scenario[]>();
  for (const { dmc, phase, stages } of cells) {
    for (const stage of stages) {
      const selected = selections.get(stage) ?? (await selectSorted(stage, scenarios));
      selections.set(stage, selected);
      for (const scenario of selected) {
        const aside = whyAside(scenario, dmc, phase, environment);
        // What does not apply in a cell is said of that cell alone.
        const key = aside?.outcome === 'does-not-apply' ? undefined : shareKey(scenario, stage, dmc, phase);
        const citedBefore = key === undefined ? undefined : citations.get(key);
        if (citedBefore !== undefined) {
          citedBefore.push({ dmc: dmc.id, phase });
          continue;
        }
        const citedBy: CellReference[] = [];
        if (key !== undefined) citations.set(key, citedBy);
        const { name, kind, set } = stage;
        const seedOfStage = stageSeed(seed, stage);
        const own = executionSeed(seedOfStage, { id: scenario.id, dmc: dmc.id, phase, stage: name });
        const ofStage = { stage: name, kind, ...(set === undefined ? {} : { set }), stageSeed: seedOfStage };
        const execution = { scenario, dmc, phase, ...ofStage, seed: own, citedBy };
        planned.push(aside === undefined ? execution : { ...execution, aside });
      }
    }
  }
  return planned;
}

/** What executions that may stand for each other have in common; undefined where every cell has its own. */
function shareKey(
  { id, axis }: Scenario,
  stage: PlannedStage,
  { release }: DeviceModelCombination,
  phase: Phase,
): string | undefined {
  const varying: Record<Scenario['axis'], readonly string[] | undefined> = {
    'dmc-and-phase': undefined,
    'release-and-phase': [release, phase],
    release: [release],
    once: [],
  };
  const shared = varying[axis];
  return shared === undefined ? undefined : JSON.stringify([id, stage.name, ...shared]);
}

async function selectSorted(stage: PlannedStage, scenarios: readonly Scenario[]): Promise<readonly Scenario[]> {
  const selected = await selectForStage(stage, scenarios);
  if (selected.length > 0) return selected.sort(byId);
  throw new RunError(`The stage ${stage.name} selects no scenario from ${stage.folders.join(', ')}.`);
}

/**
 * The scenarios that lie in the folders of a stage and fit its tag expression.
 * @throws RunError when the tag expression cannot be read
 */
export async function selectForStage(stage: PlannedStage, scenarios: readonly Scenario[]): Promise<Scenario[]> {
  const fits = await tagFilter(stage.tags);
  return scenarios.filter(
    (scenario) =>
      stage.folders.some((folder) => scenario.featurePath.startsWith(`${folder.replace(/\/+$/, '')}/`)) &&
      fits(scenario.tags),
  );
}

/** Scenarios that lie in folders of the plan and that none of its stages selects. */
export async function notSelected(stages: readonly PlannedStage[], scenarios: readonly Scenario[]): Promise<string[]> {
  const selected = new Set<Scenario>();
  for (const stage of stages) for (const scenario of await selectForStage(stage, scenarios)) selected.add(scenario);
  const folders = stages.flatMap((stage) => stage.folders);
  const inPlan = await selectForStage({ name: '', kind: 'test', folders, tags: '' }, scenarios);
  return inPlan.filter((scenario) => !selected.has(scenario)).map(({ id }) => id);
}

/** What the reader of tag expressions means, in words. */
const TAG_PROBLEMS = [
  ['Expected operand', 'a tag is missing'],
  ['Expected operator', '"and" or "or" is missing between two tags'],
  ['Unmatched', 'a bracket has no counterpart'],
  ['Illegal escape', 'a backslash stands where none can'],
] as const;

/**
 * A test for tags from a cucumber tag expression; the empty expression fits everything.
 * @throws RunError when the expression cannot be read
 */
export async function tagFilter(expression: string): Promise<(tags: readonly string[]) => boolean> {
  if (expression.trim() === '') return () => true;
  const { parse } = await import('@cucumber/tag-expressions');
  try {
    const node = parse(expression);
    return (tags) => node.evaluate([...tags]);
  } catch (error) {
    const reason =
      TAG_PROBLEMS.find(([words]) => sentenceOf(error).includes(`syntax error: ${words}`))?.[1] ?? sentenceOf(error);
    throw new RunError(
      `The tag expression "${expression}" cannot be read, since ${reason}: write it as in "@ST-B2 and not @volume".`,
    );
  }
}

function whyAside(
  scenario: Scenario,
  dmc: DeviceModelCombination,
  phase: Phase,
  environment: TargetEnvironment | undefined,
): PlannedExecution['aside'] {
  const reason = whyNotApplicable(scenario, dmc, phase);
  if (reason !== undefined) return { outcome: 'does-not-apply', reason };
  if (environment === undefined) return undefined;
  const { name, capabilities, needs } = environment;
  const missing = (needs.get(scenario.id) ?? []).filter(({ need }) => !capabilities.includes(need));
  if (missing.length === 0) return undefined;
  const lack = missing.map(({ need, step }) => `${need} ("${step}")`).join(', ');
  return { outcome: 'not-run-here', reason: `The environment "${name}" lacks what the test needs: ${lack}.` };
}

function whyNotApplicable(scenario: Scenario, dmc: DeviceModelCombination, phase: Phase): string | undefined {
  if (scenario.phases.length > 0 && !scenario.phases.includes(phase)) {
    return `The test belongs to the Test ${scenario.phases.length === 1 ? 'Phase' : 'Phases'} ${scenario.phases.join(' and ')}, not to ${phase}.`;
  }
  return whyNot(dmc, scenario.applies);
}
