/** The published meaning of the codes that a run's scenarios name. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { readTable } from '../../support/scope/table';
import type { ExecutionResult } from '../record/result-model';
import { codesOf } from '../text';

/** One code as the documents explain it. */
export interface CodeMeaning {
  readonly code: string;
  readonly meaning: string;
  /** SOURCED, RECOLLECTION or MODEL. */
  readonly provenance: string;
}

const text = z.string();
/** Tables have further columns. */
const meaning = z.object({ code: text, meaning: text, provenance: text });

const ROOT = resolve(__dirname, '../..');

/** Refusals of the migration, as the environment publishes them, and the answers and alerts of the DCC. */
const TABLES = [
  resolve(ROOT, 'environments/contracts/codes.csv'),
  resolve(ROOT, 'reports/templates/codes-of-the-dcc.csv'),
];

/**
 * Codes named by the scenarios, in order, N3 before N16; one without a published meaning says so.
 * @param elsewhere codes that the document explains in another place
 */
export function readCodes(
  executions: readonly ExecutionResult[],
  elsewhere: ReadonlySet<string>,
): readonly CodeMeaning[] {
  const published = new Map(TABLES.flatMap(readMeanings).map((row) => [row.code, row]));
  const named = [...new Set(executions.flatMap(codesOf))]
    .filter((code) => !elsewhere.has(code))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return named.map(
    (code) => published.get(code) ?? { code, meaning: 'Not in the published tables.', provenance: 'unknown' },
  );
}

function readMeanings(file: string): CodeMeaning[] {
  return readTable(file, meaning, ({ code }) => code).map(({ value }) => value);
}
