import 'ts-node/register';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult, StageResult } from '../../reports/record/result-model';
import { spawnInline } from '../fixtures/inline-worker';
import { runSets, SETS_PLAN, SetsProject, verdictOn } from '../fixtures/sets-project';
import { startStub } from '../fixtures/stub-environment';
import type { CycleRequest } from './cycle-request';
import type { CycleHost } from './cycle-host';

const base = mkdtempSync(path.join(tmpdir(), 'stages-'));
let count = 0;
let project: SetsProject;

beforeEach(() => {
  count += 1;
  project = new SetsProject(path.join(base, String(count)));
});
afterAll(() => rmSync(base, { recursive: true }));

const BUILD = '0.1.0+sha256:0123456789abcdef';

const run = (changes?: Partial<CycleRequest>, host?: Partial<CycleHost>): Promise<RunResult> =>
  runSets(project, changes, host);

function outcomes({ cells }: RunResult, phase = 'Active'): Record<string, StageResult['outcome']> {
  const cell = cells.find((one) => one.phase === phase);
  return Object.fromEntries((cell?.stages ?? []).map(({ name, outcome }) => [name, outcome]));
}

describe('a cycle through whole Test Phases', () => {
  it('takes each cell through its stages, in their order, and says what would be recommended', async () => {
    const result = await run();
    expect(outcomes(result)).toEqual({
      'Entry criteria': 'passed',
      Main: 'passed',
      'Main, set 1': 'passed',
      'Main, set 2': 'passed',
      'Whole system': 'passed',
      'Exit criteria': 'passed',
    });
    expect(Object.keys(outcomes(result, 'Mixed'))).toEqual([
      'Entry criteria',
      'Main',
      'Main, set 1',
      'Main, set 2',
      'Entry criteria of Dormant part',
      'Dormant part',
      'Whole system',
      'Exit criteria',
    ]);
    expect(result.verdict).toMatchObject({ result: 'met', exitCode: 0 });
    expect(result.cells.map(({ recommendation }) => recommendation.verdict)).toEqual([
      'would be recommended',
      'would be recommended',
    ]);
    expect(result.dmcs[0]?.recommendation).toEqual({
      verdict: 'no statement',
      sentence: 'This run does not take IOC-01 through the Dormant phase.',
    });
    expect(result.plannedSet).toMatchObject({ same: true, missing: [], planned: result.counts.planned });
  });

  it('runs the second set on fresh systems, with another seed and in another order, and finds it alike', async () => {
    const order: string[] = [];
    const seeds: string[] = [];
    const result = await run(
      {},
      {
        spawn: (setUp) => {
          seeds.push(setUp.seed);
          return spawnInline(setUp, () => startStub());
        },
        onExecution: (news) => order.push(`${news.id} ${news.phase}`),
      },
    );
    expect(seeds).toEqual(['7', '7, round 2']);
    const cell = result.cells[0];
    expect(cell?.stages.map(({ seed }) => seed)).toEqual([undefined, '7', '7', '7-set-2', '7', undefined]);
    expect(cell?.regressions).toMatchObject([
      { closes: 'Main', compared: 2, sameOutcome: 2, sameTranscript: 2, messages: 2, verdict: 'same', sameBuild: true },
    ]);
    const own = result.executions.filter(({ id, phase }) => id === 'ST-A1-31' && phase === 'Active');
    expect(own.map(({ stage }) => stage)).toEqual(['Main', 'Main, set 1', 'Main, set 2']);
    expect(new Set(own.map(({ seed }) => seed)).size).toBe(3);
    expect(own[2]?.reproduce).toContain("--seed 7-set-2 --stage 'Main, set 2'");
  });

  it('does not enter a stage whose own entry criterion is not met, and goes on with the others', async () => {
    project.forgetQuality();
    const result = await run();
    expect(outcomes(result, 'Mixed')).toMatchObject({
      'Entry criteria of Dormant part': 'failed',
      'Dormant part': 'not entered',
      'Whole system': 'passed',
      'Exit criteria': 'failed',
    });
    expect(outcomes(result)['Exit criteria']).toBe('passed');
    expect(result.cells.map(({ verdict }) => verdict)).toEqual(['met', 'not met']);
    expect(verdictOn(result, 'EN-2')).toBe('not demonstrated');
    expect(verdictOn(result, 'EX-2')).toBe('not met');
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
  });
});

describe('what changes the verdict', () => {
  it('a failing scenario', async () => {
    project.addStep('ST-A1-32', 'And it fails with "It did not refuse."');
    const result = await run();
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(outcomes(result)).toMatchObject({ Main: 'failed', 'Main, set 1': 'failed', 'Whole system': 'failed' });
    expect(verdictOn(result, 'EX-5')).toBe('met');
    expect(result.cells[0]?.recommendation.verdict).toBe('would not be recommended');
  });

  it('a scenario that fails in the second set alone', async () => {
    project.addStep('ST-A1-32', 'And it fails in the stage "Main, set 2"');
    const result = await run();
    expect(verdictOn(result, 'EX-5')).toBe('not met');
    expect(result.cells[0]?.regressions[0]).toMatchObject({
      verdict: 'unexplained',
      differences: [{ id: 'ST-A1-32', kind: 'outcome', set1: 'passed', verdict: 'unexplained' }],
    });
    expect(result.verdict.exitCode).toBe(1);
  });

  it('messages that differ between the sets although every scenario passes', async () => {
    project.writeFeature(
      'Feature: F\n  @ST-A1 @negative:ST-A1 @regression @id:ST-A1-31\n  Scenario: A\n    When the seed is left in a transcript\n    Then it is so\n' +
        '  @ST-A1 @id:ST-A1-32\n  Scenario: B\n    When it happens\n    Then it is so\n',
    );
    const result = await run();
    expect(result.counts.failed).toBe(0);
    expect(result.cells[0]?.regressions[0]?.differences).toMatchObject([
      {
        kind: 'transcript',
        verdict: 'unexplained',
        set1: expect.stringMatching(/ 7$/) as string,
        set2: expect.stringMatching(/ 7-set-2$/) as string,
      },
    ]);
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
    expect(verdictOn(result, 'EX-5')).toBe('not met');
  });

  it('another build in the second set: it is not entered, and the run is incomplete', async () => {
    let hired = 0;
    const spawn: CycleHost['spawn'] = (setUp) => {
      hired += 1;
      const version = hired === 1 ? BUILD : '0.1.1+sha256:fedcba9876543210';
      return spawnInline(setUp, () => startStub({ versions: { 'dcc-like-system': version } }));
    };
    const result = await run({}, { spawn });
    expect(outcomes(result)).toMatchObject({ 'Main, set 1': 'passed', 'Main, set 2': 'not entered' });
    expect(result.cells[0]?.regressions[0]?.verdict).toBe('not compared');
    expect(verdictOn(result, 'EX-5')).toBe('not demonstrated');
    expect(result.plannedSet.same).toBe(false);
    expect(result.verdict).toMatchObject({ result: 'incomplete', exitCode: 2 });
    expect(result.verdict.sentence).toContain('its build is not the one that the stages before it ran on');
  });

  it('a stage that the plan lacks', async () => {
    project.writePlan({
      ...SETS_PLAN,
      stages: SETS_PLAN.stages.filter(({ set }) => set !== 2),
      requirements: [],
      requirementsNotInPlan: [{ ids: ['PH-1', 'ST-A1', 'ST-B2'], why: 'Not here.' }],
    });
    const result = await run();
    expect(verdictOn(result, 'EX-5')).toBe('not demonstrated');
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
  });

  it('a filter made by hand: the run is informal and recommends nothing', async () => {
    const result = await run({ phase: 'Active' });
    expect(result.run.formal).toBe(false);
    expect(result.cells[0]?.recommendation).toMatchObject({ verdict: 'no statement' });
  });

  it('the criterion of a stage is not asked for where no cell of the run has that stage', async () => {
    const result = await run({ phase: 'Active' });
    const { verdict, note } = result.criteria.find(({ id }) => id === 'EN-2') ?? {};
    expect({ verdict, note }).toEqual({
      verdict: 'not in this plan',
      note: 'No Test Phase of this run has the stage Dormant part.',
    });
    expect(result.verdict.result).toBe('met');
  });

  it('a waiver takes a criterion out of the way, and shows', async () => {
    project.forgetQuality();
    const waiver = 'sets,EN-2,IOC-01,Mixed,Chair of the Panel,The SMSO was audited elsewhere.,2019-05-02,Minute 4';
    project.addWaiver(waiver);
    const result = await run();
    expect(outcomes(result, 'Mixed')['Dormant part']).toBe('passed');
    expect(result.criteria.find(({ id }) => id === 'EN-2')).toMatchObject({
      verdict: 'not demonstrated',
      waivers: [{ approver: 'Chair of the Panel', date: '2019-05-02' }],
    });
    expect(result.verdict).toMatchObject({ result: 'met with work-off plan', exitCode: 0 });
    expect(result.verdict.sentence).toContain('EN-2 is not met and is waived');
  });

  it('a waiver for one of several cells leaves the others as they are', async () => {
    project.addStep('ST-A1-33', 'Given a pending step');
    project.addWaiver('sets,EX-1,IOC-01,Mixed,Chair of the Panel,It was shown before.,2019-05-02,Minute 4');
    const result = await run();
    expect(result.criteria.find(({ id }) => id === 'EX-1')).toMatchObject({
      verdict: 'not met',
      measured: 'met in 0 of 2 Test Phases, waived in 1',
      waivers: [],
    });
    expect(result.cells.map(({ verdict }) => verdict)).toEqual(['incomplete', 'incomplete']);
    expect(result.verdict).toMatchObject({ result: 'incomplete', exitCode: 2 });
  });

  it('a waiver of a criterion that the plan does not have is refused', async () => {
    project.addWaiver('sets,EX-20,all,all,Chair of the Panel,It is all right.,2019-05-02,Minute 5');
    await expect(run()).rejects.toThrow('the plan "sets" has no criterion EX-20 that could be waived');
  });
});

describe('cells that the plan assigns to an environment of their own', () => {
  const measure = { kind: 'places' } as const;
  const places = [
    { environment: 'containers' as const, cells: [{ dmc: 'IOC-01', phase: 'Mixed' as const }], why: 'As deployed.' },
  ];

  beforeEach(() => {
    const criterion = { id: 'EX-8', kind: 'exit' as const, text: 'They ran there.', source: 'MODEL', measure };
    project.writePlan({ ...SETS_PLAN, places, criteria: [...SETS_PLAN.criteria, criterion] });
  });

  it('run there where it can be had, on systems and a build of their own', async () => {
    const hired: string[] = [];
    const result = await run(
      {},
      {
        usable: async (environments) => environments,
        spawn: (setUp, environment) => {
          hired.push(environment);
          const name = environment === 'containers' ? 'containers' : 'embedded';
          const image = environment === 'containers' ? 'sha256:aaaaaaaaaaaaaaaa' : 'sha256:bbbbbbbbbbbbbbbb';
          return spawnInline(setUp, () => startStub({ name, versions: { image } }));
        },
      },
    );
    expect(hired).toEqual(['embedded', 'embedded', 'containers', 'containers']);
    const [active, mixed] = result.cells;
    const environments = (cell: typeof active): unknown => new Set(cell?.stages.flatMap((stage) => stage.environments));
    expect(environments(active)).toEqual(new Set(['embedded']));
    expect(environments(mixed)).toEqual(new Set(['containers']));
    expect(mixed?.stages.find(({ name }) => name === 'Main')?.build).toEqual({ image: 'sha256:aaaaaaaaaaaaaaaa' });
    expect(mixed?.regressions[0]).toMatchObject({ verdict: 'same', compared: 2 });
    expect(result.environments).toMatchObject([
      { environment: 'embedded', assigned: [], demonstrated: true },
      { environment: 'containers', assigned: [{ dmc: 'IOC-01', phase: 'Mixed' }], demonstrated: true },
    ]);
    expect(result.verdict).toMatchObject({ result: 'met', exitCode: 0 });
  });

  it('run elsewhere where it cannot, and that shows', async () => {
    const result = await run();
    expect(result.environments[1]).toMatchObject({ environment: 'containers', executions: 0, demonstrated: false });
    expect(verdictOn(result, 'EX-8')).toBe('not demonstrated');
    expect(result.verdict).toMatchObject({ result: 'not met', exitCode: 1 });
  });
});
