/** Keeps the messages of the last run in which a scenario passed, to be laid beside those of one that fails. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { NORMALISED_TRANSCRIPT } from '../../../support/evidence/normalise';

/** A run in which a scenario passed, and what was exchanged in it. */
export interface LastGood {
  /** Folder of the run, e.g. `scenario-1-0042`. */
  readonly run: string;
  /** Its normalised transcript. */
  readonly transcript: string;
}

/** The normalised transcript that an execution left; absent where it exchanged nothing, or cannot be asked. */
export function transcriptOf({ evidence, steps }: ExecutionResult, folder: string): string | undefined {
  const kept = [...steps.flatMap((step) => step.evidence), ...evidence].find(
    ({ title }) => title === NORMALISED_TRANSCRIPT,
  );
  return kept === undefined ? undefined : readFileSync(path.join(folder, kept.path), 'utf8');
}

/**
 * Keeps the transcripts of what passed, in place of those before.
 * @param store folder of the kept transcripts
 * @param folder folder of the run
 */
export function keepLastGood(store: string, results: readonly ExecutionResult[], folder: string): void {
  for (const result of results.filter(({ outcome }) => outcome === 'passed')) {
    const transcript = transcriptOf(result, folder);
    if (transcript === undefined) continue;
    const file = fileOf(store, result);
    mkdirSync(path.dirname(file), { recursive: true });
    // Whoever reads it meanwhile finds the one before.
    writeFileSync(`${file}.${process.pid}`, `${path.basename(folder)}\n${wordsOf(result)}\n${transcript}`);
    renameSync(`${file}.${process.pid}`, file);
  }
}

/** The last run in which the same scenario, word for word, passed in the same stage, combination and Test Phase. */
export function lastGoodOf(store: string, result: ExecutionResult): LastGood | undefined {
  const file = fileOf(store, result);
  if (!existsSync(file)) return undefined;
  const [run = '', words, ...rest] = readFileSync(file, 'utf8').split('\n');
  return words === wordsOf(result) ? { run, transcript: rest.join('\n') } : undefined;
}

/** A digest of what the scenario says: one that was rewritten since exchanges other messages without anything being wrong. */
function wordsOf({ steps }: ExecutionResult): string {
  return createHash('sha256')
    .update(steps.map(({ text }) => text).join('\n'))
    .digest('hex');
}

function fileOf(store: string, { id, dmc, phase, stage }: ExecutionResult): string {
  return path.join(store, `${dmc}-${phase}`, stage.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), `${id}.txt`);
}
