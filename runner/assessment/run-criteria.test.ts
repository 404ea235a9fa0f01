import { expect, it } from 'vitest';
import type { CriterionResult, DetectionResult, KnownIssueResult } from '../../reports/record/result-model';
import { execution, factsOf, knownIssue } from '../fixtures/builders';
import { assignmentsMet, detectionShown, knownIssuesCurrent } from './run-criteria';

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

const PROOF: DetectionResult = {
  tool: 'prove',
  command: 'npm run prove',
  startedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T12:00:00.000Z',
  seeds: ['1'],
  commit: 'commit 36edf99',
  tried: 11,
  population: 11,
  findings: [],
  standing: 'this build',
  changed: [],
  counts: { found: 9, missed: 0, 'timed out': 1, 'not met': 0, equivalent: 1 },
  areas: [],
  requirements: [],
  found: [],
  open: [],
};

it.each<[string, readonly DetectionResult[] | undefined, CriterionResult['verdict'], string]>([
  ['no proof', undefined, 'not demonstrated', 'no proof'],
  ['a proof of another tool', [{ ...PROOF, tool: 'mutate' }], 'not demonstrated', 'no proof'],
  ['an older proof', [{ ...PROOF, standing: 'older' }], 'not demonstrated', 'an older proof'],
  ['a proof of this build', [PROOF], 'met', '9 of 10'],
  ['a proof of the same rules and suite', [{ ...PROOF, standing: 'same rules and suite' }], 'met', '9 of 10'],
  ['a proof that found too little', [{ ...PROOF, counts: { ...PROOF.counts, missed: 1 } }], 'not met', '9 of 11'],
  [
    'a sample that may be better than the whole',
    [{ ...PROOF, tried: 11, population: 400, interval: { low: 0.596, high: 0.982 } }],
    'not met',
    '9 of 10, with 95 % confidence at least 59.6 %',
  ],
])('a criterion that asks for detection, with %s', (_name, detection, verdict, measured) => {
  const given = detection === undefined ? facts : { ...facts, detection };
  const judged = detectionShown({ kind: 'detection', tool: 'prove', atLeastPercent: 90 }, given);
  expect(judged).toMatchObject({ verdict, measured });
});
