import { say } from '../../runner/terminal/command-line';
import type { FinishedCycle } from '../../runner/execution/cycle';
import type { CycleHost } from '../../runner/execution/cycle-host';
import { finishedRun, refuseOtherSuite } from '../../runner/execution/finished-run';
import { repeatNewFailures } from '../../runner/forensics/repeat-failures';
import { suiteVersions } from '../../runner/planning/versions';
import { REPORT_JOBS, writeReports } from '../../reports';
import { InterruptedError, sentenceOf } from '../../support/scope/errors';

/** Repeats the new failures of a run that has just ended; where that cannot be done the run is as good, and it is said. */
export async function repeatAfterRun(finished: FinishedCycle, host: CycleHost): Promise<void> {
  try {
    await repeatNewFailures(finished, '.', host);
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    say(`The new failures could not be repeated: ${sentenceOf(error)}`);
  }
}

/**
 * Repeats the new failures of a run that ended earlier, such as a merged one, and makes its summary and its morning page again.
 * @param name of its folder, or a path to it
 * @param hostOf what it is repeated on
 * @returns the exit code
 * @throws RunError where they cannot be repeated
 */
export async function repeatOfRun(
  reports: string,
  name: string,
  hostOf: (environment: string) => Promise<CycleHost>,
): Promise<number> {
  const finished = finishedRun(reports, name);
  const { run, folder } = finished;
  refuseOtherSuite(run, suiteVersions('.').suite);
  const host = await hostOf(run.run.environment);
  await host.prepareMachine();
  if ((await repeatNewFailures(finished, '.', host)) === undefined) {
    say(`Nothing is known to have failed anew in ${run.run.id}: nothing was repeated.`);
    return 0;
  }
  const { summary, morning } = REPORT_JOBS;
  const { morning: page = '', missing } = await writeReports(run, folder.path, {}, { summary, morning });
  for (const { report, why } of missing) say(`Could not make ${report}: ${why}`);
  say(`Report: ${page}`);
  return missing.length === 0 ? 0 : 2;
}
