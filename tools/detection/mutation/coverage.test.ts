import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { learnCoverage, requirementOf, type LearntCoverage } from './coverage';
import { CoverageStore, layoutOf } from './coverage-store';
import { covered, mutant, scenario, Told } from './fixtures/told';
import type { Mutant } from './mutants';

const folder = mkdtempSync(path.join(tmpdir(), 'coverage-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function everything(learning: AsyncIterable<LearntCoverage>): Promise<LearntCoverage[]> {
  const told: LearntCoverage[] = [];
  for await (const one of learning) told.push(one);
  return told;
}

describe('coverage', () => {
  const scenarios = [scenario('S-1'), scenario('S-2'), scenario('S-3')];

  it('is learnt once, and leaves out who fails without a mutant', async () => {
    const runner = new Told({ 'S-3': 'failed' }, { 'S-2': [7] });
    const seen: string[] = [];
    const learning = learnCoverage(scenarios, { 'S-1': covered(4) }, runner, ({ id }, { met, passed }) =>
      seen.push(`${id} ${JSON.stringify(met)} ${passed}`),
    );
    expect(await everything(learning)).toEqual([
      { isWhole: false, coverage: new Map([['S-1', new Set([4])]]) },
      {
        isWhole: true,
        coverage: new Map([
          ['S-1', new Set([4])],
          ['S-2', new Set([7])],
        ]),
      },
    ]);
    expect(seen).toEqual(['S-2 [7] true', 'S-3 [] false']);
  });

  it('is told while it is being learnt', async () => {
    const many = Array.from({ length: 250 }, (_one, index) => scenario(`S-${index}`));
    const told = await everything(learnCoverage(many, {}, new Told({}), () => undefined));
    expect(told.map(({ coverage, isWhole }) => [coverage.size, isWhole])).toEqual([
      [100, false],
      [200, false],
      [250, true],
    ]);
  });

  it('tells the requirement whose scenarios are most nearly those that come there', () => {
    const all = [scenario('S-1', 'R-1'), scenario('S-2', 'R-1', 'R-2'), scenario('S-3', 'R-2'), scenario('S-4', 'R-3')];
    expect(requirementOf(['S-2', 'S-3'], all)).toBe('R-2');
    expect(requirementOf([], all)).toBeUndefined();
  });

  describe('that is kept', () => {
    const sources = [
      { file: 'src/a.ts', area: 'mcc', text: 'a' },
      { file: 'src/b.ts', area: 'mcc', text: 'b' },
    ];
    const inFiles = (counts: readonly [number, number]): Mutant[] =>
      Array.from({ length: counts[0] + counts[1] }, (_one, number) =>
        mutant(number, { file: number < counts[0] ? 'src/a.ts' : 'src/b.ts' }),
      );
    const [cell, all] = ['IOC-01, Active', [scenario('S-1'), scenario('S-2')]] as const;
    const storeOf = (layout: ReturnType<typeof layoutOf>): CoverageStore =>
      new CoverageStore(path.join(folder, 'coverage.ndjson'), layout);

    it('is there again, a line that was cut short left out', () => {
      const store = storeOf(layoutOf(cell, sources, inFiles([2, 2])));
      store.read(all);
      store.add(scenario('S-1'), covered(0, 3));
      appendFileSync(path.join(folder, 'coverage.ndjson'), '["S-2","feat');
      expect(storeOf(layoutOf(cell, sources, inFiles([2, 2]))).read(all)).toEqual({ 'S-1': covered(0, 3) });
    });

    it('is whole where the instrumenter leaves numbers out', () => {
      const layout = layoutOf(
        cell,
        sources,
        inFiles([4, 2]).filter(({ number }) => number !== '1'),
      );
      storeOf(layout).read([]);
      storeOf(layout).add(scenario('S-1'), covered(0, 3, 5));
      expect(storeOf(layout).read(all)).toEqual({ 'S-1': covered(0, 3, 5) });
      storeOf(layoutOf(cell, sources, inFiles([2, 2]))).read([]);
      storeOf(layoutOf(cell, sources, inFiles([2, 2]))).add(scenario('S-1'), covered(0, 3));
    });

    it('follows the numbers where sources change, and takes all of a changed file as met by who came there', () => {
      const [first = sources[0], second] = sources.map((one) => ({ ...one }));
      if (first === undefined || second === undefined) throw new Error('There are two sources.');
      const changed = [{ ...first, text: 'a, changed' }, second];
      expect(storeOf(layoutOf(cell, changed, inFiles([3, 2]))).read(all)).toEqual({ 'S-1': covered(0, 1, 2, 4) });
    });

    it('is forgotten of a scenario whose feature file has changed, and of another combination', () => {
      const layout = layoutOf(cell, sources, inFiles([2, 2]));
      const store = storeOf(layout);
      store.read([]);
      store.add(scenario('S-1'), covered(1));
      store.add(scenario('S-2'), covered(1));
      expect(Object.keys(storeOf(layout).read([scenario('S-1'), { ...scenario('S-2'), digest: 'new' }]))).toEqual([
        'S-1',
      ]);
      expect(storeOf({ ...layout, cell: 'FOC-01, Active' }).read(all)).toEqual({});
    });
  });
});
