import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { UnusableEnvironmentError } from '../roles';
import { describedEnvironment, MIGRATION_ENVIRONMENT } from './connection';

const folder = mkdtempSync(path.join(tmpdir(), 'environment-'));
const given = process.env[MIGRATION_ENVIRONMENT];

afterEach(() => {
  if (given === undefined) Reflect.deleteProperty(process.env, MIGRATION_ENVIRONMENT);
  else process.env[MIGRATION_ENVIRONMENT] = given;
});
afterAll(() => rmSync(folder, { recursive: true }));

function name(content: string): void {
  const file = path.join(folder, 'environment.json');
  writeFileSync(file, content);
  process.env[MIGRATION_ENVIRONMENT] = file;
}

it('the environment is read from the file that describes it', () => {
  const services = { mcc: 'http://127.0.0.1:1' };
  name(
    JSON.stringify({
      name: 'embedded',
      services,
      capabilities: [],
      organisations: [],
      partyTokens: {},
      certificates: {},
    }),
  );
  expect(describedEnvironment()).toMatchObject({ name: 'embedded', services });
});

it('an environment that is not described is said to be so in a sentence', () => {
  process.env[MIGRATION_ENVIRONMENT] = '';
  expect(describedEnvironment).toThrow(/^No environment is given: MIGRATION_ENVIRONMENT must name/);
  expect(describedEnvironment).toThrow(UnusableEnvironmentError);
  process.env[MIGRATION_ENVIRONMENT] = path.join(folder, 'none.json');
  expect(describedEnvironment).toThrow(/none\.json, cannot be read: ENOENT/);
  name('{"name":');
  expect(describedEnvironment).toThrow(/cannot be read/);
  name('{"name":"embedded"}');
  expect(describedEnvironment).toThrow(/describes no environment: .*services/s);
});
