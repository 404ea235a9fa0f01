import { z } from 'zod';
import { readTable } from '../../../support/scope/table';
import type { Mutant } from './mutants';

/** Mutants that nobody could ever observe, each with the reason that a second reader found, relative to the project. */
export const EQUIVALENTS_FILE = 'tools/detection/mutation/equivalents.csv';

const row = z.strictObject({
  file: z.string().min(1),
  kind: z.string().min(1),
  original: z.string(),
  replacement: z.string(),
  reason: z.string().min(1),
});

/**
 * Why a mutant is equivalent; undefined of all others. A row holds for its code wherever that stands in the file.
 * @throws ProblemsError that names wrong rows
 */
export function readEquivalents(file: string): (mutant: Mutant) => string | undefined {
  const key = (one: Omit<z.output<typeof row>, 'reason'>): string =>
    [one.file, one.kind, one.original, one.replacement].join('\n');
  const rows = readTable(file, row, key, { mayBeEmpty: true });
  const reasons = new Map(rows.map(({ value }) => [key(value), value.reason]));
  return (mutant) => reasons.get(key(mutant));
}
