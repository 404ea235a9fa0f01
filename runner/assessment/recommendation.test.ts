import { describe, expect, it } from 'vitest';
import type { CellResult, EpclRecommendation } from '../../reports/record/result-model';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import { factsOf } from '../fixtures/builders';
import type { Facts } from './facts';
import { recommendCell } from './recommendation';

const CELL = { dmc: exampleDmc(), phase: 'Active', stages: [] } as const;
const stage = { folders: ['features'], tags: '' };

/** Facts of a plan that takes its cell through a whole Test Phase. */
function wholePhase(): Facts {
  const facts = factsOf([], []);
  const stages = [
    ...facts.plan.stages,
    { ...stage, name: 'Set 1', kind: 'regression-set' as const, set: 1 as const, closes: 'Migration ST' },
    { ...stage, name: 'Set 2', kind: 'regression-set' as const, set: 2 as const, closes: 'Migration ST' },
    { ...stage, name: 'Full', kind: 'full-regression' as const },
  ];
  return { ...facts, plan: { ...facts.plan, stages } };
}

describe('of a cell', () => {
  it.each<[CellResult['verdict'], EpclRecommendation['verdict']]>([
    ['met', 'would be recommended'],
    ['met with work-off plan', 'would be recommended with work-off plan'],
    ['not met', 'would not be recommended'],
    ['incomplete', 'would not be recommended'],
    ['refused', 'would not be recommended'],
    ['does not apply', 'no statement'],
  ])('that is "%s" the run says: %s', (verdict, recommendation) => {
    expect(recommendCell(wholePhase(), CELL, { verdict }).verdict).toBe(recommendation);
  });

  it('an informal run, and a plan without regression, say nothing', () => {
    expect(recommendCell({ ...wholePhase(), formal: false }, CELL, { verdict: 'met' }).verdict).toBe('no statement');
    expect(recommendCell(factsOf([], []), CELL, { verdict: 'met' }).verdict).toBe('no statement');
  });
});
