import { describe, expect, it } from 'vitest';
import type { Mutant } from './mutants';
import { tryMutants } from './one-scenario';

const mutant = (number: string): Mutant => ({
  ...{ number, id: `a.ts ${number}`, file: 'a.ts', area: 's1sp', line: Number(number), kind: 'EqualityOperator' },
  ...{ original: 'a', replacement: `b${number}`, sourceLine: 'a' },
});

describe('the changes of rules that a scenario is tried with', () => {
  it('are those that it meets, and found only where it passes without them', async () => {
    const runs: (readonly string[])[] = [];
    const passed = { outcome: 'passed' as const, message: '', duration: 5, met: [1, 2, 3] };
    const run = (
      _id: string,
      mutants: readonly string[],
    ): Promise<typeof passed | (Omit<typeof passed, 'outcome'> & { outcome: 'failed' })> => {
      runs.push(mutants);
      return Promise.resolve(mutants.includes('2') ? { ...passed, outcome: 'failed' as const } : passed);
    };
    const workers = {
      ...{ run, runFromStart: run, renew: () => undefined, expect: () => undefined },
      facts: () => Promise.resolve({ scenarios: [], atLoad: [3] }),
    };
    const all = ['1', '2', '3', '4'].map(mutant);
    const { met, tried } = await tryMutants('ST-B4-03', all, { count: 10, seed: '1' }, workers);
    expect(met).toBe(2);
    expect(tried.map(({ place, isFound }) => [place, isFound]).toSorted()).toEqual([
      ['a.ts:1', false],
      ['a.ts:2', true],
    ]);
    // Once to see where it comes, once for each, and once more without the one that it failed with.
    expect(runs.filter((mutants) => mutants.length === 0)).toHaveLength(2);
    expect((await tryMutants('ST-B4-03', all, { count: 1, seed: '1' }, workers)).tried).toHaveLength(1);
  });
});
