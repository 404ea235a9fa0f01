import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import type { InventoryEntry, MadeDevice } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { stateOf } from './migration';
import { deviceInPlace, THE_DEVICE, type DeviceReference } from './phrases/parameter-types';

function deviceIn(world: MigrationWorld, { type, installation }: DeviceReference): MadeDevice {
  return deviceOf(world.nthInstallation(installation), type);
}

async function entryOf(world: MigrationWorld, reference: DeviceReference): Promise<InventoryEntry> {
  const { deviceId } = deviceIn(world, reference);
  return expectFound(
    `The ${reference.type} in the inventory`,
    await world.roles.dsp.inventoryEntry(deviceId),
    deviceId,
  );
}

Given(
  '{theDevice} is in the inventory before it is migrated',
  async function (this: MigrationWorld, reference: DeviceReference) {
    await this.lab.notifyInAdvance(deviceIn(this, reference));
  },
);

/** Devices that a step looks up in the inventory: one, or those of the first installation but for some. */
type LookedUp = (world: MigrationWorld) => readonly DeviceReference[];

/** `the gas meter`, `every device`, `every device but an in-home display`. */
defineParameterType({
  name: 'inventoryDevices',
  regexp: new RegExp(`(every device)( but an in-home display)?|${THE_DEVICE}`),
  transformer: (every?: string, butDisplay?: string, name?: string, reference?: string): LookedUp => {
    if (typeof every !== 'string') return () => [deviceInPlace(name, reference)];
    return ({ installation }) =>
      installation.devices
        .filter(({ deviceType }) => typeof butDisplay !== 'string' || deviceType !== 'IHD')
        .map(({ deviceType }) => ({ type: deviceType, installation: 1 }));
  },
});

/** What the inventory shows of a device, and what is expected of it. */
type EntryCheck = (
  entry: InventoryEntry,
  world: MigrationWorld,
) => Promise<readonly [found: unknown, expected: unknown]>;

/** What the inventory is expected to show, in the words after the device. */
const SHOWN: Readonly<Record<string, EntryCheck>> = {
  'as commissioned': ({ status }) => Promise.resolve([status, 'Commissioned']),
  'as pending, then as commissioned': ({ history }) =>
    Promise.resolve([history.map(({ status }) => status), ['Pending', 'Commissioned']]),
  'without a status': ({ status }) => Promise.resolve([status, undefined]),
  'with the new firmware': ({ firmware }) => Promise.resolve([firmware, LATER_FIRMWARE]),
  'with the migration day as its date of commissioning': async ({ dateCommissioned }, world) => [
    dateCommissioned,
    (await stateOf(world, 1)).scheduledFor,
  ],
};

defineParameterType({
  name: 'inventoryEntry',
  regexp: new RegExp(Object.keys(SHOWN).join('|')),
  transformer: (words: string) => words,
});

Then(
  'the inventory shows {inventoryDevices} {inventoryEntry}',
  async function (this: MigrationWorld, lookedUp: LookedUp, words: string) {
    const check = expectFound(`What the inventory can show ${words}`, SHOWN[words]);
    for (const reference of lookedUp(this)) {
      const entry = await entryOf(this, reference);
      const [found, expected] = await check(entry, this);
      expectEqual(`The ${reference.type}, shown ${words}`, found, expected, entry.deviceId);
    }
  },
);

Then('the inventory holds no device of {installation}', async function (this: MigrationWorld, number: number) {
  const known: string[] = [];
  for (const { deviceId, deviceType } of this.nthInstallation(number).devices) {
    const entry = await this.roles.dsp.inventoryEntry(deviceId);
    if (entry !== undefined) known.push(`${deviceType} ${deviceId} (${entry.status ?? 'no status'})`);
  }
  expectNone('Devices in the inventory', known);
});

Then('the inventory does not hold {theDevice}', async function (this: MigrationWorld, reference: DeviceReference) {
  const { deviceId } = deviceIn(this, reference);
  const entry = await this.roles.dsp.inventoryEntry(deviceId);
  expectThat(
    entry === undefined,
    `The inventory knows the ${reference.type}: ${entry?.status ?? 'no status'}`,
    deviceId,
  );
});

Then('the inventory holds exactly the devices that the SMSO declared', async function (this: MigrationWorld) {
  const { importMPAN, devices } = this.installation;
  const shown = await this.roles.supplier.inventoryOf('MPxN', importMPAN);
  const ids = shown.map(({ deviceId }) => deviceId).sort();
  expectEqual('Devices at the supply point', ids, devices.map(({ deviceId }) => deviceId).sort(), importMPAN);
});

Then(
  'the inventory associates {theDevice} with {theDevice}',
  async function (this: MigrationWorld, reference: DeviceReference, other: DeviceReference) {
    const { associatedWith, deviceId } = await entryOf(this, reference);
    const { deviceId: expected } = deviceIn(this, other);
    const shown = associatedWith.join(', ') || 'nothing';
    expectThat(
      associatedWith.includes(expected),
      `The ${reference.type} is to be associated with ${expected}, and is with ${shown}`,
      deviceId,
    );
  },
);

Then(
  'the inventory names the S1SP and the MPAN/MPRN of {theDevice}',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { s1sp, importMPxN, deviceId } = await entryOf(this, reference);
    const { importMPAN, mprn } = this.nthInstallation(reference.installation);
    expectEqual('Supply point', importMPxN, reference.type === 'GSME' ? mprn : importMPAN, deviceId);
    expectThat(s1sp !== undefined && s1sp !== '', `No S1SP is named for the ${reference.type}`, deviceId);
  },
);
