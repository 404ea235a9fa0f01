import 'ts-node/register';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { comparableRecord } from '../fixtures/comparable-record';
import { fixtureHost } from '../fixtures/fixture-host';
import { SmallProject } from '../fixtures/small-project';
import { failureKey, parseBail } from './bail';
import { resumeCycle } from './cycle';
import { findRunFolder, RECORD_FILE } from './run-folder';

const base = mkdtempSync(path.join(tmpdir(), 'bail-'));
afterAll(() => rmSync(base, { recursive: true }));

/** Two fail for one reason, a third and a fourth for others. */
const FAILS = { 51: 'One.', 52: 'One.', 53: undefined, 54: 'Two.', 55: 'Three.', 56: undefined };

let project: SmallProject;
let count = 0;

beforeEach(() => {
  count += 1;
  project = new SmallProject(path.join(base, String(count)));
  const ids = Object.keys(FAILS).map((number) => `@id:ST-A1-${number}`);
  project.edit('features/scope/plans/small.json', '@id:ST-A1-01 or (@negative:ST-A1', `${ids.join(' or ')} or (@ST-A9`);
  const scenarios = Object.entries(FAILS).map(
    ([number, words]) =>
      `  @ST-A1 @id:ST-A1-${number}\n  Scenario: It is ${number}\n    When ${words === undefined ? 'it happens' : `it fails with "${words}"`}\n    Then it is so\n`,
  );
  const file = path.join(project.root, 'features/migration-st/outcomes/bail.feature');
  writeFileSync(file, `Feature: What fails\n\n${scenarios.join('\n')}`);
});

async function ranUntil(
  bail: number,
  failuresBefore = new Set<string>(),
): Promise<readonly [ran: string[], said: string]> {
  const ran: string[] = [];
  const host = {
    onExecution: ({ id }: { readonly id: string }) => ran.push(id.slice(-2)),
    failuresBefore: () => failuresBefore,
  };
  const said = await project.run({ bail }, host).then(
    ({ run }) => run.verdict.sentence,
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  return [ran, said];
}

describe('a run that stops after so many new causes', () => {
  it('says which, has no record, and is gone on with to the record of an unbroken one', async () => {
    const [ran, said] = await ranUntil(2);
    expect(ran).toEqual(['51', '52', '53', '54']);
    expect(said).toMatch(
      /^The run was stopped after 2 new causes \(--bail 2\): 1\. .*One.* 2\. .*Two.* It is incomplete; the rest is run by: npm run cycle -- --resume small-7-0001$/,
    );
    const reports = path.join(project.root, 'reports');
    expect(existsSync(path.join(reports, 'runs/small-7-0001', RECORD_FILE))).toBe(false);
    const { run } = await resumeCycle('small-7-0001', { root: project.root, reports }, fixtureHost());
    const unbroken: RunResult = (await project.run({ reports: path.join(project.root, 'unbroken') })).run;
    expect(comparableRecord(run)).toEqual(comparableRecord(unbroken));
    expect(run.counts).toMatchObject({ failed: 4, passed: 2 });
    expect(findRunFolder(reports, 'small-7-0001', RECORD_FILE).id).toBe('small-7-0001');
  });

  it('counts a cause once, and none that the run before had or that is a known issue', async () => {
    expect((await ranUntil(4))[0]).toHaveLength(6);
    const { run } = await project.run({ seed: '8' });
    const two = run.executions.find(({ id }) => id === 'ST-A1-54');
    const three = run.executions.find(({ id }) => id === 'ST-A1-55');
    if (two === undefined || three === undefined) throw new Error('They did not run.');
    const before = new Set([failureKey(two, two.fingerprint)]);
    expect((await ranUntil(2, before))[0]).toEqual(['51', '52', '53', '54', '55']);
    appendFileSync(
      path.join(project.root, 'features/scope/known-issues.csv'),
      `KI-9,It is so,3,ST-A1-55,all,${three.fingerprint ?? ''},ST-A1,None,SMSO,IOC,2026-11-01,2999-01-01\n`,
    );
    expect((await ranUntil(2, before))[0]).toHaveLength(6);
  });

  it.each(['0', 'x', '1.5', '1001'])('takes no %s', (wanted) => {
    expect(() => parseBail(wanted)).toThrow('is no number of causes: give one from 1 to 1000.');
  });
});
