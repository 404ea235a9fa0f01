import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../../support/scope/problem';
import { byId, lintFeatures } from './feature-set';

describe('the lint of features', () => {
  it('finds an id in two files, and a title twice in one', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'features-'));
    const folder = path.join(root, 'features/migration-st');
    mkdirSync(folder, { recursive: true });
    const scenario = (id: string, title: string): string => `  @ST-A1 @id:${id}\n  Scenario: ${title}\n    Given x\n`;
    writeFileSync(
      path.join(folder, 'a.feature'),
      `Feature: A\n${scenario('ST-A1-01', 'One')}${scenario('ST-A1-02', 'One')}`,
    );
    writeFileSync(path.join(folder, 'b.feature'), `Feature: B\n${scenario('ST-A1-01', 'One')}`);
    const { problems } = await lintFeatures(root, ['ST-A1']);
    rmSync(root, { recursive: true });
    expect(problems.map(problemLine)).toEqual([
      'features/migration-st/a.feature:6:3: the title "One" already stands at features/migration-st/a.feature:3.',
      'features/migration-st/b.feature:3:3: the id ST-A1-01 already stands at features/migration-st/a.feature:3.',
    ]);
  });
});

describe('byId', () => {
  it('takes numbers for numbers', () => {
    const ids = ['ST-A10-01', 'ST-A9-02', 'ST-A9-010', 'ST-A9-1'].map((id) => ({ id }));
    expect(ids.sort(byId).map(({ id }) => id)).toEqual(['ST-A9-1', 'ST-A9-02', 'ST-A9-010', 'ST-A10-01']);
  });
});
