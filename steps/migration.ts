import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { InstallationState } from '../support/roles';
import { dayOf, daysLater } from '../support/world/days';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import type { MigrationWorld } from '../support/world/world';
import { CODE, type PhaseOfMigration } from '../support/interfaces/vocabulary';
import { ORDINALS, numberOf } from './parameters/words';

/** From the start of a slot until every attempt of it has its outcome: window, grace and a little more. */
const WINDOW_HOURS = 25;
/** Time that a recovery may take: the gas meter is asked several times, and sleeps. */
const RECOVERY_HOURS = 12;

/** The installation as its supplier sees it at the Migration Control Centre. */
export async function stateOf(world: MigrationWorld, number: number): Promise<InstallationState> {
  const { importMPAN } = world.nthInstallation(number);
  const state = await world.roles.supplier.installationState(importMPAN);
  return expectFound(`State of the installation with MPAN ${importMPAN}`, state);
}

function saidOf({ installationId, state, phase, code, reason }: InstallationState): string {
  return `installation ${installationId} is ${[state, phase, code, reason].filter(Boolean).join(', ')}`;
}

When(/^(?:its|their) migration is authorised$/, { timeout: BATCH_STEP_TIMEOUT }, async function (this: MigrationWorld) {
  await this.migrate();
});

When('{migration} is authorised', async function (this: MigrationWorld, number: number) {
  await this.migrate([this.nthInstallation(number)]);
});

When('the migration day has passed', async function (this: MigrationWorld) {
  await this.passMigrationDay();
});

When('the attempt window closes', async function (this: MigrationWorld) {
  const { slotStart } = await stateOf(this, 1);
  await this.roles.time.passUntil(new Date(Date.parse(slotStart) + WINDOW_HOURS * 3_600_000));
});

When('{duration} pass(es)', async function (this: MigrationWorld, hours: number) {
  await this.roles.time.passHours(hours);
});

Then(
  '{migration} stops at {migrationStep} with {code}',
  async function (this: MigrationWorld, number: number, step: PhaseOfMigration, code: string) {
    const state = await stateOf(this, number);
    expectThat(state.state !== 'Commissioned', 'The installation is commissioned', saidOf(state));
    expectEqual('Code', state.code, code, saidOf(state));
    expectEqual('Step of the migration', state.phase, step, saidOf(state));
  },
);

/** How an installation is expected to stand; what is not said is of no account. */
interface Standing extends Pick<InstallationState, 'state'> {
  readonly attempt?: number;
  readonly code?: string;
}

const STATES: Readonly<Record<string, InstallationState['state']>> = {
  'still scheduled': 'Scheduled',
  migrated: 'Commissioned',
  'in intervention': 'Intervention',
  excluded: 'Excluded',
  withdrawn: 'Failed',
};

/** `migrated`, `migrated at attempt 2`, `excluded after attempt 5`, `in intervention with "SIM-KEY-12"`. */
defineParameterType({
  name: 'standing',
  regexp: new RegExp(`(${Object.keys(STATES).join('|')})(?: (?:at|after) attempt (\\d+))?(?: with "(${CODE})")?`),
  transformer: (words: string, attempt?: string, code?: string): Standing => ({
    state: expectFound(`A state called ${words}`, STATES[words]),
    ...(typeof attempt === 'string' ? { attempt: Number(attempt) } : {}),
    ...(typeof code === 'string' ? { code } : {}),
  }),
});

Then('{installation} is {standing}', async function (this: MigrationWorld, number: number, expected: Standing) {
  const state = await stateOf(this, number);
  const { attempt, code } = state;
  expectEqual('State of the installation', state.state, expected.state, saidOf(state));
  if (expected.attempt !== undefined) expectEqual('Attempt', attempt, expected.attempt, saidOf(state));
  if (expected.code !== undefined) expectEqual('Code', code, expected.code, saidOf(state));
});

Then(
  '{installation} waits for attempt {int} on the {ordinal} day',
  async function (this: MigrationWorld, number: number, attempt: number, dayNumber: number) {
    const state = await stateOf(this, number);
    const [first] = state.history.filter(({ state: entered }) => entered === 'InProgress');
    const day = daysLater(dayOf(new Date(expectFound('A first attempt', first, saidOf(state)).at)), dayNumber - 1);
    const { state: is, attempt: next, scheduledFor } = state;
    expectEqual('State, attempt and day', [is, next, scheduledFor], ['Scheduled', attempt, day], saidOf(state));
    expectEqual('Last state in the history', state.history.at(-1)?.state, 'Scheduled', saidOf(state));
  },
);

Then('the Migration Control Centre was called in with {code}', async function (this: MigrationWorld, code: string) {
  const { history, installationId } = await stateOf(this, 1);
  const called = history.filter(({ state, note }) => state === 'Intervention' && note.includes(code));
  expectEqual(`Interventions with ${code}`, called.length, 1, `history of installation ${installationId}`);
});

/** `its recovery`, `the recovery of the second installation`: the number of the installation. */
defineParameterType({
  name: 'recovery',
  regexp: new RegExp(`its recovery|the recovery of the (?:(${ORDINALS.join('|')}) )?installation`),
  transformer: numberOf,
});

When('the Migration Control Centre orders {recovery}', async function (this: MigrationWorld, number: number) {
  await this.roles.controlCentre.recover(await this.installationIdOf(this.nthInstallation(number)));
  await this.roles.time.passHours(RECOVERY_HOURS);
});

When('the Migration Control Centre releases {installation}', async function (this: MigrationWorld, number: number) {
  await this.roles.controlCentre.release(await this.installationIdOf(this.nthInstallation(number)));
});

Given(
  'the Migration Control Centre can migrate {count} installation(s) a day',
  async function (this: MigrationWorld, count: number) {
    await this.lab.changeSettings({ capacityPerDay: count });
  },
);

Given('it leaves every supplier room for {count} a day', async function (this: MigrationWorld, count: number) {
  await this.lab.changeSettings({ minimumAllocation: count });
});
