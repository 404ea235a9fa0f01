import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../../support/scope/problem';
import { byId, lintFeatures, readFeatures, readScenarioSources } from './feature-set';

describe('the lint of features', () => {
  it('tells both of an id in two files, and both of a title twice in one stage', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'features-'));
    const folder = path.join(root, 'features/migration-st');
    mkdirSync(folder, { recursive: true });
    const scenario = (id: string, title: string): string => `  @ST-A1 @id:${id}\n  Scenario: ${title}\n    Given x\n`;
    writeFileSync(
      path.join(folder, 'a.feature'),
      `Feature: A\n${scenario('ST-A1-01', 'One')}${scenario('ST-A1-02', 'One')}`,
    );
    writeFileSync(path.join(folder, 'b.feature'), `Feature: B\n${scenario('ST-A1-01', 'One')}`);
    mkdirSync(path.join(root, 'features/migration-dust'));
    writeFileSync(path.join(root, 'features/migration-dust/c.feature'), `Feature: C\n${scenario('ST-A1-03', 'One')}`);
    const { problems } = await lintFeatures(root, ['ST-A1']);
    rmSync(root, { recursive: true });
    const id = 'the newer of the two needs another one, and npm run new finds the next that is free.';
    const title = 'say in the newer of the two what it shows beyond the other.';
    const [one, other, third] = ['migration-st/a.feature:3', 'migration-st/a.feature:6', 'migration-st/b.feature:3'];
    expect(problems.map(problemLine)).toEqual([
      `features/${one}:3: the id ST-A1-01 also stands at features/${third}: ${id}`,
      `features/${one}:3: the title "One" also stands at features/${other}, features/${third}: ${title}`,
      `features/${other}:3: the title "One" also stands at features/${one}, features/${third}: ${title}`,
      `features/${third}:3: the id ST-A1-01 also stands at features/${one}: ${id}`,
      `features/${third}:3: the title "One" also stands at features/${one}, features/${other}: ${title}`,
    ]);
  });

  it('lets a title stand twice in what has been run, since that makes no result untrue', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'features-'));
    const folder = path.join(root, 'features/migration-st');
    mkdirSync(folder, { recursive: true });
    const write = (second: string): void => {
      const [one, two] = ['ST-A1-01', second].map((id) => `  @ST-A1 @id:${id}\n  Scenario: One\n    Given x\n`);
      writeFileSync(path.join(folder, 'a.feature'), `Feature: A\n${one}${two}`);
    };
    write('ST-A1-02');
    expect((await readFeatures(root, ['ST-A1'])).map(({ id }) => id)).toEqual(['ST-A1-01', 'ST-A1-02']);
    await expect(readScenarioSources(root, ['ST-A1'])).rejects.toThrow('the title "One" also stands at');
    write('ST-A1-01');
    await expect(readFeatures(root, ['ST-A1'])).rejects.toThrow('the id ST-A1-01 also stands at');
    rmSync(root, { recursive: true });
  });
});

describe('byId', () => {
  it('takes numbers for numbers', () => {
    const ids = ['ST-A10-01', 'ST-A9-02', 'ST-A9-010', 'ST-A9-1'].map((id) => ({ id }));
    expect(ids.sort(byId).map(({ id }) => id)).toEqual(['ST-A9-1', 'ST-A9-02', 'ST-A9-010', 'ST-A10-01']);
  });
});
