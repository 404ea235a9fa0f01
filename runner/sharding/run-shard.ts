/** Runs one shard of a plan like a cycle, but judges nothing, since a shard shows only a part. */
import type { ExecutionResult } from '../../reports/record/result-model';
import { writeRunManifest } from '../planning/run-manifest';
import type { CycleHost } from '../execution/cycle-host';
import type { CycleRequest } from '../execution/cycle-request';
import { RunError } from '../../support/scope/errors';
import { keyOf } from '../../support/scope/identity';
import { readJournal } from '../execution/journal';
import { createRunFolder, type RunFolder } from '../execution/run-folder';
import {
  startRun,
  NOTHING_CARRIED_OVER,
  executeRun,
  prepareRun,
  resumeRun,
  type CarriedOver,
  type ResumeRequest,
  type ExecutedRun,
  type StartedRun,
} from '../execution/run-context';
import { executorName } from '../planning/versions';
import type { Shard } from './shard';

/** The results of a shard, and its folder. */
export interface FinishedShard {
  readonly shard: Shard;
  readonly folder: RunFolder;
  /** A result for each of its executions, in the planned order. */
  readonly executions: readonly ExecutionResult[];
  readonly incidents: readonly string[];
  /** Failed health checks of its environment, one sentence each. */
  readonly healthProblems: readonly string[];
}

/**
 * Runs a shard of a plan on workers with an environment each.
 * @throws RunError when it cannot be run as asked, or is empty
 */
export async function runShard(
  request: CycleRequest & { readonly shard: Shard },
  host: CycleHost,
): Promise<FinishedShard> {
  const startedAt = new Date();
  const context = await prepareRun(request, host);
  const { number, of } = request.shard;
  const folder = createRunFolder(request.reports, `${context.plan.id}-shard-${number}-of-${of}`, request.seed);
  startRun(request, context, host, folder, startedAt);
  return executeShard({ request, context, folder, startedAt }, request.shard, NOTHING_CARRIED_OVER, host);
}

/**
 * Resumes a shard that was killed: its results are carried over and the rest is run.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it has finished, or when features, scope or build have changed since
 */
export async function resumeShard(earlier: string, request: ResumeRequest, host: CycleHost): Promise<FinishedShard> {
  const { started, carriedOver } = await resumeRun(earlier, request, host);
  const { shard } = started.request;
  if (shard === undefined) throw new RunError(`The run ${started.folder.id} is no shard of a cycle.`);
  return executeShard(started, shard, carriedOver, host);
}

function executeShard(
  started: StartedRun,
  shard: Shard,
  carriedOver: CarriedOver,
  host: CycleHost,
): Promise<FinishedShard> {
  return executeRun(started, carriedOver, host, async ({ facts, incidents, journal }) => {
    const { request, folder, context } = started;
    const { executions = [], environment } = facts;
    closeJournal(folder, executions, journal);
    writeRunManifest(folder.path, request, facts, context.needs);
    const at = new Date().toISOString();
    const workers = host.workers(host.environment);
    journal.end({ at, executor: executorName(), workers, schemaCheck: context.schemaCheck });
    return { shard, folder, executions, incidents, healthProblems: environment.healthProblems };
  });
}

/** Adds executions that did not run to the journal, with the reason. */
function closeJournal(
  folder: RunFolder,
  executions: readonly ExecutionResult[],
  journal: ExecutedRun['journal'],
): void {
  const known = new Set(readJournal(folder.path).results.map(keyOf));
  for (const execution of executions) {
    if (['incomplete', 'blocked'].includes(execution.outcome) && !known.has(keyOf(execution)))
      journal.result(execution);
  }
}
