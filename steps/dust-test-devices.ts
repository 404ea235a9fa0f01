import { Then, When } from '@cucumber/cucumber';
import type { TestInstallation } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectCount, expectEqual, expectFound } from '../support/world/expectation';
import type { DustScene } from '../support/world/dust-scene';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { OwnInstallation } from './phrases/dust-phrases';

type Source = TestInstallation['source'];

When(
  /^the remote laboratory (connects|disconnects) its test installation(?: again)?$/,
  async function (this: MigrationWorld, what: string) {
    const scene = await sceneOf(this);
    scene.answer = await scene.laboratory.connect(this.installation.importMPAN, what === 'connects');
  },
);

When(
  '{participants} book(s) a( further) test installation in {deviceSource}( at the same time)',
  async function (this: MigrationWorld, keys: readonly string[], source: Source) {
    const scene = await sceneOf(this);
    await Promise.all(keys.map((key) => scene.book(key, source)));
  },
);

When('{participant} returns its test installation', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  scene.answer = await scene.participant(key).giveBack(scene.installationOf(key).importMPAN);
});

/** An MPAN and a device that nobody operates. */
const NOWHERE = { importMPAN: '1900000000008', deviceIds: ['00-00-00-00-00-00-00-01'] };

/** What a participant says of an installation that it registers as its own. */
async function registrationOf(
  scene: DustScene,
  what: OwnInstallation,
): Promise<{ readonly importMPAN: string; readonly deviceIds: readonly string[] }> {
  if ('not' in what && what.not === 'at the test SMSO') return NOWHERE;
  if ('not' in what) {
    const [one, other] = [await scene.makeInstallation(), await scene.makeInstallation()];
    return { importMPAN: one.importMPAN, deviceIds: [other.devices[0]?.deviceId ?? ''] };
  }
  const { importMPAN, devices } =
    'of' in what ? scene.installationOf(what.of) : await scene.makeInstallation({ ...what });
  return { importMPAN, deviceIds: devices.map(({ deviceId }) => deviceId) };
}

When(
  '{participant} registers {ownInstallation}',
  async function (this: MigrationWorld, key: string, what: OwnInstallation) {
    const scene = await sceneOf(this);
    const { importMPAN, deviceIds } = await registrationOf(scene, what);
    scene.answer = await scene.participant(key).registerOwn(importMPAN, deviceIds);
    const isMade = this.installations.some((one) => one.importMPAN === importMPAN);
    if (scene.answer.status === 201 && isMade) scene.take(key, importMPAN);
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
  '{participants} has/have {count} test installation(s)( between them)',
  async function (this: MigrationWorld, keys: readonly string[], count: number) {
    const scene = await sceneOf(this);
    const pools = await Promise.all(keys.map((key) => scene.participant(key).pool()));
    expectCount(
      'test installation',
      pools.flatMap(({ yours }) => yours.map(({ importMPAN }) => importMPAN)),
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
