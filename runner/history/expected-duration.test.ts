import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleRun } from '../../reports/fixtures/sample';
import { expectationLines, expectDuration } from './expected-duration';
import { addToLedger, judgedEntry, judgedRuns, type JudgedRun } from './ledger';

const folder = mkdtempSync(path.join(tmpdir(), 'history-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = sampleRun();
const cost = { durationMs: 10_000, cpuMs: 8_000, memory: 900 };

addToLedger(folder, { ...judgedEntry(run, 'first', cost), ...{ executed: 100, executingMs: 10_000 } });
const [kept] = judgedRuns(folder);

function line(executingMs: number, changes: Partial<JudgedRun> = {}): JudgedRun {
  if (kept === undefined) throw new Error('the ledger keeps nothing');
  return { ...kept, executed: 100, executingMs, ...changes };
}

describe('the expected duration', () => {
  const place = { environment: 'embedded', workers: 2 };

  it('is that of the middle one of the newest runs of the same kind', () => {
    const old = [line(1_000), line(1_000)];
    const recent = [line(10_000), line(9_000), line(50_000), line(11_000), line(12_000)];
    const other = [
      line(1_000, { workers: 1 }),
      line(1_000, { environment: 'containers' }),
      line(1_000, { executed: 0 }),
    ];
    const expected = expectDuration([...old, ...recent, ...other], 200, place);
    expect(expected?.runs).toBe(5);
    expect(expected?.durationMs).toBeCloseTo(22_000);
    expect(expected?.perSecond).toBeCloseTo(9.09, 2);
  });

  it('is unknown without such a run, and says so', () => {
    expect(expectDuration([line(1_000)], 10, { ...place, workers: 4 })).toBeUndefined();
    expect(expectationLines(path.join(folder, 'none'), 1, { ...place, workers: 1 })).toEqual([
      '1 execution on embedded with 1 worker: how long they take is not known, since no such run is in the history.',
    ]);
    expect(expectationLines(folder, 100, place)[0]).toMatch(
      /^100 executions on embedded with 2 workers: about 10\ss \(/,
    );
  });
});
