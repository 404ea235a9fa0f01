import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../reports/record/result-model';
import { execution, factsOf } from '../fixtures/builders';
import { evidenceByEnvironment, plannedSetOf } from './statements';

describe('the planned set', () => {
  it.each<[Outcome, boolean]>([
    ['passed', true],
    ['failed', true],
    ['known-issue', true],
    ['does-not-apply', true],
    ['not-run-here', false],
    ['blocked', false],
    ['incomplete', false],
  ])('with one execution that is %s was executed as planned: %s', (outcome, same) => {
    expect(plannedSetOf([execution('passed'), execution(outcome)], []).same).toBe(same);
  });

  it('is not the executed one where nothing applies', () => {
    expect(plannedSetOf([execution('does-not-apply')], []).same).toBe(false);
  });
});

describe('evidence by environment', () => {
  const facts = factsOf([], []);
  const assignment = {
    environment: 'containers' as const,
    cells: [{ dmc: 'IOC-01', phase: 'Active' as const }],
    why: 'w',
  };
  const assigning = { ...facts, plan: { ...facts.plan, places: [assignment] } };

  it.each([
    ['containers', true],
    ['embedded', false],
  ])('of an assigned cell that ran on %s is demonstrated: %s', (environment, demonstrated) => {
    const evidence = evidenceByEnvironment(assigning, [execution('passed', { environment })]);
    expect(evidence.find((one) => one.environment === 'containers')?.demonstrated).toBe(demonstrated);
  });

  it('of an assigned cell that did not run is not demonstrated', () => {
    const evidence = evidenceByEnvironment(assigning, []);
    expect(evidence.find((one) => one.environment === 'containers')?.demonstrated).toBe(false);
  });
});
