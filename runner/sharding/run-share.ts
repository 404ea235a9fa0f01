/** Runs one share of a plan: as an ordinary cycle does, but nothing is judged, since a share shows only a part. */
import type { ExecutionResult } from '../../reports/record/result-model';
import { keepBasis } from '../planning/basis';
import { RunError } from '../../support/scope/errors';
import { keyOf } from '../../support/scope/identity';
import { readJournal } from '../execution/journal';
import { createRunFolder, type RunFolder } from '../execution/run-folder';
import {
  begin,
  NOTHING_BEFORE,
  perform,
  prepare,
  takeUp,
  type Heritage,
  type Performed,
  type Undertaking,
} from '../execution/undertaking';
import { executorName } from '../planning/versions';
import type { Share } from './share';
import type { CycleRequest } from '../execution/cycle-request';
import type { CycleHost } from '../execution/cycle-host';

/** What became of a share. */
export interface FinishedShare {
  readonly share: Share;
  readonly folder: RunFolder;
  /** Everything that it owed, in the planned order. */
  readonly executions: readonly ExecutionResult[];
  readonly incidents: readonly string[];
  /** What was found ill in its environment, one sentence each. */
  readonly illnesses: readonly string[];
}

/**
 * Runs a share of a plan with workers that have an environment each.
 * @throws RunError when it cannot be run as asked, or holds nothing
 */
export async function runShare(
  request: CycleRequest & { readonly share: Share },
  host: CycleHost,
): Promise<FinishedShare> {
  const startedAt = new Date();
  const prepared = await prepare(request, host);
  const { number, of } = request.share;
  const folder = createRunFolder(request.reports, `${prepared.plan.id}-share-${number}-of-${of}`, request.seed);
  begin(request, host, folder, startedAt);
  return carryOut({ request, prepared, folder, startedAt }, request.share, NOTHING_BEFORE, host);
}

/**
 * Goes on with a share that was killed: what it had done stands, and the rest of it is run.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it came to its end, or when features, scope or build have changed since
 */
export async function resumeShare(
  earlier: string,
  request: Pick<CycleRequest, 'root' | 'reports'>,
  host: CycleHost,
): Promise<FinishedShare> {
  const { undertaking, heritage } = await takeUp(earlier, request, host);
  const { share } = undertaking.request;
  if (share === undefined) throw new RunError(`The run ${undertaking.folder.id} is no share of a cycle.`);
  return carryOut(undertaking, share, heritage, host);
}

function carryOut(undertaking: Undertaking, share: Share, heritage: Heritage, host: CycleHost): Promise<FinishedShare> {
  return perform(undertaking, heritage, host, async ({ facts, incidents, journal }) => {
    const { request, folder, prepared } = undertaking;
    const { executions = [], environment } = facts;
    closeJournal(folder, executions, journal);
    keepBasis(folder.path, request, facts);
    const at = new Date().toISOString();
    const workers = host.workers(host.environment);
    journal.end({ at, executor: executorName(), workers, schemaCheck: prepared.schemaCheck });
    return { share, folder, executions, incidents, illnesses: environment.illnesses };
  });
}

/** What no worker brought to an end is in no journal yet; the reason of that is known here alone. */
function closeJournal(folder: RunFolder, executions: readonly ExecutionResult[], journal: Performed['journal']): void {
  const known = new Set(readJournal(folder.path).results.map(keyOf));
  for (const execution of executions) {
    if (execution.outcome === 'incomplete' && !known.has(keyOf(execution))) journal.result(execution);
  }
}
