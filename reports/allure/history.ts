/** What Allure is told of earlier runs, so that its trends and the history of each test go on from run to run. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionResult } from '../record/result-model';
import { parametersOf, STATUS_OF, testCaseId } from './results';

/** An earlier run of the same plan, as the history of runs knows it. */
export interface EarlierRun {
  /** Higher than that of any run before it: trends are drawn by it. */
  readonly order: number;
  readonly id: string;
  readonly startedAt: string;
  readonly tests: readonly Pick<ExecutionResult, 'id' | 'dmc' | 'phase' | 'stage' | 'outcome' | 'durationMs'>[];
}

/** Earlier results that a report tells of all its tests together, at most: the page carries each twice. */
const TOLD = 20_000;

type Statistic = Record<'failed' | 'broken' | 'skipped' | 'passed' | 'unknown' | 'total', number>;

const NOTHING: Statistic = { failed: 0, broken: 0, skipped: 0, passed: 0, unknown: 0, total: 0 };

/**
 * Writes what Allure's generator looks for beside the results.
 * @param earlier the newest run first
 */
export function writeHistory(resultsFolder: string, earlier: readonly EarlierRun[]): void {
  const folder = join(resultsFolder, 'history');
  mkdirSync(folder, { recursive: true });
  const trend = earlier.map((run) => ({ buildOrder: run.order, reportName: run.id, data: statisticOf(run.tests) }));
  const told = earlier.slice(0, Math.max(1, Math.floor(TOLD / Math.max(1, earlier[0]?.tests.length ?? 0))));
  for (const [name, content] of Object.entries({ 'history-trend': trend, history: historyOf(told) })) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
  }
}

function statisticOf(tests: EarlierRun['tests']): Statistic {
  const statistic = { ...NOTHING };
  for (const { outcome } of tests) add(statistic, outcome);
  return statistic;
}

function add(statistic: Statistic, outcome: ExecutionResult['outcome']): void {
  statistic[STATUS_OF[outcome]] += 1;
  statistic.total += 1;
}

/** Results of each test in earlier runs, the newest first, under the key by which Allure knows it. */
function historyOf(
  earlier: readonly EarlierRun[],
): Record<string, { readonly statistic: Statistic; readonly items: object[] }> {
  const found = new Map<string, { readonly statistic: Statistic; readonly items: object[] }>();
  for (const { id: run, startedAt, tests } of earlier) {
    const start = Date.parse(startedAt);
    for (const test of tests) {
      const key = historyKey(test);
      const own = found.get(key) ?? { statistic: { ...NOTHING }, items: [] };
      add(own.statistic, test.outcome);
      const duration = Math.round(test.durationMs);
      own.items.push({
        uid: md5(`${run} ${key}`).slice(0, 16),
        status: STATUS_OF[test.outcome],
        statusDetails: run,
        time: { start, stop: start + duration, duration },
      });
      found.set(key, own);
    }
  }
  return Object.fromEntries(found);
}

/** As Allure's generator makes it: of the id of the test case, and of its parameters in the order of their names. */
function historyKey(test: EarlierRun['tests'][number]): string {
  const parameters = parametersOf(test)
    .map(({ name, value }) => `${name}:${value}`)
    .sort()
    .join(',');
  return `${md5(testCaseId(test))}.${md5(parameters)}`;
}

/** Allure's choice: it tells tests apart, and keeps no secret. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
