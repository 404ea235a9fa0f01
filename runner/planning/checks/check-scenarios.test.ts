import 'ts-node/register';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemLine } from '../../../support/scope/problem';
import { loadScope, requirementIds } from '../../../support/scope/scope';
import { readFeature } from '../features/read-feature';
import { checkScenarios, loadKnowledge } from './check-scenarios';
import type { StepKnowledge } from '../steps/explain-step';

const ROOT = path.join(__dirname, '../../..');
const scope = loadScope(ROOT);
let knowledge: StepKnowledge;
beforeAll(async () => {
  knowledge = await loadKnowledge(ROOT, scope, []);
}, 60_000);

async function problemsOf(body: string): Promise<string[]> {
  const text = `Feature: F\n${body}\n`;
  const { sources, problems } = await readFeature(text, 'f.feature', new Set(requirementIds(scope)));
  expect(problems).toEqual([]);
  return checkScenarios(sources, knowledge).map(problemLine);
}

const HEAD = '  @id:ST-B4-77 @ST-B4 @axis:once\n  Scenario: A\n';
const WHEN = '    When its migration is authorised\n';
const THEN = '    Then the SMSO can read every meter\n';

/** A scenario of these steps; the first stands on line 4. */
function scenario(...steps: string[]): string {
  return HEAD + steps.map((step) => `    ${step}\n`).join('');
}

describe('a scenario in which nothing is wrong', () => {
  it('has no problems, nor has an outline', async () => {
    expect(await problemsOf(`${HEAD}    Given an installation\n${WHEN}${THEN}`)).toEqual([]);
    const outline = `  @ST-B4 @axis:once @applies:dual-fuel\n  Scenario Outline: <device>\n    Given an installation whose <device> refuses new keys\n${WHEN}${THEN}
    Examples:
      | id       | device    |
      | ST-B4-78 | gas meter |`;
    expect(await problemsOf(outline)).toEqual([]);
  });

  it('may look at what came of a Given that includes an act', async () => {
    expect(await problemsOf(`${HEAD}    Given an installation whose migration is scheduled\n${THEN}`)).toEqual([]);
  });
});

describe('four digits in quotation marks', () => {
  it('are no code where any text may stand', async () => {
    const says = 'And the electricity supplier displays "1999" on the electricity meter';
    expect(await problemsOf(`${scenario('Given a migrated installation')}    ${says}\n${WHEN}${THEN}`)).toEqual([]);
  });

  it('are a code where one is meant', async () => {
    const then = '    Then the electricity supplier has received the alert "1999" once\n';
    expect(await problemsOf(`${scenario('Given a migrated installation')}${WHEN}${then}`)).toEqual([
      expect.stringContaining('there is no code "1999"'),
    ]);
  });
});

describe('a step', () => {
  const act = (given: string): string => `${HEAD}    Given ${given}\n${WHEN}${THEN}`;
  const cases: [string, string, string][] = [
    [
      'a word that is misspelt',
      scenario('Given an installation', 'When its migration is autorised', THEN.trim()),
      'f.feature:5:10: no step is written like this. The nearest: "its migration is authorised".',
    ],
    [
      'a phrase that is misspelt',
      act('an installation whose gas metre refuses new keys'),
      'f.feature:4:27: "whose gas metre refuses new keys" is no known way in which an installation differs. The nearest: "whose gas meter refuses new keys"',
    ],
    [
      'a phrase that does not exist',
      act('an installation whose SIM got lost in the post this morning'),
      'f.feature:4:27: "whose SIM got lost in the post this morning" is no known way in which an installation differs. The nearest:',
    ],
    [
      'a device',
      scenario('Given an installation', WHEN.trim(), 'Then the SMSO can read the gas metre'),
      'f.feature:6:28: "the gas metre" is no known device. The nearest: "the gas meter".',
    ],
    [
      'a role',
      scenario('Given an installation', 'When the suplier submits it', THEN.trim()),
      'f.feature:5:10: "the suplier" is no known role. The nearest: "the supplier"',
    ],
    [
      'a role nobody has',
      scenario('Given an installation', 'When the window cleaner submits it', THEN.trim()),
      'f.feature:5:10: "the window cleaner" is no known role. The nearest:',
    ],
    [
      'a party',
      act('an installation') + '    And the S2SP accepts or rejects each of them as listed\n',
      'f.feature:7:9: "the S2SP" is no known party. The nearest: "the S1SP"',
    ],
    [
      'a service request',
      scenario(
        'Given a migrated installation',
        'When the supplier asks the electricity meter for its import register',
        THEN.trim(),
      ),
      'f.feature:5:23: "asks the electricity meter for its import register" is no known service request. The nearest: "asks the electricity meter for its import registers"',
    ],
    [
      'an alert',
      act('an installation') + '    And the supplier has received the alert "N1x" once\n',
      'f.feature:7:39: "alert "N1x"" is no known alert. The nearest:',
    ],
    [
      'a code that nobody gives',
      scenario('Given an installation', WHEN.trim(), 'Then the migration stops at the whitelist with "SIM-WHL-09"'),
      'f.feature:6:52: there is no code "SIM-WHL-09": those that exist stand in environments/contracts/codes.csv',
    ],
    [
      'a code of another form',
      scenario('Given an installation', WHEN.trim(), 'Then the migration stops at the whitelist with "SIM-WHL-2"'),
      'f.feature:6:52: "SIM-WHL-2" is no known code. The nearest: "SIM-WHL-02"',
    ],
    [
      'a code without its quotation marks',
      scenario('Given an installation', WHEN.trim(), 'Then the migration stops at the whitelist with SIM-WHL-02'),
      'f.feature:6:52: a code stands in quotation marks: write "SIM-WHL-02".',
    ],
    [
      'a step that is like nothing',
      scenario('Given an installation', WHEN.trim(), 'Then qq'),
      'f.feature:6:10: no step is written "qq": npm run steps -- WORDS finds those that are.',
    ],
    [
      'a sentence that says the same as another in other words',
      scenario('Given an installation', 'When the customer moves to another supplier', THEN.trim()),
      'f.feature:5:10: no step is written "the customer moves to another supplier": npm run steps -- WORDS finds those that are. The nearest: "{customer} has changed to {anotherSupplier}".',
    ],
    [
      'a phrase that stands in another step',
      act('an installation in prepayment mode with a balance of £12.50'),
      'f.feature:4:11: no step is written "an installation in prepayment mode with a balance of £12.50": npm run steps -- WORDS finds those that are. The nearest: "a migrated installation in prepayment mode with a balance of {pounds}"',
    ],
    [
      'a value whose words another step has',
      scenario('Given an installation', WHEN.trim(), 'Then the supplier has received no commissioning alert'),
      'f.feature:6:39: "commissioning alert" is no known alert. The nearest: "alert", "nobody has received a commissioning alert".',
    ],
    [
      'a service request that lacks its end',
      scenario(
        'Given an installation',
        'When another supplier schedules a daily reading of the electricity meter',
        THEN.trim(),
      ),
      'f.feature:5:27: "schedules a daily reading of the electricity meter" is no known service request. The nearest: "schedules a daily reading of the electricity meter at 21:11"',
    ],
    [
      'a Then that is an act',
      scenario('Given an installation', WHEN.trim(), 'Then a day passes'),
      'f.feature:6:10: this Then checks nothing: "{duration} pass(es)" (steps/',
    ],
    [
      'a phrase in a table',
      scenario(
        'Given 40 installations, among them',
        '  | installations | which       | code       |',
        '  | 4             | without VAN | SIM-CFG-24 |',
        'When their migration is authorised',
        'Then every attempt has its outcome',
      ),
      'f.feature:6:25: "without VAN" is no known way in which an installation differs. The nearest: "without WAN".',
    ],
    [
      'a code in a table',
      scenario(
        'Given 40 installations, among them',
        '  | installations | which       | code       |',
        '  | 4             | without WAN | SIM-CFG-99 |',
        'When their migration is authorised',
        'Then every attempt has its outcome',
      ),
      'f.feature:6:39: there is no code "SIM-CFG-99"',
    ],
    [
      'a column of a table',
      scenario(
        'Given 40 installations, among them',
        '  | installations | witch       | code       |',
        '  | 4             | without WAN | SIM-CFG-24 |',
        'When their migration is authorised',
        'Then every attempt has its outcome',
      ),
      'f.feature:5:25: the table of this step has no column of the name "witch". The nearest: "which",',
    ],
  ];

  it.each(cases)('%s', async (_name, body, expected) => {
    const problems = await problemsOf(body);
    expect(
      problems.some((problem) => problem.startsWith(expected)),
      problems.join('\n'),
    ).toBe(true);
    expect(problems).toHaveLength(1);
  });

  it('names both definitions that fit it', async () => {
    const language = Object.create(knowledge.language, {
      fitting: { value: (text: string) => knowledge.language.words.slice(0, text === 'an installation' ? 2 : 1) },
    }) as StepKnowledge['language'];
    const text = `Feature: F\n${HEAD}    Given an installation\n${WHEN}`;
    const { sources } = await readFeature(text, 'f.feature', new Set(['ST-B4']));
    const [problem] = checkScenarios(sources, { ...knowledge, language, codes: [] }).filter(
      ({ rule }) => rule === 'ambiguous-step',
    );
    expect(problem?.message).toMatch(/^more than one definition fits this step: ".*" \(steps\/.*:\d+\) and ".*" \(/);
  });
});

describe('a scenario', () => {
  const cases: [string, string, string[]][] = [
    [
      'without a Then',
      `${HEAD}    Given an installation\n${WHEN}`,
      [
        'f.feature:3:3: the scenario "A" has no Then, so that it proves nothing: say what somebody can observe afterwards.',
      ],
    ],
    [
      'whose Then stands before its When',
      `${HEAD}    Given an installation\n${THEN}${WHEN}`,
      [
        'f.feature:3:3: the scenario "A" observes nothing after its When, so that it proves nothing of it: "its migration is authorised" stands after the Then "the SMSO can read every meter". Write the When first, or say with Then what comes of it.',
      ],
    ],
    [
      'without a When',
      `${HEAD}    Given an installation\n${THEN}`,
      [
        'f.feature:3:3: the scenario "A" has no When: say with When what somebody does, and with Given what is so before.',
      ],
    ],
    [
      'with an id of another requirement',
      `  @id:ST-B4-77 @ST-B5\n  Scenario: A\n    Given an installation\n${WHEN}${THEN}`,
      [
        'f.feature:3:3: the id ST-B4-77 is of no requirement of the scenario: it traces to ST-B5, so that its id begins with one of these, or a tag is missing.',
      ],
    ],
    [
      'with a wrong column in its Examples',
      `  @ST-B4 @axis:once @applies:dual-fuel\n  Scenario Outline: A <device>\n    Given an installation whose <device> refuses new keys\n${WHEN}${THEN}
    Examples:
      | id       | devise    |
      | ST-B4-78 | gas meter |
      | ST-B4-79 | gas meter |`,
      ['f.feature:3:23: the Examples have no column of the name "device". The nearest: "devise".'],
    ],
    [
      'with a column that nothing uses, beside those that are used',
      `  @ST-B4 @axis:once @applies:dual-fuel\n  Scenario Outline: A <device>\n    Given an installation whose <device> refuses new keys\n${WHEN}${THEN}
    Examples:
      | id       | device    | code       |
      | ST-B4-78 | gas meter | SIM-WHL-02 |`,
      [
        'f.feature:9:32: nothing in the scenario uses the column "code": write <code> where its values belong, or delete it.',
      ],
    ],
    [
      'with a value in its Examples that no phrase has',
      `  @ST-B4 @axis:once @applies:dual-fuel\n  Scenario Outline: A <device>\n    Given an installation whose <device> refuses new keys\n${WHEN}${THEN}
    Examples:
      | id       | device    |
      | ST-B4-78 | gas meter |
      | ST-B4-79 | gas mete  |`,
      [
        'f.feature:11:20: "whose gas mete refuses new keys" is no known way in which an installation differs. The nearest: "whose gas meter refuses new keys"',
      ],
    ],
  ];

  it.each(cases)('%s', async (_name, body, expected) => {
    const problems = await problemsOf(body);
    expect(problems.map((problem, index) => problem.slice(0, expected[index]?.length))).toEqual(expected);
  });

  it('that traces to no requirement is told so once, and nothing of its id', async () => {
    const text = `Feature: F\n  @id:ST-B4-77\n  Scenario: A\n    Given an installation\n${WHEN}${THEN}`;
    const { sources, problems } = await readFeature(text, 'f.feature', new Set(['ST-B4']));
    expect(problems).toHaveLength(1);
    expect(checkScenarios(sources, knowledge)).toEqual([]);
  });
});
