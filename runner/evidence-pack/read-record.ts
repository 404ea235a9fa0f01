import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RESULT_MODEL_VERSION, type RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { RECORD_FILE } from '../execution/run-folder';

/**
 * Reads the record in the folder of a run.
 * @param what it is the record of, for the sentence: `The pack`
 * @returns the record, or a sentence that says what is wrong with it
 * @throws RunError where it is of another version of the result model
 */
export function readRecord(folder: string, what: string): RunResult | string {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path.join(folder, RECORD_FILE), 'utf8'));
  } catch (error) {
    return `${RECORD_FILE} cannot be read as JSON: ${sentenceOf(error)}`;
  }
  const { modelVersion } = (content ?? {}) as { readonly modelVersion?: unknown };
  if (modelVersion !== RESULT_MODEL_VERSION) {
    const which = Number(modelVersion) < RESULT_MODEL_VERSION ? 'an older' : 'another';
    throw new RunError(
      `${what} is of ${which} model: its record has version ${String(modelVersion)} of the result model and this suite knows ${RESULT_MODEL_VERSION}; use the suite that made it.`,
    );
  }
  const checked = runResultSchema.safeParse(content);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return `${RECORD_FILE} is not what its schema says: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}
