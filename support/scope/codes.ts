import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cellProblem, refuseProblems } from './problem';
import { PROFILES, type Profile } from './profiles';
import { readTable } from './table';

/** The refusal codes that the system publishes, relative to the project. */
const CODES_FILE = path.join('environments', 'contracts', 'codes.csv');

/** What the refusals of DUIS mean that the reports may meet, relative to the project. */
const DCC_CODES_FILE = path.join('reports', 'templates', 'codes-of-the-dcc.csv');

const words = z.string().min(1, 'must not be empty');

const published = z.strictObject({
  code: words,
  party: words,
  level: z.enum(['file', 'record', 'device', 'request']),
  meaning: words,
  provenance: words,
});

/** A refusal code as the system publishes it. */
type PublishedCode = z.output<typeof published>;

const explained = z.strictObject({ code: words, meaning: words, provenance: words });

/** What a code of the DCC means. */
type ExplainedCode = z.output<typeof explained>;

const exception = z.strictObject({
  code: words,
  unless: z.union([z.literal(''), z.enum(PROFILES as [Profile, ...Profile[]])]),
  reason: words,
});

/** A published code that no scenario can provoke, or only with a DMC that has something. */
interface CodeException {
  readonly code: string;
  /** What a DMC of the run needs, for the code to be provoked; absent where nothing helps. */
  readonly unless?: Profile;
  readonly reason: string;
}

/** What is known of codes before a run. */
export interface CodeTables {
  readonly published: readonly PublishedCode[];
  readonly explained: readonly ExplainedCode[];
  readonly exceptions: readonly CodeException[];
}

/**
 * What each published code means, by the code.
 * @param root folder of the project
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function publishedMeanings(root: string): ReadonlyMap<string, string> {
  const codes = readTable(path.join(root, CODES_FILE), published, ({ code }) => code);
  return new Map(codes.map(({ value: { code, meaning } }) => [code, meaning]));
}

/**
 * Reads the published codes, and the exceptions to what a run has to provoke.
 * @param root folder of the project
 * @param exceptionsFile path of `codes-not-provoked.csv`; it may be missing where there are no exceptions
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readCodeTables(root: string, exceptionsFile: string): CodeTables {
  const codes = readTable(path.join(root, CODES_FILE), published, ({ code }) => code).map(({ value }) => value);
  const rows = existsSync(exceptionsFile) ? readTable(exceptionsFile, exception, ({ code }) => code) : [];
  const known = new Set(codes.map(({ code }) => code));
  const problems = rows
    .filter(({ value }) => !known.has(value.code))
    .map(({ line, value }) => cellProblem(exceptionsFile, line, 'code', `${value.code} is not in ${CODES_FILE}.`));
  refuseProblems(problems);
  const dcc = path.join(root, DCC_CODES_FILE);
  return {
    published: codes,
    explained: existsSync(dcc) ? readTable(dcc, explained, ({ code }) => code).map(({ value }) => value) : [],
    exceptions: rows.map(({ value: { code, unless, reason } }) => ({
      code,
      reason,
      ...(unless === '' ? {} : { unless }),
    })),
  };
}
