import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { NORMALISED_TRANSCRIPT, normalisedTranscript } from '../../../support/evidence/normalise';
import type { Plan } from '../../../support/scope/plan';
import { execution, planOf } from '../../fixtures/builders';
import type { ComparedPair } from '../facts';
import { comparePairs } from './pairs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pairs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const STAGE = { folders: ['features'], tags: '' };
const PLAN: Plan = {
  ...planOf(),
  stages: [
    { name: 'Migration ST', kind: 'test', ...STAGE },
    { name: 'Set 1', kind: 'regression-set', set: 1, closes: 'Migration ST', ...STAGE },
    { name: 'Set 2', kind: 'regression-set', set: 2, closes: 'Migration ST', ...STAGE },
  ],
};

/** An execution of a set; `said`: what its only message says, kept as its transcript. */
function of(set: 1 | 2, said: string | undefined, changes: Partial<ExecutionResult> = {}): ExecutionResult {
  const common = { id: 'ST-A1-01', stage: `Set ${set}`, ...changes };
  if (said === undefined) return execution('passed', common);
  const text = normalisedTranscript([
    { n: 1, at: '2019-05-14T09:00:00.000Z', from: 'dsp', to: 's1sp', kind: 'file', body: said },
  ]);
  const name = `evidence/set-${set}/01-transcript.txt`;
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
  const evidence = [{ title: NORMALISED_TRANSCRIPT, mediaType: 'text/plain', path: name }];
  return execution('passed', { transcript: { digest: said, messages: 1 }, evidence, ...common });
}

const compare = (...executions: readonly ExecutionResult[]): Promise<ComparedPair[]> =>
  comparePairs(PLAN, executions, folder);

describe('the executions of two sets', () => {
  it('are held against each other by scenario, combination and phase; other stages are none of it', async () => {
    const other = { dmc: 'IOC-02' };
    const found = await compare(
      of(1, 'a'),
      of(2, 'a'),
      of(1, 'b', other),
      of(2, 'b', other),
      execution('failed', { id: 'ST-A1-01' }),
    );
    expect(found.map(({ dmc, closes, differences }) => [dmc, closes, differences])).toEqual([
      ['IOC-01', 'Migration ST', []],
      ['IOC-02', 'Migration ST', []],
    ]);
    expect(found[0]).toMatchObject({ sameOutcome: true, sameTranscript: true, messages: 1 });
  });

  it('differ where one said something else, and show where', async () => {
    const [pair] = await compare(of(1, 'SIM-A'), of(2, 'SIM-B'));
    expect(pair).toMatchObject({ sameOutcome: true, sameTranscript: false });
    expect(pair?.differences).toMatchObject([
      { kind: 'transcript', verdict: 'unexplained', note: 'Message 1 differs.' },
    ]);
    expect(pair?.differences[0]?.set2).toContain('SIM-B');
  });

  it.each<[string, Partial<ExecutionResult>, Partial<ExecutionResult>, string]>([
    ['one failed', {}, { outcome: 'failed', reason: 'because.' }, 'It ended otherwise.'],
    [
      'both failed, each in its own way',
      { outcome: 'failed', fingerprint: '0' },
      { outcome: 'failed', fingerprint: '1' },
      'It failed in another way.',
    ],
  ])('differ where %s', async (_what, first, second, note) => {
    const [pair] = await compare(of(1, 'a', first), of(2, 'a', second));
    expect(pair).toMatchObject({ sameOutcome: false, sameTranscript: true });
    expect(pair?.differences).toMatchObject([{ kind: 'outcome', verdict: 'unexplained', note }]);
  });

  it('differ where a set lacks one, does not apply counting as lacking', async () => {
    const more = { id: 'ST-A1-02' };
    const found = await compare(
      of(1, 'a'),
      of(2, 'a'),
      of(1, 'b', more),
      of(2, 'b', { ...more, outcome: 'does-not-apply' }),
    );
    expect(found[1]?.differences).toMatchObject([
      { id: 'ST-A1-02', kind: 'missing', verdict: 'unexplained', note: 'The second set has no such execution.' },
    ]);
  });

  it('are not taken for the same where a transcript is missing, or was never kept', async () => {
    const [never] = await compare(of(1, 'a'), of(2, undefined));
    expect(never?.differences).toMatchObject([
      { kind: 'transcript', verdict: 'unexplained', set1: 'a transcript', set2: 'no transcript' },
    ]);
    const [gone] = await compare(of(1, 'a'), of(2, 'b', { evidence: [] }));
    expect(gone?.differences).toMatchObject([
      {
        kind: 'transcript',
        verdict: 'unexplained',
        note: 'The transcripts differ, and one of them is missing among the evidence.',
      },
    ]);
  });

  it('are nothing where a set has none at all: whoever judges says that nothing was compared', async () => {
    expect(await compare(of(1, 'a'))).toEqual([]);
  });
});
