import 'ts-node/register';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemLine } from '../../../support/scope/problem';
import { loadScope, requirementIds } from '../../../support/scope/scope';
import { readFeature } from '../features/read-feature';
import type { StepKnowledge } from '../steps/explain-step';
import { checkScenarios, loadKnowledge } from './check-scenarios';

const scope = loadScope('.');
let knowledge: StepKnowledge;
beforeAll(async () => {
  knowledge = await loadKnowledge('.', scope, []);
}, 60_000);

const GAS = ['Given an installation', 'When its migration is authorised', 'Then the SMSO can read the gas meter'];
const DORMANT = [
  'Given an installation',
  'When the Migration Control Centre has its dormant devices configured',
  'Then the SMSO has reported on the installation once',
];

/** What is wrong with a scenario of these tags and steps, the first of which stands on line 4. */
async function problemsOf(tags: string, steps: readonly string[]): Promise<string[]> {
  const lines = ['Feature: F', `  @id:ST-B4-77 @ST-B4 ${tags}`, '  Scenario: A', ...steps.map((step) => `    ${step}`)];
  const { sources } = await readFeature(`${lines.join('\n')}\n`, 'f.feature', new Set(requirementIds(scope)));
  return checkScenarios(sources, knowledge).map((one) => problemLine(one).replace(/^f\.feature:/, ''));
}

describe('a device that not every combination has', () => {
  it.each([
    [
      '',
      GAS,
      '6:28: not every Device Model Combination has a gas meter, and the scenario runs for each: limit it with @applies:dual-fuel.',
    ],
    ['@applies:ihd', GAS, '6:28: not every Device Model Combination has a gas meter'],
    ['@axis:once', GAS, '6:28: not every Device Model Combination has a gas meter'],
    [
      '',
      [
        'Given an installation whose in-home display runs newer firmware than declared',
        ...GAS.slice(1, 2),
        'Then the SMSO can read every meter',
      ],
      '4:27: not every Device Model Combination has an in-home display',
    ],
  ])('with the tags "%s" %#', async (tags, steps, said) => {
    expect(await problemsOf(tags, steps)).toEqual([expect.stringContaining(said)]);
  });

  it.each(['@applies:dual-fuel', '@applies:sleepy-gas', '@phase:Mixed'])('may be said with %s', async (tag) => {
    expect(await problemsOf(tag, GAS)).toEqual([]);
  });

  it('is another one where an enrolled installation is meant', async () => {
    const enrolled = 'Given an installation of each cohort that migrated last month';
    const ask = 'When the gas supplier asks the gas meter of the MDS installation for its import registers';
    expect(await problemsOf('', [enrolled, ask, 'Then the request is answered with "I99"'])).toEqual([]);
  });
});

describe('a step of dormant devices', () => {
  it.each(['', '@phase:Active', '@phase:Active @phase:Dormant'])('with the tags "%s"', async (tags) => {
    expect(await problemsOf(tags, DORMANT)).toEqual([
      '5:10: this step is of the Dormant and Mixed phases alone: limit the scenario with @phase:Dormant @phase:Mixed.',
    ]);
  });

  it.each(['@phase:Dormant', '@phase:Dormant @phase:Mixed'])('may be said with %s', async (tags) => {
    expect(await problemsOf(tags, DORMANT)).toEqual([]);
  });
});
