import type { IndexedResult } from './index-tables';

/** What the history says of one test: a scenario or row, in one stage of a combination in a Test Phase. */
export interface TestHistory extends Pick<IndexedResult, 'dmc' | 'phase' | 'stage'> {
  readonly id: string;
  /** Runs that have a result of it. */
  readonly runs: number;
  readonly failures: number;
  readonly newest: IndexedResult;
  /** Absent where it never failed. */
  readonly lastFailed?: IndexedResult;
}

/** Outcomes that say that something is wrong. */
const FAILING: readonly IndexedResult['outcome'][] = ['failed', 'known-issue'];

/** The history of a test, by stage, combination and Test Phase. @param results of one id, the newest first */
export function testHistories(id: string, results: readonly IndexedResult[]): TestHistory[] {
  const groups = Map.groupBy(results, ({ dmc, phase, stage }) => [dmc, phase, stage].join('\n'));
  return [...groups.values()].flatMap((group) => {
    const [newest] = group;
    if (newest === undefined) return [];
    const { dmc, phase, stage } = newest;
    const failed = group.filter(({ outcome }) => FAILING.includes(outcome));
    const [lastFailed] = failed;
    const history = { id, dmc, phase, stage, runs: group.length, failures: failed.length, newest };
    return [lastFailed === undefined ? history : { ...history, lastFailed }];
  });
}

/** When a test last failed, on what, and with which cause, as lines for people. */
export function historyLines({ id, dmc, phase, stage, runs, failures, newest, lastFailed }: TestHistory): string[] {
  const what = `${id}, ${dmc} ${phase}, ${stage}`;
  if (lastFailed === undefined) {
    return [
      `${what}: never failed in ${runs} runs; the newest is ${newest.run} (${dayOf(newest)}), ${newest.outcome}.`,
    ];
  }
  const { run, environment, seed, suite, build, cause, durationMs, transcript, pack } = lastFailed;
  const facts: readonly (readonly [string, string])[] = [
    ['cause', cause ?? 'none was recorded'],
    ['build', build === '' ? 'not known' : build],
    ['suite', suite],
    ['on', `${environment}, seed ${seed}, ${durationMs} ms`],
    ...(transcript === null ? [] : [['transcript', transcript] as const]),
    ...(pack === null ? [] : [['pack', `SHA-256 ${pack}`] as const]),
    ['newest', `${newest.run} (${dayOf(newest)}), ${newest.outcome}`],
  ];
  return [
    `${what}: last failed in ${run} (${dayOf(lastFailed)}); ${failures} of ${runs} runs.`,
    ...facts.map(([term, fact]) => `  ${term.padEnd(11)}${fact}`),
  ];
}

function dayOf({ startedAt }: IndexedResult): string {
  return startedAt.slice(0, 16).replace('T', ' ');
}
