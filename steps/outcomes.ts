import { rejects } from 'node:assert/strict';
import { defineParameterType, Then } from '@cucumber/cucumber';
import type { CommissioningOutcome } from '../support/interfaces/files/migration-files';
import { CODE } from '../support/interfaces/vocabulary';
import { UnexpectedAnswer, type Part } from '../support/roles';
import { expectEqual, expectFound } from '../support/world/expectation';
import type { MigrationWorld, InstallationReference } from '../support/world/world';
import { stateOf } from './migration';
import type { DeviceReference } from './phrases/parameter-types';

/** `migrated` or `not migrated`: the result as the Commissioning Outcome File has it. */
defineParameterType({
  name: 'result',
  regexp: /migrated|not migrated/,
  transformer: (words: string) => (words === 'migrated' ? 'Migrated' : 'NotMigrated'),
});

/** The newest outcome of an installation that its supplier can learn of. */
export async function newestOutcome(
  world: MigrationWorld,
  installation: InstallationReference,
): Promise<CommissioningOutcome> {
  const { importMPAN, reference } = world.nthInstallation(installation);
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

type DeviceOutcome = Pick<CommissioningOutcome['devices'][number], 'status' | 'code'>;

/** `commissioned`, `excluded with "GT01"`: what an outcome says of a device. */
defineParameterType({
  name: 'deviceOutcome',
  regexp: new RegExp(`commissioned|excluded with "(${CODE})"`),
  transformer: (code?: string) =>
    typeof code === 'string' ? { status: 'Excluded', code } : { status: 'Commissioned', code: undefined },
});

Then(
  'it reports {theDevice} as {deviceOutcome}',
  async function (this: MigrationWorld, { type, installation }: DeviceReference, expected: DeviceOutcome) {
    const outcome = await newestOutcome(this, installation);
    const device = outcome.devices.find(({ deviceType }) => deviceType === type);
    const { status, code } = expectFound(`The ${type} in the outcome`, device, where(outcome));
    expectEqual('Status and code', { status, code }, expected, where(outcome));
  },
);

Then(
  'it reports {all} device of {installation} as commissioned',
  async function (this: MigrationWorld, all: boolean, number: number) {
    const outcome = await newestOutcome(this, number);
    const reported = outcome.devices.filter(({ status }) => status === 'Commissioned').map(({ deviceId }) => deviceId);
    const declared = this.nthInstallation(number).devices.map(({ deviceId }) => deviceId);
    expectEqual('Devices reported as commissioned', reported.sort(), all ? declared.sort() : [], where(outcome));
  },
);

Then('every attempt has its outcome', async function (this: MigrationWorld) {
  for (const [index, { importMPAN, reference }] of this.installations.entries()) {
    const state = await stateOf(this, index + 1);
    const outcomes = await this.roles.supplier.outcomesOf(importMPAN);
    const files = `Commissioning Outcome Files about ${reference}`;
    const attempts = Array.from({ length: state.attempt }, (_, earlier) => earlier + 1);
    expectEqual(
      'Attempts with an outcome',
      outcomes.map(({ attempt }) => attempt),
      attempts,
      files,
    );
    const migrated = outcomes.filter(({ result }) => result === 'Migrated').map(({ attempt }) => attempt);
    const expected = state.state === 'Commissioned' ? [state.attempt] : [];
    expectEqual('Attempts that migrated the installation', migrated, expected, files);
  }
});

Then(
  '{user} {can} fetch the Commissioning Outcome File',
  async function (this: MigrationWorld, part: Part, can: boolean) {
    const user = this.roles.supplierIn(part);
    const files = await user.outcomeFiles();
    if (!can) {
      expectEqual('Files to fetch', files, [], user.name);
      const issued = await this.roles.requestingParty.newest('COF');
      const attempt = user.fetchOutcomeFile(issued.registration.name);
      await rejects(attempt, UnexpectedAnswer, `${user.name} fetched ${issued.registration.name}`);
      return;
    }
    const { name } = expectFound('A Commissioning Outcome File to fetch', files[0], user.name);
    const { outcomes } = await user.fetchOutcomeFile(name);
    const mpans = outcomes.map(({ importMPAN }) => importMPAN);
    expectEqual('MPANs with an outcome', mpans, [this.installation.importMPAN], name);
  },
);
