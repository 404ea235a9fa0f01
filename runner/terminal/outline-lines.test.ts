import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseCells } from '../planning/cells';
import { outlinePlan } from '../planning/coverage';
import { readFeatures } from '../planning/features/feature-set';
import type { Scenario } from '../planning/features/read-feature';
import { outlineLines } from './outline-lines';
import { planExecutions } from '../planning/plan-executions';
import { loadScope, PLANS_FOLDER } from '../../support/scope/scope';
import { readPlan } from '../../support/scope/read-plan';

const ROOT = path.join(__dirname, '../fixtures/project');

async function linesOf(name: string, wishes: Parameters<typeof chooseCells>[2] = {}): Promise<string[]> {
  const scope = loadScope(ROOT);
  const register = scope.requirements.map(({ id }) => id);
  const plan = readPlan(path.join(ROOT, PLANS_FOLDER), name, register);
  const choice = chooseCells(plan, scope.catalogue, wishes);
  const scenarios = (await readFeatures(ROOT, register)).map((scenario): Scenario =>
    scenario.id === 'ST-A1-10' ? { ...scenario, axis: 'once' } : scenario,
  );
  const cells = choice.cells.filter(({ withoutPhase }) => withoutPhase === undefined);
  const planned = await planExecutions(cells, scenarios, '1', undefined);
  return outlineLines(plan, choice, planned, outlinePlan(plan, planned, scope.requirements, []));
}

describe('what a plan would run', () => {
  it('is each execution where there is one cell', async () => {
    const lines = await linesOf('small');
    expect(lines).toContain('  ST-A1-01   IOC-01 Active Migration ST: Everything passes');
    expect(lines.at(-1)).toBe('1 cell, 2 scenarios, 3 executions.');
  });

  it('is each scenario and each cell where there are many, with what is cited and what is left out', async () => {
    const lines = await linesOf('many');
    expect(lines).toContain('  ST-A1-01   Everything passes (runs 5 times)');
    expect(lines).toContain('  ST-A1-10   A row with one (runs 1 time, cited by 4 more)');
    expect(lines).toContain('IOC-01 Active  3     0      0');
    expect(lines).toContain('IOC-03 Active  2     1      0');
    expect(lines.join('\n')).toContain('IOC-03 Mixed does not apply: IOC-03 has one meter only');
    expect(lines.join('\n')).toContain('The combination IOC-04 is not in the plan');
    expect(lines.at(-1)).toBe('5 cells, 2 scenarios, 11 executions. Shared between cells: 1 execution, cited 4 times.');
    expect(lines.join('\n')).not.toContain('Informal');
  });

  it('says that it is informal where cells are left out', async () => {
    expect(await linesOf('many', { phase: 'Active' })).toContain('Informal: cells of the plan are left out.');
  });
});
