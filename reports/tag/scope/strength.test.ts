import { expect, it } from 'vitest';
import { SAMPLE_SCOPE } from '../../fixtures/scope';
import { plannedEvidence } from './strength';

it('is not weakened by a combination whose release does not use what the requirement is about', () => {
  const [requirement] = SAMPLE_SCOPE.requirements.filter(({ id }) => id === 'ST-B4');
  if (requirement === undefined) throw new Error('The sample has no such requirement.');
  const scenarios = SAMPLE_SCOPE.scenarios.map((one) => ({
    ...one,
    positive: ['ST-B4'],
    runs: one.runs.map((run) => ({ ...run, dmc: 'IOC-01', citedBy: [] })),
  }));
  const strengthWith = (notFor: readonly string[]): string | undefined => {
    const requirements = [{ ...requirement, notFor }];
    const cells = ['IOC-01', 'IOC-02'].map((dmc) => ({ dmc, phase: scenarios[0]?.runs[0]?.phase ?? '' }));
    return plannedEvidence({ ...SAMPLE_SCOPE, scenarios, cells, requirements })[0]?.strength;
  };
  expect(strengthWith([])).toBe('none');
  expect(strengthWith(['IOC-02'])).not.toBe('none');
});
