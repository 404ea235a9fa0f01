import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlan } from './read-plan';

const FIRST = path.join(__dirname, '../../runner/fixtures/project/features/scope/plans/small.json');
const folder = mkdtempSync(path.join(tmpdir(), 'plans-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface PlanText {
  readonly cells: object;
  readonly criteria: readonly { readonly measure: object }[];
}

/** Reads the small plan with a change. */
function readChanged(change: (plan: PlanText) => object): void {
  const plan = JSON.parse(readFileSync(FIRST, 'utf8')) as PlanText;
  writeFileSync(path.join(folder, 'small.json'), JSON.stringify(change(plan)));
  readPlan(folder, 'small', ['PH-1', 'ST-A1', 'ST-B2']);
}

describe('a plan with a field that there is not', () => {
  it.each<[string, (plan: PlanText) => object, RegExp]>([
    [
      'in the plan itself',
      (plan) => ({ ...plan, foo: 1 }),
      /small\.json: "foo" is no field that can stand there: correct or remove it; there are id, title, claim, cells, .*outOfScope\.$/,
    ],
    [
      'in one of several kinds',
      (plan) => ({ ...plan, cells: { ...plan.cells, dmcss: [] } }),
      /"cells\.dmcss" is no field that can stand there: correct or remove it; there are of, release, dmc, phases\.$/,
    ],
    [
      'in a list',
      (plan) => ({
        ...plan,
        criteria: plan.criteria.map((one) => ({ ...one, measure: { ...one.measure, a: 1, b: 2 } })).slice(0, 1),
      }),
      /"criteria\.0\.measure\.a", "criteria\.0\.measure\.b" are no fields that can stand there: correct or remove them; there are kind/,
    ],
  ])('%s is told what can stand there', (_where, change, sentence) => {
    expect(() => readChanged(change)).toThrow(sentence);
  });
});
