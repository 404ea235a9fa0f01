import { cpSync, existsSync, readdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { makeFolders, tryMakeFolder } from '../../support/scope/folders';
import { nearest } from '../../support/scope/nearest';
import { slug } from './scenarios/evidence-files';

/** Where runs are kept when nothing else is asked for, relative to the project. */
export const REPORTS_FOLDER = 'reports';

/** Cucumber's messages, inside the folder of a run. */
export const MESSAGES_FILE = 'messages.ndjson';

/** The record of a run, inside its folder: it is there once the run has come to its end. */
export const RECORD_FILE = 'result.json';

/** What executions left behind, inside the folder of a run. */
export const EVIDENCE_FOLDER = 'evidence';

/** The folder of one run. */
export interface RunFolder {
  /** Such as `first-1-0001`: plan, seed, and the next free number. */
  readonly id: string;
  readonly path: string;
}

/**
 * Makes the folder of a new run: `<reports>/runs/<name>-<seed>-<number>`.
 * @param reports folder of the reports; made when missing
 * @throws RunError when it cannot be written
 */
export function createRunFolder(reports: string, name: string, seed: string): RunFolder {
  const runs = path.join(reports, 'runs');
  const prefix = `${name}-${slug(seed)}-`;
  try {
    makeFolders(runs);
    const taken = readdirSync(runs).filter((entry) => entry.startsWith(prefix));
    const numbers = taken.map((entry) => Number(entry.slice(prefix.length))).filter((value) => Number.isInteger(value));
    for (let number = Math.max(0, ...numbers) + 1; ; number += 1) {
      const id = `${prefix}${String(number).padStart(4, '0')}`;
      const folder = path.join(runs, id);
      // Only one of two runs that begin at the same time gets the number.
      if (!tryMakeFolder(folder)) continue;
      return { id, path: folder };
    }
  } catch (error) {
    const reason = sentenceOf(error);
    throw new RunError(`The report folder ${runs} cannot be written (${reason}): choose another with --reports.`);
  }
}

/**
 * The folder of a run that there is already.
 * @param run its name, or a path to it
 * @param files one of which must be in it
 * @throws RunError when there is none, with the nearest names
 */
export function findRunFolder(reports: string, run: string, ...files: readonly [string, ...string[]]): RunFolder {
  const runs = path.join(reports, 'runs');
  const found = [path.join(runs, run), run].find((folder) => files.some((file) => existsSync(path.join(folder, file))));
  if (found !== undefined) {
    const real = realpathSync(found);
    return { id: path.basename(real), path: real };
  }
  const all = existsSync(runs) ? readdirSync(runs) : [];
  if (all.includes(run)) {
    throw new RunError(
      `The run "${run}" has no ${files[0]}: single scenarios leave none, only a cycle does (npm run cycle).`,
    );
  }
  const names = all.filter((name) => files.some((file) => existsSync(path.join(runs, name, file))));
  const offer = names.length === 0 ? 'there are no runs' : `the nearest are ${nearest(run, names).join(', ')}`;
  throw new RunError(`There is no run "${run}" with a ${files[0]} in ${runs}: ${offer}.`);
}

/**
 * Makes `<reports>/latest` show a run: a symbolic link, or a copy where the file system knows none.
 */
export function publishLatest(reports: string, run: RunFolder): void {
  const latest = path.join(reports, 'latest');
  const fresh = path.join(reports, `.latest-${run.id}`);
  rmSync(fresh, { recursive: true, force: true });
  try {
    symlinkSync(path.join('runs', run.id), fresh, 'dir');
  } catch {
    cpSync(run.path, fresh, { recursive: true });
  }
  rmSync(latest, { recursive: true, force: true });
  renameSync(fresh, latest);
}
