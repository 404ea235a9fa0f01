import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { area } from '../../../kernel/rules';
import type { EndedAttempt } from '../mcc-records';
import { rowOf, type Audience, type ReportRow } from './report';
import { compare, countBy, type ReportSources } from './tables';

/** What an attempt is counted under that failed without a code. */
const NO_CODE = 'none';

const meanings = new Map<string, ReadonlyMap<string, string>>();

/** Meaning of every published code; read once. */
function meaningsIn(contractsFolder: string): ReadonlyMap<string, string> {
  const known = meanings.get(contractsFolder);
  if (known) return known;
  const rows = parse<{ code: string; meaning: string }>(readFileSync(join(contractsFolder, 'codes.csv')), {
    columns: true,
  });
  const read = new Map(rows.map(({ code, meaning }) => [code, meaning]));
  meanings.set(contractsFolder, read);
  return read;
}

/** How failures are counted. */
export const ERROR_REPORT = area('mcc-error-report', {
  /** The attempts of those that ended, oldest first, which count as failures. */
  failures: (ended: readonly EndedAttempt[]): readonly EndedAttempt[] =>
    ended.filter(({ result }) => result === 'NotMigrated'),
  /** Order of two codes by how often they occurred; 0 keeps that of the codes. */
  order: ([, a]: CodeCount, [, b]: CodeCount): number => b - a,
  meaningOf: (code: string, known: ReadonlyMap<string, string>): string | undefined => known.get(code),
});

type CodeCount = readonly [code: string, failures: number];

/** Failed attempts by code, the most frequent first, codes that are equally frequent in the order of the codes (Pareto). */
export function errorRows(sources: ReportSources, audience: Audience, ended: readonly EndedAttempt[]): ReportRow[] {
  const { work } = sources;
  const rules = work.rules(ERROR_REPORT);
  const failed = rules.failures(ended.filter((attempt) => sources.isFor(attempt, audience)));
  const byCode = [...countBy(failed, ({ code }) => code ?? NO_CODE)].sort(([a], [b]) => compare(a, b));
  const ordered = byCode.toSorted(rules.order);
  const known = meaningsIn(work.service.config.contractsFolder);
  let cumulative = 0;
  return ordered.map(([code, failures], index) => {
    cumulative += failures;
    return rowOf({
      rank: index + 1,
      code,
      meaning: rules.meaningOf(code, known),
      failures,
      share: percent(failures, failed.length),
      cumulativeShare: percent(cumulative, failed.length),
    });
  });
}

/** Per cent, with one decimal. */
function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}
