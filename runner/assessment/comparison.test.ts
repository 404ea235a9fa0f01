import { describe, expect, it } from 'vitest';
import type { RegressionDifference, StageResult } from '../../reports/record/result-model';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import { stage } from '../fixtures/builders';
import { compareSets, sameDigests } from './comparison';
import type { ComparedPair } from './facts';

const CELL = { dmc: exampleDmc(), phase: 'Active' as const, stages: [] };
const BUILD = { 'dcc-like-system': 'sha256:01' };

function set(number: 1 | 2, changes: Partial<StageResult> = {}): StageResult {
  const common = { kind: 'regression-set', closes: 'Migration ST', build: BUILD } as const;
  return stage('passed', { ...common, name: `Set ${number}`, set: number, seed: String(number), ...changes });
}

function difference(changes: Partial<RegressionDifference> = {}): RegressionDifference {
  return {
    id: 'ST-A1-01',
    title: 'A scenario',
    kind: 'transcript',
    verdict: 'unexplained',
    note: 'Message 1 differs.',
    set1: 'a',
    set2: 'b',
    ...changes,
  };
}

function pair(changes: Partial<ComparedPair> = {}): ComparedPair {
  return {
    closes: 'Migration ST',
    dmc: 'IOC-01',
    phase: 'Active',
    citedBy: [],
    sameOutcome: true,
    sameTranscript: true,
    messages: 3,
    differences: [],
    ...changes,
  };
}

describe('two sets of a regression', () => {
  it('are the same where every pair is, on one build', () => {
    const [found] = compareSets({ pairs: [pair(), pair()] }, CELL, [set(1), set(2)]);
    expect(found).toEqual({
      closes: 'Migration ST',
      sets: ['Set 1', 'Set 2'],
      seeds: ['1', '2'],
      sameBuild: true,
      compared: 2,
      sameOutcome: 2,
      sameTranscript: 2,
      messages: 6,
      differences: [],
      verdict: 'same',
    });
  });

  it.each<[string, readonly ComparedPair[], string, number]>([
    [
      'a difference that no class explains',
      [pair(), pair({ sameTranscript: false, differences: [difference()] })],
      'unexplained',
      2,
    ],
    [
      'one that a class explains',
      [pair({ differences: [difference({ class: 'order-at-one-instant', verdict: 'explained' })] })],
      'explained',
      1,
    ],
    [
      'an explained one beside one that is not',
      [pair({ differences: [difference({ verdict: 'explained' }), difference()] })],
      'unexplained',
      1,
    ],
    [
      'an execution that one set lacks, which is no comparison',
      [pair(), pair({ sameOutcome: false, sameTranscript: false, differences: [difference({ kind: 'missing' })] })],
      'unexplained',
      1,
    ],
    ['no execution at all', [], 'not compared', 0],
  ])('are, with %s, judged so', (_what, pairs, verdict, compared) => {
    expect(compareSets({ pairs }, CELL, [set(1), set(2)])).toMatchObject([{ verdict, compared }]);
  });

  it.each<[string, StageResult, StageResult, string]>([
    [
      'one was not entered',
      set(1),
      set(2, { outcome: 'not entered', reason: 'The gate was closed.' }),
      'Set 2 was not entered: The gate was closed.',
    ],
    [
      'they ran on two builds',
      set(1),
      set(2, { build: { 'dcc-like-system': 'sha256:02' } }),
      'The two sets did not run on the same build.',
    ],
    [
      'no digest says on which',
      set(1, { build: {} }),
      set(2, { build: {} }),
      'The two sets did not run on the same build.',
    ],
  ])('are not compared where %s', (_what, first, second, reason) => {
    expect(compareSets({ pairs: [pair()] }, CELL, [first, second])).toMatchObject([
      { verdict: 'not compared', reason },
    ]);
  });

  it('are those of the cell: its own pairs and those that it cites, of the stage that they close', () => {
    const pairs = [
      pair(),
      pair({ dmc: 'IOC-02', citedBy: [{ dmc: 'IOC-01', phase: 'Active' }] }),
      pair({ dmc: 'IOC-02' }),
      pair({ phase: 'Mixed' }),
      pair({ closes: 'Migration DMRT' }),
    ];
    expect(compareSets({ pairs }, CELL, [set(1), set(2)])).toMatchObject([{ compared: 2 }]);
  });

  it('are nothing where the cell has one set only', () => {
    expect(compareSets({ pairs: [pair()] }, CELL, [set(1)])).toEqual([]);
  });
});

describe('two builds', () => {
  it('are the same by the digests of all components, in whatever order', () => {
    expect(sameDigests({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
    expect(sameDigests({ a: '1' }, { a: '1', b: '2' })).toBe(false);
    expect(sameDigests({ a: '1' }, { a: '2' })).toBe(false);
    expect(sameDigests({}, {})).toBe(false);
  });
});
