import { describe, expect, it } from 'vitest';
import { areaOf, readFeature } from './read-feature';

const register = new Set(['ST-A1', 'ST-B2', 'ST-B4']);
const PATH = 'features/migration-st/device-checking/whitelist.feature';

async function read(text: string): ReturnType<typeof readFeature> {
  return readFeature(text, PATH, register);
}

async function problemsOf(text: string): Promise<string[]> {
  return (await read(text)).problems.map(({ line = 0, message }) => `${line}: ${message}`);
}

describe('a feature that is right', () => {
  it('gives each scenario with its tags, rule, area and line', async () => {
    const { sources, problems } = await read(`Feature: Device checking
  Before keys are rotated, the S1SP shows that it can reach every device.

  Rule: The whitelist must match

    @negative:ST-B4 @ST-B2 @id:ST-B4-03 @applies:ppmid @phase:Active @severity:critical @axis:once
    Scenario: An undeclared device stops the migration
      Given an installation
`);
    expect(problems).toEqual([]);
    expect(sources.map(({ scenario }) => scenario)).toEqual([
      {
        id: 'ST-B4-03',
        title: 'An undeclared device stops the migration',
        feature: 'Device checking',
        featurePath: PATH,
        line: 7,
        scenarioLine: 7,
        rule: 'The whitelist must match',
        area: 'Migration ST / Device checking',
        tags: [
          '@negative:ST-B4',
          '@ST-B2',
          '@id:ST-B4-03',
          '@applies:ppmid',
          '@phase:Active',
          '@severity:critical',
          '@axis:once',
        ],
        refusals: [],
        positive: ['ST-B2'],
        negative: ['ST-B4'],
        axis: 'once',
        applies: ['ppmid'],
        phases: ['Active'],
        severity: 'critical',
      },
    ]);
  });

  it('gives each row of an outline its own id, title and line', async () => {
    const { sources, problems } = await read(`Feature: Authorisation
  @negative:ST-A1
  Scenario Outline: A row with <fault> is rejected
    Given an authorisation with <fault>

    Examples:
      | id       | fault           |
      | ST-A1-11 | a wrong MPAN    |
      | ST-A1-12 | a wrong date    |
`);
    expect(problems).toEqual([]);
    const scenarios = sources.map(({ scenario: { id, title, line, scenarioLine } }) => ({
      id,
      title,
      line,
      scenarioLine,
    }));
    expect(scenarios).toEqual([
      { id: 'ST-A1-11', title: 'A row with a wrong MPAN is rejected', line: 8, scenarioLine: 3 },
      { id: 'ST-A1-12', title: 'A row with a wrong date is rejected', line: 9, scenarioLine: 3 },
    ]);
  });
});

describe('a feature that would hide something', () => {
  const cases: [string, string, string][] = [
    ['no id', '  @ST-A1\n  Scenario: A\n    Given x', '3: the scenario "A" has no id: add a tag such as @id:ST-B4-03.'],
    ['an id of a wrong form', '  @ST-A1 @id:../x\n  Scenario: A\n    Given x', '2: the id "../x" must be'],
    ['no requirement', '  @id:ST-A1-01\n  Scenario: A\n    Given x', '3: the scenario "A" traces to no requirement.'],
    [
      'a requirement nobody knows',
      '  @id:ST-A1-01 @ST-C9\n  Scenario: A\n    Given x',
      '2: @ST-C9 names a requirement',
    ],
    [
      'a negative requirement nobody knows',
      '  @id:ST-A1-01 @negative:ST-C9\n  Scenario: A\n    Given x',
      '2: @negative:ST-C9 names a requirement',
    ],
    ['an unknown tag', '  @id:ST-A1-01 @ST-A1 @someday\n  Scenario: A\n    Given x', '2: the tag @someday is unknown:'],
    [
      'an unknown family',
      '  @id:ST-A1-01 @ST-A1 @owner:me\n  Scenario: A\n    Given x',
      '2: the tag @owner:me is unknown:',
    ],
    [
      'a need, which steps declare',
      '  @id:ST-A1-01 @ST-A1 @needs:lab\n  Scenario: A\n    Given x',
      '2: the tag @needs:lab is unknown:',
    ],
    ['a tag twice', '  @id:ST-A1-01 @ST-A1 @ST-A1\n  Scenario: A\n    Given x', '2: the tag @ST-A1 stands twice.'],
    ['two ids', '  @id:ST-A1-01 @id:ST-A1-02 @ST-A1\n  Scenario: A\n    Given x', '3: the scenario has 2 ids.'],
    ['no steps', '  @id:ST-A1-01 @ST-A1\n  Scenario: A', '3: the scenario "A" has no steps.'],
    [
      'a misspelt first step',
      '  @id:ST-A1-01 @ST-A1\n  Scenario: A\n    Givn x',
      '4: "Givn" is no keyword: is "Given" meant?',
    ],
    [
      'a misspelt scenario',
      '  Prose.\n  Scenaro: A\n    Given x',
      '3: "Scenaro:" is no keyword: is "Scenario:" meant?',
    ],
    ['no scenarios', '  Prose.', '1: the feature "F" has no scenarios.'],
    [
      'an outline without rows',
      '  @ST-A1\n  Scenario Outline: A <x>\n    Given <x>\n    Examples:\n      | id | x |',
      '3: the outline "A <x>" has no examples.',
    ],
    [
      'rows without an id column',
      '  @ST-A1\n  Scenario Outline: A <x>\n    Given <x>\n    Examples:\n      | x |\n      | 1 |',
      '5: the examples have no "id" column.',
    ],
    [
      'an outline with an id of its own',
      '  @ST-A1 @id:ST-A1-01\n  Scenario Outline: A <x>\n    Given <x>\n    Examples:\n      | id       | x |\n      | ST-A1-02 | 1 |',
      '7: rows carry their ids themselves: remove the @id: tag.',
    ],
    ['a misspelt later step', '  Scenario: A\n    Given x\n    Whne y', '4: "Whne" is no keyword: is "When" meant?'],
    [
      'a keyword in small letters',
      '  @id:ST-A1-01 @ST-A1\n  Scenario: A\n    Given x\n    then y',
      '5: "then" is no keyword: is "Then" meant?',
    ],
    [
      'prose among steps',
      '  Scenario: A\n    Given x\n    It rains',
      '4: "It rains" is no step: it begins with none of',
    ],
    [
      'a comment of programmers',
      '  Scenario: A\n    Given x\n    // y',
      '4: "// y" is no step: a comment begins with #.',
    ],
    [
      'a step on two lines',
      '  Scenario: A\n    Given x\n    that y',
      '4: "that" is no keyword: is "Then" meant? A step stands on one line.',
    ],
    [
      'a tab after a keyword',
      '  Scenario: A\n    Given x\n    When\ty',
      '4: after "When" stands something else than a space',
    ],
    [
      'a keyword without its colon',
      '  Scenario: A\n    Given x\n  Scenario B',
      '4: after "Scenario" stands a colon: write "Scenario:".',
    ],
    ['steps without a scenario', '  Rule: R\n    @ST-A1\n    Given x', '4: "Given x" has no place here: steps stand'],
    [
      'tags below their scenario',
      '  Scenario: A\n    @ST-A1\n    @id:ST-A1-01\n    Given x',
      '3: "@ST-A1" has no place here: tags stand above the line that they belong to, such as "Scenario:"',
    ],
    ['a row in the wrong place', '  @ST-A1\n  | a |\n  Scenario: A', '3: "| a |" has no place here: rows stand'],
    ['a text that does not end', '  Scenario: A\n    Given x\n      """\n      text', '6: the file ends too early'],
    [
      'rows of different lengths',
      '  Scenario: A\n    Given x\n      | a | b |\n      | c |',
      '5: cannot be read: inconsistent cell count within the table.',
    ],
  ];

  it.each(cases)('%s', async (_name, body, expected) => {
    const problems = await problemsOf(`Feature: F\n${body}\n`);
    expect(
      problems.some((problem) => problem.startsWith(expected)),
      problems.join('\n'),
    ).toBe(true);
  });

  it('is named by the first line that cannot be read alone, since the others follow from it', async () => {
    const steps = Array.from({ length: 8 }, (_, index) => `    And step ${index}`).join('\n');
    const body = `  @id:ST-A1-01 @ST-A1\n  Scenario: A\n    Given x\n\n  @id:ST-A1-02 @ST-A1\n  Scenaro: B\n${steps}\n`;
    expect(await problemsOf(`Feature: F\n${body}`)).toEqual(['7: "Scenaro:" is no keyword: is "Scenario:" meant?']);
  });

  it('a second When', async () => {
    const text = `Feature: Device checking
  @ST-B4 @id:ST-B4-03
  Scenario: Two things
    When its migration is authorised
    And a week passes
    Then it is commissioned
    When it is decommissioned
`;
    expect(await problemsOf(text)).toEqual([
      '7: the scenario "Two things" has a second When: split it, or say the first as a Given.',
    ]);
  });

  it('an empty file', async () => {
    expect(await problemsOf('')).toEqual(['1: there is no "Feature:" in it.']);
  });
});

describe('areaOf', () => {
  it('names the area after the folders', () => {
    expect(areaOf('features/migration-st/file-exchange/maf.feature')).toBe('Migration ST / File exchange');
    expect(areaOf('features/migration-dust/x.feature')).toBe('Migration DUST');
  });
});
