import { STARTED_ENVIRONMENTS, type EnvironmentName } from '../environments/environment';
import type { RunResult } from '../reports/record/result-model';

/** One of the things that are checked. */
export interface Check {
  readonly title: string;
  /** Arguments of `npm run`. */
  readonly script: readonly string[];
  /** The environment that it has to run on, for a regression run. */
  readonly environment?: EnvironmentName;
}

/** Everything that is checked, the quickest first. */
export const CHECKS: readonly Check[] = [
  { title: 'Format', script: ['format:check'] },
  { title: 'Types', script: ['types'] },
  { title: 'Lint', script: ['lint'] },
  { title: 'Walls and circles of imports', script: ['walls'] },
  { title: 'Unused files, exports and packages', script: ['unused'] },
  { title: 'Features, scope data and plans', script: ['check', '--', '--cold'] },
  { title: 'Unit and integration tests', script: ['test:unit'] },
  { title: 'Strange inputs find nothing', script: ['fuzz'] },
  { title: 'Made-up scenarios find nothing', script: ['explore', '--', '--steps', '200'] },
  { title: 'Containers are gone after every exit', script: ['test:containers'] },
  ...STARTED_ENVIRONMENTS.map((environment) => ({
    title: `Regression cycle, ${environment}`,
    // What a socket adds is checked with everything else.
    script: ['cycle', '--', '--environment', environment, '--sockets'],
    environment,
  })),
];

/** How a check came out. */
export interface CheckOutcome {
  readonly title: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** What it ran on, or why it counts as failed though its command ended well. */
  readonly note?: string;
}

/** What checks stand on; replaced in tests. */
export interface CheckHost {
  /** Runs `npm run ...`, its output shown, and gives the exit code. */
  readonly run: (script: readonly string[]) => Promise<number>;
  /** The record of the newest run; undefined where there is none. */
  readonly latest: () => RunResult | undefined;
  readonly seconds: () => number;
}

/**
 * Runs every check, also after one has failed, so that one run shows all there is to mend. A regression run passes only if
 * the record it left says that scenarios were executed on the environment that was asked for.
 */
export async function runChecks(checks: readonly Check[], host: CheckHost): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const check of checks) {
    const before = host.latest()?.run.id;
    const start = host.seconds();
    const code = await host.run(check.script);
    const seconds = host.seconds() - start;
    const ran = check.environment === undefined ? { passed: true } : ranOn(check.environment, host.latest(), before);
    outcomes.push({ title: check.title, seconds, ...ran, passed: code === 0 && ran.passed });
  }
  return outcomes;
}

function ranOn(
  environment: EnvironmentName,
  latest: RunResult | undefined,
  before: string | undefined,
): { passed: boolean; note: string } {
  if (latest === undefined || latest.run.id === before) return { passed: false, note: 'it left no record of a run' };
  const { executed } = latest.counts;
  const note = `${executed} executions on ${latest.run.environment}, run ${latest.run.id}`;
  return { passed: latest.run.environment === environment && executed > 0, note };
}

/** The outcomes as a table, one line each. */
export function checkLines(outcomes: readonly CheckOutcome[]): string[] {
  const width = Math.max(...outcomes.map(({ title }) => title.length));
  return outcomes.map(({ title, passed, seconds, note }) => {
    const time = `${seconds.toFixed(0)} s`.padStart(6);
    return `${passed ? 'passed' : 'FAILED'}  ${title.padEnd(width)} ${time}${note === undefined ? '' : `  ${note}`}`;
  });
}
