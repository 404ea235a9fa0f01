import { describe, expect, it } from 'vitest';
import type { CellResult, CriterionResult, EpclRecommendation } from '../../reports/record/result-model';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import { factsOf } from '../fixtures/builders';
import type { CellAssessment } from './cell-assessment';
import type { Facts } from './facts';
import { recommendCell, recommendDmcs } from './recommendation';

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

describe('of a combination', () => {
  const cellOf = (phase: CellAssessment['cell']['phase']): CellAssessment => ({
    ...{ cell: { ...CELL, phase }, verdict: 'met', requirements: [], stages: [], regressions: [], executions: [] },
    criteria: [{ id: 'EX-1', threshold: '', measured: '', verdict: 'met', note: '', waivers: [] }],
    recommendation: { verdict: 'would be recommended', sentence: '' },
  });
  const cells = (['Active', 'Dormant', 'Mixed'] as const).map(cellOf);
  const criterion = (id: string, verdict: CriterionResult['verdict']): CriterionResult => ({
    ...{ id, kind: 'exit', text: '', source: '', threshold: '', measured: '', note: '', waivers: [] },
    verdict,
  });
  const verdictWith = (...criteria: readonly CriterionResult[]): EpclRecommendation | undefined =>
    recommendDmcs(wholePhase(), { cells, criteria, requirements: [] })[0]?.recommendation;

  it('that meets the criteria of its Test Phases it says so, where those of the whole run are met too', () => {
    const met = [criterion('EX-1', 'met'), criterion('EX-11', 'met')];
    expect(verdictWith(...met)?.verdict).toBe('would be recommended');
  });

  it('it leaves to each combination a criterion that is judged by Test Phase', () => {
    expect(verdictWith(criterion('EX-1', 'not met'))?.verdict).toBe('would be recommended');
  });

  it('it recommends nothing while a criterion of the whole run stands open, and names it', () => {
    const open = verdictWith(criterion('EX-1', 'met'), criterion('EX-11', 'not demonstrated'));
    expect(open?.verdict).toBe('would not be recommended');
    expect(open?.sentence).toMatch(/; EX-11 of the whole run stands open\.$/);
  });
});
