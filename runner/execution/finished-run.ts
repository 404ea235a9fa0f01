import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import { readRecord } from '../evidence-pack/read-record';
import { journalIn, readJournal } from './journal';
import { findRunFolder, RECORD_FILE } from './run-folder';
import type { FinishedCycle } from './cycle';

/**
 * A run that came to its end, with the record in its folder.
 * @param name name of its folder, or a path to it
 * @throws RunError where there is no such run, where it has no record yet (and how to finish it), or where the record cannot be read
 */
export function finishedRun(reports: string, name: string): FinishedCycle {
  const begun = [path.join(reports, 'runs', name), name].find((folder) => journalIn(folder) !== undefined);
  if (begun !== undefined && !existsSync(path.join(begun, RECORD_FILE))) refuseUnfinished(begun);
  const folder = findRunFolder(reports, name, RECORD_FILE);
  const run = readRecord(folder.path, `The run ${folder.id}`);
  if (typeof run === 'string') throw new RunError(`The run ${folder.id} cannot be reported: ${run}`);
  return { run, folder };
}

function refuseUnfinished(folder: string): never {
  const id = path.basename(folder);
  const { opening } = readJournal(folder);
  const how =
    opening.request.shard === undefined
      ? `resume it first: npm run cycle -- --resume ${id}`
      : 'it is a shard: npm run merge puts all shards together, and reports them';
  throw new RunError(`The run ${id} has no ${RECORD_FILE}: ${how}`);
}

/**
 * @param present the suite that is asked to report a run
 * @param option of the command that lets it pass; absent where there is none
 * @throws RunError where another version made the run: this one may word its documents differently
 */
export function refuseOtherSuite({ run }: RunResult, present: string, option?: string): void {
  const made = run.versions.suite ?? 'unknown';
  if (made === present) return;
  throw new RunError(
    `The run ${run.id} was made by another version of the suite (${made}; this is ${present}): check that one out${option === undefined ? '' : `, or say ${option}`}.`,
  );
}
