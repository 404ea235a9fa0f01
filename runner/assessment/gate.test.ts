import { describe, expect, it } from 'vitest';
import type { CriterionResult, ExecutionResult, Outcome, Verdict } from '../../reports/record/result-model';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import type { PoolStock } from '../../support/scope/pool-stock';
import type { Measure } from '../../support/scope/plan';
import { assess } from './assessment';
import { countOutcomes } from './counts';
import { execution, factsOf, planOf } from '../fixtures/builders';
import type { Facts } from './facts';
import { decide } from './verdict';

function judge(given: Facts): { criteria: CriterionResult[]; verdict: Verdict } {
  const assessment = assess(given);
  return { criteria: [...assessment.criteria], verdict: decide(given, assessment) };
}

const EXECUTED: Measure = { kind: 'executed-share', atLeastPercent: 100 };
const NO_CRITICAL: Measure = { kind: 'failures', severities: ['blocker', 'critical'], atMost: 0 };
const SHOWN: Measure = { kind: 'requirements-shown', atLeastPercent: 100 };

describe('the verdict', () => {
  it.each<[Outcome, Verdict['result'], number]>([
    ['passed', 'met', 0],
    ['failed', 'not met', 1],
    ['known-issue', 'met', 0],
    ['does-not-apply', 'met', 0],
    ['not-run-here', 'not met', 1],
    ['blocked', 'incomplete', 2],
    ['incomplete', 'incomplete', 2],
  ])('of one passed and one %s execution is "%s", exit code %i', (outcome, result, exitCode) => {
    const { verdict } = judge(factsOf([execution('passed'), execution(outcome)], [EXECUTED, NO_CRITICAL]));
    expect(verdict).toMatchObject({ result, exitCode });
    expect(verdict.sentence).toMatch(/^Active Meter Migration Testing \(Migration ST\) of IOC-01 .*\.$/);
  });

  it('is not met when something failed, even where the criteria would bear it', () => {
    const measure: Measure = { kind: 'failures', severities: ['normal'], atMost: 5 };
    const { criteria, verdict } = judge(factsOf([execution('passed'), execution('failed')], [measure]));
    expect(criteria[0]?.verdict).toBe('met');
    expect(verdict.exitCode).toBe(1);
  });

  it('is incomplete when nothing was executed, and when the environment was unhealthy', () => {
    expect(judge(factsOf([], [])).verdict.exitCode).toBe(2);
    expect(judge(factsOf([execution('does-not-apply')], [])).verdict.exitCode).toBe(2);
    expect(judge(factsOf([execution('passed')], [], { healthProblems: ['The DSP is silent.'] })).verdict).toMatchObject(
      {
        exitCode: 2,
        sentence: expect.stringContaining('The DSP is silent.') as string,
      },
    );
  });

  it('says when nothing was started, since an entry criterion is not met', () => {
    const { verdict, criteria } = judge(factsOf(undefined, [EXECUTED, NO_CRITICAL, SHOWN]));
    expect(criteria.map((criterion) => criterion.verdict)).toEqual(Array(3).fill('not demonstrated'));
    expect(verdict).toMatchObject({ result: 'not met', exitCode: 1 });
  });
});

describe('counts', () => {
  it('leave out of "planned" what does not apply, and out of "executed" what never ran to an end', () => {
    const outcomes: Outcome[] = [
      'passed',
      'failed',
      'known-issue',
      'does-not-apply',
      'not-run-here',
      'blocked',
      'incomplete',
    ];
    expect(countOutcomes(outcomes.map((outcome) => execution(outcome)))).toMatchObject({
      planned: 6,
      executed: 3,
      passed: 1,
    });
  });
});

describe('criteria', () => {
  const measured = (measure: Measure, executions: readonly ExecutionResult[], environment = {}): unknown[] => {
    const [criterion] = judge(factsOf(executions, [measure], environment)).criteria;
    return [criterion?.verdict, criterion?.measured];
  };

  it('count what was executed among what applies', () => {
    const done = [execution('passed'), execution('failed'), execution('does-not-apply')];
    expect(measured(EXECUTED, done)).toEqual(['met', '2 of 2 (100 %)']);
    expect(measured(EXECUTED, [...done, execution('not-run-here')])).toEqual(['not demonstrated', '2 of 3 (66.6 %)']);
    expect(measured(EXECUTED, [...done, execution('blocked')])).toEqual(['not met', '2 of 3 (66.6 %)']);
    expect(measured({ ...EXECUTED, atLeastPercent: 60 }, [...done, execution('blocked')])[0]).toBe('met');
  });

  it('say what passed observed from outside, and which standing checks were made there', () => {
    const seen = { ...execution('passed'), standingChecks: ['a response comes once'] };
    const noteOf = (executions: ExecutionResult[]): string | undefined =>
      judge(factsOf(executions, [EXECUTED])).criteria[0]?.note;
    expect(noteOf([execution('passed')])).toBe('Nothing was left out.');
    expect(noteOf([execution('passed'), seen])).toBe(
      'Nothing was left out. 1 of 2 passed, observed from outside: of the standing checks only these were made there: a response comes once.',
    );
  });

  it('count open failures by severity, and do not take what did not run for faultless', () => {
    const critical = { severity: 'critical' as const };
    expect(measured(NO_CRITICAL, [execution('failed')])).toEqual(['met', '0 failures']);
    expect(measured(NO_CRITICAL, [execution('failed', critical)])).toEqual(['not met', '1 failure']);
    expect(measured(NO_CRITICAL, [execution('known-issue', critical)])).toEqual(['not met', '1 failure']);
    expect(measured({ ...NO_CRITICAL, atMost: 1 }, [execution('failed', critical)])).toEqual(['met', '1 failure']);
    expect(measured(NO_CRITICAL, [execution('blocked', critical)])).toEqual(['not demonstrated', '0 failures']);
  });

  it('want a digest of the build, a healthy environment and test devices', () => {
    const one = [execution('passed')];
    expect(measured({ kind: 'build-identified' }, one)).toEqual(['met', 'dcc-like-system sha256:0123456789ab']);
    expect(measured({ kind: 'build-identified' }, one, { versions: { system: '0.1.0' } })).toEqual([
      'not demonstrated',
      'no digest',
    ]);
    expect(measured({ kind: 'environment-healthy' }, one)).toEqual(['met', 'healthy']);
    expect(measured({ kind: 'environment-healthy' }, [execution('blocked')])).toEqual(['not met', '1 trouble']);
    expect(measured({ kind: 'test-devices-available' }, one)).toEqual(['met', '5 device types']);
    expect(measured({ kind: 'test-devices-available' }, one, { capabilities: [] })).toEqual([
      'not demonstrated',
      'unknown',
    ]);
  });

  it('take what a pool declares for the combination and the Test Phase for its test devices', () => {
    const available = (change: Partial<PoolStock>): unknown[] => {
      const deviceTypes = exampleDmc({ id: 'IOC-01' }).devices.map(({ type }) => type);
      const stock = [{ dmc: 'IOC-01', phase: 'Active' as const, installations: 7, deviceTypes, ...change }];
      return measured({ kind: 'test-devices-available' }, [execution('passed')], { capabilities: [], stock });
    };
    expect(available({})).toEqual(['met', '7 declared installations']);
    expect(available({ phase: 'Dormant' })).toEqual(['not demonstrated', '0 declared installations']);
    expect(available({ dmc: 'IOC-02' })).toEqual(['not demonstrated', '0 declared installations']);
    expect(available({ deviceTypes: ['CHF', 'ESME'] })).toEqual(['not demonstrated', '7 declared installations']);
  });

  it('want a record of what happened outside the suite', () => {
    const records = [
      {
        kind: 'sit-exit' as const,
        release: 'IOC' as const,
        dmc: 'IOC-01',
        date: '2019-04-12',
        reference: 'R1',
        statement: 'It left.',
      },
      {
        kind: 'sit-plan' as const,
        release: 'MOC' as const,
        dmc: 'MOC-01',
        date: '2019-06-14',
        reference: 'R2',
        statement: 'It is planned.',
      },
    ];
    const sit = (changes: Parameters<typeof exampleDmc>[0]): unknown => {
      const given = factsOf([execution('passed')], [{ kind: 'record-present', record: 'sit-exit' }]);
      const cells = [{ dmc: exampleDmc(changes), phase: 'Active' as const, stages: [] }];
      const [criterion] = judge({ ...given, cells, scope: { ...given.scope, records } }).criteria;
      return [criterion?.verdict, criterion?.measured];
    };
    expect(sit({})).toEqual(['met', 'recorded on 2019-04-12']);
    expect(sit({ id: 'IOC-02' })).toEqual(['not demonstrated', 'no record']);
    expect(sit({ sitStatus: 'planned' })).toEqual(['not met', 'planned']);
    expect(sit({ id: 'MOC-01', release: 'MOC', sitStatus: 'planned' })).toEqual(['met', 'planned in SIT']);
    expect(sit({ id: 'MOC-02', release: 'MOC', sitStatus: 'planned' })).toEqual(['not demonstrated', 'no record']);
    expect(sit({ id: 'MOC-01', release: 'MOC', sitStatus: 'not planned' })).toEqual(['not met', 'not planned']);
  });

  describe('of refusal codes', () => {
    const code = (name: string, party = 's1sp'): Facts['scope']['codes']['published'][number] => ({
      code: name,
      party,
      level: 'record',
      meaning: 'm',
      provenance: 'MODEL',
    });
    const published = [code('SIM-COM-01'), code('SIM-COM-03')];
    const judged = (
      given: readonly (readonly [string, string])[],
      exceptions: Facts['scope']['codes']['exceptions'] = [],
      dmc: Parameters<typeof exampleDmc>[0] = {},
    ): CriterionResult | undefined => {
      const codes = given.map(([name, by]) => ({ code: name, by }));
      const base = factsOf([execution('passed', { codes })], [{ kind: 'codes-provoked' }]);
      const cells = [{ dmc: exampleDmc(dmc), phase: 'Active' as const, stages: [] }];
      const scope = { ...base.scope, codes: { published, explained: [], exceptions } };
      return judge({ ...base, cells, scope }).criteria[0];
    };
    const both = [
      ['SIM-COM-01', 's1sp'],
      ['SIM-COM-03', 's1sp'],
    ] as const;

    it('want each published one given by its own party', () => {
      expect(judged(both)).toMatchObject({ verdict: 'met', measured: '2 of 2' });
      expect(judged(both.slice(1))).toMatchObject({ verdict: 'not met', note: 'Never given: SIM-COM-01.' });
      expect(judged([['SIM-COM-01', 'commissioning-party'], ...both.slice(1)])?.verdict).toBe('not met');
    });

    it('let an exception stand only as long as it is true', () => {
      const always = [{ code: 'SIM-COM-01', reason: 'Nothing can.' }];
      expect(judged(both.slice(1), always)).toMatchObject({ verdict: 'met', measured: '1 of 1' });
      expect(judged(both, always)?.note).toContain('although an exception says that nothing can: SIM-COM-01');
      expect(judged(both, always)?.verdict).toBe('not met');
      const gas = [{ code: 'SIM-COM-03', unless: 'dual-fuel' as const, reason: 'There is no gas meter.' }];
      expect(judged(both.slice(0, 1), gas)?.verdict).toBe('not met');
      const devices = exampleDmc().devices.filter(({ type }) => type !== 'GSME' && type !== 'GPF');
      expect(judged(both.slice(0, 1), gas, { devices })?.verdict).toBe('met');
    });

    it('let no modelled code pass that is not published', () => {
      expect(judged([...both, ['SIM-XYZ-01', 's1sp']])?.note).toContain('no table publishes them: SIM-XYZ-01');
      expect(judged([...both, ['E19', 'dsp']])?.verdict).toBe('met');
    });
  });

  it('name what belongs to a larger plan', () => {
    expect(measured({ kind: 'not-in-this-plan', why: 'Later.' }, [execution('passed')])).toEqual([
      'not in this plan',
      'not measured',
    ]);
  });
});

describe('coverage of requirements', () => {
  const verdictOf = (...executions: ExecutionResult[]): unknown =>
    assess(factsOf(executions, [])).requirements.map(({ id, verdict }) => `${id} ${verdict}`)[1];
  const positive = (outcome: Outcome): ExecutionResult => execution(outcome, { negative: [] });
  const negative = (outcome: Outcome): ExecutionResult => execution(outcome, { positive: [] });

  it('is shown by what must happen and by what must be refused', () => {
    expect(verdictOf(positive('passed'), negative('passed'))).toBe('ST-A1 shown');
    expect(verdictOf(positive('passed'), negative('passed'), positive('does-not-apply'))).toBe('ST-A1 shown');
  });

  it('is a gap where one of them lacks or is left open', () => {
    expect(verdictOf()).toBe('ST-A1 gap');
    expect(verdictOf(positive('passed'))).toBe('ST-A1 gap');
    expect(verdictOf(positive('passed'), negative('does-not-apply'))).toBe('ST-A1 gap');
    expect(verdictOf(positive('passed'), negative('passed'), negative('not-run-here'))).toBe('ST-A1 gap');
  });

  it('is failed where anything that traces to it failed', () => {
    expect(verdictOf(positive('passed'), negative('passed'), negative('failed'))).toBe('ST-A1 failed');
    expect(verdictOf(positive('passed'), negative('known-issue'))).toBe('ST-A1 failed');
  });

  it('does not ask a phase for what the plan says does not apply there', () => {
    const given = factsOf([positive('passed')], []);
    const notIn = [{ phases: ['Active' as const, 'Mixed' as const], why: 'Nobody sends one.' }];
    const [entry] = planOf().requirements;
    if (entry === undefined) throw new Error('The plan has no requirement.');
    const assessment = assess({ ...given, plan: { ...given.plan, requirements: [{ ...entry, notIn }] } });
    expect(assessment.requirements[1]).toMatchObject({
      verdict: 'does not apply',
      notIn: [{ phase: 'Active', why: 'Nobody sends one.' }],
    });
  });

  it('names requirements that are not in the plan, with the reason', () => {
    expect(assess(factsOf([], [])).requirements[0]).toMatchObject({
      id: 'PH-1',
      inPlan: false,
      reason: 'Too large.',
      verdict: 'not in this plan',
    });
  });
});
