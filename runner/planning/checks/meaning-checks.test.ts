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

/** What is wrong with a scenario of these steps. */
async function problemsOf(...steps: string[]): Promise<string[]> {
  const lines = [
    'Feature: F',
    '  @id:ST-B4-77 @ST-B4 @axis:once @applies:dual-fuel',
    '  Scenario: A',
    ...steps.map((step) => `    ${step}`),
    '',
  ];
  const { sources } = await readFeature(lines.join('\n'), 'f.feature', new Set(requirementIds(scope)));
  return checkScenarios(sources, knowledge).map((one) => problemLine(one).replace(/^f\.feature:\d+:\d+: /, ''));
}

const MIGRATED = 'Given a migrated installation';
const AUTHORISED = ['Given an installation', 'When its migration is authorised'];
const BALANCE = 'Then the response contains a balance of £0.00';
const REFUSED = 'Then the request is answered with "E4"';

describe('what cannot be', () => {
  it.each([
    [
      'a code of another party',
      [...AUTHORISED, 'Then the DCO rejects the S1SP Viable Installations File with "SIM-S1V-03"'],
      /^"SIM-S1V-03" is no code of the DCO\. The nearest: "SIM-DCO-03"/,
    ],
    [
      'a code of an authorisation for a demand file',
      [
        'Given a demand file for three days',
        'When the supplier delivers it',
        'Then the demand file is rejected with "SIM-AUT-01"',
      ],
      /^"SIM-AUT-01" is no code of this step\. The nearest: "SIM-DEM-01"/,
    ],
    [
      'the silence of a meter where the hub alone is asked',
      [...AUTHORISED, 'Then the migration stops at the whitelist with "SIM-COM-02"'],
      /^"SIM-COM-02" is no code of the whitelist\. The nearest: "SIM-COM-01"/,
    ],
    [
      'a code of the S1SP in a list of the DCO',
      [...AUTHORISED, 'Then the DCO Viable Installations File names the installation as not viable with "SIM-WHL-02"'],
      /^"SIM-WHL-02" is no code of DCO Viable Installations File\. The nearest: "SIM-DCO-/,
    ],
    [
      'a code of an installation that no migration ends with',
      [...AUTHORISED, 'Then the installation is excluded with "SIM-DEM-01"'],
      /^"SIM-DEM-01" is no code of this step\./,
    ],
    [
      'an answer at once for a response of the device',
      [
        MIGRATED,
        'When the supplier asks the electricity meter for its balance',
        'Then the response "E4" arrives at once',
      ],
      /^"E4" is no code of this step\. The nearest: "E2[01]"/,
    ],
    [
      'a code of a refusal for an alert',
      [...AUTHORISED, 'Then the supplier has received the alert "E20" once'],
      /^"E20" is no code of this step\. The nearest: "N/,
    ],
    [
      'a file that comes to one of two parties',
      [...AUTHORISED, 'Then the S1SP and the DCO accept the Migration Group File'],
      /^the Migration Group File goes to the S1SP, and never to the S1SP and the DCO\.$/,
    ],
    [
      'an alert of a device at a network operator',
      [...AUTHORISED, 'Then the gas transporter has received the alert "8F69" once'],
      /^the alert "8F69" of a device goes to its supplier, and never to the gas transporter\. The nearest: "the electricity supplier has/,
    ],
    [
      'an MPAN of a gas meter',
      [...AUTHORISED, 'Then the inventory names the S1SP and the MPAN of the gas meter'],
      /^the supply point of the gas meter is an MPRN, and no MPAN\. The nearest: "the inventory names the S1SP and the MPRN of the gas meter"/,
    ],
    [
      'a request that the device has not, as a Given',
      [
        MIGRATED,
        'And the gas supplier limits the load of the gas meter to 3000 W',
        'When the gas supplier asks the gas meter for its balance',
        BALANCE,
      ],
      /^the gas meter has no service request "Update Device Configuration \(Load Limiting General Settings\)", and no step/,
    ],
    [
      'a reading that the device has not',
      [
        MIGRATED,
        'When the gas supplier asks the gas meter for its load limit',
        'Then the gas meter shows the supply as on',
      ],
      /^the gas meter has no service request "Read Load Limit Data", and no step after this one says how the request is refused\.$/,
    ],
    [
      'a request that a SMETS2+ meter has not',
      [
        'Given a SMETS2+ installation',
        'When the supplier asks the electricity meter of the SMETS2+ installation for its balance',
        'Then the electricity meter of the SMETS2+ installation shows the supply as on',
      ],
      /^the SMETS2\+ electricity meter has no service request "Read Meter Balance", and no step after/,
    ],
    [
      'a request of the supplier of the other fuel',
      [MIGRATED, 'When the supplier asks the gas meter for its balance', BALANCE],
      /^the supplier, who is that of electricity, is not authorised for the gas meter, and .* The nearest: "the gas supplier asks the/,
    ],
  ])('%s', async (_name, steps, said) => {
    expect(await problemsOf(...steps)).toEqual([expect.stringMatching(said)]);
  });
});

describe('a step that takes a code', () => {
  it('says which codes it can name', () => {
    const silent = knowledge.language.words
      .filter(({ parameters, traits }) => parameters.includes('code') && traits.codes === undefined)
      .map(({ pattern }) => pattern);
    expect(silent).toEqual([]);
  });
});

describe('what can be', () => {
  it.each([
    ['a refusal that is looked at', [MIGRATED, 'When the supplier asks the gas meter for its balance', REFUSED]],
    [
      'a supplier of both fuels',
      [
        'Given a migrated installation with one supplier for electricity and gas',
        'When the supplier asks the gas meter for its balance',
        BALANCE,
      ],
    ],
    ['a network operator who hears nothing', [...AUTHORISED, 'Then the gas transporter has received no alert "8F69"']],
  ])('%s', async (_name, steps) => {
    expect(await problemsOf(...steps)).toEqual([]);
  });
});
