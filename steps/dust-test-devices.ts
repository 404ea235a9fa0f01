import { Given, Then, When } from '@cucumber/cucumber';
import type { InstallationOrder, TestInstallation } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectCount, expectEqual, expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';

type Source = TestInstallation['source'];

Given(
  'the remote laboratory has disconnected the test installation of {participant}',
  needing('lab'),
  async function (this: MigrationWorld, key: string) {
    const scene = await sceneOf(this);
    await scene.operators.connect(scene.installationOf(key).importMPAN, false);
  },
);

When('the remote laboratory disconnects its test installation', async function (this: MigrationWorld) {
  const scene = await sceneOf(this);
  scene.answer = await scene.operators.connect(this.installation.importMPAN, false);
});

When('the remote laboratory connects its test installation again', async function (this: MigrationWorld) {
  const scene = await sceneOf(this);
  scene.answer = await scene.operators.connect(this.installation.importMPAN, true);
});

When(
  '{participant} books a( further) test installation in {deviceSource}',
  async function (this: MigrationWorld, key: string, source: Source) {
    await (await sceneOf(this)).book(key, source);
  },
);

When(
  '{participant} and {participant} book the test installation at the same time',
  async function (this: MigrationWorld, one: string, other: string) {
    const scene = await sceneOf(this);
    await Promise.all([scene.book(one, 'dcc-lab'), scene.book(other, 'dcc-lab')]);
  },
);

When('{participant} returns its test installation', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  scene.answer = await scene.participant(key).giveBack(scene.installationOf(key).importMPAN);
});

/** Orders an installation at the test SMSO, as a participant brings it. */
async function bringOwn(world: MigrationWorld, key: string, order: Partial<InstallationOrder>): Promise<void> {
  const scene = await sceneOf(world);
  const { importMPAN, devices } = await scene.makeInstallation(order);
  scene.answer = await scene.participant(key).registerOwn(
    importMPAN,
    devices.map(({ deviceId }) => deviceId),
  );
  if (scene.answer.status === 201) scene.take(key, importMPAN);
}

When(
  '{participant} registers an installation of its own',
  needing('lab'),
  async function (this: MigrationWorld, key: string) {
    await bringOwn(this, key, {});
  },
);

When(
  '{participant} registers its own installation, which is {inactiveKind}',
  needing('lab'),
  async function (this: MigrationWorld, key: string, kind: 'Dormant' | 'Mixed') {
    await bringOwn(this, key, { kind });
  },
);

When(
  '{participant} registers an installation that the test SMSO does not operate',
  async function (this: MigrationWorld, key: string) {
    const scene = await sceneOf(this);
    scene.answer = await scene.participant(key).registerOwn('1900000000008', ['00-00-00-00-00-00-00-01']);
  },
);

When(
  '{participant} registers an installation of its own with a device of another',
  needing('lab'),
  async function (this: MigrationWorld, key: string) {
    const scene = await sceneOf(this);
    const [one, other] = [await scene.makeInstallation(), await scene.makeInstallation()];
    scene.answer = await scene.participant(key).registerOwn(one.importMPAN, [other.devices[0]?.deviceId ?? '']);
  },
);

When(
  '{participant} registers the test installation of {participant} as its own',
  async function (this: MigrationWorld, key: string, other: string) {
    const scene = await sceneOf(this);
    const { importMPAN, devices } = scene.installationOf(other);
    const ids = devices.map(({ deviceId }) => deviceId);
    scene.answer = await scene.participant(key).registerOwn(importMPAN, ids);
  },
);

When(
  'the operators offer a {inactiveKind} installation as a test installation',
  needing('lab'),
  async function (this: MigrationWorld, kind: 'Dormant' | 'Mixed') {
    const scene = await sceneOf(this);
    const { importMPAN } = await scene.makeInstallation({ kind });
    scene.answer = await scene.operators.addTestInstallation(importMPAN);
  },
);

Then(
  '{participant} has {count} test installation(s)',
  async function (this: MigrationWorld, key: string, count: number) {
    const { yours } = await (await sceneOf(this)).participant(key).pool();
    expectCount(
      'test installation',
      yours.map(({ importMPAN }) => importMPAN),
      count,
    );
  },
);

Then(
  '{count} test installation(s) in {deviceSource} is/are free',
  async function (this: MigrationWorld, count: number, source: 'dcc-lab' | 'remote-lab') {
    const { free } = await (await sceneOf(this)).participant('avon-supply').pool();
    expectEqual('the number of free test installations', free[source], count);
  },
);

Then('only one of them has it', async function (this: MigrationWorld) {
  const scene = await sceneOf(this);
  const holders = await Promise.all(
    ['avon-supply', 'dale-networks'].map(async (key) => (await scene.participant(key).pool()).yours.length),
  );
  expectEqual(
    'how many test installations the two have',
    holders.reduce((sum, one) => sum + one, 0),
    1,
  );
});

Then(
  'the test installation stays with {participant} without an end',
  async function (this: MigrationWorld, key: string) {
    const scene = await sceneOf(this);
    const { importMPAN } = scene.installationOf(key);
    const { yours } = await scene.participant(key).pool();
    const own = expectFound(
      `the test installation ${importMPAN}`,
      yours.find((one) => one.importMPAN === importMPAN),
    );
    expectEqual('the end of its booking', own.booking?.bookedUntil, undefined);
  },
);
