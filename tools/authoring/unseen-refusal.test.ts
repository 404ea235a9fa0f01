import { spawnSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeTesterProject } from './fixtures/tester-project';

const root = makeTesterProject();
afterAll(() => rmSync(root, { recursive: true }));

const SCENARIO = `
    @DM-5 @id:DM-5-9991
    Scenario: A refusal at which no Then looks
      Given a migrated installation
      When the electricity supplier marks the electricity meter as pending
      Then the electricity meter shows the supply as on

    @DM-5 @id:DM-5-9992
    Scenario: A refusal at which a Then looks
      Given a migrated installation
      When the electricity supplier marks the electricity meter as pending
      Then the request is answered with "E080405"
`;

it('a scenario whose request was refused unseen is no evidence', { timeout: 120_000 }, () => {
  appendFileSync(path.join(root, 'features/migration-dmrt/service-requests/supply.feature'), SCENARIO);
  const words = ['run', '--silent', 'scenario', '--', 'DM-5-9991', 'DM-5-9992'];
  // A standby process would answer for the project whose tools the copy shares.
  const { stdout } = spawnSync('npm', words, { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'true' } });
  expect(stdout).toContain('Expected a Then that looks at the answer to request 8.4 of Avon Supply');
  expect(stdout).toContain('DM-5-9991: FAILED');
  expect(stdout).toContain('DM-5-9992: passed');
});
