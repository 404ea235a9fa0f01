import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { RunResult } from '../../reports/record/result-model';
import { counted, duration } from '../../reports/text';
import type { PoolResult } from '../execution/workers/pool-model';

/** One line for each finished run, inside the folder of the reports. */
export const HISTORY_FILE = 'history.ndjson';

const historyLine = z.object({
  id: z.string(),
  plan: z.string(),
  formal: z.boolean(),
  environment: z.string(),
  seed: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  result: z.enum(['met', 'met with work-off plan', 'not met', 'incomplete']),
  planned: z.int(),
  executed: z.int(),
  failed: z.int(),
  workers: z.int(),
  /** From the first execution to the last, in milliseconds; 0 where results were taken over from an earlier run. */
  executingMs: z.number(),
  /** Processor time of the executions, without that of browsers. */
  cpuMs: z.number(),
  /** Most memory that the run and its workers held together while executions went on, in bytes. */
  memory: z.number(),
  versions: z.record(z.string(), z.string()),
});

/** What the history keeps of a run. */
export type HistoryLine = z.output<typeof historyLine>;

/** What the history keeps of this run. */
export function historyOf({ run, counts, verdict }: RunResult, plan: string, work: PoolResult): HistoryLine {
  const { id, formal, environment, seed, startedAt, durationMs, workers, versions, continues } = run;
  return {
    id,
    plan,
    formal,
    environment,
    seed,
    startedAt,
    durationMs,
    result: verdict.result,
    planned: counts.planned,
    executed: counts.executed,
    failed: counts.failed,
    workers,
    // What was taken over from an earlier run took its time there: the rate of the rest says nothing of the whole.
    executingMs: continues.length > 0 ? 0 : work.durationMs,
    cpuMs: work.cpuMs,
    memory: work.memory,
    versions,
  };
}

/** Adds a run to the history. */
export function addToHistory(reports: string, line: HistoryLine): void {
  appendFileSync(path.join(reports, HISTORY_FILE), `${JSON.stringify(line)}\n`);
}

/** The runs of the history, the oldest first; lines that an older version wrote otherwise are passed over. */
export function readHistory(reports: string): HistoryLine[] {
  const file = path.join(reports, HISTORY_FILE);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      const line = historyLine.safeParse(parse(text));
      return line.success ? [line.data] : [];
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

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
  history: readonly HistoryLine[],
  executions: number,
  { environment, workers }: Pick<HistoryLine, 'environment' | 'workers'>,
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
  place: Pick<HistoryLine, 'environment' | 'workers'>,
): string[] {
  const { environment, workers } = place;
  const how = `${counted(executions, 'execution')} on ${environment} with ${counted(workers, 'worker')}`;
  const expected = expectDuration(readHistory(reports), executions, place);
  if (expected === undefined) return [`${how}: how long they take is not known, since no such run is in the history.`];
  const { durationMs, perSecond, runs } = expected;
  const basis = `${perSecond.toFixed(1)} a second in the last ${counted(runs, 'run')}`;
  return [`${how}: about ${duration(durationMs)} (${basis}), without starting and reporting.`];
}
