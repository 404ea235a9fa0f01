import { describe, expect, it } from 'vitest';
import type { KnownIssueResult } from '../../reports/record/result-model';
import type { KnownIssue } from '../../support/scope/known-issues';
import { execution, knownIssue, planOf } from '../fixtures/builders';
import { matchKnownIssues } from './ledger';

const STARTED = new Date('2026-03-01T12:00:00Z');
const FINGERPRINT = '2-0123456789ab';
const failed = execution('failed', { id: 'ST-A1-01', fingerprint: FINGERPRINT });

function matched(row: KnownIssue, executions = [failed]): { outcome: string | undefined; issue: KnownIssueResult } {
  const { executions: results, knownIssues } = matchKnownIssues(executions, [row], planOf(), STARTED);
  const [issue] = knownIssues;
  if (issue === undefined) throw new Error('The ledger has a row.');
  return { outcome: results[0]?.outcome, issue };
}

describe('a failure', () => {
  it.each<[string, Partial<KnownIssue>, string, KnownIssueResult['state']]>([
    ['a row has it', {}, 'known-issue', 'open'],
    ['its row ends today', { targetDate: '2026-03-01' }, 'known-issue', 'open'],
    ['its row has expired', { targetDate: '2026-02-28' }, 'failed', 'expired'],
    ['its row has another fingerprint', { fingerprint: '2-ffffffffffff' }, 'failed', 'changed'],
    ['its row is of another scenario', { scenario: 'ST-A1-02' }, 'failed', 'not run'],
    ['its row is of its combination', { dmcs: ['IOC-01'] }, 'known-issue', 'open'],
    ['its row is of another combination', { dmcs: ['IOC-02'] }, 'failed', 'not run'],
  ])('where %s is %s', (_what, changes, outcome, state) => {
    const result = matched(knownIssue(changes));
    expect([result.outcome, result.issue.state]).toEqual([outcome, state]);
  });
});

describe('a row of the ledger', () => {
  it('is stale where its scenario passes', () => {
    expect(matched(knownIssue(), [execution('passed', { id: 'ST-A1-01' })]).issue.state).toBe('stale');
  });

  it('belongs to the Work-Off Plan only where the plan allows its severity', () => {
    const allowing = planOf({ kind: 'failures', severities: ['normal'], atMost: 0, workOffPlan: 1 });
    const of = (severity: KnownIssue['severity']): boolean | undefined =>
      matchKnownIssues([failed], [knownIssue({ severity })], allowing, STARTED).knownIssues[0]?.inWorkOffPlan;
    expect([of(3), of(2)]).toEqual([true, false]);
    expect(matched(knownIssue()).issue.inWorkOffPlan).toBe(false);
  });

  it('with a fingerprint of version 1 is matched by scenario and combination, and prints what to write in its place', () => {
    const { outcome, issue } = matched(knownIssue({ fingerprint: 'ffffffffffff' }));
    expect([outcome, issue.state]).toEqual(['known-issue', 'open']);
    expect(issue.note).toContain(`Its fingerprint is of version 1: write ${FINGERPRINT} in its place.`);
    const otherwise = execution('failed', { id: 'ST-A1-01', fingerprint: '2-ffffffffffff' });
    const both = matched(knownIssue({ fingerprint: 'ffffffffffff' }), [failed, otherwise]);
    expect([both.outcome, both.issue.state]).toEqual(['failed', 'changed']);
  });

  it('gives the same result when it is matched again', () => {
    const once = matchKnownIssues([failed], [knownIssue()], planOf(), STARTED);
    expect(matchKnownIssues(once.executions, [knownIssue()], planOf(), STARTED)).toEqual(once);
  });
});
