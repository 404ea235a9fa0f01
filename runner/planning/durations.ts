/** What executions are expected to take, test by test, where a run is told: see `--durations`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readJson } from '../../support/scope/json';
import { keyOf } from '../../support/scope/identity';
import { keyOfPlanned, type PlannedExecution } from './planned-execution';

/** Inside the inputs that a run keeps. */
export const DURATIONS_FILE = 'durations.json';

const text = z.string();

const fileSchema = z.strictObject({
  plan: text,
  /** What each took: the median of some runs. */
  durations: z
    .array(z.strictObject({ id: text, dmc: text, phase: text, stage: text, milliseconds: z.number().min(0) }))
    .min(1),
});

/** The file as it is written. */
export type DurationsFile = z.output<typeof fileSchema>;

/** What executions are expected to take. */
export interface Durations {
  /** SHA-256 of the file. */
  readonly digest: string;
  /** Milliseconds; of a test that the file does not know the median of all others. */
  readonly of: (execution: PlannedExecution) => number;
}

/**
 * Reads what executions are expected to take.
 * @throws ProblemsError naming what is wrong with the file
 */
export function readDurations(file: string): Durations {
  const { durations } = readJson(file, fileSchema);
  const known = new Map(durations.map(({ milliseconds, ...test }) => [keyOf(test), milliseconds]));
  const usual = median(durations.map(({ milliseconds }) => milliseconds));
  return {
    digest: `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`,
    of: (execution) => known.get(keyOfPlanned(execution)) ?? usual,
  };
}

/** The middle one of some numbers; 0 of none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

/** What executions are expected to take together. */
export function loadOf(executions: readonly PlannedExecution[], durations: Durations): number {
  return executions.reduce((sum, execution) => sum + durations.of(execution), 0);
}
