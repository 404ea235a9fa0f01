import 'ts-node/register';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { runSets, SetsProject, verdictOn } from '../fixtures/sets-project';

const base = mkdtempSync(path.join(tmpdir(), 'known-issues-'));
let count = 0;
let project: SetsProject;

beforeEach(() => {
  count += 1;
  project = new SetsProject(path.join(base, String(count)));
});
afterAll(() => rmSync(base, { recursive: true }));

const run = (): Promise<RunResult> => runSets(project);

/** A row of the ledger for ST-A1-33. */
function row(fingerprint: string, targetDate = '2999-01-01', severity = 4): string {
  return `KI-1,It looks ill,${severity},ST-A1-33,all,${fingerprint},ST-A1,Look away,S1SP,Next,2026-11-02,${targetDate}`;
}

describe('known issues', () => {
  async function fingerprintOf(words: string): Promise<string> {
    project.addStep('ST-A1-33', `And it fails with "${words}"`);
    const result = await run();
    expect(result.verdict.exitCode).toBe(1);
    return result.executions.find(({ id }) => id === 'ST-A1-33')?.fingerprint ?? '';
  }

  it('that are open go into the Work-Off Plan', async () => {
    project.addKnownIssue(row(await fingerprintOf('It looks ill.')));
    const result = await run();
    expect(result.knownIssues).toMatchObject([{ id: 'KI-1', state: 'open', inWorkOffPlan: true }]);
    expect(result.executions.filter(({ outcome }) => outcome === 'known-issue').map(({ id }) => id)).toEqual([
      'ST-A1-33',
      'ST-A1-33',
    ]);
    expect(verdictOn(result, 'EX-3')).toBe('met with work-off plan');
    expect(result.openIssues.find(({ level }) => level === 4)).toEqual({ level: 4, known: 1, unknown: 0 });
    expect(result.verdict).toMatchObject({ result: 'met with work-off plan', exitCode: 0 });
    expect(result.cells[0]?.recommendation.verdict).toBe('would be recommended with work-off plan');
  });

  it('are red when their date has passed', async () => {
    project.addKnownIssue(row(await fingerprintOf('It looks ill.'), '2020-01-01'));
    const result = await run();
    expect(result.knownIssues[0]?.state).toBe('expired');
    expect(verdictOn(result, 'EX-4')).toBe('not met');
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
  });

  it('are red when the scenario fails in another way', async () => {
    await fingerprintOf('It looks ill.');
    project.addKnownIssue(row('2-0123456789ab'));
    const result = await run();
    expect(result.knownIssues[0]).toMatchObject({ state: 'changed', executions: [] });
    expect(result.verdict.exitCode).toBe(1);
  });

  it('are red when the scenario fails no longer', async () => {
    project.addKnownIssue(row('2-0123456789ab'));
    const result = await run();
    expect(result.knownIssues[0]?.state).toBe('stale');
    expect(result.counts.failed).toBe(0);
    expect(verdictOn(result, 'EX-4')).toBe('not met');
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
  });

  it('of a severity that must not stay open are red', async () => {
    project.addKnownIssue(row(await fingerprintOf('It looks ill.'), '2999-01-01', 1));
    const result = await run();
    expect(result.knownIssues[0]).toMatchObject({ state: 'open', inWorkOffPlan: false });
    expect(result.verdict.exitCode).toBe(1);
  });

  it('cannot name a scenario that does not exist', async () => {
    project.addKnownIssue(row('2-0123456789ab').replace('ST-A1-33', 'ST-A1-99'));
    await expect(run()).rejects.toThrow(/KI-1 names the scenario ST-A1-99, which does not exist/);
  });
});
