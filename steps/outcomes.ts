import { rejects } from 'node:assert/strict';
import { defineParameterType, Then } from '@cucumber/cucumber';
import type { CommissioningOutcome } from '../support/interfaces/files/model';
import { UnexpectedAnswer, type Part } from '../support/roles';
import { expectEqual, expectFound } from '../support/world/expectation';
import type { MigrationWorld, Place } from '../support/world/world';
import { stateOf } from './migration';
import type { DeviceInPlace } from './parameters/parameter-types';

/** `migrated` or `not migrated`: the result as the Commissioning Outcome File has it. */
defineParameterType({
  name: 'result',
  regexp: /migrated|not migrated/,
  transformer: (words: string) => (words === 'migrated' ? 'Migrated' : 'NotMigrated'),
});

/** The newest outcome of an installation that its supplier can learn of. */
export async function newestOutcome(world: MigrationWorld, place: Place): Promise<CommissioningOutcome> {
  const { importMPAN, reference } = world.nthInstallation(place);
  const outcomes = await world.roles.supplier.outcomesOf(importMPAN);
  return expectFound(`An outcome of ${reference}`, outcomes.at(-1), 'Commissioning Outcome Files of the supplier');
}

function where({ installationId, phase, code, reason }: CommissioningOutcome): string {
  return `Commissioning Outcome File, ${[installationId, phase, code, reason].filter(Boolean).join(', ')}`;
}

Then(
  'the Commissioning Outcome File reports {installation} as {result}',
  async function (this: MigrationWorld, number: number, result: CommissioningOutcome['result']) {
    const outcome = await newestOutcome(this, number);
    expectEqual('Result', outcome.result, result, where(outcome));
    const state = await stateOf(this, number);
    expectEqual('Code in the file and at the Migration Control Centre', outcome.code, state.code, where(outcome));
  },
);

Then(
  'it reports every device of {installation} as commissioned',
  async function (this: MigrationWorld, number: number) {
    const outcome = await newestOutcome(this, number);
    const reported = outcome.devices.filter(({ status }) => status === 'Commissioned').map(({ deviceId }) => deviceId);
    const declared = this.nthInstallation(number).devices.map(({ deviceId }) => deviceId);
    expectEqual('Devices reported as commissioned', reported.sort(), declared.sort(), where(outcome));
  },
);

Then(
  'it reports {theDevice} as excluded with {code}',
  async function (this: MigrationWorld, { type, installation }: DeviceInPlace, code: string) {
    const outcome = await newestOutcome(this, installation);
    const device = outcome.devices.find(({ deviceType }) => deviceType === type);
    const { status, code: given } = expectFound(`The ${type} in the outcome`, device, where(outcome));
    expectEqual('Status and code', { status, code: given }, { status: 'Excluded', code }, where(outcome));
  },
);

Then('it reports {theDevice} as commissioned', async function (this: MigrationWorld, place: DeviceInPlace) {
  const outcome = await newestOutcome(this, place.installation);
  const device = outcome.devices.find(({ deviceType }) => deviceType === place.type);
  expectEqual(`Status of the ${place.type}`, device?.status, 'Commissioned', where(outcome));
});

Then('it reports no device of {installation} as commissioned', async function (this: MigrationWorld, number: number) {
  const outcome = await newestOutcome(this, number);
  const reported = outcome.devices.filter(({ status }) => status === 'Commissioned');
  expectEqual('Devices reported as commissioned', reported, [], where(outcome));
});

Then('every attempt has its outcome', async function (this: MigrationWorld) {
  for (const [index, { importMPAN, reference }] of this.installations.entries()) {
    const state = await stateOf(this, index + 1);
    const outcomes = await this.roles.supplier.outcomesOf(importMPAN);
    const place = `Commissioning Outcome Files about ${reference}`;
    const attempts = Array.from({ length: state.attempt }, (_, earlier) => earlier + 1);
    expectEqual(
      'Attempts with an outcome',
      outcomes.map(({ attempt }) => attempt),
      attempts,
      place,
    );
    const migrated = outcomes.filter(({ result }) => result === 'Migrated').map(({ attempt }) => attempt);
    const expected = state.state === 'Commissioned' ? [state.attempt] : [];
    expectEqual('Attempts that migrated the installation', migrated, expected, place);
  }
});

Then('{user} can fetch the Commissioning Outcome File', async function (this: MigrationWorld, part: Part) {
  const user = this.roles.supplierIn(part);
  const [listed] = await user.outcomeFiles();
  const { name } = expectFound('A Commissioning Outcome File to fetch', listed, user.name);
  const { outcomes } = await user.fetchOutcomeFile(name);
  expectEqual(
    'MPANs with an outcome',
    outcomes.map(({ importMPAN }) => importMPAN),
    [this.installation.importMPAN],
    name,
  );
});

Then('{user} cannot fetch the Commissioning Outcome File', async function (this: MigrationWorld, part: Part) {
  const user = this.roles.supplierIn(part);
  expectEqual('Files to fetch', await user.outcomeFiles(), [], user.name);
  const issued = await this.roles.requestingParty.newest('COF');
  const attempt = user.fetchOutcomeFile(issued.registration.name);
  await rejects(attempt, UnexpectedAnswer, `${user.name} fetched ${issued.registration.name}`);
});
