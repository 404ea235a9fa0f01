import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import { keepBasis, readBasis } from '../planning/basis';
import { RunError } from '../../support/scope/errors';
import { buildOf } from '../assessment/build';
import { addToHistory, historyOf } from '../history/history';
import { notSelected } from '../planning/plan-executions';
import { repeatCommand } from './repeat-command';
import { recordText, toRunResult } from '../assessment/record';
import { createRunFolder, EVIDENCE_FOLDER, findRunFolder, RECORD_FILE, type RunFolder } from './run-folder';
import { readJson } from '../../support/scope/json';
import { settle } from '../assessment/settle';
import { begin, NOTHING_BEFORE, perform, prepare, takeUp, type Heritage, type Undertaking } from './undertaking';
import type { CycleRequest } from './cycle-request';
import type { CycleHost } from './cycle-host';

/** A run and the folder that it is in. */
export interface FinishedCycle {
  readonly run: RunResult;
  readonly folder: RunFolder;
}

/**
 * Runs the cells of a plan with workers that have an environment each, and judges them.
 * @returns the record of the run, which lies as `result.json` in its folder
 * @throws RunError when it cannot be run as asked
 */
export async function runCycle(request: CycleRequest, host: CycleHost): Promise<FinishedCycle> {
  const startedAt = new Date();
  const prepared = await prepare(request, host);
  const folder = createRunFolder(request.reports, prepared.plan.id, request.seed);
  begin(request, host, folder, startedAt);
  return carryOut({ request, prepared, folder, startedAt }, NOTHING_BEFORE, host);
}

/**
 * Goes on with a run that was killed: what it had done stands, the rest is run, and the record is that of an unbroken run.
 * @param earlier name of its folder, or path to it
 * @throws RunError when it came to its end, or when features, scope or build have changed since
 */
export async function resumeCycle(
  earlier: string,
  request: Pick<CycleRequest, 'root' | 'reports'>,
  host: CycleHost,
): Promise<FinishedCycle> {
  const { undertaking, heritage } = await takeUp(earlier, request, host);
  return carryOut(undertaking, heritage, host);
}

/**
 * Runs again what did not pass in a run that came to its end, and takes over what passed. The new run is informal: what was
 * run again was chosen by its result.
 * @param earlier name of its folder, or path to it or to its unpacked evidence pack
 * @throws RunError when it has no record, or when the build is another one
 */
export async function rerunFailed(
  earlier: string,
  { root, reports, schemas }: Pick<CycleRequest, 'root' | 'reports' | 'schemas'>,
  host: CycleHost,
): Promise<FinishedCycle> {
  const startedAt = new Date();
  const source = findRunFolder(reports, earlier, RECORD_FILE);
  const record = readJson(path.join(source.path, RECORD_FILE), runResultSchema);
  const results = record.executions.filter(({ outcome }) => outcome === 'passed');
  if (results.length === record.counts.planned) {
    throw new RunError(`Everything passed in the run ${record.run.id}: there is nothing to run again.`);
  }
  const basis = readBasis(source.path);
  const request = { ...basis.request, root, reports, ...(schemas === undefined ? {} : { schemas }) };
  const prepared = await prepare(request, host);
  const folder = createRunFolder(reports, prepared.plan.id, request.seed);
  const journal = begin(request, host, folder, startedAt);
  cpSync(path.join(source.path, EVIDENCE_FOLDER), path.join(folder.path, EVIDENCE_FOLDER), { recursive: true });
  for (const result of results) journal.result(result);
  const how = 'What had passed in it stands; only what had not was run again.';
  const continues = [{ run: record.run.id, executions: results.length, how }];
  const build = buildOf(basis.environment.versions);
  return carryOut(
    { request, prepared, folder, startedAt },
    { ...NOTHING_BEFORE, results, continues, build, narrowed: true },
    host,
  );
}

/** Has everything run, judges it and writes the record. */
async function carryOut(undertaking: Undertaking, heritage: Heritage, host: CycleHost): Promise<FinishedCycle> {
  const { request, prepared, folder, startedAt } = undertaking;
  const { plan, choice, scenarios, schemaCheck } = prepared;
  return perform(undertaking, heritage, host, async ({ facts: ran, work, incidents }) => {
    const facts = await settle(ran, startedAt, folder.path);
    const run = toRunResult(facts, {
      id: folder.id,
      seed: request.seed,
      command: repeatCommand(plan, request, facts.environment.name),
      leftOut: choice.leftOut,
      startedAt,
      schemaCheck,
      workers: host.workers(host.environment),
      incidents,
      continues: heritage.continues,
      notSelected: await notSelected(plan.stages, scenarios),
    });
    keepBasis(folder.path, request, facts);
    writeFileSync(path.join(folder.path, RECORD_FILE), recordText(runResultSchema.parse(run)));
    if (work !== undefined) addToHistory(request.reports, historyOf(run, plan.id, work));
    return { run, folder };
  });
}
