/** Merges the shards of a cycle into one run and assesses it; nothing is run again. */
import { appendFileSync, cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkEvidence,
  checkMessages,
  checkOutcomes,
  checkPlanned,
  checkTranscripts,
} from '../evidence-pack/check-executions';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import { DURATIONS_FILE, readDurations } from '../planning/durations';
import { INPUTS_FOLDER, writeRunManifest, keepInputs, type RunManifest } from '../planning/run-manifest';
import type { CycleHost } from '../execution/cycle-host';
import type { FinishedCycle } from '../execution/cycle';
import { RunError } from '../../support/scope/errors';
import { refusalOf } from '../assessment/environment-assignment';
import { addToLedger, judgedEntry } from '../history/ledger';
import { keyOf } from '../../support/scope/identity';
import type { PlannedExecution } from '../planning/planned-execution';
import { DETECTION_FILE } from '../detection/detection-file';
import { keptDetection } from '../detection/detection-results';
import { recordText, withDetection, withHistory } from '../assessment/record';
import { reassess, metadataOf, readInputs, type RunInputs } from '../assessment/reassess';
import { repeatCommand } from '../execution/repeat-command';
import { messagesIn } from '../execution/kept-messages';
import { createRunFolder, EVIDENCE_FOLDER, RECORD_FILE } from '../execution/run-folder';
import { reconcileResults } from '../execution/workers/reconcile-results';
import { cutIntoShards } from './cut';
import { originOf, ownFolder, readShards, type EndedShard } from './read-shards';
import { shardName } from './shard';

const LOGS_FOLDER = 'logs';

/** Shards run on several machines, so that their times say nothing about speed. */
const NO_COST = { executions: [], incidents: [], durationMs: 0, cpuMs: 0, memory: 0 };

/**
 * Merges shards. A planned execution of which no shard has a result is incomplete.
 * @param named names of the folders of all shards, or paths to them
 * @param reports folder of the reports, where the run is put
 * @param known holds it against the runs before it
 * @returns the record of the run, which is also written to `result.json` in its folder
 * @throws RunError where they are not shards of one run, or where results contradict steps, messages or evidence; no folder is
 * left then
 */
export async function mergeShards(
  named: readonly string[],
  reports: string,
  known: CycleHost['knownFromHistory'] = () => ({}),
): Promise<FinishedCycle> {
  const shards = readShards(reports, named);
  const [first] = shards;
  if (first === undefined) throw new RunError('There are no shards.');
  const inputs = await readInputs(first.path);
  await refuseForeignResults(shards, inputs);
  const joined = { ...inputs, manifest: joinManifests(shards, first.manifest, inputs) };
  const { plan } = inputs;
  const folder = createRunFolder(reports, plan.id, first.manifest.request.seed);
  try {
    gather(shards, first, folder.path);
    const { environment, stages, assignedEnvironments, request } = joined.manifest;
    writeRunManifest(folder.path, request, { environment, stageRuns: stages, assignedEnvironments }, inputs.needs);
    const merged = await assessMerged(shards, first, joined, folder);
    const run = withDetection(withHistory(merged, known(merged)), keptDetection(folder.path));
    writeFileSync(path.join(folder.path, RECORD_FILE), recordText(runResultSchema.parse(run)));
    addToLedger(reports, judgedEntry(run, plan.id, NO_COST));
    return { run, folder };
  } catch (error) {
    rmSync(folder.path, { recursive: true, force: true });
    throw error;
  }
}

/** @throws RunError where a shard has a result of an execution that belongs to another one */
async function refuseForeignResults(shards: readonly EndedShard[], inputs: RunInputs): Promise<void> {
  const [first] = shards;
  const { durations } = first?.opening.request ?? {};
  const expected =
    first === undefined || durations === undefined
      ? undefined
      : readDurations(path.join(first.path, INPUTS_FOLDER, DURATIONS_FILE));
  const cut = await cutIntoShards(inputs, inputs.manifest.request.seed, shards.length, expected);
  for (const { id, shard, results } of shards) {
    const foreign = results.find((result) => cut[shard.number - 1]?.keys.has(keyOf(result)) !== true);
    if (foreign === undefined) continue;
    const what = `${foreign.id} in ${foreign.dmc} ${foreign.phase}, ${foreign.stage}`;
    throw new RunError(`${id} has a result of ${what}, which ${shardName(shard)} does not hold: run it again.`);
  }
}

/** The manifest of the merged run: versions and health problems of all environments, and every stage that was run. */
function joinManifests(shards: readonly EndedShard[], first: RunManifest, { plan }: RunInputs): RunManifest {
  const { request, environment, assignedEnvironments, needs } = first;
  const all = shards.map(({ manifest }) => manifest);
  const components = new Set(all.flatMap((manifest) => Object.keys(manifest.environment.versions)));
  const versions = [...components].map((component) => {
    const found = all.map((manifest) => manifest.environment.versions[component] ?? 'none');
    return [component, [...new Set(found)].join('; ')] as const;
  });
  const healthProblems = [...new Set(all.flatMap((manifest) => manifest.environment.healthProblems))];
  const runs = all.flatMap((manifest) => manifest.stages);
  const others = assignedEnvironments.filter((name) => name !== environment.name);
  const stages = [environment.name, ...others].flatMap((ranOn) =>
    plan.stages.flatMap(({ name }) => runs.find((run) => run.stage === name && run.environment === ranOn) ?? []),
  );
  return {
    request,
    environment: { ...environment, versions: Object.fromEntries(versions), healthProblems },
    stages,
    assignedEnvironments,
    needs,
  };
}

/** Copies evidence, messages and logs of the shards; logs into a folder for each shard. */
function gather(shards: readonly EndedShard[], first: EndedShard, target: string): void {
  keepInputs(path.join(first.path, INPUTS_FOLDER), target);
  const detection = path.join(INPUTS_FOLDER, DETECTION_FILE);
  if (existsSync(path.join(first.path, detection)))
    cpSync(path.join(first.path, detection), path.join(target, detection));
  for (const { path: source, shard } of shards) {
    for (const [kept, copy] of [
      [EVIDENCE_FOLDER, EVIDENCE_FOLDER],
      [LOGS_FOLDER, ownFolder(LOGS_FOLDER, shard)],
    ] as const) {
      const from = path.join(source, kept);
      if (existsSync(from)) cpSync(from, path.join(target, copy), { recursive: true });
    }
    const messages = messagesIn(source);
    if (messages !== undefined) appendFileSync(path.join(target, path.basename(messages)), readFileSync(messages));
  }
}

async function assessMerged(
  shards: readonly EndedShard[],
  { opening, ending }: EndedShard,
  inputs: RunInputs,
  folder: { readonly id: string; readonly path: string },
): Promise<RunResult> {
  const { manifest, plan } = inputs;
  const results = shards.flatMap((shard) => shard.results);
  const begun = shards.map((shard) => Date.parse(shard.opening.startedAt));
  const startedAt = new Date(Math.min(...begun));
  const finishedAt = new Date(Math.max(...shards.map((shard) => Date.parse(shard.ending.at))));
  const metadata = {
    id: folder.id,
    startedAt,
    command: repeatCommand(plan, opening.request, manifest.environment.name),
    schemaCheck: ending.schemaCheck,
    workers: shards.reduce((sum, shard) => sum + shard.ending.workers, 0),
    incidents: shards.flatMap(({ shard, incidents }) =>
      incidents.map((sentence) => `In ${shardName(shard)}: ${sentence}`),
    ),
    continues: [],
    shards: shards.map(originOf),
  };
  const { run, planned } = await reassess(folder.path, inputs, metadata, (due, facts) =>
    reconcileResults(due, results, manifest.environment.name, (execution) => refusalOf(facts, execution)),
  );
  await refuseChanged(folder.path, planned, manifest.environment.name, run.executions);
  const executors = [...new Set(shards.map((shard) => shard.ending.executor))].join('; ');
  const durationMs = finishedAt.getTime() - startedAt.getTime();
  return { ...run, run: { ...run.run, executor: executors, finishedAt: finishedAt.toISOString(), durationMs } };
}

/** @throws RunError where results contradict steps, messages or evidence, since a shard was changed on its way */
async function refuseChanged(
  runFolder: string,
  planned: readonly PlannedExecution[],
  environment: string,
  executions: readonly ExecutionResult[],
): Promise<void> {
  const kept = globSync(`${EVIDENCE_FOLDER}/**`, { cwd: runFolder }).map((file) => file.split(path.sep).join('/'));
  const ran = executions.some(({ steps }) => steps.length > 0);
  const [problem] = [
    ...checkPlanned(metadataOf(planned, environment), executions),
    ...checkOutcomes(executions),
    ...(ran ? await checkMessages(runFolder, executions, 0) : []),
    ...checkEvidence(executions, new Set(kept)),
    ...(await checkTranscripts(runFolder, executions)),
  ];
  if (problem === undefined) return;
  throw new RunError(
    `The results of the shards contradict their steps, messages or evidence, so that they are not assessed: ${problem}`,
  );
}
