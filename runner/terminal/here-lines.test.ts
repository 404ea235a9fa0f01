import { describe, expect, it } from 'vitest';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import type { PlannedExecution } from '../planning/planned-execution';
import { hereLines } from './here-lines';

function planned(id: string, more: Pick<PlannedExecution, 'aside'> = {}): PlannedExecution {
  const tags = { tags: [], refusals: [], positive: ['ST-A1'], negative: [], applies: [], phases: [] };
  const place = { feature: 'A feature', featurePath: 'features/a.feature', line: 1, scenarioLine: 1, area: 'Area' };
  return {
    scenario: { id, title: `Title of ${id}`, ...place, ...tags, axis: 'dmc-and-phase', severity: 'normal' },
    ...{ dmc: exampleDmc(), phase: 'Active', stage: 'ST', kind: 'test', stageSeed: '1', seed: '1', citedBy: [] },
    ...more,
  };
}

describe('what of a plan would run on an environment', () => {
  it('is counted, with the step that keeps out what would not, the most frequent first', () => {
    const lacks = (step: string): { outcome: 'not-run-here'; reason: string } => ({
      outcome: 'not-run-here',
      reason: `It lacks lab ("${step}").`,
    });
    const notApplicable = { outcome: 'does-not-apply' as const, reason: 'No gas.' };
    const lines = hereLines('remote', [
      planned('ST-A1-01'),
      planned('ST-A1-02', { aside: lacks('a fault') }),
      ...['03', '04', '05', '06', '07', '08'].map((id) => planned(`ST-A1-${id}`, { aside: lacks('the lab') })),
      planned('ST-A1-09', { aside: notApplicable }),
    ]);
    expect(lines).toEqual([
      '',
      'On remote: 1 execution would run, 7 would not.',
      '      6  It lacks lab ("the lab"). (ST-A1-03, ST-A1-04, ST-A1-05, ST-A1-06, ST-A1-07 and 1 more)',
      '      1  It lacks lab ("a fault"). (ST-A1-02)',
    ]);
  });
});
