import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../reports/fixtures/sample';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { historyLines, testHistories } from './last-failure';
import { INDEX_FILE, RunIndex } from './run-index';

const SENTENCE = 'The S1SP went on past the whitelist.';
const sample = sampleRun();
const [some] = sample.executions;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-index-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A run of a day with one test, which passed or failed. */
function runOf(day: number, outcome: 'passed' | 'failed', changes: Partial<ExecutionResult> = {}): RunResult {
  if (some === undefined) throw new Error('the sample has no execution');
  const { failure: _failure, ...rest } = some;
  const failure = { subject: 'x', on: {}, expected: 'x', observed: 'y', cause: 'C-1' };
  const execution = { ...rest, id: 'ST-B4-03', outcome, ...(outcome === 'failed' ? { failure } : {}), ...changes };
  const where = { id: execution.id, stage: execution.stage, dmc: execution.dmc, phase: execution.phase };
  return {
    ...sample,
    run: { ...sample.run, id: `first-1-000${day}`, startedAt: `2026-11-0${day}T02:00:00.000Z` },
    executions: [execution],
    causes: outcome === 'failed' ? [{ id: 'C-1', sentence: SENTENCE, count: 1, executions: [where] }] : [],
  };
}

function withIndex<T>(work: (index: RunIndex) => T): T {
  const index = RunIndex.open(folder);
  try {
    return work(index);
  } finally {
    index.close();
  }
}

describe('the history of a test', () => {
  it('says when it last failed, on what build and with which cause', () => {
    const transcript = { digest: `sha256:${'ab'.repeat(32)}`, messages: 7 };
    const lines = withIndex((index) => {
      index.add(runOf(1, 'failed'), undefined);
      index.add(runOf(2, 'failed', { transcript }), 'cafe');
      index.add(runOf(3, 'passed'), 'f00d');
      return testHistories('ST-B4-03', index.resultsOf('ST-B4-03')).flatMap(historyLines);
    });
    const { dmc, phase, stage } = runOf(1, 'passed').executions[0] ?? {};
    expect(lines[0]).toBe(
      `ST-B4-03, ${dmc} ${phase}, ${stage}: last failed in first-1-0002 (2026-11-02 02:00); 2 of 3 runs.`,
    );
    expect(lines).toContain(`  cause      ${SENTENCE}`);
    expect(lines).toContain('  build      dcc-like-system sha256:7d1f0c0e5a7b');
    expect(lines).toContain(`  suite      ${sample.run.versions.suite}`);
    expect(lines).toContain(`  transcript ${transcript.digest}`);
    expect(lines).toContain('  pack       SHA-256 cafe');
    expect(lines.at(-1)).toBe('  newest     first-1-0003 (2026-11-03 02:00), passed');
  });

  it('says of each cell by itself that it never failed', () => {
    const histories = withIndex((index) => {
      index.add(runOf(1, 'failed'), undefined);
      index.add(runOf(2, 'passed', { dmc: 'IOC-99' }), undefined);
      return testHistories('ST-B4-03', index.resultsOf('ST-B4-03'));
    });
    expect(histories.map(({ dmc, failures }) => [dmc, failures])).toEqual([
      ['IOC-99', 0],
      [some?.dmc, 1],
    ]);
    expect(histories.flatMap(historyLines)[0]).toContain('never failed in 1 runs');
  });
});

describe('the index of runs', () => {
  it('takes a run in once, however often it is told of it', () => {
    withIndex((index) => {
      index.add(runOf(1, 'failed'), undefined);
      index.add(runOf(1, 'failed'), 'cafe');
      expect(index.size()).toMatchObject({ runs: 1, results: 1 });
      expect(index.resultsOf('ST-B4-03').map(({ pack }) => pack)).toEqual(['cafe']);
      expect(index.testIds()).toEqual(['ST-B4-03']);
    });
  });

  it('is written by two runs at once', () => {
    withIndex((one) =>
      withIndex((other) => {
        one.add(runOf(1, 'failed'), undefined);
        other.add(runOf(2, 'passed'), undefined);
        one.add(runOf(3, 'passed'), undefined);
        expect([one.size().runs, other.size().runs]).toEqual([3, 3]);
      }),
    );
  });

  it('that cannot be used says what makes it again, and is replaced by that', () => {
    writeFileSync(path.join(folder, INDEX_FILE), 'no database, and longer than the head of one would be'.repeat(50));
    expect(() => RunIndex.open(folder)).toThrow('npm run history -- --rebuild makes it again');
    const index = RunIndex.openEmpty(folder);
    expect(index.size().runs).toBe(0);
    index.close();
  });

  it('is made again with its tables, whatever stands in the place of them', () => {
    withIndex(() => undefined);
    const database = new DatabaseSync(path.join(folder, INDEX_FILE));
    database.exec('ALTER TABLE runs DROP COLUMN partial');
    database.close();
    RunIndex.openEmpty(folder).close();
    withIndex((index) => {
      index.add(runOf(1, 'passed'), undefined);
      expect(index.size().runs).toBe(1);
    });
  });
});
