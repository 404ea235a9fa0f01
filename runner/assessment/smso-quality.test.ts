import { describe, expect, it } from 'vitest';
import type { ExecutionResult } from '../../reports/record/result-model';
import { failureOfText } from '../../support/evidence/failure';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import type { EvidenceRecord, SmsoQuality } from '../../support/scope/records';
import { execution } from '../fixtures/builders';
import type { Facts } from './facts';
import { judgeSmsoQuality } from './smso-quality';

const MEASURE = { kind: 'smso-quality', atLeastPercent: 98, atMostWrongReports: 0, atMostOpenDefects: 2 } as const;

const DEFECTS = ['An order is shown twice', 'A list cannot be sorted', 'A date lacks its year'];

const dmc = exampleDmc();

function record(quality: Partial<SmsoQuality> | undefined, changes: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return {
    kind: 'smso-quality',
    release: 'IOC',
    smso: dmc.smso,
    date: '2019-05-10',
    reference: 'Fictitious record',
    statement: 'Checks of the delivery were made.',
    ...(quality ? { quality: { checks: 200, passed: 200, wrongReports: 0, openDefects: [], ...quality } } : {}),
    ...changes,
  };
}

function judge(...records: EvidenceRecord[]): ReturnType<typeof judgeSmsoQuality> {
  const facts = { scope: { records }, cells: [{ dmc, phase: 'Dormant', stages: [] }] } as unknown as Facts;
  return judgeSmsoQuality(MEASURE, facts);
}

describe('the quality of an SMSO', () => {
  it('keeps its verdict and says so where the run contradicts what is recorded', () => {
    const failed = (party: string): ExecutionResult =>
      execution('failed', { id: 'DM-2-41', failure: { ...failureOfText('no report'), party } });
    const facts = (party: string): Facts =>
      ({
        scope: { records: [record({})] },
        cells: [{ dmc, phase: 'Dormant', stages: [] }],
        executions: [failed(party)],
      }) as unknown as Facts;
    const { verdict, measured, note } = judgeSmsoQuality(MEASURE, facts('smso'));
    expect(verdict).toBe('met');
    expect(measured).toMatch(/; 1 test of this run contradicts this$/);
    expect(note).toContain('This run contradicts the record: 1 test failed for which the SMSO is to blame (DM-2-41).');
    expect(judgeSmsoQuality(MEASURE, facts('s1sp')).note).not.toContain('contradicts');
  });

  it('is met by figures within the thresholds', () => {
    const { verdict, note } = judge(record({ passed: 196, openDefects: DEFECTS.slice(1) }));
    expect(verdict).toBe('met');
    expect(note).toContain('Open: A list cannot be sorted; A date lacks its year.');
  });

  it.each<[string, Partial<SmsoQuality>]>([
    ['too few checks that passed', { passed: 195 }],
    ['a report that was wrong', { wrongReports: 1 }],
    ['too many open defects', { openDefects: DEFECTS }],
  ])('is not met with %s', (_why, quality) => {
    const { verdict, note } = judge(record(quality));
    expect(verdict).toBe('not met');
    expect(note).toContain('asked for are at least 98 %');
  });

  it('is not demonstrated without a record, without figures, or without a check', () => {
    expect(judge().note).toContain('No record of it exists');
    expect(judge(record({}, { smso: 'OTHER' })).verdict).toBe('not demonstrated');
    expect(judge(record(undefined)).verdict).toBe('not demonstrated');
    expect(judge(record({ checks: 0, passed: 0 })).verdict).toBe('not demonstrated');
  });

  it('is that of the newest record, in whatever order they stand', () => {
    const bad = record({ wrongReports: 4 }, { date: '2019-05-20' });
    expect(judge(bad, record({})).verdict).toBe('not met');
    expect(judge(record({}), bad).verdict).toBe('not met');
  });
});
