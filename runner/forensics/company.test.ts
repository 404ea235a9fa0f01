import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExecutionResult } from '../../reports/record/result-model';
import { keyOf } from '../../support/scope/identity';
import type { Plan } from '../../support/scope/plan';
import { Journal } from '../execution/journal';
import { execution } from '../fixtures/builders';
import { Company } from './company';

const base = mkdtempSync(path.join(tmpdir(), 'company-'));
afterAll(() => rmSync(base, { recursive: true }));

const stage = { kind: 'test' as const, folders: ['features'], tags: '' };
const plan = {
  stages: [
    { ...stage, name: 'One' },
    { ...stage, name: 'Two' },
    { ...stage, name: 'Two, set 2', kind: 'regression-set' as const, set: 2 as const, closes: 'Two' },
  ],
} as unknown as Plan;

const ran = (id: string, of: string, worker: number): ExecutionResult =>
  execution('passed', { id, stage: of, worker, environment: 'embedded' });

describe('the company of an execution', () => {
  const failure = ran('ST-A1-05', 'Two', 1);
  const all = [
    ran('ST-A1-01', 'One', 1),
    ran('ST-A1-02', 'One', 2),
    { ...ran('ST-A1-03', 'One', 1), environment: 'containers' },
    ran('ST-A1-04', 'Two', 1),
    failure,
    ran('ST-A1-06', 'Two', 1),
    ran('ST-A1-07', 'Two, set 2', 1),
  ];

  it('is what its worker ran before it on the same system, in that order', () => {
    const journal = new Journal(base);
    journal.open({
      startedAt: '2026-11-30T02:00:00.000Z',
      request: { plan: 'p', seed: '1' },
      environment: 'embedded',
      inputs: 'x',
      code: 'y',
    });
    for (const one of all) journal.result(one, one.worker);
    const company = new Company(base, all, plan);
    expect(company.before(failure)).toEqual([all[0], all[3]].flatMap((one) => (one === undefined ? [] : keyOf(one))));
    const [, , , , , , ofSet] = all;
    expect(ofSet === undefined ? undefined : company.before(ofSet)).toEqual([]);
  });

  it('is known of no execution of a merged run, which has no journal', () => {
    expect(new Company(path.join(base, 'merged'), all, plan).before(failure)).toBeUndefined();
  });
});
