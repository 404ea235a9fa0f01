import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CreateTranspilerOptions, TranspileOutput, TranspilerFactory } from 'ts-node';

const load = createRequire(__filename);
const { create } = load('./kept-output.cjs') as { readonly create: TranspilerFactory };

let folder: string;
const ES2022 = 9;
const CODE = 'const a: number = 1;\nexport const b = a;\n';

beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'kept-output-'))));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

function transpile(input: string, fileName = '/project/a.ts', target = ES2022): TranspileOutput {
  const resolve = (name: string): string => load.resolve(name);
  const options = {
    service: { config: { options: { target, sourceMap: true } }, projectLocalResolveHelper: resolve },
    transpilerConfigLocalResolveHelper: resolve,
    nodeModuleEmitKind: 'nodecjs',
    folder,
  };
  return create(options as unknown as CreateTranspilerOptions).transpile(input, { fileName });
}

const kept = (): string[] => readdirSync(folder);

describe('the output of the compiler', () => {
  it('is what the compiler gives, kept and given again', () => {
    const first = transpile(CODE);
    expect(first.outputText).toContain('const a = 1;');
    expect(kept()).toHaveLength(1);
    expect(transpile(CODE)).toEqual(first);
    expect(kept()).toHaveLength(1);
  });

  it('is made anew for another text, path or setting', () => {
    transpile(CODE);
    expect(transpile(CODE.replace('1', '2')).outputText).toContain('const a = 2;');
    expect(transpile(CODE, '/project/b.ts').sourceMapText).toContain('/project/b.ts');
    transpile(CODE, '/project/a.ts', 8);
    expect(kept()).toHaveLength(4);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -20)],
    ['changed', (text: string) => text.replace('const a = 1', 'const a = 3')],
    ['empty', () => ''],
  ])('is made anew where the file was %s', (_how, spoil) => {
    const right = transpile(CODE);
    const file = path.join(folder, kept()[0] ?? '');
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    expect(transpile(CODE)).toEqual(right);
  });
});
