import { Given, Then, When } from '@cucumber/cucumber';
import type { InstallationState } from '../support/roles';
import { dayOf, daysLater } from '../support/world/days';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import { PATIENCE_FOR_MANY } from '../support/world/patience';
import type { MigrationWorld } from '../support/world/world';
import type { PhaseOfMigration } from '../support/interfaces/vocabulary';

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

function standing({ installationId, state, phase, code, reason }: InstallationState): string {
  return `installation ${installationId} is ${[state, phase, code, reason].filter(Boolean).join(', ')}`;
}

When(/^(?:its|their) migration is authorised$/, { timeout: PATIENCE_FOR_MANY }, async function (this: MigrationWorld) {
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
    expectThat(state.state !== 'Commissioned', 'The installation is commissioned', standing(state));
    expectEqual('Code', state.code, code, standing(state));
    expectEqual('Step of the migration', state.phase, step, standing(state));
  },
);

Then('{installation} is migrated', async function (this: MigrationWorld, number: number) {
  const state = await stateOf(this, number);
  expectEqual('State of the installation', state.state, 'Commissioned', standing(state));
});

Then(
  '{installation} is migrated at attempt {int}',
  async function (this: MigrationWorld, number: number, attempt: number) {
    const state = await stateOf(this, number);
    expectEqual('State of the installation', state.state, 'Commissioned', standing(state));
    expectEqual('Attempt', state.attempt, attempt, standing(state));
  },
);

Then(
  '{installation} is in intervention with {code}',
  async function (this: MigrationWorld, number: number, code: string) {
    const state = await stateOf(this, number);
    expectEqual('State of the installation', state.state, 'Intervention', standing(state));
    expectEqual('Code', state.code, code, standing(state));
  },
);

Then(
  '{installation} is excluded after attempt {int}',
  async function (this: MigrationWorld, number: number, attempt: number) {
    const state = await stateOf(this, number);
    expectEqual('State of the installation', state.state, 'Excluded', standing(state));
    expectEqual('Attempt', state.attempt, attempt, standing(state));
  },
);

Then(
  '{installation} waits for attempt {int} on the {ordinal} day',
  async function (this: MigrationWorld, number: number, attempt: number, dayNumber: number) {
    const state = await stateOf(this, number);
    const [first] = state.history.filter(({ state: entered }) => entered === 'InProgress');
    const day = daysLater(dayOf(new Date(expectFound('A first attempt', first, standing(state)).at)), dayNumber - 1);
    const { state: is, attempt: next, scheduledFor } = state;
    expectEqual('State, attempt and day', [is, next, scheduledFor], ['Scheduled', attempt, day], standing(state));
    expectEqual('Last state in the history', state.history.at(-1)?.state, 'Scheduled', standing(state));
  },
);

Then('the Migration Control Centre was called in with {code}', async function (this: MigrationWorld, code: string) {
  const { history, installationId } = await stateOf(this, 1);
  const called = history.filter(({ state, note }) => state === 'Intervention' && note.includes(code));
  expectEqual(`Interventions with ${code}`, called.length, 1, `history of installation ${installationId}`);
});

When('the Migration Control Centre orders its recovery', async function (this: MigrationWorld) {
  await this.roles.controlCentre.recover(await this.installationIdOf(this.installation));
  await this.roles.time.passHours(RECOVERY_HOURS);
});

When(
  'the Migration Control Centre orders the recovery of {installation}',
  async function (this: MigrationWorld, number: number) {
    await this.roles.controlCentre.recover(await this.installationIdOf(this.nthInstallation(number)));
    await this.roles.time.passHours(RECOVERY_HOURS);
  },
);

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
