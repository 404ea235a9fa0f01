import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellName, chooseCells } from './cells';
import { readFeatures } from './features/feature-set';
import type { Scenario } from './features/read-feature';
import { planExecutions } from './plan-executions';
import { usesFunction } from '../../support/scope/profiles';
import { loadScope, PLANS_FOLDER } from '../../support/scope/scope';
import { readPlan } from '../../support/scope/read-plan';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, PLANS_FOLDER);
const NAMES = readdirSync(FOLDER).map((name) => path.parse(name).name);

describe('a plan of the project', () => {
  const scope = loadScope(ROOT);
  const register = scope.requirements.map(({ id }) => id);
  let scenarios: readonly Scenario[];

  beforeAll(async () => {
    scenarios = await readFeatures(ROOT, register);
  });

  it.each(NAMES)('asks of each cell only what some scenario of it can show: %s', async (name) => {
    const plan = readPlan(FOLDER, name, register);
    const { cells } = chooseCells(plan, scope.catalogue);
    const applying = cells.filter(({ withoutPhase }) => withoutPhase === undefined);
    const planned = await planExecutions(applying, scenarios, '1', undefined);
    const due = planned.filter(({ aside }) => aside === undefined);
    const gaps = applying.flatMap((cell) => {
      const isCell = ({ dmc, phase }: { readonly dmc: string; readonly phase: string }): boolean =>
        dmc === cell.dmc.id && phase === cell.phase;
      const own = due.filter(({ dmc, phase, citedBy }) => isCell({ dmc: dmc.id, phase }) || citedBy.some(isCell));
      return plan.requirements.flatMap(({ id, shown, notIn = [], needs }) => {
        if (notIn.some(({ phases }) => phases.includes(cell.phase))) return [];
        if (needs !== undefined && !usesFunction(cell.dmc, needs)) return [];
        return (['positive', 'negative'] as const)
          .filter((way) => shown.includes(way) && !own.some(({ scenario }) => scenario[way].includes(id)))
          .map((way) => `${id} ${way} in ${cellName(cell)}`);
      });
    });
    expect(gaps).toEqual([]);
  });

  it('speaks to TAG of tests, as requirements and comments do', () => {
    const texts = NAMES.map((name) => readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
    const registers = [scope.requirements.map(({ text, effect }) => [text, effect]), scope.comments];
    for (const text of [...texts, JSON.stringify(registers)]) expect(text).not.toMatch(/\bscenarios?\b/i);
  });

  it('of a whole release closes each test stage with two sets of the same selection', () => {
    const { stages, cells, places = [] } = readPlan(FOLDER, 'release', register);
    for (const { name, phases } of stages.filter(({ kind }) => kind === 'test')) {
      const sets = stages.filter(({ closes }) => closes === name);
      expect(sets.map(({ set }) => set)).toEqual([1, 2]);
      expect(new Set(sets.map(({ folders, tags }) => JSON.stringify([folders, tags]))).size).toBe(1);
      expect(sets.map((one) => one.phases)).toEqual([phases, phases]);
    }
    const releases = cells.of === 'releases' ? cells.releases : [];
    const assigned = places.flatMap((place) => place.cells.map(({ dmc }) => dmc.split('-')[0]));
    expect([...new Set(assigned)].sort()).toEqual([...releases].sort());
  });
});
