import type { EarlierRun } from '../../reports/allure/history';
import type { RunResult } from '../../reports/record/result-model';
import { askHistory } from './known-from-history';

/** Runs that a trend shows beside the newest. */
const SHOWN = 10;

/**
 * The runs of the same plan before a run, the newest first.
 * @param reports folder of the reports, with their history
 * @returns none where there is no history, or it cannot be read
 */
export function earlierRuns(reports: string, { run }: RunResult): EarlierRun[] {
  const earlier = askHistory(reports, (index) =>
    index
      .runsBefore(run.plan, run.startedAt)
      .slice(0, SHOWN)
      .map((one) => ({ order: one.no, id: one.id, startedAt: one.startedAt, tests: index.testsOf(one) })),
  );
  return earlier ?? [];
}
