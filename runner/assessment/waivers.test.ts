import { describe, expect, it } from 'vitest';
import type { CriterionResult, Waiver } from '../../reports/record/result-model';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import { factsOf } from '../fixtures/builders';
import { isOpen, waiversOf, waiversOfPlan } from './waivers';

const WAIVER: Waiver = {
  criterion: 'EX-1',
  approver: 'Test Manager',
  reason: 'Accepted until the next release.',
  date: '2026-01-01',
  reference: 'Minute 1',
};
const CELL = { dmc: exampleDmc(), phase: 'Active', stages: [] } as const;
const NOT_MET = { threshold: 't', measured: 'm', verdict: 'not met', note: 'n' } as const;

describe('a criterion', () => {
  it.each<[CriterionResult['verdict'], boolean]>([
    ['met', false],
    ['met with work-off plan', false],
    ['not in this plan', false],
    ['not met', true],
    ['not demonstrated', true],
  ])('that is "%s" and not waived is open: %s', (verdict, open) => {
    expect(isOpen({ verdict, waivers: [] })).toBe(open);
    expect(isOpen({ verdict, waivers: [WAIVER] })).toBe(false);
  });
});

describe('a waiver', () => {
  it.each<[string, Waiver, boolean]>([
    ['of every combination and Test Phase', WAIVER, true],
    ['of the cell', { ...WAIVER, dmc: 'IOC-01', phase: 'Active' }, true],
    ['of another combination', { ...WAIVER, dmc: 'IOC-02' }, false],
    ['of another Test Phase', { ...WAIVER, phase: 'Mixed' }, false],
    ['of another criterion', { ...WAIVER, criterion: 'EX-2' }, false],
  ])('%s covers the criterion in that cell: %s', (_what, waiver, covers) => {
    expect(waiversOf([waiver], 'EX-1', NOT_MET, CELL)).toEqual(covers ? [waiver] : []);
  });

  it('covers a criterion of the whole run only where it names no cell', () => {
    const ofCell = { ...WAIVER, phase: 'Active' } as const;
    expect(waiversOf([WAIVER, ofCell], 'EX-1', NOT_MET, undefined)).toEqual([WAIVER]);
  });

  it('is not needed where the criterion is met', () => {
    expect(waiversOf([WAIVER], 'EX-1', { ...NOT_MET, verdict: 'met' }, CELL)).toEqual([]);
  });

  it('of another plan is left out', () => {
    const facts = factsOf([], []);
    const waivers = [
      { ...WAIVER, plan: 'small', line: 2 },
      { ...WAIVER, plan: 'other', line: 3 },
    ];
    expect(waiversOfPlan({ ...facts, scope: { ...facts.scope, waivers } })).toEqual([WAIVER]);
  });
});
