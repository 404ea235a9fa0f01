import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTesterProject } from '../tools/authoring/fixtures/tester-project';

let root = '';
beforeAll(() => {
  root = makeTesterProject();
  const unfinished = 'Feature: Unfinished\n  Scenario: Half\n    Given an installation\n    Whne x\n';
  writeFileSync(path.join(root, 'features/migration-st/portal/unfinished.feature'), unfinished);
});
afterAll(() => rmSync(root, { recursive: true }));

/** What the command says, whatever its exit code. */
function scenario(...words: readonly string[]): string {
  const program = [require.resolve('ts-node/dist/bin.js'), 'commands/scenario.ts', ...words];
  try {
    return execFileSync(process.execPath, program, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`;
  }
}

it('runs a scenario whatever is unfinished in other features, in the Test Phase of its tag', () => {
  const said = scenario('ST-A13-15');
  expect(said).toContain('Test Phase: Dormant.\n');
  expect(said).toContain('1 of 1 passed');
});

it('runs scenarios of several Test Phases each in its own', () => {
  const said = scenario('ST-A13-15', 'ST-B4-03');
  expect(said).toContain('Test Phase: Dormant, Active.\n');
  expect(said).toContain('2 of 2 passed');
});

it('says what is wrong with the feature that was meant', () => {
  expect(scenario('unfinished.feature')).toContain('unfinished.feature:4:5: "Whne" is no keyword: is "When" meant?');
});
