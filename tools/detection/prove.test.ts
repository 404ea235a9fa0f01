import { describe, expect, it } from 'vitest';
import type { ExecutionResult, Outcome } from '../../reports/record/result-model';
import type { SeededDefect } from '../../runner/planning/coverage';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import type { Scenario } from '../../runner/planning/features/read-feature';
import { unexecuted } from '../../runner/execution/scenarios/unexecuted';
import { defectLines, proveDefects, type ProvedDefect, type RunWithDefects } from './prove';
import type { PlannedExecution } from '../../runner/planning/planned-execution';

function planned(id: string, positive: string[], negative: string[]): PlannedExecution {
  const scenario: Scenario = {
    id,
    title: `Title of ${id}`,
    feature: 'F',
    featurePath: 'features/f.feature',
    line: 1,
    scenarioLine: 1,
    area: 'A',
    tags: [],
    refusals: [],
    positive,
    negative,
    axis: 'once',
    applies: [],
    phases: [],
    severity: 'normal',
  };
  return {
    scenario,
    dmc: exampleDmc(),
    phase: 'Active',
    stage: 'Migration ST',
    kind: 'test',
    stageSeed: '1',
    seed: '1',
    citedBy: [],
  };
}

const EXECUTIONS = [planned('S-1', ['ST-A1'], []), planned('S-2', [], ['ST-A1']), planned('S-3', ['ST-B2'], [])];

function defect(id: string, requirement: string): SeededDefect {
  return { id, service: 'mcc', requirement, rule: `The rule of ${id}` };
}

/** A system in which each defect turns the named scenarios red. */
function system(red: Readonly<Record<string, readonly string[]>>, asked: string[] = []): RunWithDefects {
  return async (executions, defects) => {
    asked.push(`${defects.join()}: ${executions.map(({ scenario }) => scenario.id).join(' ')}`);
    return executions.map((execution): ExecutionResult => {
      const broken = defects.concat('none').some((id) => red[id]?.includes(execution.scenario.id) === true);
      const outcome: Outcome = broken ? 'failed' : 'passed';
      const reason = broken ? { reason: `${execution.scenario.id} saw it.` } : {};
      return { ...unexecuted(execution, { environment: 'embedded', reproduce: () => '' }), outcome, ...reason };
    });
  };
}

async function prove(defects: readonly SeededDefect[], run: RunWithDefects): Promise<ProvedDefect[]> {
  return proveDefects(defects, EXECUTIONS, run, () => undefined);
}

describe('proveDefects', () => {
  it('names the scenarios of its requirement that a defect turns red, with what they saw', async () => {
    const asked: string[] = [];
    const [proved] = await prove([defect('d1', 'ST-A1')], system({ d1: ['S-2', 'S-3'] }, asked));
    expect(proved).toMatchObject({
      id: 'd1',
      found: true,
      tracing: 2,
      red: [{ id: 'S-2', title: 'Title of S-2', message: 'S-2 saw it.' }],
    });
    expect(asked).toEqual([': S-1 S-2', 'd1: S-1 S-2']);
  });

  it('is content with the first that find it where that is asked, the likeliest first', async () => {
    const many = Array.from({ length: 12 }, (_one, index) => planned(`S-${10 + index}`, ['ST-A1'], []));
    const likely = { ...planned('S-99', ['ST-A1'], []) };
    const titled = { ...likely, scenario: { ...likely.scenario, title: 'What the rule says' } };
    const asked: string[] = [];
    const run = system({ d1: ['S-99', 'S-21'] }, asked);
    const depth = { elsewhere: true, untilFound: true };
    const [proved] = await proveDefects([defect('d1', 'ST-A1')], [...many, titled], run, () => undefined, depth);
    expect(proved).toMatchObject({ found: true, red: [{ id: 'S-99' }] });
    expect(asked[1]).toBe('d1: S-99 S-10 S-11 S-12 S-13 S-14 S-15 S-16');
    expect(asked).toHaveLength(2);
  });

  it('does not call a defect found that only others see, and says who does', async () => {
    const [proved] = await prove([defect('d1', 'ST-A1')], system({ d1: ['S-3'] }));
    expect(proved).toMatchObject({ found: false, red: [{ id: 'S-3' }] });
  });

  it('does not call a defect found that nobody sees, or whose requirement has no scenario', async () => {
    const proved = await prove([defect('d1', 'ST-A1'), defect('d2', 'ST-C9')], system({}));
    expect(proved.map(({ found, red, tracing }) => ({ found, red, tracing }))).toEqual([
      { found: false, red: [], tracing: 2 },
      { found: false, red: [], tracing: 0 },
    ]);
  });

  it('proves nothing while a scenario is red without any defect', async () => {
    await expect(prove([defect('d1', 'ST-A1')], system({ none: ['S-2'], d1: ['S-1'] }))).rejects.toThrow(
      'Nothing can be proved: without any defect these scenarios do not pass: S-2 (failed).',
    );
  });
});

describe('defectLines', () => {
  const lines = async (red: readonly string[]): Promise<string[]> => {
    const [proved] = await prove([defect('d1', 'ST-A1')], system({ d1: red }));
    if (proved === undefined) throw new Error('Nothing was proved.');
    const more = proved.red.flatMap((one) => Array.from({ length: 3 }, () => one));
    return defectLines({ ...proved, red: red.length > 1 ? more : proved.red });
  };

  it('names what turned red, and of many the first three with the number of the others', async () => {
    expect((await lines(['S-1'])).slice(1)).toEqual(['    S-1 Title of S-1: S-1 saw it.']);
    const many = await lines(['S-1', 'S-2']);
    expect(many).toHaveLength(5);
    expect(many.at(-1)).toBe('    and 3 more');
  });

  it('says what a missed defect lacks', async () => {
    const [head, hint] = await lines(['S-3']);
    expect(head).toMatch(/^MISSED {2}d1/);
    expect(hint).toBe('    no scenario of ST-A1 fails; 2 trace to it');
  });
});
