import 'ts-node/register';
import { describe, expect, it } from 'vitest';
import { buildCatalogue } from './build';
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

let made: Promise<Catalogue> | undefined;
const catalogue = (): Promise<Catalogue> => (made ??= buildCatalogue('.'));

describe('what testers ask in their own words', () => {
  it.each(QUESTIONS)('%s: among the first answers is "%s"', { timeout: 120_000 }, async (question, answer) => {
    const { answers } = search(await catalogue(), question.split(' '));
    const said = answers.slice(0, READ).flatMap(({ step, phrase }) => phrase?.text ?? step.wordings);
    expect(said).toContain(answer);
  });

  it('says what cannot be said', { timeout: 120_000 }, async () => {
    expect(search(await catalogue(), ['cancel', 'the', 'authorisation']).leftOut).toEqual(['authorisation']);
  });
});
