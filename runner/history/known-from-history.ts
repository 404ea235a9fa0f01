/** What the history of runs says of one that has just ended and is not in it yet. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import type { KnownFromHistory } from '../assessment/record';
import { INDEX_FILE, RunIndex } from './run-index';
import { sincePreviousRun } from './since-previous';
import { stabilityOf } from './stability';

/**
 * Holds a run against those before it.
 * @param reports folder of the reports, with their history
 * @returns nothing where there is no history, or it cannot be read: whoever takes the run in says so
 */
export function knownFromHistory(reports: string, run: RunResult): KnownFromHistory {
  if (!existsSync(path.join(reports, INDEX_FILE))) return {};
  try {
    const index = RunIndex.open(reports);
    try {
      return { since: sincePreviousRun(index, run), stability: stabilityOf(index, run) };
    } finally {
      index.close();
    }
  } catch {
    return {};
  }
}
