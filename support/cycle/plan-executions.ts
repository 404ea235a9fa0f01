import { RunError } from './errors';
import { executionSeed } from './identity';
import { byId } from './features/feature-set';
import type { Scenario } from './features/read-feature';
import type { Need, Profile } from './features/tags';
import type { DeviceModelCombination } from './scope/dmc-catalogue';
import type { Phase, Plan, PlannedStage } from './scope/plan';

/** One DMC in one Test Phase, with the stages that the plan runs for it. */
export interface Cell {
  readonly dmc: DeviceModelCombination;
  readonly phase: Phase;
  readonly stages: readonly PlannedStage[];
}

/** One execution that a run owes: it is run, or set aside with a reason. */
export interface PlannedExecution {
  readonly scenario: Scenario;
  readonly dmc: DeviceModelCombination;
  readonly phase: Phase;
  readonly stage: string;
  /** Seed of this execution alone. */
  readonly seed: string;
  /** Why it is not run; absent where it is run. */
  readonly aside?: { readonly outcome: 'does-not-apply' | 'not-run-here'; readonly reason: string };
}

/** The cells of a plan for one DMC. */
export function cellsOf(plan: Plan, dmc: DeviceModelCombination, phases: readonly Phase[]): Cell[] {
  return phases.map((phase) => ({ dmc, phase, stages: plan.stages }));
}

/** What the place of a run can do. */
export interface Place {
  readonly name: string;
  readonly capabilities: readonly Need[];
}

/**
 * Everything a run of the cells owes, stage by stage and in the order of ids.
 * @param cells the cells to run
 * @param scenarios every scenario of the project
 * @param seed the seed of the run
 * @param place where it runs; undefined where nothing is run and every need counts as met
 * @throws RunError when a stage selects nothing, or its tag expression cannot be read
 */
export async function planExecutions(
  cells: readonly Cell[],
  scenarios: readonly Scenario[],
  seed: string,
  place: Place | undefined,
): Promise<PlannedExecution[]> {
  const planned: PlannedExecution[] = [];
  const done = new Set<string>();
  for (const { dmc, phase, stages } of cells) {
    for (const stage of stages) {
      const selected = await selectForStage(stage, scenarios);
      if (selected.length === 0) {
        throw new RunError(`The stage ${stage.name} selects no scenario from ${stage.folders.join(', ')}.`);
      }
      for (const scenario of [...selected].sort(byId)) {
        // What does not vary by cell is run in the first cell it belongs to and stands for the others.
        const once = { 'dmc-and-phase': `${dmc.id} ${phase}`, release: dmc.release, once: '' }[scenario.axis];
        const share = `${scenario.id} ${stage.name} ${once}`;
        if (done.has(share)) continue;
        done.add(share);
        planned.push(planOne(scenario, dmc, phase, stage.name, seed, place));
      }
    }
  }
  return planned;
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
    throw new RunError(`The tag expression "${expression}" cannot be read: ${String(error)}`);
  }
}

function planOne(
  scenario: Scenario,
  dmc: DeviceModelCombination,
  phase: Phase,
  stage: string,
  runSeed: string,
  place: Place | undefined,
): PlannedExecution {
  const seed = executionSeed(runSeed, { id: scenario.id, dmc: dmc.id, phase, stage });
  const execution = { scenario, dmc, phase, stage, seed };
  const reason = whyNotApplicable(scenario, dmc, phase);
  if (reason !== undefined) return { ...execution, aside: { outcome: 'does-not-apply', reason } };
  const missing = place === undefined ? [] : scenario.needs.filter((need) => !place.capabilities.includes(need));
  if (place === undefined || missing.length === 0) return execution;
  const lack = `The environment "${place.name}" lacks what the scenario needs: ${missing.join(', ')}.`;
  return { ...execution, aside: { outcome: 'not-run-here', reason: lack } };
}

const PROFILE_TEXT: Readonly<Record<Profile, string>> = {
  'dual-fuel': 'gas devices',
  'electricity-only': 'only electricity',
  ppmid: 'a prepayment interface (PPMID)',
  ihd: 'an in-home display (IHD)',
  'sleepy-gas': 'a gas meter that sleeps',
};

function whyNotApplicable(scenario: Scenario, dmc: DeviceModelCombination, phase: Phase): string | undefined {
  if (scenario.phases.length > 0 && !scenario.phases.includes(phase)) {
    return `The scenario belongs to the Test Phase ${scenario.phases.join(' and ')}, not to ${phase}.`;
  }
  const lacking = scenario.applies.filter((profile) => !hasProfile(dmc, profile));
  if (lacking.length === 0) return undefined;
  return `${dmc.id} does not have ${lacking.map((profile) => PROFILE_TEXT[profile]).join(' and ')}.`;
}

function hasProfile(dmc: DeviceModelCombination, profile: Profile): boolean {
  const has = (type: string): boolean => dmc.devices.some((device) => device.type === type);
  switch (profile) {
    case 'dual-fuel':
      return has('GSME');
    case 'electricity-only':
      return !has('GSME');
    case 'ppmid':
      return has('PPMID');
    case 'ihd':
      return has('IHD');
    case 'sleepy-gas':
      return dmc.sleepyGas;
  }
}
