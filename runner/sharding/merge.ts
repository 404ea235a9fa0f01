/** Puts the shares of a cycle together into one run, judged as one; nothing is run again. */
import { appendFileSync, cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkEvidence,
  checkMessages,
  checkOutcomes,
  checkOwed,
  checkTranscripts,
} from '../evidence-pack/check-executions';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import { INPUTS_FOLDER, keepBasis, keepInputs, type Basis } from '../planning/basis';
import type { FinishedCycle } from '../execution/cycle';
import { RunError } from '../../support/scope/errors';
import { refusalOf } from '../assessment/places';
import { addToHistory, historyOf } from '../history/history';
import { keyOf } from '../../support/scope/identity';
import { recordText } from '../assessment/record';
import { judge, owedOf, readInputs, type Inputs } from '../assessment/rederive';
import { repeatCommand } from '../execution/repeat-command';
import { createRunFolder, EVIDENCE_FOLDER, MESSAGES_FILE, RECORD_FILE } from '../execution/run-folder';
import { accountFor } from '../execution/workers/account';
import { cutIntoShares } from './cut';
import { originOf, ownFolder, readShares, type EndedShare } from './read-shares';
import { shareName } from './share';
import type { PlannedExecution } from '../planning/planned-execution';

const LOGS_FOLDER = 'logs';

/** The history learns nothing of speed from a run that several machines shared. */
const NO_WORK = { executions: [], incidents: [], durationMs: 0, cpuMs: 0, memory: 0 };

/**
 * Puts shares together. What the plan owes and no share has a result of is incomplete.
 * @param named names of the folders of all shares, or paths to them
 * @param reports folder of the reports, where the run is put
 * @returns the record of the run, which lies as `result.json` in its folder
 * @throws RunError where they do not belong together, or where results do not follow from what was left with them; no run is
 * left then
 */
export async function mergeShares(named: readonly string[], reports: string): Promise<FinishedCycle> {
  const shares = readShares(reports, named);
  const [first] = shares;
  if (first === undefined) throw new RunError('There are no shares.');
  const inputs = await readInputs(first.path);
  await refuseStrangeResults(shares, inputs);
  const joined = { ...inputs, basis: joinBases(shares, first.basis, inputs) };
  const { plan } = inputs;
  const folder = createRunFolder(reports, plan.id, first.basis.request.seed);
  try {
    gather(shares, first, folder.path);
    const { environment, stages, places, request } = joined.basis;
    keepBasis(folder.path, request, { environment, stageRuns: stages, places });
    const run = await judgeMerged(shares, first, joined, folder);
    writeFileSync(path.join(folder.path, RECORD_FILE), recordText(runResultSchema.parse(run)));
    addToHistory(reports, historyOf(run, plan.id, NO_WORK));
    return { run, folder };
  } catch (error) {
    rmSync(folder.path, { recursive: true, force: true });
    throw error;
  }
}

/** A share brings results of what it holds, and of nothing else. */
async function refuseStrangeResults(shares: readonly EndedShare[], inputs: Inputs): Promise<void> {
  const cut = await cutIntoShares(inputs, inputs.basis.request.seed, shares.length);
  for (const { id, share, results } of shares) {
    const strange = results.find((result) => cut[share.number - 1]?.has(keyOf(result)) !== true);
    if (strange === undefined) continue;
    const what = `${strange.id} in ${strange.dmc} ${strange.phase}, ${strange.stage}`;
    throw new RunError(`${id} has a result of ${what}, which ${shareName(share)} does not hold: run it again.`);
  }
}

/** What is known of the environment from all shares together. */
function joinBases(shares: readonly EndedShare[], { request, environment, places }: Basis, { plan }: Inputs): Basis {
  const all = shares.map(({ basis }) => basis);
  const components = new Set(all.flatMap((basis) => Object.keys(basis.environment.versions)));
  const versions = [...components].map((component) => {
    const found = all.map((basis) => basis.environment.versions[component] ?? 'none');
    return [component, [...new Set(found)].join('; ')] as const;
  });
  const illnesses = [...new Set(all.flatMap((basis) => basis.environment.illnesses))];
  const runs = all.flatMap((basis) => basis.stages);
  const stages = [environment.name, ...places.filter((place) => place !== environment.name)].flatMap((place) =>
    plan.stages.flatMap(({ name }) => runs.find((run) => run.stage === name && run.environment === place) ?? []),
  );
  return {
    request,
    environment: { ...environment, versions: Object.fromEntries(versions), illnesses },
    stages,
    places,
  };
}

/** Copies what the shares left: evidence and messages as if one command had run all, logs by share. */
function gather(shares: readonly EndedShare[], first: EndedShare, target: string): void {
  keepInputs(path.join(first.path, INPUTS_FOLDER), target);
  for (const { path: source, share } of shares) {
    for (const [kept, place] of [
      [EVIDENCE_FOLDER, EVIDENCE_FOLDER],
      [LOGS_FOLDER, ownFolder(LOGS_FOLDER, share)],
    ] as const) {
      const from = path.join(source, kept);
      if (existsSync(from)) cpSync(from, path.join(target, place), { recursive: true });
    }
    const messages = path.join(source, MESSAGES_FILE);
    if (existsSync(messages)) appendFileSync(path.join(target, MESSAGES_FILE), readFileSync(messages));
  }
}

async function judgeMerged(
  shares: readonly EndedShare[],
  { opening, ending }: EndedShare,
  inputs: Inputs,
  folder: { readonly id: string; readonly path: string },
): Promise<RunResult> {
  const { basis, plan } = inputs;
  const results = shares.flatMap((share) => share.results);
  const begun = shares.map((share) => Date.parse(share.opening.startedAt));
  const startedAt = new Date(Math.min(...begun));
  const finishedAt = new Date(Math.max(...shares.map((share) => Date.parse(share.ending.at))));
  const told = {
    id: folder.id,
    startedAt,
    command: repeatCommand(plan, opening.request, basis.environment.name),
    schemaCheck: ending.schemaCheck,
    workers: shares.reduce((sum, share) => sum + share.ending.workers, 0),
    incidents: shares.flatMap(({ share, incidents }) =>
      incidents.map((sentence) => `In ${shareName(share)}: ${sentence}`),
    ),
    continues: [],
    shares: shares.map(originOf),
  };
  const { run, planned } = await judge(folder.path, inputs, told, (owed, facts) =>
    accountFor(owed, results, basis.environment.name, (execution) => refusalOf(facts, execution)),
  );
  await refuseChanged(folder.path, planned, basis.environment.name, run.executions);
  const executors = [...new Set(shares.map((share) => share.ending.executor))].join('; ');
  const durationMs = finishedAt.getTime() - startedAt.getTime();
  return { ...run, run: { ...run.run, executor: executors, finishedAt: finishedAt.toISOString(), durationMs } };
}

/** Results must follow from their steps, messages and evidence: what was changed on its way is not judged. */
async function refuseChanged(
  runFolder: string,
  planned: readonly PlannedExecution[],
  environment: string,
  executions: readonly ExecutionResult[],
): Promise<void> {
  const kept = globSync(`${EVIDENCE_FOLDER}/**`, { cwd: runFolder }).map((file) => file.split(path.sep).join('/'));
  const ran = executions.some(({ steps }) => steps.length > 0);
  const [problem] = [
    ...checkOwed(owedOf(planned, environment), executions),
    ...checkOutcomes(executions),
    ...(ran ? await checkMessages(path.join(runFolder, MESSAGES_FILE), executions, 0) : []),
    ...checkEvidence(executions, new Set(kept)),
    ...(await checkTranscripts(runFolder, executions)),
  ];
  if (problem === undefined) return;
  throw new RunError(`The shares do not agree with what they left, so that they are not judged: ${problem}`);
}
