/** Judges a run again from what it left: its inputs and the results of its executions. */
import path from 'node:path';
import type { ExecutionResult, RunResult } from '../reporting/result-model';
import { INPUTS_FOLDER, readBasis, type Basis } from './basis';
import { chooseCells } from './cells';
import { readFeatures } from './features/feature-set';
import { cellsToEnter } from './gate/assessment';
import type { Facts } from './gate/facts';
import { notSelected, planExecutions } from './plan-executions';
import { toRunResult } from './record';
import { unexecuted } from './run/collector';
import { scopeOf, type ScopeBasis } from './scope-of-testing';
import type { ScopeOfTesting } from '../reporting/tag/scope/model';
import { readPlan } from './scope/plan';
import { loadScope, PLANS_FOLDER } from './scope/scope';
import { settle } from './settle';

/** What a run must say, given its executions. */
export interface Rederived {
  readonly run: RunResult;
  /** What its plan owes, in the planned order: identity, texts and tags, without any result. */
  readonly owed: readonly Owed[];
  /** What its plan set out to test. */
  readonly scope: ScopeOfTesting;
}

/** What an execution is before it has run. */
export type Owed = Pick<
  ExecutionResult,
  | 'id'
  | 'dmc'
  | 'phase'
  | 'stage'
  | 'title'
  | 'feature'
  | 'featurePath'
  | 'line'
  | 'scenarioLine'
  | 'area'
  | 'axis'
  | 'citedBy'
  | 'tags'
  | 'positive'
  | 'negative'
  | 'severity'
  | 'seed'
>;

/**
 * Plans a run again from its inputs and judges the executions of its record again: nothing of the record is believed but its
 * executions and the circumstances (when, on what machine) that nothing else tells.
 * @param runFolder folder of the run, with its inputs
 * @throws RunError when the inputs cannot be read
 */
export async function rederive(runFolder: string, { run, executions }: RunResult): Promise<Rederived> {
  const inputs = await readInputs(runFolder);
  const { basis, scope, plan, choice, scenarios } = inputs;
  const { request, environment, stages, places } = basis;
  const { cells, formal, leftOut } = choice;
  const nothing = { executions: undefined, stageRuns: [], pairs: [], knownIssues: [] };
  const rerun = run.continues.some(({ run: earlier }) => earlier !== run.id);
  const before: Facts = { plan, scope, cells, formal: formal && !rerun, environment, places, ...nothing };
  const entered = cellsToEnter(before);
  const planned = entered.length === 0 ? [] : await planExecutions(entered, scenarios, request.seed, environment);
  const startedAt = new Date(run.startedAt);
  const ran = entered.length === 0 ? before : { ...before, executions, stageRuns: stages };
  const facts = await settle(ran, startedAt, runFolder);
  const fresh = toRunResult(facts, {
    id: run.id,
    startedAt,
    seed: request.seed,
    command: run.command,
    schemaCheck: run.schemaCheck,
    leftOut,
    workers: run.workers,
    incidents: run.incidents,
    continues: run.continues,
    notSelected: await notSelected(plan.stages, scenarios),
  });
  const { finishedAt, durationMs, executor } = run;
  return {
    run: { ...fresh, run: { ...fresh.run, finishedAt, durationMs, executor } },
    owed: planned.map((execution) => unexecuted(execution, { environment: environment.name, reproduce: () => '' })),
    scope: await scopeOfInputs(inputs),
  };
}

/**
 * What the plan of a run set out to test, from the inputs in its folder.
 * @throws RunError when they cannot be read
 */
export async function scopeOfRun(runFolder: string): Promise<ScopeOfTesting> {
  return scopeOfInputs(await readInputs(runFolder));
}

interface Inputs extends Omit<ScopeBasis, 'suite'> {
  readonly basis: Basis;
}

async function readInputs(runFolder: string): Promise<Inputs> {
  const root = path.join(runFolder, INPUTS_FOLDER);
  const basis = readBasis(runFolder);
  const scope = loadScope(root);
  const register = scope.requirements.map(({ id }) => id);
  const plan = readPlan(path.join(root, PLANS_FOLDER), basis.request.plan, register);
  const choice = chooseCells(plan, scope.catalogue, basis.request);
  return { basis, scope, plan, choice, scenarios: await readFeatures(root, register) };
}

function scopeOfInputs({ basis, ...rest }: Inputs): Promise<ScopeOfTesting> {
  return scopeOf({ ...rest, suite: basis.environment.versions.suite ?? 'unknown' });
}
