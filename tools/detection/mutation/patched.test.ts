import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { transpileModule, ModuleKind } from 'typescript';
import type { Source } from './instrument';
import { instrumentPatches } from './patched';
import { switches } from './switches';

const RULES: Source = {
  file: 'rules.ts',
  area: 'rules',
  text: `export const isDue = (day: number): boolean => day > 7;

export function dueOf(days: readonly number[]): number {
  const own = days.filter((day) => isDue(day));
  return own.length;
}
`,
};

const PATCHES = {
  'a-boundary': patch(
    1,
    'export const isDue = (day: number): boolean => day > 7;',
    'export const isDue = (day: number): boolean => day >= 7;',
  ),
  'b-block': patch(
    1,
    'export const isDue = (day: number): boolean => day > 7;',
    'export const isDue = (day: number): boolean => { return day < 7; };',
  ),
  'c-one-less': patch(5, '  return own.length;', '  return own.length - 1;'),
  'd-inner': patch(
    4,
    '  const own = days.filter((day) => isDue(day));',
    '  const own = days.filter((day) => !isDue(day));',
  ),
};

/** As `git diff` would write it, with the whole file as its context. */
function patch(line: number, before: string, after: string): string {
  const lines = RULES.text.trimEnd().split('\n');
  const body = lines.flatMap((own, index) => (index === line - 1 ? [`-${before}`, `+${after}`] : [` ${own}`]));
  const range = `1,${lines.length}`;
  return ['--- a/rules.ts', '+++ b/rules.ts', `@@ -${range} +${range} @@`, ...body, ''].join('\n');
}

const folders: string[] = [];

function folderWith(patches: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'faults-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(patches)) writeFileSync(path.join(folder, `${name}.patch`), text);
  return folder;
}

/** What the rules say with some faults on, and which faults were met. */
function saidWith(
  patches: Readonly<Record<string, string>>,
  ...on: readonly number[]
): { said: number; met: number[] } {
  const [file] = instrumentPatches([RULES], folderWith(patches)).files;
  const code = transpileModule(file?.text ?? '', { compilerOptions: { module: ModuleKind.CommonJS } }).outputText;
  const shared = switches();
  shared.on.fill(0);
  shared.met.fill(0);
  for (const number of on) shared.on[number] = 1;
  const module = path.join(folderWith({}), 'rules.cjs');
  writeFileSync(module, code);
  const load = createRequire(module);
  const { dueOf } = load(module) as { readonly dueOf: (days: readonly number[]) => number };
  const said = dueOf([6, 7, 8]);
  const met = [1, 2, 3, 4].filter((number) => shared.met[number] === 1);
  shared.on.fill(0);
  return { said, met };
}

describe('faults that are kept as patches', () => {
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  it('change nothing while none is on, and it shows who comes there', () => {
    expect(saidWith(PATCHES)).toEqual({ said: 1, met: [1, 2, 3, 4] });
  });

  it.each([
    ['an expression', 1, 2],
    ['an expression that becomes a block', 2, 1],
    ['a block', 3, 0],
    ['a function within the one that another fault changes', 4, 2],
  ])('do what their patch says in the place of %s', (_what, number, said) => {
    expect(saidWith(PATCHES, number).said).toBe(said);
  });

  it('are told apart by the name of their patch', () => {
    const { mutants } = instrumentPatches([RULES], folderWith(PATCHES));
    expect(mutants.map(({ id }) => id)).toEqual([
      'a-boundary:rules.ts:1',
      'b-block:rules.ts:1',
      'c-one-less:rules.ts:5',
      'd-inner:rules.ts:4',
    ]);
  });

  it('are looked for in a folder that there is', () => {
    expect(() => instrumentPatches([RULES], '/nowhere')).toThrow('There is no folder /nowhere.');
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['none', {}, /There is no patch in /],
    [
      'one of a file without rules',
      { 'a-one': patch(1, 'a', 'b').replaceAll('rules.ts', 'lab.ts') },
      /has to change one file with rules.*lab\.ts/,
    ],
    ['one that does not fit', { 'a-one': patch(1, 'something else', 'b') }, /a-one\.patch does not fit/],
    [
      'one outside of functions',
      {
        'a-one': patch(
          3,
          'export function dueOf(days: readonly number[]): number {',
          'export function due(days: readonly number[]): number {',
        ),
      },
      /something else, than the body of one function/,
    ],
  ])('are refused with a sentence: %s', (_what, patches, sentence) => {
    expect(() => instrumentPatches([RULES], folderWith(patches))).toThrow(sentence);
  });
});
