import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { ModuleKind, transpileModule } from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import type { DetectionCase } from '../../../reports/record/detection-model';
import { readEquivalents } from './equivalents';
import { mutant, scenario, Told } from './fixtures/told';
import { importersIn } from './importers';
import { instrument } from './instrument';
import { Finders, likeliestFirst } from './likelihood';
import { chosenMutants, meaningOf, sampleMutants, type Mutant } from './mutants';
import { mutationPage } from './page';
import { searchMutants, type MutationContext } from './search';
import { switches } from './switches';
import { isCutShort } from './trials';
import type { MutantRunner } from './worker-process';

const folder = mkdtempSync(path.join(tmpdir(), 'mutation-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is known at once, and what only in the end. */
async function* told(
  ...known: readonly (readonly (readonly [string, readonly number[]])[])[]
): MutationContext['learning'] {
  for (const [index, one] of known.entries()) {
    const coverage = new Map(one.map(([id, met]) => [id, new Set(met)]));
    yield { coverage, isWhole: index === known.length - 1 };
  }
}

function context(changes: Partial<MutationContext> = {}): MutationContext {
  return {
    scenarios: [scenario('S-1', 'ST-A1'), scenario('S-2', 'ST-A1'), scenario('S-3', 'ST-B2')],
    learning: told([
      ['S-1', [1, 2, 3]],
      ['S-2', [1]],
      ['S-3', [4]],
    ]),
    all: [1, 2, 3, 4, 5].map((number) => mutant(number)),
    atLoad: new Set(),
    importers: new Map(),
    reasonOfEquivalence: () => undefined,
    ...{ finders: new Finders(), most: 10 },
    ...changes,
  };
}

async function search(
  runner: MutantRunner,
  mutants: readonly Mutant[],
  changes?: Partial<MutationContext>,
): Promise<DetectionCase[]> {
  const cases: DetectionCase[] = [];
  await searchMutants(mutants, context(changes), runner, {
    onCase: (found) => void cases.push(found),
    onOpen: () => undefined,
  });
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
    expect(files[0]?.text).toContain(`stryOn_9fa48[${comparison?.number ?? ''}] === 1`);
  });

  it('can be on together, and show where code comes', async () => {
    const text = 'export function small(a: number): boolean[] {\n  return [a < 3, a > 7];\n}\n';
    const { files, mutants } = await instrument([{ file: 'src/a.ts', area: 'mcc', text }]);
    const module = { exports: {} as { small: (a: number) => boolean[] } };
    const { outputText } = transpileModule(files[0]?.text ?? '', { compilerOptions: { module: ModuleKind.CommonJS } });
    const load = runInThisContext(`(exports) => {${outputText}}`) as (exports: object) => void;
    load(module.exports);
    const { on, met } = switches();
    expect(module.exports.small(3)).toEqual([false, false]);
    expect([...met].filter((mark) => mark === 1)).toHaveLength(mutants.length);
    for (const { number, replacement } of mutants)
      if (['a <= 3', 'a >= 7'].includes(replacement)) on[Number(number)] = 1;
    expect([module.exports.small(3), module.exports.small(7)]).toEqual([
      [true, false],
      [false, true],
    ]);
    on.fill(0);
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
    const cases = await search(runner, [mutant(1), mutant(5), mutant(4)], { most: 1 });
    expect(cases.map((one) => isCutShort(one))).toEqual([false, true, false]);
    expect(cases).toMatchObject([
      { outcome: 'not met', by: [] },
      { outcome: 'missed', note: 'the 1 likeliest of the 2 scenarios that come there pass.' },
      { outcome: 'timed out', by: [], note: 'S-3: S-3 saw it.' },
    ]);
  });

  it('starts a system with what takes effect while it is loaded, for all who come to its file', async () => {
    const runner = new Told({ 'start: S-1 5': 'failed' });
    expect(await search(runner, [mutant(5)], { atLoad: new Set([5]) })).toMatchObject([
      { outcome: 'found', by: ['S-1'] },
    ]);
    expect(runner.asked).toEqual(['start: S-2 5', 'start: S-3 5', 'start: S-1 5']);
  });

  it('tries a table with all who come to the files that load it', async () => {
    const table = mutant(5, { file: 'src/table.ts' });
    const importers = importersIn([
      { file: 'src/table.ts', text: 'export const TABLE = 1;' },
      { file: 'src/between.ts', text: "export { TABLE } from './table';" },
      { file: 'src/a.ts', text: "import { TABLE } from './between';" },
      { file: 'src/types.ts', text: "import type { Row } from './table';" },
    ]);
    const changes = { all: [mutant(1), mutant(2), table], atLoad: new Set([5]), importers };
    expect(await search(new Told({ 'start: S-1 5': 'failed' }), [table], changes)).toMatchObject([
      { outcome: 'found', by: ['S-1'] },
    ]);
    expect(await search(new Told({}), [table], { ...changes, importers: new Map() })).toMatchObject([
      { outcome: 'not met' },
    ]);
  });

  it('is told by one scenario whose time is up nothing, and by two that it is the mutant', async () => {
    const runner = new Told({ 'S-2 1': 'timed out', 'S-1 1': 'timed out' });
    expect(await search(runner, [mutant(1)])).toMatchObject([{ outcome: 'timed out' }]);
    const other = new Told({ 'S-2 1': 'timed out', 'S-1 1': 'failed' });
    expect(await search(other, [mutant(1)])).toMatchObject([{ outcome: 'found', by: ['S-1'] }]);
  });

  it('tries together what the likeliest scenarios have missed, and tells by halves over which a scenario fails', async () => {
    const ids = Array.from({ length: 8 }, (_one, index) => `S-${index + 1}`);
    const learning = told(ids.map((id) => [id, [1, 2, 3]] as const));
    const runner = new Told({ 'S-7 2': 'failed', 'S-8 3': 'failed' });
    const cases = await search(runner, [mutant(1), mutant(2), mutant(3)], { learning });
    expect(cases).toMatchObject([
      { outcome: 'found', by: ['S-7'], what: 'a <= b in place of a < b' },
      { outcome: 'found', by: ['S-8'] },
      { outcome: 'missed', note: 'the 8 scenarios that come there pass.' },
    ]);
    const together = runner.asked.filter((key) => /^S-[78]/.test(key));
    expect(together).toEqual([
      ...['S-7 1 2 3', 'S-7', 'S-7 1 2', 'S-7', 'S-7 1', 'S-7 2', 'S-7', 'S-7 3'],
      ...['S-8 1 3', 'S-8', 'S-8 1', 'S-8 3', 'S-8'],
    ]);
  });

  it('tries what it can while it is still being learnt where scenarios come', async () => {
    const runner = new Told({ 'S-1 1': 'failed', 'S-2 2': 'failed' });
    const learning = told(
      [['S-1', [1, 2]]],
      [
        ['S-1', [1, 2]],
        ['S-2', [2]],
      ],
    );
    expect(await search(runner, [mutant(1), mutant(2)], { learning })).toMatchObject([
      { outcome: 'found', by: ['S-1'] },
      { outcome: 'found', by: ['S-2'] },
    ]);
    expect(runner.asked).toEqual(['S-1 1', 'S-1', 'S-1 2', 'S-2 2', 'S-2']);
  });

  it('starts a system of its own for each that takes effect at load, with 66 scenarios at most', async () => {
    const ids = Array.from({ length: 70 }, (_one, index) => `S-${index + 1}`);
    const learning = told(ids.map((id) => [id, [1]] as const));
    const runner = new Told({});
    const cases = await search(runner, [mutant(1), mutant(2)], { learning, atLoad: new Set([1, 2]), most: 100 });
    expect(cases.map(({ note }) => note)).toEqual(
      Array(2).fill('the 66 likeliest of the 70 scenarios that come there pass.'),
    );
    expect(new Set(runner.asked.map((one) => one.split(' ').slice(2).join(' ')))).toEqual(new Set(['1', '2']));
  });

  it('does not try what is equivalent', async () => {
    const runner = new Told({});
    expect(await search(runner, [mutant(1)], { reasonOfEquivalence: () => 'It is sorted already.' })).toMatchObject([
      { outcome: 'equivalent', note: 'It is sorted already.' },
    ]);
    expect(runner.asked).toEqual([]);
  });
});

describe('the likeliest scenario', () => {
  const likelihood = (finders: Finders): Parameters<typeof likeliestFirst>[2] => ({
    ...context(),
    finders,
    coverage: new Map(),
  });

  it('is the one that found the mutant before, on whatever state', () => {
    const [one] = [mutant(1)];
    const before: DetectionCase = { id: one.id, area: 'mcc', what: '', outcome: 'found', by: ['S-1'] };
    expect(likeliestFirst(one, ['S-2', 'S-1'], likelihood(new Finders([before])))).toEqual(['S-1', 'S-2']);
  });

  it('is else the one that does most in the file of all that it does', () => {
    const coverage = new Map([
      ['S-1', new Set([1, 2, 8, 9])],
      ['S-2', new Set([1, 2, 3])],
    ]);
    expect(likeliestFirst(mutant(1), ['S-1', 'S-2'], { ...likelihood(new Finders()), coverage })).toEqual([
      'S-2',
      'S-1',
    ]);
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
