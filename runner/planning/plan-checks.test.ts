import { describe, expect, it } from 'vitest';
import { SETS_PLAN } from '../fixtures/sets-project';
import { planSchema, type Plan, type PlannedStage } from '../../support/scope/plan';
import { planProblems } from '../../support/scope/plan-checks';

const REGISTER = ['PH-1', 'ST-A1', 'ST-B2'];
const plan = planSchema.parse(SETS_PLAN);

/** The plan with one of its stages changed. */
function withStage(name: string, change: Partial<PlannedStage>): Plan {
  return { ...plan, stages: plan.stages.map((stage) => (stage.name === name ? { ...stage, ...change } : stage)) };
}

/** The plan with a set that does not say which one it is. */
function withoutNumber(name: string): Plan {
  const stages = plan.stages.map(({ set, ...stage }) =>
    stage.name === name || set === undefined ? stage : { ...stage, set },
  );
  return { ...plan, stages };
}

describe('what is wrong with a plan', () => {
  it('is nothing where every stage, set, gate and requirement finds its counterpart', () => {
    expect(planProblems(plan, REGISTER)).toEqual([]);
  });

  it.each<[string, Plan, RegExp]>([
    ['a set that does not say which', withoutNumber('Main, set 1'), /"Main, set 1" must say which "set"/],
    ['a set that closes no test stage', withStage('Main, set 2', { closes: 'Whole system' }), /"Main, set 2" must say/],
    ['a set that stands twice', withStage('Main, set 2', { set: 1 }), /set 1 of "Main" stands twice/],
    ['a stage that stands twice', withStage('Dormant part', { name: 'Main' }), /the stage "Main" stands twice/],
    ['a test stage with a set', withStage('Main', { set: 1 }), /"Main" is no regression set, so that it cannot have/],
    [
      'a second set before the first',
      { ...plan, stages: [...plan.stages].sort((a, b) => (b.set ?? 0) - (a.set ?? 0)) },
      /set 2 of "Main" must come after its set 1/,
    ],
    [
      'a gate before a stage that is not there',
      { ...plan, criteria: plan.criteria.map((one) => (one.id === 'EN-2' ? { ...one, stage: 'Dormat part' } : one)) },
      /criterion EN-2 can guard a test stage of the plan only/,
    ],
    [
      'a requirement that names a stage which is not there',
      { ...plan, requirements: plan.requirements.map((one) => (one.stages ? { ...one, stages: ['Mian'] } : one)) },
      /PH-1 names the stage "Mian", which the plan lacks/,
    ],
    [
      'a requirement that stages are to show, and that names none',
      { ...plan, requirements: plan.requirements.map(({ id, shown }) => ({ id, shown })) },
      /PH-1 must name "stages" if stages are to show it/,
    ],
    [
      'a requirement that documents are to show, and that names none',
      { ...plan, requirements: [...plan.requirements.slice(0, 1), { id: 'PH-1', shown: ['documents'] }] },
      /PH-1 must name "documents"/,
    ],
  ])('is %s', (_name, wrong, sentence) => {
    expect(planProblems(wrong, REGISTER).join('\n')).toMatch(sentence);
  });
});
