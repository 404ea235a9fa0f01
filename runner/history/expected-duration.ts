import { counted, duration } from '../../reports/text';
import { judgedRuns, type JudgedRun } from './ledger';

/** How long executions will take, by what earlier runs took. */
export interface Expectation {
  readonly durationMs: number;
  /** Runs that it rests on. */
  readonly runs: number;
  readonly perSecond: number;
}

/** Runs that an expectation rests on at most: the newest. */
const RECENT = 5;

/**
 * What executions are expected to take, without starting and reporting.
 * @param history the oldest run first
 * @param place where they are to run, and with how many workers
 * @returns undefined where no run says anything about it
 */
export function expectDuration(
  history: readonly JudgedRun[],
  executions: number,
  { environment, workers }: Pick<JudgedRun, 'environment' | 'workers'>,
): Expectation | undefined {
  const telling = history.filter(
    (line) => line.executed > 0 && line.executingMs > 0 && line.workers === workers && line.environment === environment,
  );
  const rates = telling
    .slice(-RECENT)
    .map(({ executed, executingMs }) => executed / executingMs)
    .sort((a, b) => a - b);
  const rate = rates[Math.floor(rates.length / 2)];
  if (rate === undefined) return undefined;
  return { durationMs: executions / rate, runs: rates.length, perSecond: rate * 1000 };
}

/** What to expect of a run, as lines of text. */
export function expectationLines(
  reports: string,
  executions: number,
  place: Pick<JudgedRun, 'environment' | 'workers'>,
): string[] {
  const { environment, workers } = place;
  const how = `${counted(executions, 'execution')} on ${environment} with ${counted(workers, 'worker')}`;
  const expected = expectDuration(judgedRuns(reports), executions, place);
  if (expected === undefined) return [`${how}: how long they take is not known, since no such run is in the history.`];
  const { durationMs, perSecond, runs } = expected;
  const basis = `${perSecond.toFixed(1)} a second in the last ${counted(runs, 'run')}`;
  return [`${how}: about ${duration(durationMs)} (${basis}), without starting and reporting.`];
}
