import { describe, expect, it } from 'vitest';
import type { ExecutionResult, Failure, StepResult } from '../../reports/record/result-model';
import { execution } from '../fixtures/builders';
import { explainFailures } from './causes';

const tables = {
  published: [
    {
      code: 'SIM-WHL-02',
      party: 's1sp',
      level: 'record' as const,
      meaning: 'The whitelist is wrong',
      provenance: 'MODEL',
    },
    {
      code: 'SIM-DST-02',
      party: 'migration-dust',
      level: 'request' as const,
      meaning: 'Not recorded',
      provenance: 'MODEL',
    },
    { code: 'SIM-KEY-01', party: 's1sp', level: 'record' as const, meaning: 'Key state differs', provenance: 'MODEL' },
    {
      code: 'SIM-DCO-03',
      party: 'dco',
      level: 'file' as const,
      meaning: 'The signature is wrong',
      provenance: 'MODEL',
    },
    {
      code: 'SIM-CFG-22',
      party: 'smso',
      level: 'device' as const,
      meaning: 'A device reads back otherwise',
      provenance: 'MODEL',
    },
    { code: 'E2', party: 'dsp', level: 'request' as const, meaning: 'The role is not allowed', provenance: '' },
    { code: 'E3', party: 'dsp', level: 'request' as const, meaning: 'The user is suspended', provenance: '' },
  ],
  explained: [],
  exceptions: [],
};

const step = (text: string, status: StepResult['status']): StepResult => ({
  text,
  kind: 'step',
  status,
  durationMs: 1,
  evidence: [],
});

function failed(title: string, failure: Partial<Failure>, changes: Partial<ExecutionResult> = {}): ExecutionResult {
  return execution('failed', {
    title,
    steps: [step('Given an installation', 'passed'), step('Then it stops', 'failed')],
    failure: { subject: 'the state', expected: 'the state to be Failed', observed: 'Commissioned', on: {}, ...failure },
    ...changes,
  });
}

const causesOf = (...executions: readonly ExecutionResult[]): readonly (readonly [string, number])[] =>
  explainFailures(executions, tables).causes.map(({ sentence, count }) => [sentence, count]);

describe('one cause', () => {
  it('is a refusal that was due by the expectation or by the words of the scenario, and never given', () => {
    const named = step('Then it stops with "SIM-WHL-02"', 'failed');
    const sentence =
      'The S1SP did not stop an installation that the scenario expects it to refuse with SIM-WHL-02 (the whitelist is wrong), as in "One".';
    expect(
      causesOf(
        failed('One', { code: { due: 'SIM-WHL-02' } }),
        failed('Two', {}, { steps: [named] }),
        failed('Three', { code: { due: 'SIM-WHL-02', given: 'SIM-KEY-01' } }),
      ),
    ).toEqual([[sentence, 3]]);
  });

  it('is no refusal that an outcome step has seen', () => {
    const steps = [step('Then it stops with "SIM-WHL-02"', 'passed'), step('And it is told again', 'failed')];
    const told = failed('One', { expected: 'the message to come again', observed: 'not delivered again' }, { steps });
    expect(causesOf(told)).toEqual([['"One": expected the message to come again, observed not delivered again.', 1]]);
  });

  it('names the front door of Migration DUST, to which no service request goes', () => {
    expect(causesOf(failed('One', { code: { due: 'SIM-DST-02' } }))[0]?.[0]).toBe(
      'The Migration DUST service accepted a request that the scenario expects it to refuse with SIM-DST-02 (not recorded), as in "One".',
    );
  });

  it('is no refusal that came as it was due', () => {
    const codes = [{ code: 'SIM-WHL-02', by: 's1sp' }];
    const told = { expected: 'the step to be the whitelist', observed: 'the key reading' };
    const came = failed('One', { ...told, code: { due: 'SIM-WHL-02', given: 'SIM-WHL-02' } }, { codes });
    expect(causesOf(came)).toEqual([['"One": expected the step to be the whitelist, observed the key reading.', 1]]);
  });

  it('is a refusal that was given in place of several others', () => {
    const inPlace = (title: string, due?: string): ExecutionResult =>
      failed(title, { code: { ...(due === undefined ? {} : { due }), given: 'SIM-DCO-03' } });
    const sentence =
      'The DCO gave SIM-DCO-03 (the signature is wrong), which "One" does not expect: expected the state to be Failed, observed Commissioned.';
    expect(causesOf(inPlace('One', 'SIM-WHL-02'), inPlace('Two', 'SIM-KEY-01'), inPlace('Three'))).toEqual([
      [sentence, 3],
    ]);
    expect(causesOf(inPlace('One', 'SIM-WHL-02'), inPlace('Two', 'SIM-WHL-02'))[0]?.[0]).toMatch(
      /in place of SIM-WHL-02/,
    );
  });

  it('is no refusal where nothing was found that it would be of', () => {
    const named = step('Then the report of the day names "SIM-WHL-02"', 'failed');
    const lacking = failed('One', { expected: 'the report of the day', observed: 'none' }, { steps: [named] });
    expect(causesOf(lacking)).toEqual([['"One": expected the report of the day, observed none.', 1]]);
  });

  it('is a refusal that was due by the words of what was expected alone', () => {
    const inWords = failed('One', { expected: 'the state to be Failed SIM-WHL-02', observed: 'Commissioned' });
    expect(causesOf(inWords, failed('Two', { code: { due: 'SIM-WHL-02' } }))).toHaveLength(1);
    const given = failed('One', { expected: 'the state to be Failed SIM-WHL-02', observed: 'Failed SIM-WHL-02 twice' });
    expect(causesOf(given)[0]?.[0]).toMatch(/^"One"/);
  });

  it('is, of several refusals that are lacking, the one that most failures lack', () => {
    const both = [step('Then it stops with "SIM-KEY-01" and "SIM-WHL-02"', 'failed')];
    const one = failed('One', { code: { due: 'SIM-KEY-01' } }, { steps: both });
    const others = [1, 2].map(() => failed('Others', { code: { due: 'SIM-WHL-02' } }));
    expect(causesOf(one, ...others)).toEqual([[expect.stringContaining('SIM-WHL-02'), 3]]);
  });

  it('is a report that hides a fault, however it is seen', () => {
    const seen = failed('The clock is right', { party: 'smso', code: { due: 'SIM-CFG-22' } });
    expect(causesOf(seen, failed('It fails', { code: { due: 'SIM-CFG-22' } }))).toEqual([
      ['The SMSO reported a device as configured that had not kept its settings.', 2],
    ]);
  });

  it('is a refusal in the place of the one that was due', () => {
    expect(causesOf(failed('Roles', { code: { due: 'E2', given: 'E3' } }))).toEqual([
      ['The DSP gave E3 (the user is suspended) in place of E2 (the role is not allowed), as in "Roles".', 1],
    ]);
  });

  it('is a refusal that was due and given, and that others did not heed', () => {
    const codes = [{ code: 'SIM-WHL-02', by: 's1sp' }];
    expect(causesOf(failed('It stops', { code: { due: 'SIM-WHL-02' } }, { codes }))).toEqual([
      [
        'The S1SP gave SIM-WHL-02 (the whitelist is wrong) and was not heeded in "It stops": expected the state to be Failed, observed Commissioned.',
        1,
      ],
    ]);
  });

  it('is one refusal or several that somebody is known not to have heeded', () => {
    const codes = [
      { code: 'SIM-WHL-02', by: 's1sp' },
      { code: 'SIM-DCO-03', by: 'dco' },
    ];
    const told = {
      party: 'commissioning-party',
      expected: 'the migration to stop',
      observed: 'that it is commissioned',
    };
    const one = failed('It stops', { ...told, code: { due: 'SIM-WHL-02' } }, { codes });
    const other = failed('It stops too', { ...told, code: { due: 'SIM-DCO-03' } }, { codes });
    const explained = explainFailures([one, other], tables);
    expect(explained.causes.map(({ sentence, party, count }) => [sentence, party, count])).toEqual([
      [
        'The Commissioning Party did not heed SIM-WHL-02 of the S1SP (the whitelist is wrong) in "It stops": expected the migration to stop, observed that it is commissioned.',
        'commissioning-party',
        2,
      ],
    ]);
    expect(explainFailures(explained.executions, tables)).toEqual(explained);
  });

  it('is a refusal that was not due, which the failure names or no passed execution has seen', () => {
    const codes = [{ code: 'SIM-DCO-03', by: 'dco' }];
    const sentence =
      'The DCO gave SIM-DCO-03 (the signature is wrong), which "It migrates" does not expect: expected the state to be Failed, observed Commissioned.';
    const elsewhere = failed('Its outcome comes', { subject: 'a file', observed: 'none' }, { codes });
    expect(causesOf(failed('It migrates', { code: { given: 'SIM-DCO-03' } }), elsewhere, execution('passed'))).toEqual([
      [sentence, 2],
    ]);
    // What passed executions see too explains nothing.
    expect(causesOf(elsewhere, execution('passed', { codes }))[0]?.[0]).toMatch(/^"Its outcome comes"/);
    expect(causesOf(elsewhere)[0]?.[0]).toMatch(/^"Its outcome comes"/);
    // A wrong value comes from no refusal on the way.
    const wrong = failed('Its value is right', { subject: 'a value', observed: '7' }, { codes });
    expect(causesOf(wrong, execution('passed'))[0]?.[0]).toMatch(/^"Its value is right"/);
    const ofAnother = failed('Its report comes', { party: 'mcc' }, { codes });
    expect(causesOf(ofAnother, execution('passed'))[0]?.[0]).toMatch(
      /^The Migration Control Centre did otherwise than/,
    );
  });

  it('is what was looked at and the party, where no code says more', () => {
    const one = { party: 'devices', subject: 'the supply', expected: 'the supply to be off', observed: 'on' };
    expect(causesOf(failed('A', one), failed('B', { ...one, expected: 'the supply to be armed' }))).toEqual([
      ['A device did otherwise than "A" expects: expected the supply to be off, observed on.', 2],
    ]);
    expect(causesOf(failed('A', one), failed('B', { ...one, party: 'dsp' }))).toHaveLength(2);
  });
});

describe('a scenario that failed on its way', () => {
  it('did not miss the refusal that it was to provoke', () => {
    const steps = [step('Given an installation', 'failed'), step('Then it stops with "SIM-WHL-02"', 'skipped')];
    expect(causesOf(failed('It stops', { party: 'mcc' }, { steps }))[0]?.[0]).toMatch(
      /^The Migration Control Centre did otherwise than/,
    );
  });
});

describe('the causes of a run', () => {
  it('come with the most frequent first, and their failures name them, also when they are sought again', () => {
    const rare = failed('Rare', { code: { due: 'SIM-DCO-03' } });
    const often = [1, 2].map(() => failed('Often', { code: { due: 'SIM-WHL-02' } }));
    const once = explainFailures([execution('passed'), rare, ...often], tables);
    expect(once.causes.map(({ id, code, party, count }) => [id, code, party, count])).toEqual([
      ['C-1', 'SIM-WHL-02', 's1sp', 2],
      ['C-2', 'SIM-DCO-03', 'dco', 1],
    ]);
    expect(once.executions.map(({ failure }) => failure?.cause)).toEqual([undefined, 'C-2', 'C-1', 'C-1']);
    expect(once.executions[1]?.failure).toMatchObject({
      party: 'dco',
      firstDifference: 'SIM-DCO-03 of the DCO (the signature is wrong) was due and never given.',
    });
    expect(explainFailures(once.executions, tables)).toEqual(once);
  });
});

describe('failures under one condition', () => {
  const under = (condition: string): StepResult[] => [
    step(`Given an installation ${condition}`, 'passed'),
    step('When its migration is authorised', 'passed'),
    step('Then it stops', 'failed'),
  ];
  const undeclared = under('with a device on the whitelist that nobody declared');
  const two = [1, 2].map(() => failed('It stops', { code: { due: 'SIM-WHL-02' } }, { steps: undeclared }));
  const seenElsewhere = failed('The counts are right', { party: 'mcc', subject: 'the counts' }, { steps: undeclared });

  it('have one cause, whatever they saw of it', () => {
    const explained = explainFailures([...two, seenElsewhere, execution('passed')], tables);
    expect(explained.causes.map(({ code, count }) => [code, count])).toEqual([['SIM-WHL-02', 3]]);
    expect(explained.executions[2]?.failure?.firstDifference).toBe(
      'Not as expected: the counts. It failed, like the others of its cause, with "an installation with a device on the whitelist that nobody declared".',
    );
    expect(explainFailures(explained.executions, tables)).toEqual(explained);
  });

  it('have causes of their own where an execution passed under it, or nobody knows what passes', () => {
    const sound = execution('passed', { steps: undeclared });
    expect(causesOf(...two, seenElsewhere, sound)).toHaveLength(2);
    expect(causesOf(...two, seenElsewhere)).toHaveLength(2);
  });

  it('are not joined by what they look at, nor by what only one of them holds', () => {
    const steps = under('without WAN on the day of its first attempt');
    const other = failed('Another', { party: 'mcc', subject: 'the counts' }, { steps });
    expect(causesOf(...two, other, execution('passed'))).toHaveLength(2);
    const few = [...two, failed('It stops', { code: { due: 'SIM-WHL-02' } }, { steps })];
    expect(causesOf(...few, other, execution('passed'))).toHaveLength(2);
    const one = two.slice(0, 1);
    expect(causesOf(...one, seenElsewhere, execution('passed'))).toHaveLength(2);
  });
});
