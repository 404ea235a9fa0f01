/** Device Model Combination Testing (DMCT) of a combination that was added after the migration solution of its release was proven. */
import { rmSync } from 'node:fs';
import { otherSolution } from '../assessment/release-exited';
import { executeCycle, type FinishedCycle } from '../execution/cycle';
import type { CycleHost } from '../execution/cycle-host';
import type { CycleRequest } from '../execution/cycle-request';
import { NOTHING_CARRIED_OVER, prepareRun, startRun } from '../execution/run-context';
import { createRunFolder } from '../execution/run-folder';
import { findDmc } from '../../support/scope/dmc-catalogue';
import { RunError } from '../../support/scope/errors';
import { loadScope } from '../../support/scope/scope';
import { provenSolution } from './proven-solution';
import { suiteVersions } from '../planning/versions';

/** The plan of Device Model Combination Testing. */
const DMCT_PLAN = 'dmct';

/** What a command asks for. */
export interface DmctRequest extends Pick<CycleRequest, 'root' | 'seed' | 'reports' | 'schemas'> {
  readonly dmc: string;
  /** Evidence pack that shows that the Migration Testing of the release has exited; absent where a decision is recorded. */
  readonly pack?: string;
}

/**
 * Runs Device Model Combination Testing of one combination, and judges the results.
 * @returns the record of the run, as of a cycle
 * @throws RunError where the Migration Testing of its release has not exited, or where the solution is another one than that was proven
 */
export async function runDmct({ pack, ...asked }: DmctRequest, host: CycleHost): Promise<FinishedCycle> {
  const startedAt = new Date();
  const scope = loadScope(asked.root);
  const by = await provenSolution(scope, findDmc(scope.catalogue, asked.dmc), pack, suiteVersions(asked.root).suite);
  const request = { ...asked, plan: DMCT_PLAN, proven: { by, ...(pack === undefined ? {} : { pack }) } };
  const context = await prepareRun(request, host);
  const folder = createRunFolder(asked.reports, `${DMCT_PLAN}-${asked.dmc}`, asked.seed);
  startRun(request, context, host, folder, startedAt);
  let other: string | undefined;
  const resultsOn = (build: Readonly<Record<string, string>>): [] => {
    other = otherSolution(by, build);
    if (other === undefined) return [];
    throw new RunError(`${other} Test ${asked.dmc} with that one, or have the release proven again.`);
  };
  try {
    const started = { request, context, folder, startedAt };
    return await executeCycle(started, { ...NOTHING_CARRIED_OVER, resultsOn }, host);
  } finally {
    if (other !== undefined) rmSync(folder.path, { recursive: true });
  }
}
