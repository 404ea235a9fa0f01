import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DetectionCase } from '../../../reports/record/detection-model';
import { coverageOf, learnCoverage, requirementOf } from './coverage';
import { readEquivalents } from './equivalents';
import { instrument } from './instrument';
import { chosenMutants, meaningOf, sampleMutants, type Mutant } from './mutants';
import { mutationPage } from './page';
import { KeptByScenario } from './sandbox';
import { searchMutants, type MutationContext } from './search';
import type { PlannedScenario, RunAnswer } from './protocol';
import type { MutantRunner, RunResult } from './worker-process';

const folder = mkdtempSync(path.join(tmpdir(), 'mutation-'));
afterAll(() => rmSync(folder, { recursive: true }));

function mutant(number: number, changes: Partial<Mutant> = {}): Mutant {
  return {
    ...{ number: String(number), file: 'src/a.ts', area: 'mcc', line: 1, kind: 'EqualityOperator' },
    ...{ id: `src/a.ts:${number}:1 EqualityOperator a <= b`, original: 'a < b', replacement: 'a <= b' },
    sourceLine: 'return a < b;',
    ...changes,
  };
}

function scenario(id: string, ...positive: string[]): PlannedScenario {
  return { id, title: `Title of ${id}`, positive, negative: [] };
}

/** A system in which scenarios see mutants as told: `scenario mutant` to an outcome; everything else passes. */
class Told implements MutantRunner {
  readonly asked: string[] = [];

  constructor(
    private readonly outcomes: Readonly<Record<string, RunResult['outcome']>>,
    private readonly met: Readonly<Record<string, number[]>> = {},
  ) {}

  run = async (id: string, number?: string): Promise<RunResult> => {
    const key = number === undefined ? id : `${id} ${number}`;
    this.asked.push(key);
    return { outcome: this.outcomes[key] ?? 'passed', message: `${id} saw it.`, met: this.met[id] ?? [] };
  };
  runFromStart = (id: string, number: string): Promise<RunResult> => this.run(id, `${number} from the start`);
  renew = (): void => void this.asked.push('anew');
}

function context(changes: Partial<MutationContext> = {}): MutationContext {
  return {
    scenarios: [scenario('S-1', 'ST-A1'), scenario('S-2', 'ST-A1'), scenario('S-3', 'ST-B2')],
    coverage: new Map([
      ['S-1', new Set([1, 2, 3])],
      ['S-2', new Set([1])],
      ['S-3', new Set([4])],
    ]),
    all: [1, 2, 3, 4, 5].map((number) => mutant(number)),
    atLoad: new Set(),
    reasonOfEquivalence: () => undefined,
    most: 10,
    ...changes,
  };
}

async function search(
  runner: MutantRunner,
  mutants: readonly Mutant[],
  changes?: Partial<MutationContext>,
): Promise<DetectionCase[]> {
  const cases: DetectionCase[] = [];
  await searchMutants(mutants, context(changes), runner, (found) => cases.push(found));
  return cases;
}

describe('mutants', () => {
  it('are put behind switches, each with its place and code', async () => {
    const text = 'export function small(a: number): boolean {\n  return a < 3;\n}\n';
    const { files, mutants } = await instrument([{ file: 'src/a.ts', area: 'mcc', text }]);
    const [comparison] = mutants.filter(({ replacement }) => replacement === 'a <= 3');
    expect(comparison).toMatchObject({
      line: 2,
      kind: 'EqualityOperator',
      original: 'a < 3',
      sourceLine: 'return a < 3;',
    });
    expect(comparison?.id).toBe('src/a.ts:2:10-2:15 EqualityOperator a <= 3');
    expect(files[0]?.text).toContain(`stryMutAct_9fa48("${comparison?.number ?? ''}")`);
  });

  it('are drawn by the seed, the larger sample beginning with the smaller', () => {
    const all = Array.from({ length: 30 }, (_one, index) => mutant(index));
    const ten = sampleMutants(all, '1', 10);
    expect(sampleMutants(all, '1', 20).slice(0, 10)).toEqual(ten);
    expect(sampleMutants(all, '2', 10)).not.toEqual(ten);
  });

  it('are chosen by area and file', () => {
    const all = [mutant(1), mutant(2, { area: 'dsp', file: 'src/b.ts' })];
    expect(chosenMutants(all, { area: 'dsp' })).toHaveLength(1);
    expect(chosenMutants(all, { files: new Set(['src/a.ts']) })).toEqual([all[0]]);
    expect(chosenMutants(all, {})).toEqual(all);
  });

  it('say what they mean', () => {
    expect(meaningOf(mutant(1))).toBe('a <= b in place of a < b');
    expect(meaningOf(mutant(1, { kind: 'BlockStatement', original: '{ act(); }', replacement: '{}' }))).toBe(
      'does nothing in place of { act(); }',
    );
  });
});

describe('the search', () => {
  it('tries who does least beside it first, and is content with the first that fails', async () => {
    const runner = new Told({ 'S-2 1': 'failed' });
    expect(await search(runner, [mutant(1)])).toMatchObject([
      { outcome: 'found', by: ['S-2'], requirement: 'ST-A1', note: 'S-2 saw it.' },
    ]);
    expect(runner.asked).toEqual(['S-2 1', 'S-2']);
  });

  it('then tries first who has found others in the same file', async () => {
    const runner = new Told({ 'S-1 2': 'failed', 'S-1 1': 'failed' });
    await search(runner, [mutant(2), mutant(1)]);
    expect(runner.asked).toEqual(['S-1 2', 'S-1', 'S-1 1', 'S-1']);
  });

  it('believes no failure of a scenario that fails without the mutant too: the system is started anew', async () => {
    const runner = new Told({ 'S-3 4': 'failed', 'S-3': 'failed' });
    await search(runner, [mutant(4)]);
    expect(runner.asked).toEqual(['S-3 4', 'S-3', 'anew', 'S-3 4']);
  });

  it('names what is missed, also where not everybody was tried, what nobody meets, and what timed out', async () => {
    const runner = new Told({ 'S-3 4': 'timed out' });
    expect(await search(runner, [mutant(1), mutant(5), mutant(4)], { most: 1 })).toMatchObject([
      { outcome: 'missed', note: 'the 1 likeliest of the 2 scenarios that come there pass.' },
      { outcome: 'not met', by: [] },
      { outcome: 'timed out', by: [], note: 'S-3: S-3 saw it.' },
    ]);
  });

  it('starts a system with what takes effect while it is loaded, for all who come to its file', async () => {
    const runner = new Told({ 'S-1 5 from the start': 'failed' });
    expect(await search(runner, [mutant(5)], { atLoad: new Set([5]) })).toMatchObject([
      { outcome: 'found', by: ['S-1'] },
    ]);
    expect(runner.asked).toEqual(['S-2 5 from the start', 'S-3 5 from the start', 'S-1 5 from the start']);
  });

  it('does not try what is equivalent', async () => {
    const runner = new Told({});
    expect(await search(runner, [mutant(1)], { reasonOfEquivalence: () => 'It is sorted already.' })).toMatchObject([
      { outcome: 'equivalent', note: 'It is sorted already.' },
    ]);
    expect(runner.asked).toEqual([]);
  });
});

describe('coverage', () => {
  const scenarios = [scenario('S-1'), scenario('S-2'), scenario('S-3')];

  it('is learnt once, and leaves out who fails without a mutant', async () => {
    const runner = new Told({ 'S-3': 'failed' }, { 'S-2': [7] });
    const seen: string[] = [];
    const answer = async (id: string): Promise<RunAnswer> => ({ kind: 'ran', ...(await runner.run(id)) }) as RunAnswer;
    const kept = await learnCoverage(scenarios, { 'S-1': [4] }, { run: answer }, (id, met) =>
      seen.push(`${id} ${JSON.stringify(met)}`),
    );
    expect(kept).toEqual({ 'S-1': [4], 'S-2': [7], 'S-3': null });
    expect(seen).toEqual(['S-2 [7]', 'S-3 null']);
    expect([...coverageOf(scenarios, kept).keys()]).toEqual(['S-1', 'S-2']);
  });

  it('tells the requirement whose scenarios are most nearly those that come there', () => {
    const all = [scenario('S-1', 'R-1'), scenario('S-2', 'R-1', 'R-2'), scenario('S-3', 'R-2'), scenario('S-4', 'R-3')];
    expect(requirementOf(['S-2', 'S-3'], all)).toBe('R-2');
    expect(requirementOf([], all)).toBeUndefined();
  });

  it('is kept for one state alone', () => {
    const kept = new KeptByScenario<number[]>(folder, 'facts', 'one');
    kept.add('S-1', [1]);
    new KeptByScenario<number[]>(folder, 'facts', 'one').add('S-2', [2, 3]);
    expect(new KeptByScenario(folder, 'facts', 'one').read()).toEqual({ 'S-1': [1], 'S-2': [2, 3] });
    expect(new KeptByScenario(folder, 'facts', 'two').read()).toEqual({});
    new KeptByScenario<number[]>(folder, 'facts', 'two').add('S-3', []);
    expect(new KeptByScenario(folder, 'facts', 'two').read()).toEqual({ 'S-3': [] });
  });
});

describe('what people read', () => {
  it('has the survivors first, with line, meaning and requirement', () => {
    const cases: DetectionCase[] = [
      {
        id: 'src/a.ts:2:1-2:4 EqualityOperator',
        area: 'mcc',
        what: 'a <= b in place of a < b',
        outcome: 'found',
        by: ['S-1'],
      },
      {
        ...{ id: 'environments/dcc-like-system/src/duis/b.ts:9:1-9:4 Regex x|y', area: 'duis', requirement: 'ST-B2' },
        ...{ what: 'x|y in place of x', outcome: 'missed', by: [], note: 'the 3 scenarios that come there pass.' },
      },
    ];
    const counts = { found: 1, missed: 1, 'timed out': 0, 'not met': 0, equivalent: 0 };
    const page = mutationPage(
      cases,
      { counts, population: 9, areas: [{ area: 'mcc', counts }], interval: { low: 0.1, high: 0.9 } },
      ['Seed 1.'],
    );
    expect(page).toContain(
      '1 of 2 (50 %) that are not equivalent are found, of 9 that there are; 95 % interval of the share: 10 % to 90 %.',
    );
    expect(page).toContain(
      '| duis/b.ts:9:1-9:4 Regex | `x\\|y` in place of `x` | ST-B2 | the 3 scenarios that come there pass. |',
    );
    expect(page.indexOf('## Survivors (1)')).toBeLessThan(page.indexOf('## Found (1)'));
  });

  it('names equivalents by their code, wherever it stands', () => {
    const file = path.join(folder, 'equivalents.csv');
    writeFileSync(
      file,
      'file,kind,original,replacement,reason\nsrc/a.ts,EqualityOperator,a < b,a <= b,They never meet.\n',
    );
    expect(readEquivalents(file)(mutant(7))).toBe('They never meet.');
    expect(readEquivalents(file)(mutant(7, { replacement: 'a >= b' }))).toBeUndefined();
  });
});
