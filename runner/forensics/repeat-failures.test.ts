import 'ts-node/register';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FORENSICS_FILE, forensicsSchema, type Forensics } from '../../reports/forensics/forensics-model';
import { forensicsSentence, whyDependent } from '../../reports/forensics/forensics-words';
import { sampleSince } from '../../reports/fixtures/since';
import type { RunResult, SincePreviousRun } from '../../reports/record/result-model';
import { readJson } from '../../support/scope/json';
import { RECORD_FILE } from '../execution/run-folder';
import type { FinishedCycle } from '../execution/cycle';
import type { CycleHost } from '../execution/cycle-host';
import { startWorkerProcess } from '../execution/workers/worker-process';
import { fixtureHost } from '../fixtures/fixture-host';
import { SmallProject } from '../fixtures/small-project';
import { dependencyOf } from './dependency';
import { repeatNewFailures } from './repeat-failures';

const base = mkdtempSync(path.join(tmpdir(), 'forensics-'));
beforeAll(() => void vi.stubEnv('NODE_OPTIONS', '-r ts-node/register'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

/** What each scenario does, by the last digits of its id. */
const DOES = {
  41: 'a step that fails',
  42: 'its process is marked',
  43: 'it fails in a marked process',
  44: 'it fails with the seed "7"',
  45: 'it fails without sockets',
  46: `it fails beside another one in "${path.join(base, 'marks')}"`,
  47: `it fails the first time in "${path.join(base, 'marks')}"`,
};

const spawn: CycleHost['spawn'] = (setUp, _environment, sockets) => {
  const main = path.join(__dirname, '../fixtures/worker-main.ts');
  const link = startWorkerProcess(main, sockets === true ? [] : ['in-process']);
  link.send({ kind: 'begin', setUp });
  return link;
};

/** All failures are new. */
function allNew(run: RunResult): SincePreviousRun {
  const failed = run.executions.filter(({ outcome }) => outcome === 'failed');
  const changes = failed.map(({ id, stage, dmc, phase }) => ({ kind: 'new failure' as const, id, stage, dmc, phase }));
  return { ...sampleSince(run), changes };
}

let finished: FinishedCycle;
let record: string;
let forensics: Forensics | undefined;
const said: string[] = [];

beforeAll(async () => {
  mkdirSync(path.join(base, 'marks'));
  const project = new SmallProject(path.join(base, 'project'));
  const ids = Object.keys(DOES).map((number) => `@id:ST-A1-${number}`);
  project.edit('features/scope/plans/small.json', '@id:ST-A1-01 or (@negative:ST-A1', `${ids.join(' or ')} or (@ST-A9`);
  const scenarios = Object.entries(DOES).map(
    ([number, does]) =>
      `  @ST-A1 @id:ST-A1-${number}\n  Scenario: It is ${number}\n    When ${does}\n    Then it is so\n`,
  );
  const file = path.join(project.root, 'features/migration-st/outcomes/forensics.feature');
  writeFileSync(file, `Feature: What failures depend on\n\n${scenarios.join('\n')}`);
  const host: Partial<CycleHost> = { spawn, knownFromHistory: (run) => ({ since: allNew(run) }) };
  finished = await project.run({}, host);
  record = readFileSync(path.join(finished.folder.path, RECORD_FILE), 'utf8');
  forensics = await repeatNewFailures(finished, project.root, {
    ...fixtureHost(host),
    progress: (line) => said.push(line),
  });
}, 300_000);

describe('new failures that are repeated', () => {
  it('are always there, or depend on seed, order, load or environment', () => {
    const found = forensics?.repeated.map(({ id, depends }) => [id.slice(-2), depends]);
    expect(Object.fromEntries(found ?? [])).toEqual({
      41: 'always',
      43: 'by order',
      44: 'by seed',
      45: 'by environment',
      46: 'by load',
      47: 'by environment',
    });
  });

  it('say why, in words, with the command that shows it', () => {
    const lines = (forensics?.repeated ?? []).map((one) => [one.id.slice(-2), `${whyDependent(one)} ${one.command}`]);
    const run = 'npm run cycle -- --plan small --dmc IOC-01 --environment embedded --seed 7';
    const words = Object.fromEntries(lines) as Record<string, string>;
    expect(words['41']).toContain('It fails alone, with other seeds, and elsewhere. npm run scenario -- ST-A1-41');
    expect(words['43']).toBe(
      `It passes alone, and fails after the 2 that its worker had run before it. ${run} --order recorded:small-7-0001 --workers 1`,
    );
    expect(words['44']).toContain('Alone it fails with the seed 7 and passes with 7-2, 7-3, 7-4.');
    expect(words['45']).toContain('It fails on embedded and passes on embedded, through sockets.');
    expect(words['46']).toContain('fails where several workers run that at a time.');
    expect(words['47']).toContain('It did not fail again');
  });

  it('are told as they come, and kept beside a record that stays as it was', () => {
    expect(said.at(0)).toBe('Repeating 6 of 6 new failures, alone and in company.');
    expect(said.at(-1)).toBe(
      'Repeated: 6 of 6 new failures: 1 always, 1 by seed, 1 by order, 1 by load, 2 by environment.',
    );
    expect(readJson(path.join(finished.folder.path, FORENSICS_FILE), forensicsSchema)).toEqual(forensics);
    expect(readFileSync(path.join(finished.folder.path, RECORD_FILE), 'utf8')).toBe(record);
    expect(finished.run.counts.failed).toBe(6);
  });
});

describe('what nobody can tell', () => {
  const trial = (how: 'alone' | 'in company', outcome: 'passed' | 'blocked') =>
    ({ how, seed: '7', environment: 'embedded', outcome }) as const;

  it('is said to be not known', () => {
    expect(dependencyOf([trial('alone', 'blocked')])).toBeUndefined();
    expect(dependencyOf([trial('alone', 'passed')])).toBeUndefined();
    const repeated = [{ id: 'ST-A1-41', dmc: 'IOC-01', phase: 'Active', stage: 'S', trials: [], command: '' }];
    expect(forensicsSentence({ run: 'r', at: '', failures: 30, repeated })).toBe(
      'Repeated: 1 of 30 new failures: 1 not known.',
    );
  });

  it('nothing is repeated where nothing is new, or where it ran on a system that others use', async () => {
    const { since: _since, ...run } = finished.run;
    expect(await repeatNewFailures({ ...finished, run }, '.', fixtureHost())).toBeUndefined();
    const executions = finished.run.executions.map((one) => ({ ...one, environment: 'remote' }));
    const elsewhere = { ...finished, run: { ...finished.run, executions } };
    expect(await repeatNewFailures(elsewhere, '.', fixtureHost())).toBeUndefined();
  });
});
