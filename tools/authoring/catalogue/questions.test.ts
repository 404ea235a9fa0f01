import 'ts-node/register';
import { describe, expect, it } from 'vitest';
import { readFeature } from '../../../runner/planning/features/read-feature';
import { loadKnowledge } from '../../../runner/planning/checks/check-scenarios';
import { loadScope } from '../../../support/scope/scope';
import { buildCatalogue, finishedScenarios } from './build';
import { foundLines } from './terminal';
import type { Catalogue } from './model';
import { search } from './search';

/** How many answers somebody reads. */
const READ = 5;

/** What testers ask, and the phrase or the step that says it. */
const QUESTIONS: readonly (readonly [question: string, answer: string])[] = [
  ['file altered', 'altered after it was signed'],
  ['wait three days', '{duration} pass(es)'],
  ['SIM does not come back', 'refuses to return the SIM'],
  ['firmware too old', 'whose {device} runs older firmware than declared'],
  ['read the meter after migration', 'asks {target} for its {reading}( in {duration})'],
  ['meter without power', 'its last dormant meter loses power once while its firmware is activated'],
  ['gas balance', 'a balance of {pounds}'],
  ['emergency credit', 'activates the emergency credit of {target}( in {duration})'],
  ['top up', 'tops up {target} by {pounds}( in {duration})'],
  ['balance', 'a balance of {pounds}'],
  ['commissioning alert', '{user} has received the {alert} once'],
  ['whitelist', 'whose whitelist is empty'],
  ['wrong password', 'the wrong password'],
  ['change of supplier', '{customer} has changed to {anotherSupplier}'],
  ['clock is wrong', 'whose {device} has a clock that is {number} seconds ahead'],
  ['no signal', 'without WAN on its migration day'],
  ['load debt', 'sets a debt of {pounds} on {target}, recovered at {number} per cent of each top-up( in {duration})'],
  ['same file twice', 'twice, then once more with other bytes'],
  ['bank holiday', 'it is {calendarDay}'],
  ['half hourly readings', 'half-hourly consumption'],
  ['rollback', 'the network {rollbackFault}'],
  ['replace the meter', 'a SMETS2+ meter in place of its electricity meter'],
  ['update the firmware', 'sends new firmware to {target}( in {duration})'],
];

/** The same of other testers: in everyday words, with abbreviations and typing mistakes; each says what is found, one of several. */
const EVERYDAY: readonly (readonly [question: string, answers: readonly string[]])[] = [
  ['sim card dead', ['without WAN', 'without WAN on its migration day']],
  ['migration postponed', ['{installation} is scheduled {scheduling}']],
  ['someone tampered with the file', ['altered after it was signed']],
  ["top up didn't work", ['tops up {target} with the UTRN of its last top-up( in {duration})', 'code:81C5']],
  ['SIM rolled back', ['refuses to return the SIM', 'the SIM was {handover}', 'returns the SIM without an answer']],
  ['removed from EPCL', ['the EPCL does not list the DMC under test( again)']],
  ['upgrade firmware', ['sends new firmware to {target}( in {duration})']],
  ['power cut alert', ['{user} has received the {alert} once']],
  ['not authorised', ['code:E4', 'code:E2']],
  ['unknown device', ['code:E19', 'only the unknown device, as unknown', 'with the key of an unknown device']],
  ['meter offline', ['whose {device} does not answer on its migration day', 'does not answer']],
  ['swap the SIM', ['the SIM was {handover}', 'whose SIM the network refuses to hand over']],
  ['prepay credit', ['a migrated installation in prepayment mode with a balance of {pounds}']],
  ['daily readings schedule', ['schedules a daily reading of {target} at {time}( in {duration})']],
  ['disconnect the supply', ['{supplyChange} the supply of {target}( in {duration})']],
  ['tamper cover opened', ['the cover of the electricity meter in the remote laboratory is opened']],
  [
    'seven days notice',
    [
      'the Migration Control Centre gives notice of its/their migration{noticeVariant}',
      '{user} has received notice of the {plan} of {theDevice} {int} days ahead',
      '{number} days ahead',
    ],
  ],
  ["meter isn't on the EPCL", ['with a {device} that is not on the EPCL']],
  ['duplicate files', ['every one of them is recorded as a duplicate', 'twice']],
  ['bad signature', ['altered after it was signed', 'without a signature', 'signed by an unknown party']],
  ['log in with bad password', ['signs in to the portal with a wrong password']],
  [
    'key rotaton failed',
    ['whose {device} refuses new keys', 'the key rotation', 'no key of {installation} has been rotated'],
  ],
  ['customer moved supplier', ['{customer} has changed to {anotherSupplier}']],
  ['solar export', ['that also exports electricity']],
  ['invalid MPAN', ['a wrong MPAN check digit']],
  ['inventory status pending', ['as pending, then as commissioned', 'marks {target} as pending( in {duration})']],
  [
    'remove device from HAN',
    ['removes the new device from {target}( in {duration})', 'removes the {device} from {target}( in {duration})'],
  ],
  ['clock drift', ['whose {device} has a clock that is {number} seconds ahead']],
  ['out of date firmware', ['whose {device} runs older firmware than declared']],
  ['retry attempts', ['for attempt {number} on the {ordinal} day', '{installation} is scheduled {scheduling}']],
  ['capacity per day', ['the Migration Control Centre {capacity} {count} installation(s) a day( for every supplier)']],
  ['message on the display', ['displays "{text}" on {target}( in {duration})', 'the message "{text}"']],
  ['window expires', ['the attempt window ends', 'the attempt window closes']],
  ['DCC alert recieved', ['{user} has received the {alert} once']],
  ['night rate', ['sets the tariff of {target} to {number} pence by day and {number} pence by night( in {duration})']],
  ['anomaly threshhold', ['{user} has set an anomaly detection threshold of {threshold}']],
  ['S1SP outage', ['{party} is down {spell}']],
  ['COF says failed', ['the Commissioning Outcome File reports {installation} as {result}']],
  ['GPF missing from whitelist', ['whose whitelist lacks the {device}']],
  [
    'encrypted with the wrong key',
    [
      'encrypted for the DCO',
      'encrypted for the S1SP',
      'the key of {party} does not open the Migration Group Encrypted File for {party}',
    ],
  ],
  [
    'friendly credit',
    [
      'sets the emergency credit of {target} to {pounds} and its non-disablement period to begin at {time}( in {duration})',
    ],
  ],
  ['change of tenancy', ['restricts access to the earlier data of {target}( in {duration})']],
  ['peak demand', ['a maximum demand', 'maximum demand', 'resets the maximum demand of {target}( in {duration})']],
  ['postcode coverage', ['asks for the coverage of premises( in {duration})']],
  ['SMS wake up', ['the S1SP sent the communications hub a wake-up message']],
  ['manual recovery', ['the Migration Control Centre orders {recovery}', 'its recovery']],
  ['gas valve', ['{supplyChange} the supply of {target}( in {duration})']],
  [
    'kicked out of the portal',
    [
      'the supplier is not signed in to the portal',
      'the portal asks to sign in',
      'the supplier signs out of the portal',
    ],
  ],
  [
    'meter tampered with',
    [
      'the cover of the electricity meter in the remote laboratory is opened',
      'locks the supply of {target} against tampering( in {duration})',
    ],
  ],
  ['gas cut off', ['{supplyChange} the supply of {target}( in {duration})', 'the supply as {supplyState}', 'disables']],
  [
    'who gets told about the migration day',
    [
      '{user} is told the day on which {installation} is now scheduled',
      '{user} has received notice of the {plan} of {theDevice} {int} days ahead',
      '{user} is told of the {schedulePlan} of {theDevice} by one file, as {toldAs}',
    ],
  ],
  ['file arrives too late', ['three hours late', 'five hours late']],
  ['unknown SMSO', ['an unknown SMSO tag']],
  [
    'pay back debt',
    ['sets a debt of {pounds} on {target}, recovered at {number} per cent of each top-up( in {duration})'],
  ],
  ['sign out', ['the supplier signs out of the portal']],
  ['exchange the meter', ['a SMETS2+ meter in place of its electricity meter']],
  [
    'voltage too hi',
    ['voltages beyond the limits', 'sets the voltage limits of {target} to {number} and {number} V( in {duration})'],
  ],
  ['too many top ups', ['{count} top-ups a day', '{user} has set an anomaly detection threshold of {threshold}']],
  ['invalid XML', ['with an element its schema forbids', 'the DSP rejects the request as unreadable']],
  [
    'lost acknowlegement',
    [
      'the first acknowledgement of every {partyMessage} is lost',
      'the first acknowledgement of every kind of message between the parties is lost',
      'accepts documents but loses its acknowledgements',
    ],
  ],
  [
    'see the price on the meter',
    ['a price of {number} pence', 'sets the price of {target} to {number} pence( in {duration})'],
  ],
  [
    'reschedule to another day',
    [
      '{installation} is scheduled {scheduling}',
      'a day after the first',
      '{user} is told the day on which {installation} is now scheduled',
    ],
  ],
  ['portal shows CSV', ['shows every report of the supplier, and its CSV, as the interface returns it']],
  ['half an hour outage of the hub', ['{theDevice} {outage} {spell}', 'does not answer', 'has no WAN']],
  ['wrong fuel', ['sets a tariff of the other fuel on {target}( in {duration})', 'a fuel that there is not']],
  [
    'forged file',
    [
      'forged with the original as one of its elements',
      'forged around the original under its signature',
      'forged around the signed original',
    ],
  ],
  [
    'dormant meters firmware upgrade',
    [
      'with the firmware of their model',
      'whose dormant meters run older firmware',
      'the dormant meters of {installation} run the firmware of their combination',
      'firmware upgrade',
    ],
  ],
  ['how many migrated', ['{portfolio} counts {figures}', 'migrated', '{count} {installationClass}']],
  ['authorisation without password', ['the supplier submits the authorisation file alone']],
];

let made: Promise<Catalogue> | undefined;
const catalogue = (): Promise<Catalogue> => (made ??= buildCatalogue('.'));

/** What the first answers say: a step, a phrase, or a code. */
function firstFor(question: string, ground: Catalogue): string[] {
  const { answers } = search(ground, question.split(' '));
  return answers
    .slice(0, READ)
    .flatMap(({ step, phrase, code }) => (code === undefined ? (phrase?.text ?? step.wordings) : `code:${code.code}`));
}

describe('what testers ask in their own words', () => {
  it.each(QUESTIONS)('%s: among the first answers is "%s"', { timeout: 120_000 }, async (question, answer) => {
    expect(firstFor(question, await catalogue())).toContain(answer);
  });

  it.each(EVERYDAY)('%s: among the first answers is one of %j', { timeout: 120_000 }, async (question, answers) => {
    const first = firstFor(question, await catalogue());
    expect(
      first.some((one) => answers.includes(one)),
      first.join('; '),
    ).toBe(true);
  });

  it('says what cannot be said', { timeout: 120_000 }, async () => {
    expect(search(await catalogue(), ['cancel', 'the', 'authorisation']).leftOut).toEqual(['cancel']);
  });

  it('says what brings about that which a Then says', { timeout: 120_000 }, async () => {
    const ground = await catalogue();
    const lines = foundLines(search(ground, ['in', 'intervention']), ground, 'in intervention', false);
    expect(lines.join('\n')).toMatch(
      /in intervention with .*\n(?: {4}.*\n)* {4}after: an installation whose .*; its migration is authorised\n/,
    );
  });

  it(
    'learns from no scenario that is still being written, or that would not be run',
    { timeout: 120_000 },
    async () => {
      const scenario = (id: string, ...steps: string[]): string =>
        [`  @id:${id} @ST-B4`, `  Scenario: ${id}`, ...steps.map((step) => `    ${step}`), ''].join('\n');
      const [given, when] = ['Given an installation', 'When its migration is authorised'];
      const then = 'Then the SMSO can read the electricity meter';
      const text = [
        'Feature: F',
        scenario('ST-B4-901', given, when, then),
        scenario('ST-B4-902', given, when, 'Then say here what somebody can observe'),
        scenario('ST-B4-903', when, then),
      ].join('\n');
      const { sources } = await readFeature(text, 'f.feature', new Set(['ST-B4']));
      const knowledge = await loadKnowledge('.', loadScope('.'), []);
      expect(finishedScenarios(sources, knowledge).map((one) => one.scenario.id)).toEqual(['ST-B4-901']);
    },
  );
});
