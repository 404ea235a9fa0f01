import { expect, it } from 'vitest';
import { execution, knownIssue, planOf } from '../fixtures/builders';
import { countOpenIssues, openIssues } from './issues';
import { matchKnownIssues } from './ledger';

const executions = [
  execution('failed', { id: 'ST-A1-01', fingerprint: '2-0123456789ab', severity: 'blocker' }),
  execution('failed', { id: 'ST-A1-02', severity: 'critical' }),
  execution('passed', { id: 'ST-A1-03', severity: 'critical' }),
];
const started = new Date('2026-03-01T00:00:00Z');
const { executions: results, knownIssues } = matchKnownIssues(
  executions,
  [knownIssue({ severity: 4 })],
  planOf(),
  started,
);

it('takes the severity of a known issue from its row, and of any other failure from its scenario', () => {
  expect(openIssues(results, knownIssues, [4])).toEqual({ known: ['KI-1'], unknown: [] });
  expect(openIssues(results, knownIssues, [2])).toEqual({ known: [], unknown: ['ST-A1-02'] });
  expect(openIssues(results, knownIssues, [1])).toEqual({ known: [], unknown: [] });
});

it('counts an issue once, however many executions it has', () => {
  const twice = [...results, ...results];
  expect(countOpenIssues(twice, knownIssues).map(({ known, unknown }) => [known, unknown])).toEqual([
    [0, 0],
    [0, 1],
    [0, 0],
    [1, 0],
    [0, 0],
  ]);
});
