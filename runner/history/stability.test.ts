import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../reports/fixtures/sample';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { execution } from '../fixtures/builders';
import { knownFromHistory } from './known-from-history';
import { RunIndex } from './run-index';

const sample = sampleRun();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stability-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const [steady, shaky, elsewhere] = [
  execution('passed', { id: 'ST-A1-01' }),
  execution('passed', { id: 'ST-A1-02' }),
  execution('passed', { id: 'ST-A1-01', dmc: 'IOC-02' }),
];
const both = [steady, shaky];

/** The run of a night, by its number. */
function night(
  number: number,
  executions: readonly ExecutionResult[],
  { build = 'a', ...changes }: Partial<RunResult['run']> & { readonly build?: string } = {},
): RunResult {
  const versions = { suite: '1', system: `sha256:${build.repeat(12)}` };
  const startedAt = `2026-11-${String(number).padStart(2, '0')}T02:00:00.000Z`;
  const run = { ...sample.run, id: `night-${number}`, seed: String(number), startedAt, versions, ...changes };
  return { ...sample, run, executions, causes: [] };
}

/** What the last of these runs knows of those before it. */
function stabilityAfter(...runs: readonly RunResult[]): RunResult['stability'] {
  const last = runs.at(-1);
  if (last === undefined) throw new Error('There is no run.');
  const index = RunIndex.open(folder);
  for (const one of runs.slice(0, -1)) index.add(one, one.run.id === 'night-1' ? undefined : 'cafe');
  index.close();
  return knownFromHistory(folder, last).stability;
}

describe('whether tests came out the same in earlier runs', () => {
  it('names the four newest runs on the build, and nothing unstable where each test passed in all', () => {
    expect(stabilityAfter(...[1, 2, 3, 4, 5, 6].map((number) => night(number, both)))).toEqual({
      earlier: [5, 4, 3, 2].map((number) => ({
        ...{ run: `night-${number}`, startedAt: `2026-11-0${number}T02:00:00.000Z` },
        ...{ seed: String(number), pack: 'cafe' },
      })),
      unstable: [],
    });
  });

  it('names what passed now and failed, or was not there, in one of them', () => {
    const { id, dmc, phase, stage } = shaky;
    const failed = night(2, [steady, { ...shaky, outcome: 'failed' }]);
    const missing = night(2, [steady]);
    for (const second of [failed, missing]) {
      const known = stabilityAfter(night(1, both), second, night(3, both));
      expect(known).toMatchObject({ earlier: [{ run: 'night-2' }, { run: 'night-1' }] });
      expect(known?.unstable).toEqual([{ id, dmc, phase, stage }]);
    }
  });

  it('says nothing of what did not pass now', () => {
    expect(stabilityAfter(night(1, [steady]), night(2, [steady, { ...shaky, outcome: 'failed' }]))?.unstable).toEqual(
      [],
    );
  });

  it('leaves aside other builds, other versions of the suite, other plans, and runs that lack one of its cells', () => {
    const others = [
      night(1, both, { build: 'b' }),
      night(2, both, { versions: { suite: '2', system: `sha256:${'a'.repeat(12)}` } }),
      night(3, both, { plan: 'dmrt' }),
      night(4, [elsewhere]),
    ];
    expect(stabilityAfter(...others, night(6, both))).toBeUndefined();
    const more = night(5, [...both, elsewhere]);
    expect(stabilityAfter(more, night(6, both))?.earlier).toMatchObject([{ run: 'night-5' }]);
  });
});
