import { Given, Then, When } from '@cucumber/cucumber';
import type { TestInstallation } from '../support/roles';
import { DustScene } from '../support/world/dust-scene';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { DeviceType } from '../support/interfaces/vocabulary';
import type { SubmittedFiles } from './phrases/dust-phrases';
import { ScenarioState } from './scenario-state';
import { dayAfter } from '../support/models/calendar/days';

type Source = TestInstallation['source'];

/** Last minute of a migration day. */
const END_OF_DAY = 'T23:59:00.000Z';

const scenes = new ScenarioState<DustScene>('Migration DUST');

/** Migration DUST in a scenario; it begins empty. */
export async function sceneOf(world: MigrationWorld): Promise<DustScene> {
  const known = scenes.find(world);
  if (known !== undefined) return known;
  const scene = await DustScene.begin(world);
  scenes.set(world, scene);
  return scene;
}

/** A participant has a test installation from the DCC's laboratory. */
async function withTestInstallation(
  world: MigrationWorld,
  key: string,
  source: Source = 'dcc-lab',
): Promise<DustScene> {
  const scene = await sceneOf(world);
  await scene.openTo(key);
  await scene.addFree(source);
  await scene.book(key, source);
  expectEqual('the code with which the booking is refused', scene.refusedWith, undefined);
  return scene;
}

/** A participant has an authorisation for every test installation that it has. */
export async function prepare(scene: DustScene, key: string, of = scene.installationsOf(key)): Promise<void> {
  scene.authorisations.set(key, await scene.participant(key).prepareAuthorisation(of));
}

/** Time goes on to the end of the day for which a migration that is authorised now is scheduled. */
async function passMigrationDay(world: MigrationWorld): Promise<void> {
  await world.roles.time.passUntil(new Date(`${dayAfter(await world.roles.time.now(), 1)}${END_OF_DAY}`));
}

/** A participant has submitted an authorisation, and the day of the migration has passed; with one device silent, where one is named. */
async function migrate(world: MigrationWorld, key: string, silent?: DeviceType): Promise<DustScene> {
  const scene = await withTestInstallation(world, key);
  if (silent !== undefined) {
    const { deviceId } = deviceOf(scene.installationOf(key), silent);
    await world.lab.switchOn({ kind: 'device-silent', deviceId });
  }
  await prepare(scene, key);
  await scene.submit(key, scene.registrationOf(key));
  expectEqual('the code with which the authorisation is refused', scene.refusedWith, undefined);
  await passMigrationDay(world);
  return scene;
}

Given('Migration DUST is open to {participant}', needing('lab'), async function (this: MigrationWorld, key: string) {
  await (await sceneOf(this)).openTo(key);
});

Given(
  'Migration DUST is open to {participant}, whose {prerequisite} is not recorded',
  needing('lab'),
  async function (this: MigrationWorld, key: string, missing: string) {
    await (await sceneOf(this)).openTo(key, missing);
  },
);

Given(
  'Migration DUST, whose solution is {solution}',
  needing('lab'),
  async function (this: MigrationWorld, { environment }: { readonly environment?: string }) {
    const scene = await sceneOf(this);
    for (const name of ['party-status', 'certificates', 'connection']) {
      await scene.operators.recordPrerequisite('avon-supply', name);
    }
    if (environment !== undefined) await scene.operators.recordDeployment(environment);
  },
);

Given(
  '{count} free test installation(s) in {deviceSource}',
  needing('lab'),
  async function (this: MigrationWorld, count: number, source: Source) {
    const scene = await sceneOf(this);
    for (let made = 0; made < count; made += 1) await scene.addFree(source);
  },
);

Given(
  '{participant} has a test installation in {deviceSource}',
  { wrapperOptions: { needs: ['lab'], makes: 'some' } },
  async function (this: MigrationWorld, key: string, source: Source) {
    await withTestInstallation(this, key, source);
  },
);

Given(
  '{participant} has an authorisation for its test installation(s)',
  needing('lab'),
  async function (this: MigrationWorld, key: string) {
    await prepare(await withTestInstallation(this, key), key);
  },
);

Given(
  '{participant} has {dustMigration}',
  { wrapperOptions: { makes: 'some' }, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, key: string, silent: DeviceType | undefined) {
    await migrate(this, key, silent);
  },
);

When(
  '{participant} submits {submission}( again)',
  async function (this: MigrationWorld, key: string, { alone, fault = {}, exception }: SubmittedFiles) {
    const scene = await sceneOf(this);
    const lines = scene.registrationOf(key);
    const submitted = fault.change?.(lines) ?? lines;
    await scene.submit(key, alone === true ? undefined : submitted, { columns: fault.first, exception });
  },
);

When(
  'the migration day of the test installation has passed',
  { timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld) {
    await passMigrationDay(this);
  },
);

Then(
  'Migration DUST refuses it with {code}',
  { wrapperOptions: { codes: ['SIM-DST'] } },
  async function (this: MigrationWorld, code: string) {
    const scene = await sceneOf(this);
    const said = expectFound('an answer of Migration DUST', scene.answer).text;
    expectEqual('the code with which Migration DUST refuses', scene.refusedWith, code, { due: code, said });
  },
);

Then('Migration DUST takes it', async function (this: MigrationWorld) {
  const scene = await sceneOf(this);
  expectEqual('the code with which Migration DUST refuses', scene.refusedWith, undefined);
});

Then('Migration DUST refuses it', async function (this: MigrationWorld) {
  const { status, text } = expectFound('an answer of Migration DUST', (await sceneOf(this)).answer);
  expectThat([401, 403, 404].includes(status), 'Migration DUST to refuse it', `${String(status)}, ${text}`);
});
