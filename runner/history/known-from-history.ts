/** What the history of runs says of one that has just ended and is not in it yet. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { failureKey } from '../execution/bail';
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
  const ask = (index: RunIndex): KnownFromHistory => ({
    since: sincePreviousRun(index, run),
    stability: stabilityOf(index, run),
  });
  return askHistory(reports, ask) ?? {};
}

/**
 * What failed in the newest run of a plan: see `failureKey`.
 * @returns nothing where there is no history, or it cannot be read
 */
export function failuresBefore(reports: string, plan: string): ReadonlySet<string> {
  const ask = (index: RunIndex): ReadonlySet<string> => {
    const [newest] = index.runsBefore(plan, new Date().toISOString());
    const failed = newest === undefined ? [] : index.testsOf(newest).filter(({ fingerprint }) => fingerprint !== null);
    return new Set(failed.map((test) => failureKey(test, test.fingerprint)));
  };
  return askHistory(reports, ask) ?? new Set();
}

/** Asks the history; undefined where there is none, or it cannot be read. */
export function askHistory<T>(reports: string, ask: (index: RunIndex) => T): T | undefined {
  if (!existsSync(path.join(reports, INDEX_FILE))) return undefined;
  try {
    const index = RunIndex.open(reports);
    try {
      return ask(index);
    } finally {
      index.close();
    }
  } catch {
    return undefined;
  }
}
