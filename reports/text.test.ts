import { describe, expect, it } from 'vitest';
import { anchor, cssString, markup } from './tag/html';
import { sampleRun } from './fixtures/sample';
import {
  codesOf,
  duration,
  instant,
  outcomeLabel,
  printable,
  refusalCodesOf,
  requirementsOf,
  seededDefectsInWords,
  titleOf,
} from './text';

describe('text of the reports', () => {
  it('drops terminal colours, control characters and halves of characters, and nothing else', () => {
    expect(printable('\u001b[31mred\u001b[0m\u0000\u0007 tab\tline\n é 😀')).toBe('red tab\tline\n é 😀');
    expect(printable('half \ud83d!')).toBe('half !');
  });

  it('says durations and instants as people do', () => {
    expect(duration(400)).toBe('0.4\u00a0s');
    expect(duration(41_000)).toBe('41\u00a0s');
    expect(duration(125_000)).toBe('2\u00a0min 05\u00a0s');
    expect(duration(119_600)).toBe('2\u00a0min 00\u00a0s');
    expect(instant('2026-11-23T09:30:00.000Z')).toBe('23 November 2026, 09:30 UTC');
    expect(instant('not an instant')).toBe('not an instant');
  });

  it('finds the codes that a scenario expects, and takes no id for a code', () => {
    const byId = new Map(sampleRun().executions.map((one) => [one.id, one]));
    const codes = (id: string): readonly string[] => {
      const execution = byId.get(id);
      return execution === undefined ? ['no such scenario'] : codesOf(execution);
    };
    expect(codes('ST-B4-03')).toEqual(['SIM-WHL-02']);
    expect(codes('ST-C1-03')).toEqual(['E19']);
    expect(codes('ST-C2-02')).toEqual([]);
  });

  it('takes for a refusal neither an alert nor what must not come', () => {
    const [first] = sampleRun().executions;
    if (first === undefined) throw new Error('The sample is empty.');
    const step = (text: string): (typeof first.steps)[number] => {
      return { text, kind: 'step', status: 'passed', durationMs: 1, evidence: [] };
    };
    const steps = [
      step('Then the S1SP rejects it with "SIM-S1V-04"'),
      step('And the supplier has received no alert "8F69"'),
      step('And the supplier has received the alert "N42" once'),
      step('And the request is answered with "E19"'),
    ];
    expect(refusalCodesOf({ ...first, title: 'An outcome', steps })).toEqual(['SIM-S1V-04', 'E19']);
  });

  it('begins the title of a row with a capital', () => {
    const [first] = sampleRun().executions;
    expect(first === undefined ? '' : titleOf({ ...first, title: 'the DCO rejects it' })).toBe('The DCO rejects it');
  });

  it('names a requirement once although it is shown both ways', () => {
    const rotation = sampleRun().executions.find((one) => one.id === 'ST-B6-03');
    expect(rotation === undefined ? [] : requirementsOf(rotation)).toEqual(['ST-B6']);
  });
});

describe('markup', () => {
  it('escapes values and keeps pieces of markup', () => {
    const piece = markup`<b>${'<i> & "quoted" \'once\''}</b>`;
    expect(markup`<p title="${'"'}">${[piece, undefined, 7]}</p>`.source).toBe(
      '<p title="&quot;"><b>&lt;i&gt; &amp; &quot;quoted&quot; &#39;once&#39;</b>7</p>',
    );
  });

  it('makes names that fit an address, and strings that cannot leave a style sheet', () => {
    expect(anchor('scenario', 'ST-B4 03/ä', 'IOC-01')).toBe('scenario--ST-B4-03---IOC-01');
    expect(cssString('a"b\\</style>\n').source).toBe('"a\\22 b\\5c \\3c /style\\3e \\a "');
  });
});

describe('what an execution is called', () => {
  it('says that it was observed from outside where not all standing checks could be made', () => {
    expect(outcomeLabel({ outcome: 'passed' })).toBe('Passed');
    expect(outcomeLabel({ outcome: 'passed', standingChecks: ['a response comes once'] })).toBe(
      'Passed, observed from outside',
    );
    expect(outcomeLabel({ outcome: 'failed', standingChecks: [] })).toBe('Failed');
  });
});

describe('what is known of seeded defects', () => {
  it.each([
    ['none on', 'The system was asked for its seeded defects, and none was on.'],
    ['on: a, b', 'The system was asked for its seeded defects, and these were on: a, b.'],
    [
      'not asked: the environment has no lab',
      'The system was not asked for its seeded defects: the environment has no lab.',
    ],
    ['not known: the lab says 500', 'Whether seeded defects were on is not known: the lab says 500.'],
    ['not recorded', 'Whether seeded defects were on is not known.'],
  ])('is said of "%s" in a sentence', (version, sentence) => {
    expect(seededDefectsInWords(version)).toBe(sentence);
  });
});
