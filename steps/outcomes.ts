import { Then } from '@cucumber/cucumber';
import type { CommissioningOutcome } from '../support/interfaces/files/migration-files';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { UnexpectedAnswer, type Part } from '../support/roles';
import {
  expectEqual,
  expectFound,
  type ExpectationContext,
  expectNone,
  expectThat,
} from '../support/world/expectation';
import type { MigrationWorld, InstallationReference } from '../support/world/world';
import { needing } from '../support/scope/step-traits';
import { stateOf } from './migration';
import type { DeviceReference } from './phrases/installation-types';
import type { DeviceOutcome } from './phrases/migration-types';

/** The newest outcome of an installation that its supplier can learn of. */
export async function newestOutcome(
  world: MigrationWorld,
  installation: InstallationReference,
): Promise<CommissioningOutcome> {
  const { importMPAN, reference } = world.nthInstallation(installation);
  const outcomes = await world.roles.supplier.outcomesOf(importMPAN);
  const what = `an outcome of ${reference} in the Commissioning Outcome Files of its supplier`;
  return expectFound(what, outcomes.at(-1), { party: 'commissioning-party' });
}

function contextOf({ installationId, phase, code, reason }: CommissioningOutcome): ExpectationContext {
  const message = `outcome of ${installationId} in the Commissioning Outcome File`;
  return { party: 'commissioning-party', message, said: [phase, code, reason].filter(Boolean).join(', ') };
}

Then(
  'the Commissioning Outcome File reports {installation} as {result}',
  async function (this: MigrationWorld, number: number, result: CommissioningOutcome['result']) {
    const outcome = await newestOutcome(this, number);
    const file = 'the Commissioning Outcome File';
    const context = contextOf(outcome);
    expectEqual(`the result in ${file}`, outcome.result, result, { ...context, given: outcome.code });
    const state = await stateOf(this, number);
    expectEqual(`the code in ${file}, compared with the Migration Control Centre,`, outcome.code, state.code, context);
  },
);

Then(
  'it reports {theDevice} as {deviceOutcome}',
  { wrapperOptions: { codes: ['GT'] } },
  async function (this: MigrationWorld, { type, installation }: DeviceReference, expected: DeviceOutcome) {
    const outcome = await newestOutcome(this, installation);
    const device = outcome.devices.find(({ deviceType }) => deviceType === type);
    const what = `the ${DEVICE_NAMES[type]} in the Commissioning Outcome File`;
    const { status, code } = expectFound(what, device, contextOf(outcome));
    const context = { ...contextOf(outcome), due: expected.code, given: code };
    expectEqual(what, { status, code }, expected, context);
  },
);

Then(
  'it reports {all} device of {installation} as commissioned',
  async function (this: MigrationWorld, all: boolean, number: number) {
    const outcome = await newestOutcome(this, number);
    const reported = outcome.devices.filter(({ status }) => status === 'Commissioned').map(({ deviceId }) => deviceId);
    const declared = this.nthInstallation(number).devices.map(({ deviceId }) => deviceId);
    const what = 'the devices that the Commissioning Outcome File reports as commissioned';
    expectEqual(what, reported.sort(), all ? declared.sort() : [], contextOf(outcome));
  },
);

Then('every attempt has its outcome', async function (this: MigrationWorld) {
  for (const [index, { importMPAN, reference }] of this.installations.entries()) {
    const state = await stateOf(this, index + 1);
    const outcomes = await this.roles.supplier.outcomesOf(importMPAN);
    const files = `in the Commissioning Outcome Files about ${reference}`;
    const attempts = Array.from({ length: state.attempt }, (_, earlier) => earlier + 1);
    const reported = outcomes.map(({ attempt }) => attempt);
    expectEqual(`the attempts with an outcome ${files}`, reported, attempts, { party: 'commissioning-party' });
    const migrated = outcomes.filter(({ result }) => result === 'Migrated').map(({ attempt }) => attempt);
    const expected = state.state === 'Commissioned' ? [state.attempt] : [];
    expectEqual(`the attempts reported as migrated ${files}`, migrated, expected, { party: 'commissioning-party' });
  }
});

Then(
  '{user} {can} fetch the Commissioning Outcome File',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part, can: boolean) {
    const user = this.roles.supplierIn(part);
    const files = await user.outcomeFiles();
    if (!can) {
      const names = files.map(({ name }) => name);
      expectNone(`Commissioning Outcome File to be listed for ${user.name}`, names, { party: 'mcc' });
      const issued = await this.roles.requestingParty.newest('COF');
      const fetched = await user.fetchOutcomeFile(issued.registration).then(
        () => true,
        (error: unknown) => {
          if (error instanceof UnexpectedAnswer) return false;
          throw error;
        },
      );
      const refusal = `the Commissioning Outcome File to be refused to ${user.name}`;
      expectThat(!fetched, refusal, 'that it was handed out', { party: 'mcc', file: issued.registration.name });
      return;
    }
    const what = `a Commissioning Outcome File that ${user.name} can fetch`;
    const listing = expectFound(what, files[0], { party: 'mcc' });
    const { outcomes } = await user.fetchOutcomeFile(listing);
    const mpans = outcomes.map(({ importMPAN }) => importMPAN);
    const own = [this.installation.importMPAN];
    expectEqual(`the MPANs with an outcome for ${user.name}`, mpans, own, { party: 'mcc', file: listing.name });
  },
);
