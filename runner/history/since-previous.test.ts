import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../reports/fixtures/sample';
import type { ExecutionResult, RunResult, SincePreviousRun } from '../../reports/record/result-model';
import { failureKey } from '../execution/bail';
import { execution } from '../fixtures/builders';
import { durationsOfPlan } from './durations-of-plan';
import { failuresBefore, knownFromHistory } from './known-from-history';
import { INDEX_FILE, RunIndex } from './run-index';

const sample = sampleRun();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'since-previous-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const failure = { subject: 'x', on: {}, expected: 'x', observed: 'y' };
const transcript = (letter: string): NonNullable<ExecutionResult['transcript']> => ({
  digest: `sha256:${letter.repeat(64)}`,
  messages: 3,
});

function passed(id: string, changes: Partial<ExecutionResult> = {}): ExecutionResult {
  return execution('passed', { id, transcript: transcript('a'), ...changes });
}

function failed(id: string, fingerprint = '2-aaaaaaaaaaaa'): ExecutionResult {
  return execution('failed', { id, failure, fingerprint });
}

/** The run of a night. */
function night(
  day: number,
  build: string,
  executions: readonly ExecutionResult[],
  changes: Partial<RunResult['run']> = {},
): RunResult {
  const versions = { suite: '1', system: `sha256:${build.repeat(12)}` };
  const startedAt = `2026-11-0${day}T02:00:00.000Z`;
  return {
    ...sample,
    run: { ...sample.run, id: `first-1-000${day}`, startedAt, versions, ...changes },
    executions,
    causes: [],
  };
}

/** What the last of these runs is held against the one before it, each taken in after it. */
function sinceAfter(...nights: readonly RunResult[]): SincePreviousRun | undefined {
  let since: SincePreviousRun | undefined;
  for (const one of nights) {
    since = knownFromHistory(folder, one).since;
    const index = RunIndex.open(folder);
    index.add(one, 'cafe');
    index.close();
  }
  return since;
}

const kinds = (since: SincePreviousRun | undefined): string[] =>
  (since?.changes ?? []).map(({ kind, id }) => `${kind} ${id}`);

describe('a run against the one before it', () => {
  it('says of every test what became of it', () => {
    const before = night(1, 'a', [
      ...['ST-A1-01', 'ST-A1-02', 'ST-A1-03', 'ST-A1-04', 'ST-A1-05'].map((id) => passed(id)),
      failed('ST-A1-06'),
      failed('ST-A1-07'),
      failed('ST-A1-08'),
      execution('blocked', { id: 'ST-A1-09' }),
      passed('ST-A1-10'),
      execution('known-issue', { id: 'ST-A1-12', fingerprint: '2-cccccccccccc' }),
    ]);
    const after = night(2, 'b', [
      passed('ST-A1-01'),
      failed('ST-A1-02'),
      passed('ST-A1-03', { transcript: transcript('b') }),
      execution('blocked', { id: 'ST-A1-04' }),
      passed('ST-A1-05', { title: 'Said otherwise', transcript: transcript('b') }),
      passed('ST-A1-06'),
      failed('ST-A1-07', '2-bbbbbbbbbbbb'),
      failed('ST-A1-08'),
      passed('ST-A1-09'),
      passed('ST-A1-11'),
      failed('ST-A1-12', '2-cccccccccccc'),
    ]);
    const since = sinceAfter(before, after);
    expect(kinds(since)).toEqual([
      'new failure ST-A1-02',
      'other failure ST-A1-07',
      'no longer known ST-A1-12',
      'not executed ST-A1-04',
      'mended ST-A1-06',
      'executed again ST-A1-09',
      'silently changed ST-A1-03',
      'new test ST-A1-11',
      'removed test ST-A1-10',
      'changed test ST-A1-05',
    ]);
    expect(since).toMatchObject({ run: 'first-1-0001', pack: 'cafe', compared: 10, transcripts: 3 });
    expect(since?.differences).toEqual([
      { what: 'system', before: `sha256:${'a'.repeat(12)}`, now: `sha256:${'b'.repeat(12)}` },
    ]);
    expect(since?.changes.filter(({ inconsistent }) => inconsistent !== undefined)).toEqual([]);
  });

  it('calls inconsistent what came out otherwise on the same build, also where other nights lie between', () => {
    const test = 'ST-A1-01';
    const since = sinceAfter(
      night(1, 'a', [passed(test)]),
      night(2, 'a', [passed(test)]),
      night(3, 'b', [passed(test)]),
      night(4, 'a', [failed(test)]),
    );
    expect(since?.changes).toMatchObject([{ kind: 'new failure', inconsistent: { runs: 3, failed: 1 } }]);
  });

  it('is held against the newest run over the same cells, else over one of them, of the same plan, and earlier', () => {
    const elsewhere = passed('ST-A1-01', { dmc: 'IOC-02' });
    const mine = passed('ST-A1-01');
    const both = night(1, 'a', [mine, elsewhere]);
    expect(sinceAfter(both, night(2, 'a', [mine]), night(3, 'a', [mine, elsewhere]))?.run).toBe('first-1-0001');
    expect(knownFromHistory(folder, night(4, 'a', [elsewhere])).since?.run).toBe('first-1-0003');
    expect(knownFromHistory(folder, night(4, 'a', [passed('ST-A1-01', { dmc: 'IOC-03' })])).since).toBeUndefined();
    expect(knownFromHistory(folder, night(4, 'a', [mine], { plan: 'dmrt' })).since).toBeUndefined();
    expect(knownFromHistory(folder, night(1, 'a', [mine])).since).toBeUndefined();
  });

  it('is not held against a repetition of failures on another build, which itself is held against what failed', () => {
    const whole = night(1, 'a', [passed('ST-A1-01'), failed('ST-A1-02')]);
    const again = night(2, 'b', [execution('not-run-here', { id: 'ST-A1-01' }), passed('ST-A1-02')], {
      continues: [{ run: 'first-1-0001', executions: 0, how: 'On another build.' }],
    });
    expect(kinds(sinceAfter(whole, again))).toEqual(['mended ST-A1-02']);
    expect(knownFromHistory(folder, night(3, 'b', [passed('ST-A1-01')])).since?.run).toBe('first-1-0001');
  });

  it('is held against a run that was resumed before it had a result', () => {
    const resumed = night(1, 'a', [passed('ST-A1-01')], {
      continues: [{ run: 'first-1-0001', executions: 0, how: 'It was interrupted.' }],
    });
    expect(sinceAfter(resumed, night(2, 'a', [passed('ST-A1-01')]))?.run).toBe('first-1-0001');
  });

  it('says of cells that only one of them has neither that tests are new nor that they are gone', () => {
    const elsewhere = passed('ST-A1-01', { dmc: 'IOC-02' });
    expect(
      kinds(sinceAfter(night(1, 'a', [passed('ST-A1-01')]), night(2, 'a', [passed('ST-A1-01'), elsewhere]))),
    ).toEqual([]);
  });

  it('names what has become twice as slow, by a second or more', () => {
    const at = (durationMs: number, id: string): ExecutionResult => passed(id, { durationMs });
    const since = sinceAfter(
      night(1, 'a', [at(100, 'ST-A1-01'), at(900, 'ST-A1-02'), at(5_000, 'ST-A1-03')]),
      night(2, 'a', [at(900, 'ST-A1-01'), at(2_000, 'ST-A1-02'), at(9_000, 'ST-A1-03')]),
    );
    expect(since?.slower).toMatchObject([{ id: 'ST-A1-02', beforeMs: 900, nowMs: 2_000 }]);
  });

  it('is not known where there is no history, or none that can be read', () => {
    expect(knownFromHistory(folder, night(1, 'a', [])).since).toBeUndefined();
    writeFileSync(path.join(folder, INDEX_FILE), 'no database at all, however long it may be');
    expect(knownFromHistory(folder, night(1, 'a', [])).since).toBeUndefined();
  });
});

describe('what failed in the run before', () => {
  it('is that of the newest run of the plan, with its fingerprints', () => {
    sinceAfter(
      night(1, 'a', [failed('ST-A1-01'), failed('ST-A1-02')]),
      night(2, 'a', [passed('ST-A1-01'), failed('ST-A1-02', '2-bbbbbbbbbbbb')]),
    );
    const now = failed('ST-A1-02', '2-bbbbbbbbbbbb');
    expect(failuresBefore(folder, sample.run.plan)).toEqual(new Set([failureKey(now, now.fingerprint)]));
    expect(failuresBefore(folder, 'another')).toEqual(new Set());
    expect(failuresBefore(path.join(folder, 'nowhere'), sample.run.plan)).toEqual(new Set());
  });
});

describe('what the tests of a plan took', () => {
  it('is the median of its newest five runs, of those that ran', () => {
    const took = (durationMs: number): Partial<ExecutionResult> => ({ durationMs });
    for (const [index, ms] of [9_000, 400, 100, 300, 200, 500].entries()) {
      sinceAfter(night(index + 1, 'a', [passed('ST-A1-01', took(ms)), execution('blocked', { id: 'ST-A1-02' })]));
    }
    const index = RunIndex.open(folder);
    const { plan } = sample.run;
    expect(durationsOfPlan(index, plan)).toMatchObject({ plan, durations: [{ id: 'ST-A1-01', milliseconds: 300 }] });
    expect(() => durationsOfPlan(index, 'another')).toThrow('No run of the plan "another" is in the history');
    index.close();
  });
});
