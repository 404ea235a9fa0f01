/** Figures of a year of nights: what the history answers, and the page of a morning. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { largeRun } from '../../reports/fixtures/large';
import { morningPage } from '../../reports/morning/document';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { testHistories } from '../../runner/history/last-failure';
import { knownFromHistory } from '../../runner/history/known-from-history';
import { RunIndex } from '../../runner/history/run-index';
import type { Measurement } from './figures';

const NIGHTS = 365;
const RESULTS = 10_000;
const SCENARIOS = 500;
/** Of so many tests one fails in a night, and one has another transcript than usual. */
const FAILS_ONE_OF = 200;
const DIFFERS_ONE_OF = 50;
/** Nights on one build. */
const NIGHTS_OF_BUILD = 10;

/** @param folder for the history */
export function nightFigures(folder: string): Measurement[] {
  return [
    {
      name: 'history-year',
      what: `when did a test last fail, asked of a history of ${NIGHTS} nights with ${RESULTS} results each`,
      unit: 's',
      target: { atMost: 1 },
      measure: () => measureHistory(folder),
    },
    {
      name: 'morning-10000',
      what: `processor time of the morning page of ${RESULTS} results of which every twentieth came out otherwise`,
      unit: 's',
      target: { atMost: 3 },
      measure: async () => {
        const { cpu, bytes } = measureMorning();
        return {
          value: cpu,
          details: [`The page has ${Math.round(bytes / 1_000)} kB; at most 8,000 kB are the target.`],
        };
      },
    },
  ];
}

async function measureHistory(
  folder: string,
): Promise<{ readonly value: number; readonly details: readonly string[] }> {
  mkdirSync(folder, { recursive: true });
  const pattern = largeRun(RESULTS, SCENARIOS);
  const before = process.cpuUsage();
  const index = RunIndex.open(folder);
  for (let night = 0; night < NIGHTS; night += 1) index.add(nightOf(pattern, night), digest(`pack ${night}`));
  const written = cpuSince(before) / NIGHTS;
  index.close();
  const [asked] = pattern.executions;
  const question = seconds(() => {
    const opened = RunIndex.open(folder);
    testHistories(asked?.id ?? '', opened.resultsOf(asked?.id ?? ''));
    opened.close();
  });
  const compared = seconds(() => void knownFromHistory(folder, nightOf(pattern, NIGHTS)));
  const again = RunIndex.open(folder);
  const { runs, results, bytes } = again.size();
  again.close();
  return {
    value: question,
    details: [
      `The history holds ${runs} runs with ${results} results and has ${megabytes(bytes)}.`,
      `A night is taken in with ${written.toFixed(2)} s of processor time, and held against those before it in ${compared.toFixed(2)} s.`,
    ],
  };
}

/** The same tests on another night: some fail, some have another transcript. */
function nightOf(pattern: RunResult, night: number): RunResult {
  const startedAt = new Date(Date.UTC(2026, 0, 1 + night, 2)).toISOString();
  const build = `sha256:${digest(`build ${Math.floor(night / NIGHTS_OF_BUILD)}`)}`;
  const executions = pattern.executions.map((execution, number): ExecutionResult => {
    const isOdd = (one: number): boolean => (number * 31 + night * 17) % one === 0;
    const transcript = {
      digest: `sha256:${digest(isOdd(DIFFERS_ONE_OF) ? `${number} ${night}` : `${number}`)}`,
      messages: 9,
    };
    if (!isOdd(FAILS_ONE_OF)) return { ...execution, outcome: 'passed', transcript };
    return { ...execution, outcome: 'failed', transcript, fingerprint: `2-${digest(`${number % 9}`).slice(0, 12)}` };
  });
  const run = { ...pattern.run, id: `night-${night}`, startedAt, versions: { ...pattern.run.versions, system: build } };
  return { ...pattern, run, executions };
}

function measureMorning(): { readonly cpu: number; readonly bytes: number } {
  const run = largeRun(RESULTS, SCENARIOS);
  const changes = run.executions
    .filter((_, index) => index % 20 === 0)
    .map(({ id, stage, dmc, phase }) => ({ kind: 'silently changed' as const, id, stage, dmc, phase }));
  const since = {
    ...{ run: 'night-1', startedAt: run.run.startedAt, result: 'met' as const, differences: [] },
    ...{ compared: RESULTS, transcripts: RESULTS, changes, slower: [] },
  };
  const before = process.cpuUsage();
  const html = morningPage({ ...run, since }, { reports: [], evidence: () => undefined }).html();
  return { cpu: cpuSince(before), bytes: Buffer.byteLength(html) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function seconds(work: () => void): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1_000;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
