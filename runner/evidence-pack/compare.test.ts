import { expect, it } from 'vitest';
import { differencesByKind } from './compare';

const record = (what: string, notInPlan = 'Full system regression'): unknown => ({
  notRun: [{ what, why: 'It is refused.' }],
  run: { notInPlan: [{ what: notInPlan, why: 'It closes a Test Phase.' }] },
});

it('takes what was not run as words, since cells and executions hold the fact, and what the plan leaves out as a fact', () => {
  const due = record('Every test for IOC-02 Active');
  const worded = differencesByKind(record('Every scenario for IOC-02 Active'), due, 'result.json');
  expect(worded.facts).toEqual([]);
  expect(worded.wording.map(({ name }) => name)).toEqual(['result.json.notRun[0].what']);
  const changed = differencesByKind(record('Every test for IOC-02 Active', 'Nothing'), due, 'result.json');
  expect([changed.facts.length, changed.wording.length]).toEqual([1, 0]);
});
