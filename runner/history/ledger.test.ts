import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleRun } from '../../reports/fixtures/sample';
import { addToLedger, judgedEntry, judgedRuns, readLedger } from './ledger';

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = sampleRun();
const judged = judgedEntry(run, 'first', { durationMs: 10_000, cpuMs: 8_000, memory: 900 });
const { kind: _kind, ...oldLine } = judged;

describe('the ledger of runs', () => {
  it('keeps a line for whatever was done with a run, and passes over lines that it cannot read', () => {
    expect(readLedger(folder)).toEqual([]);
    addToLedger(folder, { kind: 'started', at: '2026-11-23T09:00:00.000Z', run: run.run.id, by: 'a local machine' });
    addToLedger(folder, judged);
    appendFileSync(path.join(folder, 'ledger.ndjson'), '{"kind":"judged"}\nno JSON\n');
    addToLedger(folder, { kind: 'packed', at: '2026-11-23T09:10:00.000Z', run: run.run.id, sha256: 'ab' });
    expect(readLedger(folder).map(({ kind }) => kind)).toEqual(['started', 'judged', 'packed']);
    expect(judgedRuns(folder)).toMatchObject([{ id: run.run.id, executingMs: 10_000, cpuMs: 8_000, memory: 900 }]);
  });

  it('takes the history of earlier versions in once', () => {
    writeFileSync(
      path.join(folder, 'history.ndjson'),
      `${JSON.stringify({ ...oldLine, id: 'older' })}\n{"id":"oldest"}\n`,
    );
    expect(judgedRuns(folder).map(({ id }) => id)).toEqual([run.run.id, 'older']);
    expect(judgedRuns(folder)).toHaveLength(2);
    expect(existsSync(path.join(folder, 'history.ndjson'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['ledger.ndjson']);
  });
});
