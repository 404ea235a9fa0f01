import { describe, expect, it } from 'vitest';
import type { CellCriterion, ExecutionResult, Outcome, StageResult } from '../../reports/record/result-model';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import { ENTRY_STAGE, type PlannedStage } from '../../support/scope/plan';
import { execution, factsOf } from '../fixtures/builders';
import type { Facts, StageRun } from './facts';
import { exitStage, mayEnterStage, stageResults, type Passage } from './stages';

const ST: PlannedStage = { name: 'Migration ST', kind: 'test', folders: ['features'], tags: '' };
const SET: PlannedStage = { ...ST, name: 'Set 1', kind: 'regression-set', set: 1, closes: 'Migration ST' };
const DMRT: PlannedStage = { ...ST, name: 'Migration DMRT' };
const BUILD = { 'dcc-like-system': 'sha256:01' };
const RAN: StageRun = { stage: ST.name, environment: 'embedded', seed: '7', build: BUILD };

function results(executions: readonly ExecutionResult[], changes: Partial<Passage> = {}, runs = [RAN]): StageResult[] {
  const facts: Facts = { ...factsOf(executions, []), stageRuns: runs };
  const cell = { dmc: exampleDmc(), phase: 'Active' as const, stages: [ST] };
  return stageResults(facts, { cell, gates: new Map(), executions, ...changes });
}

describe('a stage', () => {
  it.each<[string, readonly Outcome[], StageResult['outcome'], string | undefined]>([
    ['all passed', ['passed', 'does-not-apply'], 'passed', undefined],
    ['one failed in a known way', ['passed', 'known-issue'], 'passed with known issues', undefined],
    ['one failed', ['passed', 'known-issue', 'failed'], 'failed', '1 of 3 executions failed, the first is X-2.'],
    [
      'one proved nothing, whatever else failed',
      ['failed', 'blocked'],
      'incomplete',
      '1 of 2 executions proved nothing, the first is X-1 (blocked).',
    ],
    [
      'one did not run here',
      ['not-run-here'],
      'incomplete',
      '1 of 1 executions proved nothing, the first is X-0 (not run here).',
    ],
    ['none applies', ['does-not-apply'], 'does not apply', 'None of its tests applies to the Test Phase.'],
  ])('of which %s is judged by the worst', (_what, outcomes, outcome, reason) => {
    const [, stage] = results(outcomes.map((one, index) => execution(one, { id: `X-${index}` })));
    expect([stage?.outcome, stage?.reason]).toEqual([outcome, reason]);
    expect(stage).toMatchObject({ seed: '7', build: BUILD });
  });

  it('was not entered where the Test Phase was refused, its gate was closed, or its build was refused', () => {
    const [entry, refused] = results([], { refused: 'No SMSO.' });
    expect(entry).toMatchObject({ name: ENTRY_STAGE, outcome: 'failed', reason: 'No SMSO.' });
    expect(refused).toMatchObject({ outcome: 'not entered', reason: 'No SMSO.' });
    const [open, closed] = results([], { gates: new Map([[ST.name, 'EN-7 is not met.']]) });
    expect(open?.outcome).toBe('passed');
    expect(closed).toMatchObject({ outcome: 'not entered', reason: 'EN-7 is not met.' });
    const [, other] = results([], {}, [{ ...RAN, refused: 'Another build.' }]);
    expect(other).toMatchObject({ outcome: 'not entered', reason: 'Another build.' });
  });

  it('was not entered where nothing ran and nothing is cited; what is cited counts and says where it ran', () => {
    expect(results([], {}, [])[1]).toMatchObject({ outcome: 'not entered', reason: 'It was not run.' });
    const cited = execution('passed', { dmc: 'IOC-02', citedBy: [{ dmc: 'IOC-01', phase: 'Active' }] });
    const [, stage] = results([cited, execution('passed')]);
    expect(stage).toMatchObject({ outcome: 'passed', environments: ['embedded'], counts: { passed: 2, cited: 1 } });
  });

  it('is closed with the stage that is guarded: the stage itself and the sets that close it, no other', () => {
    const gates = new Map([[ST.name, 'EN-7 is not met.']]);
    expect([ST, SET, DMRT].map((stage) => mayEnterStage(stage, gates))).toEqual([false, false, true]);
  });
});

describe('the exit', () => {
  const facts = factsOf([], [{ kind: 'executed-share', atLeastPercent: 100 }]);
  const criterion = (verdict: CellCriterion['verdict'], changes: Partial<CellCriterion> = {}): CellCriterion => ({
    id: 'EX-1',
    threshold: 'all',
    measured: 'some',
    note: 'Left open: X-1.',
    waivers: [],
    verdict,
    ...changes,
  });

  it.each<[CellCriterion['verdict'], StageResult['outcome']]>([
    ['met', 'passed'],
    ['met with work-off plan', 'passed with known issues'],
    ['not met', 'failed'],
    ['not demonstrated', 'failed'],
    ['not in this plan', 'passed'],
  ])('with a criterion that is %s: %s', (verdict, outcome) => {
    expect(exitStage(facts, [criterion(verdict)], undefined).outcome).toBe(outcome);
  });

  it('names the criterion that is open, and asks no entry criterion', () => {
    expect(exitStage(facts, [criterion('not met')], undefined).reason).toBe('EX-1 is not met: Left open: X-1.');
    expect(exitStage(facts, [criterion('not met', { id: 'EN-1' })], undefined).outcome).toBe('passed');
  });

  it('names every criterion that is open', () => {
    const criteria = [criterion('not met'), criterion('not demonstrated')];
    expect(exitStage(facts, criteria, undefined).reason).toBe('EX-1 is not met: Left open: X-1. EX-1 stands open too.');
  });

  it('was not entered where the Test Phase was not', () => {
    expect(exitStage(facts, [], 'No SMSO.')).toMatchObject({ outcome: 'not entered', reason: 'No SMSO.' });
  });
});
