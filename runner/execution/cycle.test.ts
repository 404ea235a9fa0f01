import 'ts-node/register';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import type { FinishedCycle } from './cycle';
import { ENVIRONMENT_VARIABLE } from './environment-session';
import { RunError } from '../../support/scope/errors';
import { SmallProject } from '../fixtures/small-project';
import { spawnInline } from '../fixtures/inline-worker';
import { startStub, type StubEnvironment } from '../fixtures/stub-environment';
import type { CycleRequest } from './cycle-request';
import type { CycleHost } from './cycle-host';

const base = mkdtempSync(path.join(tmpdir(), 'cycle-'));
let count = 0;
let project: SmallProject;
let root = '';
let stub: StubEnvironment | undefined;

beforeEach(() => {
  count += 1;
  root = path.join(base, String(count));
  project = new SmallProject(root);
});
afterAll(() => rmSync(base, { recursive: true }));

async function run(changes: Partial<CycleRequest> = {}, host: Partial<CycleHost> = {}): Promise<FinishedCycle> {
  const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, async () => (stub = await startStub()));
  return project.run(changes, { spawn, ...host });
}

/** A row of the ledger about a scenario that is not there. */
const ISSUE = 'KI-1,It looks ill,3,ST-A1-99,all,0123456789ab,ST-A1,Look away,S1SP,Next,2026-11-02,2026-12-01';

function select(tags: string): void {
  project.edit('features/scope/plans/small.json', '@id:ST-A1-01 or (@negative:ST-A1 and not @severity:trivial)', tags);
}

function withoutTimes({ executions }: RunResult): unknown {
  return executions.map(({ startedAt, durationMs, steps, ...rest }) => ({
    ...rest,
    known: startedAt !== '' && durationMs >= 0,
    steps: steps.map(({ text, status }) => ({ text, status })),
  }));
}

describe('a cycle whose criteria are met', () => {
  it('ends with 0 and a record that is valid against the published schema', async () => {
    const { run: result, folder } = await run();
    expect(result.verdict).toEqual({
      result: 'met',
      exitCode: 0,
      sentence:
        'Active Meter Migration Testing (Migration ST) of IOC-01 meets all 3 criteria that the plan "small" claims: ' +
        '3 of 3 executions passed, on a simulated system.',
    });
    expect(folder.id).toBe('small-7-0001');
    expect(result.run.command).toBe('npm run cycle -- --plan small --dmc IOC-01 --environment embedded --seed 7');
    const record: unknown = JSON.parse(readFileSync(path.join(folder.path, 'result.json'), 'utf8'));
    expect(runResultSchema.parse(record)).toEqual(result);
    expect(result.cells).toMatchObject([{ dmc: { id: 'IOC-01' }, phase: 'Active' }]);
    expect(result.cells[0]?.stages.map(({ name, kind, outcome }) => [name, kind, outcome])).toEqual([
      ['Entry criteria', 'entry', 'passed'],
      ['Migration ST', 'test', 'passed'],
      ['Exit criteria', 'exit', 'passed'],
    ]);
    expect(result.run.versions).toMatchObject({ 'dcc-like-system': '0.1.0+sha256:0123456789abcdef', browser: 'none' });
    expect(existsSync(path.join(folder.path, 'messages.ndjson.gz'))).toBe(true);
    expect(readFileSync(path.join(folder.path, 'logs/dsp.log'), 'utf8')).toBe('started\n');
    expect(existsSync(path.join(folder.path, 'logs/wan.log'))).toBe(false);
  });

  it('says of each published code what provoked it', async () => {
    const { run: result } = await run();
    expect(result.codes.map(({ code, provokedBy }) => [code, provokedBy])).toEqual([
      ['SIM-FIX-01', ['ST-A1-01']],
      ['SIM-FIX-02', []],
    ]);
  });

  it('gives the same ids, order and results for the same seed, under the next number', async () => {
    const first = await run();
    const second = await run();
    expect(second.folder.id).toBe('small-7-0002');
    expect(withoutTimes(second.run)).toEqual(withoutTimes(first.run));
    const other = await run({ seed: '8' });
    expect(other.run.executions.map(({ seed }) => seed)).not.toEqual(first.run.executions.map(({ seed }) => seed));
  });

  it('stops the environment and takes its description away', async () => {
    await run();
    expect(stub?.stopped()).toBe(true);
    expect(process.env[ENVIRONMENT_VARIABLE]).toBeUndefined();
  });
});

describe('a cycle whose criteria are not met', () => {
  it('ends with 1 when a scenario failed, and names it', async () => {
    select('@id:ST-A1-01 or @id:ST-A1-02');
    const { run: result } = await run();
    expect(result.verdict.exitCode).toBe(1);
    expect(result.verdict.sentence).toContain('EX-2 is not met (ST-A1: failed)');
    expect(result.requirements.find(({ id }) => id === 'ST-A1')?.verdict).toBe('failed');
  });

  it('ends with 1 when a requirement of the plan has no negative scenario', async () => {
    select('@id:ST-A1-01');
    const { run: result } = await run();
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(result.verdict.sentence).toContain('EX-2 is not met (ST-A1: gap)');
  });

  it('ends with 1 when something can only be run elsewhere', async () => {
    select('@id:ST-A1-01 or @negative:ST-A1 or @id:ST-A1-13');
    const { run: result } = await run();
    expect(result.verdict.exitCode).toBe(1);
    expect(result.criteria.find(({ id }) => id === 'EX-1')?.verdict).toBe('not demonstrated');
    expect(result.notRun[0]?.what).toBe('ST-A1-13 Only with a browser');
  });

  it('does not enter the Test Phase with a DMC that is still in SIT', async () => {
    const { run: result } = await run({ dmc: 'IOC-04' });
    expect(result.executions).toEqual([]);
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(result.verdict.sentence).toContain(
      'IOC-04 was not entered: EN-1 is not met (The catalogue says that IOC-04 is planned in SIT',
    );
    expect(stub?.stopped()).toBe(true);
  });

  it('leaves what does not apply out of the count', async () => {
    select('@id:ST-A1-01 or @negative:ST-A1 or @phase:Dormant');
    project.edit(
      'features/migration-st/outcomes/outcomes.feature',
      '@ST-A1 @id:ST-A1-02',
      '@ST-A1 @id:ST-A1-02 @phase:Dormant',
    );
    const { run: result } = await run();
    expect(result.counts).toMatchObject({ 'does-not-apply': 1, planned: 3, executed: 3 });
    expect(result.verdict.exitCode).toBe(0);
  });
});

describe('a cycle that proves nothing', () => {
  it.each(['ST-A1-05', 'ST-A1-06', 'ST-A1-09'])('ends with 2 for %s', async (id) => {
    select(`@id:ST-A1-01 or @id:${id}`);
    const { run: result } = await run();
    expect(result.verdict).toMatchObject({ result: 'incomplete', exitCode: 2 });
    expect(result.verdict.sentence).toContain(`the first is ${id}`);
  });

  it('ends with 2 when the environment falls ill while it runs', async () => {
    const { run: result } = await run({}, { onExecution: () => stub?.answerWith(503) });
    expect(result.verdict.exitCode).toBe(2);
    expect(result.verdict.sentence).toContain('the environment was unhealthy (The service mcc at http://127.0.0.1:');
  });
});

describe('a cycle that cannot run', () => {
  const refused: [string, () => Partial<CycleRequest>, RegExp][] = [
    ['an unknown plan', () => ({ plan: 'smal' }), /There is no plan "smal" in .*plans: try small, many\./],
    [
      'an unknown DMC',
      () => ({ dmc: 'IOC-1' }),
      /There is no DMC "IOC-1" in the catalogue: try IOC-01, IOC-02, IOC-03, IOC-04\./,
    ],
    ['an unknown phase', () => ({ phase: 'Activ' }), /no Test Phase "Activ" in the plan "small": it holds Active\./],
    ['a phase of other plans', () => ({ phase: 'dormant' }), /does not hold the Test Phase Dormant: it holds Active\./],
    [
      'a DMC that the plan leaves out',
      () => ({ plan: 'many', dmc: 'IOC-04' }),
      /The plan "many" does not hold the DMC "IOC-04": try IOC-01, IOC-02, IOC-03\./,
    ],
    [
      'nothing but what does not apply',
      () => ({ plan: 'many', dmc: 'IOC-03', phase: 'Mixed' }),
      /There is nothing to run: IOC-03 has one meter only/,
    ],
    ['an empty selection', () => (select('@ST-B2'), {}), /The stage Migration ST selects no scenario/],
    [
      'a tag expression with a slip',
      () => (select('@ST-B2 and'), {}),
      /The tag expression "@ST-B2 and" cannot be read/,
    ],
    [
      'a report folder that cannot be',
      () => ({ reports: path.join(root, 'features/scope/evidence.json') }),
      /The report folder .* cannot be written \(.* is no folder\): choose another with --reports\./,
    ],
    [
      'a feature that cannot be trusted',
      () => (project.edit('features/migration-st/outcomes/outcomes.feature', '@id:ST-A1-03', '@id:ST-A1-02'), {}),
      /features\/migration-st\/outcomes\/outcomes\.feature:20:5: the id ST-A1-02 also stands at .*:14: /,
    ],
    [
      'a step that nobody defined',
      () => (select('@id:ST-A1-01 or @id:ST-A1-03'), {}),
      /outcomes\.feature:21:13: no step is written "a step nobody wrote"/,
    ],
    [
      'a step that two definitions fit',
      () => (select('@id:ST-A1-01 or @id:ST-A1-04'), {}),
      /outcomes\.feature:27:13: more than one definition fits this step: "an ambiguous step" \(.*\) and .* \(.*\)\./,
    ],
    [
      'a known issue of a scenario that does not exist',
      () => (project.edit('features/scope/known-issues.csv', 'targetDate', 'targetDate\n' + ISSUE), {}),
      /known-issues\.csv:2: field "scenario": KI-1 names the scenario ST-A1-99, which does not exist\. The nearest: "ST-A1-09"/,
    ],
  ];

  it.each(refused)('says so in a sentence: %s', async (_name, prepare, sentence) => {
    stub = undefined;
    await expect(run(prepare())).rejects.toThrow(sentence);
    expect(stub).toBeUndefined();
  });

  it('says so when the official schemas cannot be used, before anything is started', async () => {
    stub = undefined;
    const useSchemas: CycleHost['useSchemas'] = async (schemas) => {
      throw new RunError(`There are no schemas in ${schemas?.folder ?? ''}.`);
    };
    const schemas = { folder: 'empty', namedBy: '--schemas' };
    await expect(run({ schemas }, { useSchemas })).rejects.toThrow('There are no schemas in empty.');
    expect(stub).toBeUndefined();
  });

  it('says so when the environment is unhealthy from the start, and stops it', async () => {
    const start = async (): Promise<StubEnvironment> => {
      stub = await startStub();
      stub.answerWith(500);
      return stub;
    };
    await expect(run({}, { spawn: (setUp) => spawnInline(setUp, start) })).rejects.toThrow(
      /The environment "embedded" is unhealthy: The service mcc at .* says 500/,
    );
    expect(stub?.stopped()).toBe(true);
  });

  it('stops the environment when it is interrupted', async () => {
    const onExecution = (): void => void process.emit('SIGINT', 'SIGINT');
    await expect(run({}, { onExecution })).rejects.toThrow('The run was interrupted (SIGINT)');
    expect(stub?.stopped()).toBe(true);
  });
});
