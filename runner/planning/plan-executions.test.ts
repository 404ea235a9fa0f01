import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outlinePlan } from './coverage';
import type { Scenario } from './features/read-feature';
import { readFeatures } from './features/feature-set';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import { executionSeed } from '../../support/scope/identity';
import type { Cell } from './cells';
import { planExecutions } from './plan-executions';
import type { StepNeed } from './steps/scenario-needs';
import type { Phase } from '../../support/scope/plan';

const STAGES = [{ name: 'Migration ST', kind: 'test' as const, folders: ['features/migration-st'], tags: '' }];

function cell(id: string, phase: Phase = 'Active', changes: Parameters<typeof exampleDmc>[0] = {}): Cell {
  return { dmc: exampleDmc({ id, ...changes }), phase, stages: STAGES };
}

async function fixtureScenarios(): Promise<readonly Scenario[]> {
  return readFeatures(path.join(__dirname, '../fixtures/project'), ['ST-A1']);
}

async function asideOf(
  changes: Partial<Scenario>,
  dmc: Parameters<typeof exampleDmc>[0] = {},
  needs: readonly StepNeed[] = [],
): Promise<unknown> {
  const [scenario] = await fixtureScenarios();
  if (scenario === undefined) throw new Error('The fixture has no scenario.');
  const [planned] = await planExecutions([cell('IOC-01', 'Active', dmc)], [{ ...scenario, ...changes }], '1', {
    name: 'embedded',
    capabilities: ['lab'],
    needs: new Map([[scenario.id, needs]]),
  });
  return planned?.aside?.reason;
}

describe('what a run owes', () => {
  it('runs each scenario in each cell, except what does not vary', async () => {
    const [first, second, third] = await fixtureScenarios();
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('The fixture is too small.');
    const scenarios: Scenario[] = [first, { ...second, axis: 'release' }, { ...third, axis: 'once' }];
    const cells = [cell('IOC-01'), cell('IOC-02'), cell('MOC-01', 'Active', { release: 'MOC' })];
    const planned = await planExecutions(cells, scenarios, '1', undefined);
    expect(planned.map(({ scenario, dmc }) => `${scenario.id} ${dmc.id}`)).toEqual([
      'ST-A1-01 IOC-01',
      'ST-A1-02 IOC-01',
      'ST-A1-03 IOC-01',
      'ST-A1-01 IOC-02',
      'ST-A1-01 MOC-01',
      'ST-A1-02 MOC-01',
    ]);
  });

  it('runs what varies by release and Test Phase once for each of them', async () => {
    const [first] = await fixtureScenarios();
    if (first === undefined) throw new Error('The fixture is too small.');
    const scenario: Scenario = { ...first, axis: 'release-and-phase' };
    const moc = { release: 'MOC' } as const;
    const cells = [
      cell('IOC-01'),
      cell('IOC-01', 'Dormant'),
      cell('IOC-02'),
      cell('IOC-02', 'Dormant'),
      cell('MOC-01', 'Active', moc),
    ];
    const planned = await planExecutions(cells, [scenario], '1', undefined);
    expect(planned.map(({ dmc, phase, citedBy }) => [dmc.id, phase, citedBy.map((cited) => cited.dmc)])).toEqual([
      ['IOC-01', 'Active', ['IOC-02']],
      ['IOC-01', 'Dormant', ['IOC-02']],
      ['MOC-01', 'Active', []],
    ]);
  });

  it('runs what does not vary in the first cell it applies to, and names the cells that cite it', async () => {
    const [first] = await fixtureScenarios();
    if (first === undefined) throw new Error('The fixture is too small.');
    const scenario: Scenario = { ...first, axis: 'once', phases: ['Dormant'] };
    const cells = [cell('IOC-01'), cell('IOC-01', 'Dormant'), cell('IOC-02'), cell('IOC-02', 'Dormant')];
    const planned = await planExecutions(cells, [scenario], '1', undefined);
    expect(planned.map(({ dmc, phase, aside, citedBy }) => [dmc.id, phase, aside?.outcome, citedBy])).toEqual([
      ['IOC-01', 'Active', 'does-not-apply', []],
      ['IOC-01', 'Dormant', undefined, [{ dmc: 'IOC-02', phase: 'Dormant' }]],
      ['IOC-02', 'Active', 'does-not-apply', []],
    ]);
  });

  it('sets aside what the DMC lacks, what belongs to another phase, and what the place lacks', async () => {
    expect(await asideOf({})).toBeUndefined();
    expect(await asideOf({ applies: ['dual-fuel'] }, { devices: [] })).toBe('IOC-01 does not have gas devices.');
    expect(await asideOf({ applies: ['electricity-only'] })).toBe('IOC-01 does not have only electricity.');
    expect(await asideOf({ applies: ['billing-calendar'] })).toBeUndefined();
    const lacking = {
      deviceType: 'ESME',
      manufacturer: 'AB01',
      model: '433100AC',
      variant: '6.8',
      refusedWith: 'E11',
    } as const;
    expect(await asideOf({ applies: ['billing-calendar'] }, { notApplicable: [lacking] })).toBe(
      'IOC-01 does not have an electricity meter whose billing calendar can be set (6.8).',
    );
    expect(await asideOf({ applies: ['sleepy-gas', 'ihd'] })).toBe('IOC-01 does not have a gas meter that sleeps.');
    expect(await asideOf({ applies: ['sleepy-gas', 'ihd'] }, { deviations: ['sleepy-gas'] })).toBeUndefined();
    expect(await asideOf({ applies: ['no-sleepy-gas'] }, { deviations: ['sleepy-gas'] })).toBe(
      'IOC-01 has a gas meter that sleeps.',
    );
    expect(await asideOf({ phases: ['Dormant'] })).toBe('The test belongs to the Test Phase Dormant, not to Active.');
    const needs: StepNeed[] = [
      { need: 'lab', step: 'a fault' },
      { need: 'browser', step: 'the portal' },
    ];
    expect(await asideOf({}, {}, needs)).toBe(
      'The environment "embedded" lacks what the test needs: browser ("the portal").',
    );
  });
});

describe('a function of the release', () => {
  const reason = 'Firmware upgrades are not tested for IOC.';
  const notUsed = [{ name: 'firmware-upgrade' as const, reason }];

  it('that is not used sets its scenarios aside, with the reason that the release gives', async () => {
    expect(await asideOf({ applies: ['firmware-upgrade'] })).toBeUndefined();
    expect(await asideOf({ applies: ['firmware-upgrade', 'ppmid'] }, { notUsed })).toBe(
      'IOC-01 does not have a prepayment interface (PPMID). ' +
        `IOC does not use the firmware upgrade before migration: ${reason}`,
    );
  });

  it('that is used sets aside what holds without it', async () => {
    expect(await asideOf({ applies: ['no-firmware-upgrade'] }, { notUsed })).toBeUndefined();
    expect(await asideOf({ applies: ['no-firmware-upgrade'] })).toBe('IOC uses the firmware upgrade before migration.');
  });
});

describe('the seed of an execution', () => {
  const key = { id: 'ST-A1-01', dmc: 'IOC-01', phase: 'Active', stage: 'Migration ST' };

  it('is the same for the same execution, and another for any other', () => {
    const seeds = [
      executionSeed('1', key),
      executionSeed('2', key),
      executionSeed('1', { ...key, id: 'ST-A1-02' }),
      executionSeed('1', { ...key, dmc: 'IOC-02' }),
      executionSeed('1', { ...key, phase: 'Dormant' }),
      executionSeed('1', { ...key, stage: 'Migration DMRT' }),
    ];
    expect(new Set(seeds).size).toBe(6);
    expect(executionSeed('1', { ...key })).toBe(seeds[0]);
  });
});

describe('the outline of a plan', () => {
  it('counts cells, executions and scenarios, and traces them', async () => {
    const planned = await planExecutions([cell('IOC-01')], await fixtureScenarios(), '1', undefined);
    const requirement = {
      id: 'ST-A1',
      source: 's',
      text: 't',
      shownBy: ['scenario' as const],
      effect: 'e.',
      severity: 2 as const,
    };
    const defects = [{ id: 'd1', service: 'mcc', requirement: 'ST-A1', rule: 'r' }];
    const claimed = { requirements: [{ id: 'ST-B2', shown: ['stages' as const], stages: ['Migration ST'] }] };
    const outline = outlinePlan(claimed, planned, [requirement, { ...requirement, id: 'ST-B2' }], defects);
    // ST-A1-12 does not apply to this DMC; ST-A1-10 and ST-A1-11 are rows of one outline.
    expect(outline).toMatchObject({ cells: 1, executions: 14, scenarios: 13, shared: 0 });
    expect(outline.byCell).toEqual([{ dmc: 'IOC-01', phase: 'Active', executions: 14, cited: 0, doesNotApply: 1 }]);
    expect(outline.byStage).toEqual([
      { stage: 'Migration ST', cells: 1, scenarios: 13, executions: 14, shared: 0, cited: 0 },
    ]);
    expect(outline.requirements['ST-A1']?.negative).toEqual(['ST-A1-10', 'ST-A1-11']);
    expect(outline.requirements['ST-A1']?.positive).not.toContain('ST-A1-12');
    expect(outline.requirements['ST-A1']?.defects).toEqual(['d1']);
    expect(outline.requirements['ST-A1']).toMatchObject({ inPlan: false, stages: [], documents: [] });
    expect(outline.requirements['ST-B2']).toEqual({
      inPlan: true,
      positive: [],
      negative: [],
      stages: ['Migration ST'],
      documents: [],
      defects: [],
    });
  });

  it('counts for each cell what it runs and what it cites', async () => {
    const [first, second] = await fixtureScenarios();
    if (first === undefined || second === undefined) throw new Error('The fixture is too small.');
    const scenarios: Scenario[] = [first, { ...second, axis: 'once' }];
    const planned = await planExecutions([cell('IOC-01'), cell('IOC-02')], scenarios, '1', undefined);
    expect(outlinePlan({ requirements: [] }, planned, [], [])).toMatchObject({
      cells: 2,
      executions: 3,
      shared: 1,
      byCell: [
        { dmc: 'IOC-01', executions: 2, cited: 0 },
        { dmc: 'IOC-02', executions: 1, cited: 1 },
      ],
    });
  });
});
