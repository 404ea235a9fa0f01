/** Runs again what did not pass in a finished run: on its own build beside what passed, on another build alone. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { runResultSchema } from '../../reports/record/result-schema';
import { keyOf } from '../../support/scope/identity';
import { RunError } from '../../support/scope/errors';
import { readJson } from '../../support/scope/json';
import { buildOf } from '../assessment/build';
import { sameDigests } from '../assessment/comparison';
import { keyOfPlanned } from '../planning/planned-execution';
import { readRunManifest } from '../planning/run-manifest';
import { executeCycle, type FinishedCycle } from './cycle';
import type { CycleHost } from './cycle-host';
import type { CycleRequest } from './cycle-request';
import { prepareRun, startRun, type CarriedOver } from './run-context';
import { notRun } from './workers/not-run';
import { createRunFolder, EVIDENCE_FOLDER, findRunFolder, RECORD_FILE } from './run-folder';

/** A run of what had not passed in another one, and what became of it. */
export interface RerunCycle extends FinishedCycle {
  /** Executions that had not passed and were run again, and how many of them pass now. */
  readonly again: { readonly executions: number; readonly mended: number };
}

/**
 * Runs again what did not pass in a finished run. On the same build what passed is carried over; on another one nothing of it can
 * stand, and what passed is said not to have been run. The new run is informal, since its executions were chosen by their results.
 * @param earlier name of its folder, or path to it or to its unpacked evidence pack
 * @throws RunError when it has no record, or when everything passed
 */
export async function rerunFailed(
  earlier: string,
  { root, reports, schemas }: Pick<CycleRequest, 'root' | 'reports' | 'schemas'>,
  host: CycleHost,
): Promise<RerunCycle> {
  const startedAt = new Date();
  const source = findRunFolder(reports, earlier, RECORD_FILE);
  const record = readJson(path.join(source.path, RECORD_FILE), runResultSchema);
  const passed = record.executions.filter(({ outcome }) => outcome === 'passed');
  if (passed.length === record.counts.planned) {
    throw new RunError(`Everything passed in the run ${record.run.id}: there is nothing to run again.`);
  }
  const manifest = readRunManifest(source.path);
  const { id } = record.run;
  const asked = { ...manifest.request, rerunOf: id, root, reports };
  const request = schemas === undefined ? asked : { ...asked, schemas };
  const context = await prepareRun(request, host);
  const folder = createRunFolder(reports, context.plan.id, request.seed);
  const journal = startRun(request, context, host, folder, startedAt);
  const ofEarlier = buildOf(manifest.environment.versions);
  // Filled once the build is known.
  const continues: { run: string; executions: number; how: string }[] = [];
  const failed = new Set(record.executions.filter(({ outcome }) => outcome !== 'passed').map(keyOf));
  const resultsOn: CarriedOver['resultsOn'] = (build, planned) => {
    if (!sameDigests(ofEarlier, build)) {
      continues.push({
        run: id,
        executions: 0,
        how: 'On another build: only what had not passed in it was run again.',
      });
      const others = planned.filter((one) => one.aside === undefined && !failed.has(keyOfPlanned(one)));
      const reason = `It was not run: only what had not passed in ${id}, on another build, was run again.`;
      return others.map((one) => notRun(one, host.environment, 'not-run-here', reason));
    }
    continues.push({
      run: id,
      executions: passed.length,
      how: 'What had passed in it stands; only what had not was run again.',
    });
    cpSync(path.join(source.path, EVIDENCE_FOLDER), path.join(folder.path, EVIDENCE_FOLDER), { recursive: true });
    for (const result of passed) journal.result(result);
    return passed;
  };
  const started = { request, context, folder, startedAt };
  const finished = await executeCycle(started, { resultsOn, continues, incidents: [], narrowed: true }, host);
  const again = finished.run.executions.filter((one) => one.steps.length > 0 && failed.has(keyOf(one)));
  const mended = again.filter(({ outcome }) => outcome === 'passed').length;
  return { ...finished, again: { executions: again.length, mended } };
}
