import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeSandbox } from './sandbox';

it('changes nothing of the original, also where the project is made of links to it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  try {
    const [original, project] = [path.join(folder, 'original'), path.join(folder, 'project')];
    mkdirSync(project);
    for (const name of ['commands', 'environments', 'features', 'reports', 'runner', 'steps', 'support', 'tools']) {
      mkdirSync(path.join(original, name), { recursive: true });
      writeFileSync(path.join(original, name, 'rule.ts'), 'as it was');
      symlinkSync(path.join(original, name), path.join(project, name));
    }
    for (const name of ['package.json', 'tsconfig.json']) writeFileSync(path.join(project, name), '{}');
    const file = 'environments/rule.ts';
    const sandbox = makeSandbox(project, { files: [{ file, text: 'changed' }], mutants: [] });
    expect(readFileSync(path.join(sandbox, file), 'utf8')).toBe('changed');
    expect(readFileSync(path.join(original, file), 'utf8')).toBe('as it was');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
