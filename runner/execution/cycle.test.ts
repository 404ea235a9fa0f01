import 'ts-node/register';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { publishedResultSchema, runResultSchema } from '../../reports/record/result-schema';
import { runCycle } from './cycle';
import { ENVIRONMENT_VARIABLE } from './environment-session';
import { RunError } from '../../support/scope/errors';
import { fixtureHost } from '../fixtures/fixture-host';
import { spawnInline } from '../fixtures/inline-worker';
import { startStub, type StubEnvironment } from '../fixtures/stub-environment';
import type { CycleRequest } from './cycle-request';
import type { CycleHost } from './cycle-host';

const FIXTURES = path.join(__dirname, '../fixtures/project');
const base = mkdtempSync(path.join(tmpdir(), 'cycle-'));
let count = 0;
let root = '';
let stub: StubEnvironment | undefined;

beforeEach(() => {
  count += 1;
  root = path.join(base, String(count));
  cpSync(FIXTURES, root, { recursive: true });
});
afterAll(() => rmSync(base, { recursive: true }));

async function run(changes: Partial<CycleRequest> = {}, host: Partial<CycleHost> = {}): ReturnType<typeof runCycle> {
  const request = { root, plan: 'small', seed: '7', reports: path.join(root, 'reports'), ...changes };
  const prepareMachine: CycleHost['prepareMachine'] = async () => ({ capabilities: [], versions: { browser: 'none' } });
  const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, async () => (stub = await startStub()));
  return runCycle(request, fixtureHost({ prepareMachine, spawn, ...host }));
}

/** Replaces text in a file of the copied project. */
function edit(file: string, from: string, to: string): void {
  const target = path.join(root, file);
  const text = readFileSync(target, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(target, text.replaceAll(from, to));
}

function select(tags: string): void {
  edit('features/scope/plans/small.json', '@id:FX-01 or (@negative:ST-A1 and not @severity:trivial)', tags);
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
        'Active Meter Migration Testing (Migration ST) of IOC-01 meets all 3 criteria of the plan "small": ' +
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
    expect(existsSync(path.join(folder.path, 'messages.ndjson'))).toBe(true);
    expect(readFileSync(path.join(folder.path, 'logs/dsp.log'), 'utf8')).toBe('started\n');
    expect(existsSync(path.join(folder.path, 'logs/wan.log'))).toBe(false);
  });

  it('says of each published code what provoked it', async () => {
    const { run: result } = await run();
    expect(result.codes.map(({ code, provokedBy }) => [code, provokedBy])).toEqual([
      ['SIM-FIX-01', ['FX-01']],
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
    select('@id:FX-01 or @id:FX-02');
    const { run: result } = await run();
    expect(result.verdict.exitCode).toBe(1);
    expect(result.verdict.sentence).toContain('EX-2 is not met (ST-A1: failed)');
    expect(result.requirements.find(({ id }) => id === 'ST-A1')?.verdict).toBe('failed');
  });

  it('ends with 1 when a requirement of the plan has no negative scenario', async () => {
    select('@id:FX-01');
    const { run: result } = await run();
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(result.verdict.sentence).toContain('EX-2 is not met (ST-A1: gap)');
  });

  it('ends with 1 when something can only be run elsewhere', async () => {
    select('@id:FX-01 or @negative:ST-A1 or @id:FX-13');
    const { run: result } = await run();
    expect(result.verdict.exitCode).toBe(1);
    expect(result.criteria.find(({ id }) => id === 'EX-1')?.verdict).toBe('not demonstrated');
    expect(result.notRun[0]?.what).toBe('FX-13 Only with a browser');
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
    select('@id:FX-01 or @negative:ST-A1 or @phase:Dormant');
    edit('features/migration-st/outcomes/outcomes.feature', '@ST-A1 @id:FX-02', '@ST-A1 @id:FX-02 @phase:Dormant');
    const { run: result } = await run();
    expect(result.counts).toMatchObject({ 'does-not-apply': 1, planned: 3, executed: 3 });
    expect(result.verdict.exitCode).toBe(0);
  });
});

describe('a cycle of many cells', () => {
  const once = (): void =>
    edit('features/migration-st/outcomes/outcomes.feature', '@negative:ST-A1\n', '@negative:ST-A1 @axis:once\n');

  it('runs those that may be entered, says why the others are not, and ends with 1', async () => {
    const { run: result } = await run({ plan: 'many' });
    expect(result.cells.map(({ dmc, phase, verdict }) => `${dmc.id} ${phase}: ${verdict}`)).toEqual([
      'IOC-01 Active: met',
      'IOC-01 Mixed: met',
      'IOC-02 Active: refused',
      'IOC-02 Mixed: refused',
      'IOC-03 Active: met',
      'IOC-03 Mixed: does not apply',
    ]);
    expect(result.cells[2]?.reason).toMatch(/^EN-1 is not demonstrated: No record of it exists for IOC-02/);
    expect(result.cells[5]?.reason).toContain('IOC-03 has one meter only');
    expect(result.executions.map(({ id, dmc, phase }) => `${id} ${dmc} ${phase}`)).toHaveLength(9);
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(result.criteria).toMatchObject([
      { id: 'EN-1', verdict: 'not demonstrated', measured: 'met in 3 of 5 cells' },
      { id: 'EX-1', verdict: 'met', measured: 'met in 3 of 3 cells' },
      { id: 'EX-2', verdict: 'met' },
    ]);
    const unrun = result.notRun.map(({ what }) => what);
    expect(unrun).toContain('Every scenario for IOC-02 Active');
    expect(unrun).toContain('Every scenario for IOC-03 Mixed');
    expect(unrun).toContain('The combination IOC-04');
  });

  it('runs once what does not vary, and lets every cell that it stands for cite it', async () => {
    once();
    const { run: result } = await run({ plan: 'many' });
    expect(result.run.formal).toBe(true);
    expect(result.executions.map(({ id, dmc, phase, citedBy }) => [id, dmc, phase, citedBy.length])).toEqual([
      ['FX-01', 'IOC-01', 'Active', 0],
      ['FX-10', 'IOC-01', 'Active', 2],
      ['FX-11', 'IOC-01', 'Active', 2],
      ['FX-01', 'IOC-01', 'Mixed', 0],
      ['FX-01', 'IOC-03', 'Active', 0],
    ]);
    expect(result.executions[1]?.citedBy).toEqual([
      { dmc: 'IOC-01', phase: 'Mixed' },
      { dmc: 'IOC-03', phase: 'Active' },
    ]);
    const mixed = result.cells.find(({ dmc, phase }) => dmc.id === 'IOC-01' && phase === 'Mixed');
    expect(mixed).toMatchObject({ verdict: 'met', counts: { planned: 3, passed: 3, cited: 2 } });
    expect(mixed?.requirements).toEqual([{ id: 'ST-A1', verdict: 'shown' }]);
  });

  it('holds what failed once against every cell that cites it', async () => {
    once();
    const feature = 'features/migration-st/outcomes/outcomes.feature';
    edit(
      feature,
      'Scenario Outline: A row with <value>\n      Given a step that passes',
      'Scenario Outline: A row with <value>\n      Given a step that fails',
    );
    const { run: result } = await run({ plan: 'many' });
    expect(result.counts.failed).toBe(2);
    expect(result.cells.map(({ verdict }) => verdict)).toEqual([
      'not met',
      'not met',
      'refused',
      'refused',
      'not met',
      'does not apply',
    ]);
  });

  it.each([
    [{ dmc: 'IOC-01,IOC-03' }, ['IOC-01 Active', 'IOC-01 Mixed', 'IOC-03 Active', 'IOC-03 Mixed']],
    [{ phase: 'active' }, ['IOC-01 Active', 'IOC-02 Active', 'IOC-03 Active']],
    [{ dmc: 'IOC-03', phase: 'Active' }, ['IOC-03 Active']],
  ])('is informal where it is narrowed to %o', async (wishes, cells) => {
    const { run: result } = await run({ plan: 'many', ...wishes });
    expect(result.cells.map(({ dmc, phase }) => `${dmc.id} ${phase}`)).toEqual(cells);
    expect(result.run.formal).toBe(false);
  });
});

describe('a cycle that proves nothing', () => {
  it.each(['FX-03', 'FX-04', 'FX-05', 'FX-06', 'FX-09'])('ends with 2 for %s', async (id) => {
    select(`@id:FX-01 or @id:${id}`);
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
      /The report folder .* cannot be written \(ENOTDIR.*choose another with --reports\./,
    ],
    [
      'a feature that cannot be trusted',
      () => (edit('features/migration-st/outcomes/outcomes.feature', '@id:FX-03', '@id:FX-02'), {}),
      /features\/migration-st\/outcomes\/outcomes\.feature:19: the id FX-02 already stands at .*:13\./,
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

describe('the published schema', () => {
  it('is that of the result model: "npm run schema" writes it', () => {
    const file = path.join(__dirname, '../../reports/record/result.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(publishedResultSchema())));
  });
});
