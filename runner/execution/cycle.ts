import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import type { CycleHost } from './cycle-host';
import type { CycleRequest } from './cycle-request';
import { writeRunManifest } from '../planning/run-manifest';
import { addToLedger, judgedEntry } from '../history/ledger';
import { notSelected } from '../planning/plan-executions';
import { repeatCommand } from './repeat-command';
import { keptDetection } from '../detection/detection-results';
import { recordText, toRunResult, withDetection, withHistory } from '../assessment/record';
import { createRunFolder, RECORD_FILE, type RunFolder } from './run-folder';
import { completeFacts } from '../assessment/complete-facts';
import {
  startRun,
  NOTHING_CARRIED_OVER,
  executeRun,
  prepareRun,
  resumeRun,
  type CarriedOver,
  type ResumeRequest,
  type StartedRun,
} from './run-context';

/** The record of a run, and its folder. */
export interface FinishedCycle {
  readonly run: RunResult;
  readonly folder: RunFolder;
}

/**
 * Runs the cells of a plan on workers with an environment each, and judges the results.
 * @returns the record of the run, which is also written to `result.json` in its folder
 * @throws RunError when it cannot be run as asked
 */
export async function runCycle(request: CycleRequest, host: CycleHost): Promise<FinishedCycle> {
  const startedAt = new Date();
  const context = await prepareRun(request, host);
  const folder = createRunFolder(request.reports, context.plan.id, request.seed);
  startRun(request, context, host, folder, startedAt);
  return executeCycle({ request, context, folder, startedAt }, NOTHING_CARRIED_OVER, host);
}

/**
 * Resumes a run that was killed: its results are carried over and the rest is run. The record is that of an unbroken run.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it has finished, or when features, scope or build have changed since
 */
export async function resumeCycle(earlier: string, request: ResumeRequest, host: CycleHost): Promise<FinishedCycle> {
  const { started, carriedOver } = await resumeRun(earlier, request, host);
  return executeCycle(started, carriedOver, host);
}

/** Whole or not at all: a run with a record has finished. */
function writeRecord({ path: folder }: RunFolder, run: RunResult): void {
  const file = path.join(folder, RECORD_FILE);
  writeFileSync(`${file}.part`, recordText(runResultSchema.parse(run)));
  renameSync(`${file}.part`, file);
}

/**
 * Executes the stages of a run that was started, judges the results and writes the record.
 * @throws RunError when it cannot be run as asked
 */
export async function executeCycle(
  started: StartedRun,
  carriedOver: CarriedOver,
  host: CycleHost,
): Promise<FinishedCycle> {
  const { request, context, folder, startedAt } = started;
  const { plan, choice, scenarios, schemaCheck } = context;
  return executeRun(started, carriedOver, host, async ({ facts: ran, totals, incidents }) => {
    const facts = await completeFacts(ran, startedAt, folder.path);
    const judged = toRunResult(facts, {
      id: folder.id,
      seed: request.seed,
      command: repeatCommand(plan, request, facts.environment.name),
      leftOut: choice.leftOut,
      startedAt,
      schemaCheck,
      workers: host.workers(host.environment),
      incidents,
      continues: carriedOver.continues,
      notSelected: await notSelected(plan.stages, scenarios),
    });
    const run = withDetection(withHistory(judged, host.knownFromHistory(judged)), keptDetection(folder.path));
    writeRunManifest(folder.path, request, facts, context.needs);
    writeRecord(folder, run);
    if (totals !== undefined) addToLedger(request.reports, judgedEntry(run, plan.id, totals));
    return { run, folder };
  });
}
