import { describe, expect, it } from 'vitest';
import type { CriterionResult, RegressionComparison, StageResult } from '../../reports/record/result-model';
import { comparison, stage } from '../fixtures/builders';
import { regressionSets, stagesPassed, stagesRun } from './stage-criteria';

type StageOutcome = StageResult['outcome'];

describe('that every stage was run', () => {
  it.each<[StageOutcome, CriterionResult['verdict']]>([
    ['passed', 'met'],
    ['passed with known issues', 'met'],
    ['failed', 'met'],
    ['does not apply', 'met'],
    ['incomplete', 'not met'],
    ['not entered', 'not met'],
  ])('with one stage that is "%s" is %s', (outcome, verdict) => {
    expect(stagesRun([stage('passed'), stage(outcome)]).verdict).toBe(verdict);
  });
});

describe('that the stages of a kind passed', () => {
  it.each<[StageOutcome, CriterionResult['verdict']]>([
    ['passed', 'met'],
    ['passed with known issues', 'met'],
    ['failed', 'not met'],
    ['incomplete', 'not met'],
    ['not entered', 'not met'],
    ['does not apply', 'not demonstrated'],
  ])('with one that is "%s" is %s', (outcome, verdict) => {
    expect(stagesPassed('test', [stage(outcome)]).verdict).toBe(verdict);
  });

  it('asks no stage of another kind, and is not demonstrated without one of its own', () => {
    expect(stagesPassed('test', [stage('passed'), stage('failed', { kind: 'full-regression' })]).verdict).toBe('met');
    expect(stagesPassed('full-regression', [stage('passed')]).verdict).toBe('not demonstrated');
  });
});

describe('that the sets of a regression are alike', () => {
  it.each<[RegressionComparison['verdict'], CriterionResult['verdict']]>([
    ['same', 'met'],
    ['explained', 'met'],
    ['unexplained', 'not met'],
    ['not compared', 'not demonstrated'],
  ])('where one is "%s" is %s', (verdict, expected) => {
    expect(regressionSets([comparison(), comparison({ verdict })]).verdict).toBe(expected);
  });

  it('is not demonstrated without regression, and not met where one of several is unexplained', () => {
    expect(regressionSets([]).verdict).toBe('not demonstrated');
    const both = [comparison({ verdict: 'not compared' }), comparison({ verdict: 'unexplained' })];
    expect(regressionSets(both).verdict).toBe('not met');
  });
});
