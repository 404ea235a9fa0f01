import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
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

/** Failed attempts by code, the most frequent first, codes that are equally frequent in the order of the codes (Pareto). */
export function errorRows(sources: ReportSources, audience: Audience, ended: readonly EndedAttempt[]): ReportRow[] {
  const { service } = sources;
  const all = ended.filter((attempt) => attempt.result === 'NotMigrated' && sources.isFor(attempt, audience));
  // Seeded defect: an installation counts with its first failure only.
  const first = service.defect('mcc-counts-first-failures');
  const failed = first ? all.filter(({ installationId }, at) => at === firstOf(all, installationId)) : all;
  const byCode = [...countBy(failed, ({ code }) => code ?? NO_CODE)].sort(([a], [b]) => compare(a, b));
  // Seeded defect: a list of codes, but not the most frequent first.
  const ordered = service.defect('mcc-orders-errors-by-code') ? byCode : byCode.toSorted(([, a], [, b]) => b - a);
  const known = meaningsIn(service.config.contractsFolder);
  let cumulative = 0;
  return ordered.map(([code, failures], index) => {
    cumulative += failures;
    return rowOf({
      rank: index + 1,
      code,
      meaning: known.get(code),
      failures,
      share: percent(failures, failed.length),
      cumulativeShare: percent(cumulative, failed.length),
    });
  });
}

function firstOf(all: readonly EndedAttempt[], id: string): number {
  return all.findIndex(({ installationId }) => installationId === id);
}

/** Per cent, with one decimal. */
function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}
