import 'ts-node/register';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemLine } from '../../../support/scope/problem';
import { loadScope, requirementIds } from '../../../support/scope/scope';
import { THINGS, type Thing } from '../../../support/scope/step-traits';
import { readFeature } from '../features/read-feature';
import type { StepKnowledge } from '../steps/explain-step';
import { checkScenarios, loadKnowledge } from './check-scenarios';

const scope = loadScope('.');
let knowledge: StepKnowledge;
beforeAll(async () => {
  knowledge = await loadKnowledge('.', scope, []);
}, 60_000);

const WHEN = 'When its migration is authorised';
const THEN = 'Then the SMSO can read the electricity meter';
const THEIR = 'When their migration is authorised';
const THEN_FIRST = 'Then the first installation is migrated';

/** What is wrong with a scenario of these steps, the first of which stands on line 4. */
async function problemsOf(...steps: string[]): Promise<string[]> {
  const lines = [
    'Feature: F',
    '  @id:ST-B4-77 @ST-B4 @axis:once @applies:dual-fuel',
    '  Scenario: A',
    ...steps.map((step) => `    ${step}`),
    '',
  ];
  const { sources } = await readFeature(lines.join('\n'), 'f.feature', new Set(requirementIds(scope)));
  return checkScenarios(sources, knowledge).map((one) => problemLine(one).replace(/^f\.feature:/, ''));
}

describe('a step that goes on from what no step has brought about', () => {
  it.each([
    [
      'without an installation',
      ['Given the gas meter has no WAN for 20 minutes', WHEN, THEN],
      '4:11: no step before this one makes an installation. The nearest: "an installation", "a migrated installation".',
    ],
    [
      'of an installation that has a name',
      [
        'Given a SMETS2+ installation',
        'When the electricity supplier asks the electricity meter for its balance',
        'Then the request is answered with "I99"',
      ],
      '5:40: the SMETS2+ installation of the steps before this one is named with its devices: "the electricity meter of the SMETS2+ installation".',
    ],
    [
      'the third of two',
      ['Given two installations', THEIR, 'Then the SMSO can read the gas meter of the third installation'],
      '6:49: the steps before this one make 2 installations: there is no third one.',
    ],
    [
      'the second of one, before it is made',
      ['Given an installation', 'And the gas meter of the second installation has no WAN for 20 minutes', WHEN, THEN],
      '5:30: the steps before this one make one installation: there is no second one.',
    ],
    [
      'a file that another one was held back for',
      [
        'Given an installation',
        'And the Migration Common File is held back',
        'And the Migration Common File arrives',
        'When the Migration Group File arrives',
        THEN,
      ],
      '7:10: no step before this one holds the Migration Group File back. The nearest: "the Migration Group File is held back".',
    ],
    [
      'an answer to nothing',
      ['Given a migrated installation', 'When a day passes', 'Then the request is answered with "I99"'],
      '6:10: no step before this one sends a service request. The nearest: "the electricity supplier asks the electricity meter for its import registers".',
    ],
    [
      'a file that never arrives',
      ['Given an installation', 'And the Migration Common File is held back', WHEN, THEN],
      '5:9: no step after this one says "the Migration Common File arrives": say so, or here which party it does not reach.',
    ],
    [
      'a day on which everything begins, after something has begun',
      ['Given an installation', 'And it is 1 July 2019', WHEN, THEN],
      '5:9: this step says when everything begins: write it before every other.',
    ],
  ])('%s', async (_name, steps, said) => {
    expect(await problemsOf(...steps)).toEqual([said]);
  });

  it('is told of once where there is no installation at all', async () => {
    expect(await problemsOf(WHEN, THEN)).toHaveLength(1);
  });
});

describe('what a step goes on from', () => {
  it.each([
    [
      'an authorisation that makes its installations',
      [
        'Given an authorisation for three installations',
        'When the supplier submits it',
        'Then the third installation is migrated',
      ],
    ],
    [
      'a further installation',
      [
        'Given an installation',
        'And a further installation without WAN',
        THEIR,
        'Then the second installation is migrated',
      ],
    ],
    ['many', ['Given 40 installations', THEIR, 'Then the tenth installation is migrated']],
    [
      'the file that is held back',
      [
        'Given an installation',
        'And the Migration Group File is held back',
        'When the Migration Group File arrives',
        THEN,
      ],
    ],
  ])('%s', async (_name, steps) => {
    expect(await problemsOf(...steps)).toEqual([]);
  });

  it.each(Object.entries(THINGS))('"%s" is brought by what is offered: %s', (thing, offer) => {
    const words = knowledge.language.fitting(offer.replace('{migrationFile}', 'Migration Group File'));
    expect(words.map(({ traits }) => traits.brings)).toEqual([expect.arrayContaining([thing as Thing])]);
  });
});

describe('a step where its keyword has nothing to say', () => {
  const tooLate = 'this step is a Given: write it before the When, after which it comes too late.';
  const fault = 'the network refuses to return the SIM';
  it.each([
    ['a Given after the When', ['Given an installation', WHEN, `Given ${fault}`, THEN], `6:11: ${tooLate}`],
    ['a Given after And', ['Given an installation', WHEN, `And ${fault}`, THEN], `6:9: ${tooLate}`],
    ['a Given as the When', ['Given an installation', `When ${fault}`, THEN], `5:10: ${tooLate}`],
    [
      'an act as a Given after the When',
      ['Given an installation', WHEN, 'Given a day passes', THEN],
      `6:11: ${tooLate}`,
    ],
  ])('%s', async (_name, steps, said) => {
    expect(await problemsOf(...steps)).toEqual([said]);
  });

  it('a Then as the When', async () => {
    const said = await problemsOf('Given an installation', 'When the installation is migrated', THEN);
    expect(said).toEqual([expect.stringMatching(/^5:10: this When does nothing: .* is defined as Then\. Say what/)]);
  });

  it('but not what follows a When that stands after its Then: that is said of the scenario', async () => {
    const steps = ['Given an installation', THEN, WHEN, 'And the installation is migrated'];
    expect(await problemsOf(...steps)).toEqual([expect.stringMatching(/observes nothing after its When/)]);
  });

  it('but not a Given that is an act too', async () => {
    const steps = [
      'Given an installation',
      'When the supplier signs in to the portal',
      'Then the portal refuses the sign-in',
    ];
    expect(await problemsOf(...steps)).toEqual([]);
  });
});

describe('of several installations a step says which it means', () => {
  it.each([
    ['a migration', ['When its migration is authorised', THEN_FIRST], '5:10'],
    ['an installation', [THEIR, 'Then the installation is migrated'], '6:10'],
    ['where it stops', [THEIR, 'Then the migration stops at the whitelist with "SIM-WHL-02"'], '6:10'],
    ['a device', [THEIR, THEN], '6:28'],
    [
      'the device of a request',
      [THEIR, 'And the supplier asks the electricity meter for its tariff', THEN_FIRST],
      '6:27',
    ],
  ])('%s', async (_name, steps, place) => {
    const said = await problemsOf('Given two installations', ...steps);
    expect(said).toEqual([
      expect.stringMatching(
        `^${place}: the steps before this one make 2 installations: say which of them this means\\. The nearest: .*the first`,
      ),
    ]);
  });

  it('and of one it says "its"', async () => {
    expect(await problemsOf('Given an installation', THEIR, THEN)).toEqual([
      '5:10: the steps before this one make one installation: say "its". The nearest: "its migration is authorised".',
    ]);
  });
});
