import { Then, When } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import type { LoneRotation, MadeInstallation, KeyHolding, TestLab } from '../support/roles';
import { listInWords } from '../support/world/words';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import type { DeviceReference } from './phrases/installation-types';
import { DEVICE_NAMES, type DeviceType } from '../support/interfaces/vocabulary';

/** Key version that each device showed before anything happened to it, by installation and device id. */
const versionsBefore = new WeakMap<MadeInstallation, ReadonlyMap<string, number>>();
const lone = new ScenarioState<LoneRotation>('What came of a key write by one side alone');

/** Looks at the key versions of a new installation where there is a lab, so that later steps can say whether they have changed. */
export async function rememberKeyVersions(world: MigrationWorld, installation: MadeInstallation): Promise<void> {
  const lab = world.labIfAny;
  if (lab !== undefined) versionsBefore.set(installation, await keyVersions(world, installation, lab));
}

async function keyVersions(
  world: MigrationWorld,
  installation: MadeInstallation,
  lab: TestLab = world.lab,
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const { deviceId } of world.keyHolders(installation)) {
    const { keyVersion } = await lab.deviceInHand(deviceId);
    versions.set(deviceId, keyVersion ?? 0);
  }
  return versions;
}

/** Compares what every device shows now with what it showed before, so many versions on. */
async function expectVersions(world: MigrationWorld, installation: MadeInstallation, on: number): Promise<void> {
  const before = expectFound('a look at the key versions before the migration', versionsBefore.get(installation));
  const now = await keyVersions(world, installation);
  for (const { deviceId, deviceType } of world.keyHolders(installation)) {
    const expected = (before.get(deviceId) ?? 0) + on;
    expectEqual(`the key version of the ${DEVICE_NAMES[deviceType]}`, now.get(deviceId), expected, {
      device: `${deviceType} ${deviceId}`,
    });
  }
}

Then(
  'no key of {installation} has been rotated',
  needing('lab'),
  async function (this: MigrationWorld, number: number) {
    const installation = this.nthInstallation(number);
    await expectVersions(this, installation, 0);
    for (const { deviceId, deviceType } of this.keyHolders(installation)) {
      const holding = await this.roles.dco.keyHolding(deviceId);
      expectLeftBySmso(holding, deviceType, deviceId);
    }
  },
);

/** When the device was told to write new keys and refused, in minutes after the first time. */
Then(
  '{theDevice} has refused new keys {string} minutes after the first try',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference, expected: string) {
    const { deviceId } = deviceOf(this.nthInstallation(reference.installation), reference.type);
    const tries = (await this.lab.audit())
      .filter(({ event, detail }) => event === 'command-refused' && detail.includes(`${deviceId} refused write-keys`))
      .map(({ at }) => Date.parse(at));
    const first = expectFound('a key write that the device refused', tries[0], { device: deviceId });
    const minutes = tries.map((at) => String((at - first) / 60_000));
    const what = `the minutes at which the ${DEVICE_NAMES[reference.type]} refused new keys`;
    expectEqual(what, listInWords(minutes), expected, { device: deviceId });
  },
);

/** The keys of a device that was not migrated are not with the DCO. */
function expectLeftBySmso(holding: KeyHolding | undefined, deviceType: DeviceType, deviceId: string): void {
  const what = `the keys of the ${DEVICE_NAMES[deviceType]} to stay with the SMSO`;
  const context = { party: 'dco', device: `${deviceType} ${deviceId}` } as const;
  expectThat(holding?.holder !== 'dco', what, 'that the DCO holds them', context);
}

Then('every device that has keys shows the next key version', needing('lab'), async function (this: MigrationWorld) {
  await expectVersions(this, this.installation, 1);
});

Then(
  'no device of the installation has an old key or a key of another device',
  needing('lab'),
  async function (this: MigrationWorld) {
    for (const { deviceId, deviceType } of this.keyHolders()) {
      const { hasFormerKey, sharesKeyWith } = await this.lab.deviceInHand(deviceId);
      const name = DEVICE_NAMES[deviceType];
      const context = { device: `${deviceType} ${deviceId}` };
      expectThat(!hasFormerKey, `the ${name} to have new keys only`, 'a key that it had before', context);
      expectNone(`other device to have a key of the ${name}`, sharesKeyWith, context);
    }
  },
);

Then('the DCO holds the keys of every device that has keys', async function (this: MigrationWorld) {
  for (const { deviceId, deviceType } of this.keyHolders()) {
    const holding = await this.roles.dco.keyHolding(deviceId);
    const context = { party: 'dco', device: `${deviceType} ${deviceId}` } as const;
    expectEqual(`the holder of the keys of the ${DEVICE_NAMES[deviceType]}`, holding?.holder, 'dco', context);
  }
});

Then(
  'the DCO does not hold the keys of {theDevice}',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { deviceId } = deviceOf(this.nthInstallation(reference.installation), reference.type);
    const holding = await this.roles.dco.keyHolding(deviceId);
    expectLeftBySmso(holding, reference.type, deviceId);
  },
);

When(/^the (S1SP|DCO) alone tries to write keys$/, async function (this: MigrationWorld, party: string) {
  const { installation, roles } = this;
  const { deviceId } = deviceOf(installation, 'ESME');
  lone.set(
    this,
    party === 'S1SP'
      ? await roles.s1sp.rotateWithoutDco(await this.installationIdOf(installation))
      : await roles.dco.rotateWithoutS1sp(deviceId, installation.iccid),
  );
});

When(
  'the S1SP sends {theDevice} a command with a used execution counter',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { deviceId } = deviceOf(this.nthInstallation(reference.installation), reference.type);
    lone.set(this, await this.roles.s1sp.repeatCounter(deviceId));
  },
);

Then(/^the command (is refused by|does not reach) the device$/, function (this: MigrationWorld, how: string) {
  const { outcome, reason } = lone.get(this);
  const expected = how === 'is refused by' ? 'refused' : 'unreachable';
  expectEqual('the outcome of the command', outcome, expected, { party: 'devices', said: reason });
});
