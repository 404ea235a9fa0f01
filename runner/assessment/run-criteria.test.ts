import { expect, it } from 'vitest';
import type { CriterionResult, KnownIssueResult } from '../../reports/record/result-model';
import { execution, factsOf, knownIssue } from '../fixtures/builders';
import { assignmentsMet, knownIssuesCurrent } from './run-criteria';

const facts = factsOf([], []);

it.each<[KnownIssueResult['state'], CriterionResult['verdict']]>([
  ['open', 'met'],
  ['not run', 'met'],
  ['expired', 'not met'],
  ['changed', 'not met'],
  ['stale', 'not met'],
])('a ledger with a row that is "%s" is in order: %s', (state, verdict) => {
  const row = { ...knownIssue(), state, note: 'n', executions: [], inWorkOffPlan: false };
  expect(knownIssuesCurrent({ ...facts, knownIssues: [row] }).verdict).toBe(verdict);
});

it.each<[string, CriterionResult['verdict']]>([
  ['containers', 'met'],
  ['embedded', 'not demonstrated'],
])('an assigned cell that ran on %s is %s', (environment, verdict) => {
  const assignment = {
    environment: 'containers' as const,
    cells: [{ dmc: 'IOC-01', phase: 'Active' as const }],
    why: 'w',
  };
  const assigning = { ...facts, plan: { ...facts.plan, places: [assignment] } };
  expect(assignmentsMet(assigning, [execution('passed', { environment })]).verdict).toBe(verdict);
});

it('a plan without assignments demonstrates none', () => {
  expect(assignmentsMet(facts, [execution('passed')]).verdict).toBe('not demonstrated');
});
