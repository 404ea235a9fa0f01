/** Judges a run again from what it left: its inputs and the results of its executions. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { INPUTS_FOLDER, readRunManifest, type RunManifest } from '../planning/run-manifest';
import { DEFECTS_FILE, readDefects } from '../planning/coverage';
import { chooseCells } from '../planning/cells';
import { readFeatures } from '../planning/features/feature-set';
import { cellsToEnter } from './assessment';
import type { Facts } from './facts';
import { notSelected, planExecutions } from '../planning/plan-executions';
import type { PlannedExecution } from '../planning/planned-execution';
import { keptDetection } from '../detection/detection-results';
import { toRunResult, withDetection, withHistory, type RunMetadata } from './record';
import { unexecuted } from '../execution/scenarios/unexecuted';
import { scopeOf, type ScopeInputs } from '../planning/scope-of-testing';
import type { ScopeOfTesting } from '../../reports/tag/scope/scope-model';
import { readPlan } from '../../support/scope/read-plan';
import { loadScope, PLANS_FOLDER } from '../../support/scope/scope';
import { completeFacts } from './complete-facts';

/** A record, computed again from inputs and executions. */
export interface ReassessedRecord {
  readonly run: RunResult;
  /** What its plan owes, in the planned order: identity, texts and tags, without any result. */
  readonly planned: readonly PlannedMetadata[];
  /** What its plan set out to test. */
  readonly scope: ScopeOfTesting;
}

/** Metadata of an execution, known before it runs. */
export type PlannedMetadata = Pick<
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

/** Metadata of a run that follows neither from its inputs nor from its executions. */
export type RecordedMetadata = Omit<RunMetadata, 'seed' | 'leftOut' | 'notSelected'> & Pick<Facts, 'proven'>;

/** A run that was planned and assessed again. */
export interface ReassessedRun {
  readonly run: RunResult;
  /** What it owes, in the planned order. */
  readonly planned: readonly PlannedExecution[];
}

/**
 * Plans a run again from its inputs and judges executions by it; nothing is run.
 * @param runFolder folder with the evidence of the executions
 * @param executionsOf gives a result for each planned execution; it is metadata what else is known of the run
 */
export async function reassess(
  runFolder: string,
  { manifest, scope, plan, choice, scenarios, needs }: RunInputs,
  metadata: RecordedMetadata,
  executionsOf: (planned: readonly PlannedExecution[], facts: Facts) => readonly ExecutionResult[],
): Promise<ReassessedRun> {
  const { request, environment, stages, assignedEnvironments } = manifest;
  const { cells, formal, leftOut } = choice;
  const { proven } = metadata;
  const rerun = metadata.continues.some(({ run: earlier }) => earlier !== metadata.id);
  const rests = proven === undefined ? {} : { proven };
  const ofRun = { plan, scope, cells, formal: formal && !rerun, environment, assignedEnvironments, ...rests };
  const before: Facts = { ...ofRun, ...NOTHING_RUN };
  const entered = cellsToEnter(before);
  const planned =
    entered.length === 0 ? [] : await planExecutions(entered, scenarios, request.seed, { ...environment, needs });
  const entry = { ...before, stageRuns: stages };
  const ran = entered.length === 0 ? before : { ...entry, executions: executionsOf(planned, entry) };
  const facts = await completeFacts(ran, metadata.startedAt, runFolder);
  const notChosen = await notSelected(plan.stages, scenarios);
  return { run: toRunResult(facts, { ...metadata, seed: request.seed, leftOut, notSelected: notChosen }), planned };
}

/**
 * Plans a run again from its inputs and judges the executions of its record again: nothing of the record is believed but its
 * executions, the metadata (when, on what machine) that nothing else tells, and what it says of the runs before it.
 * @param runFolder folder of the run, with its inputs
 * @throws RunError when the inputs cannot be read
 */
export async function reassessRecord(
  runFolder: string,
  { run, executions, since, stability }: RunResult,
): Promise<ReassessedRecord> {
  const inputs = await readInputs(runFolder);
  const { id, command, schemaCheck, workers, incidents, continues, shares, proven } = run;
  const metadata: RecordedMetadata = {
    ...{ id, command, schemaCheck, workers, incidents, continues },
    startedAt: new Date(run.startedAt),
    ...(shares === undefined ? {} : { shards: shares }),
    ...(proven === undefined ? {} : { proven }),
  };
  const { run: fresh, planned } = await reassess(runFolder, inputs, metadata, () => executions);
  const { finishedAt, durationMs, executor } = run;
  return {
    run: withDetection(
      withHistory({ ...fresh, run: { ...fresh.run, finishedAt, durationMs, executor } }, { since, stability }),
      keptDetection(runFolder),
    ),
    planned: metadataOf(planned, inputs.manifest.environment.name),
    scope: await scopeOfInputs(inputs),
  };
}

/** What a run has before anything of it is run. */
const NOTHING_RUN = { executions: undefined, stageRuns: [], causes: [], pairs: [], knownIssues: [] };

/**
 * What a run owes, planned again from its inputs.
 * @param seed in place of that of the run
 * @param proven by what the release of a DMCT run is proven
 */
export async function planAgain(
  { manifest: { environment, assignedEnvironments }, scope, plan, choice, scenarios, needs }: RunInputs,
  seed: string,
  proven: Facts['proven'],
): Promise<PlannedExecution[]> {
  const rests = proven === undefined ? {} : { proven };
  const ofRun = { plan, scope, cells: choice.cells, formal: choice.formal, environment, assignedEnvironments };
  const entered = cellsToEnter({ ...ofRun, ...rests, ...NOTHING_RUN });
  return entered.length === 0 ? [] : planExecutions(entered, scenarios, seed, { ...environment, needs });
}

/** Metadata of planned executions. */
export function metadataOf(planned: readonly PlannedExecution[], environment: string): PlannedMetadata[] {
  return planned.map((execution) => unexecuted(execution, { environment, reproduce: () => '' }));
}

/**
 * What the plan of a run set out to test, from the inputs in its folder.
 * @throws RunError when they cannot be read
 */
export async function scopeOfRun(runFolder: string): Promise<ScopeOfTesting> {
  return scopeOfInputs(await readInputs(runFolder));
}

/** Manifest and inputs of a run, read from its folder. */
export interface RunInputs extends Omit<ScopeInputs, 'suite'> {
  readonly manifest: RunManifest;
}

/**
 * Reads manifest and inputs of a run.
 * @throws RunError when it cannot be read
 */
export async function readInputs(runFolder: string): Promise<RunInputs> {
  const root = path.join(runFolder, INPUTS_FOLDER);
  const manifest = readRunManifest(runFolder);
  const scope = loadScope(root, true);
  const register = scope.requirements.map(({ id }) => id);
  const plan = readPlan(path.join(root, PLANS_FOLDER), manifest.request.plan, register);
  const choice = chooseCells(plan, scope.catalogue, manifest.request);
  const defects = path.join(root, DEFECTS_FILE);
  return {
    manifest,
    scope,
    plan,
    choice,
    scenarios: await readFeatures(root, register),
    needs: manifest.needs,
    // A system without seeded defects publishes none.
    defects: existsSync(defects) ? readDefects(defects) : [],
    detection: keptDetection(runFolder),
  };
}

function scopeOfInputs({ manifest, ...rest }: RunInputs): Promise<ScopeOfTesting> {
  return scopeOf({ ...rest, suite: manifest.environment.versions.suite ?? 'unknown' });
}
