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
      'a request of the supplier of the other fuel',
      [MIGRATED, 'When the supplier asks the gas meter for its balance', BALANCE],
      /^the supplier, who is that of electricity, is not authorised for the gas meter, and .* The nearest: "the gas supplier asks the/,
    ],
  ])('%s', async (_name, steps, said) => {
    expect(await problemsOf(...steps)).toEqual([expect.stringMatching(said)]);
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
