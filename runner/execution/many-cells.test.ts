import 'ts-node/register';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SmallProject } from '../fixtures/small-project';

const base = mkdtempSync(path.join(tmpdir(), 'many-cells-'));
let count = 0;
let project: SmallProject;

beforeEach(() => {
  count += 1;
  project = new SmallProject(path.join(base, String(count)));
});
afterAll(() => rmSync(base, { recursive: true }));

describe('a cycle of many cells', () => {
  const once = (): void =>
    project.edit(
      'features/migration-st/outcomes/outcomes.feature',
      '@negative:ST-A1\n',
      '@negative:ST-A1 @axis:once\n',
    );

  it('runs those that may be entered, says why the others are not, and ends with 1', async () => {
    const { run: result } = await project.run({ plan: 'many' });
    expect(result.cells.map(({ dmc, phase, verdict }) => `${dmc.id} ${phase}: ${verdict}`)).toEqual([
      'IOC-01 Active: met',
      'IOC-01 Mixed: met',
      'IOC-02 Active: refused',
      'IOC-02 Mixed: refused',
      'IOC-03 Active: met',
      'IOC-03 Mixed: does not apply',
    ]);
    expect(result.cells[2]?.reason).toMatch(/^EN-1 is not demonstrated: No record of it exists for IOC-02/);
    expect(result.cells[5]?.reason).toContain('IOC-03 has one meter only');
    expect(result.executions.map(({ id, dmc, phase }) => `${id} ${dmc} ${phase}`)).toHaveLength(9);
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(result.criteria).toMatchObject([
      { id: 'EN-1', verdict: 'not demonstrated', measured: 'met in 3 of 5 Test Phases' },
      { id: 'EX-1', verdict: 'met', measured: 'met in 3 of 3 Test Phases' },
      { id: 'EX-2', verdict: 'met' },
    ]);
    const unrun = result.notRun.map(({ what }) => what);
    expect(unrun).toContain('Every test for IOC-02 Active');
    expect(unrun).toContain('Every test for IOC-03 Mixed');
    expect(unrun).toContain('The combination IOC-04');
  });

  it('runs once what does not vary, and lets every cell that it stands for cite it', async () => {
    once();
    const { run: result } = await project.run({ plan: 'many' });
    expect(result.run.formal).toBe(true);
    expect(result.executions.map(({ id, dmc, phase, citedBy }) => [id, dmc, phase, citedBy.length])).toEqual([
      ['ST-A1-01', 'IOC-01', 'Active', 0],
      ['ST-A1-10', 'IOC-01', 'Active', 2],
      ['ST-A1-11', 'IOC-01', 'Active', 2],
      ['ST-A1-01', 'IOC-01', 'Mixed', 0],
      ['ST-A1-01', 'IOC-03', 'Active', 0],
    ]);
    expect(result.executions[1]?.citedBy).toEqual([
      { dmc: 'IOC-01', phase: 'Mixed' },
      { dmc: 'IOC-03', phase: 'Active' },
    ]);
    const mixed = result.cells.find(({ dmc, phase }) => dmc.id === 'IOC-01' && phase === 'Mixed');
    expect(mixed).toMatchObject({ verdict: 'met', counts: { planned: 3, passed: 3, cited: 2 } });
    expect(mixed?.requirements).toEqual([{ id: 'ST-A1', verdict: 'shown' }]);
  });

  it('holds what failed once against every cell that cites it', async () => {
    once();
    const feature = 'features/migration-st/outcomes/outcomes.feature';
    project.edit(
      feature,
      'Scenario Outline: A row with <value>\n      Given a step that passes',
      'Scenario Outline: A row with <value>\n      Given a step that fails',
    );
    const { run: result } = await project.run({ plan: 'many' });
    expect(result.counts.failed).toBe(2);
    expect(result.cells.map(({ verdict }) => verdict)).toEqual([
      'not met',
      'not met',
      'refused',
      'refused',
      'not met',
      'does not apply',
    ]);
  });

  it.each([
    [{ dmc: 'IOC-01,IOC-03' }, ['IOC-01 Active', 'IOC-01 Mixed', 'IOC-03 Active', 'IOC-03 Mixed']],
    [{ phase: 'active' }, ['IOC-01 Active', 'IOC-02 Active', 'IOC-03 Active']],
    [{ dmc: 'IOC-03', phase: 'Active' }, ['IOC-03 Active']],
  ])('is informal where it is narrowed to %o', async (wishes, cells) => {
    const { run: result } = await project.run({ plan: 'many', ...wishes });
    expect(result.cells.map(({ dmc, phase }) => `${dmc.id} ${phase}`)).toEqual(cells);
    expect(result.run.formal).toBe(false);
  });
});
