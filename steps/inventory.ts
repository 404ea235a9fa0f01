import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import type { InventoryEntry, MadeDevice } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { stateOf } from './migration';
import type { DeviceInPlace } from './parameters/parameter-types';

function deviceIn(world: MigrationWorld, { type, installation }: DeviceInPlace): MadeDevice {
  return deviceOf(world.nthInstallation(installation), type);
}

async function entryOf(world: MigrationWorld, place: DeviceInPlace): Promise<InventoryEntry> {
  const { deviceId } = deviceIn(world, place);
  return expectFound(`The ${place.type} in the inventory`, await world.roles.dsp.inventoryEntry(deviceId), deviceId);
}

Given(
  '{theDevice} is in the inventory before it is migrated',
  async function (this: MigrationWorld, place: DeviceInPlace) {
    await this.lab.notifyInAdvance(deviceIn(this, place));
  },
);

/** A field of an inventory entry and the value that it is expected to have. */
interface InventoryDetail {
  readonly field: 'status' | 'firmware';
  readonly value: string;
}

/** `as commissioned`, `with the new firmware`: what the inventory says of a device. */
defineParameterType({
  name: 'inventoryDetail',
  regexp: /as commissioned|with the new firmware/,
  transformer: (words: string): InventoryDetail =>
    words === 'as commissioned'
      ? { field: 'status', value: 'Commissioned' }
      : { field: 'firmware', value: LATER_FIRMWARE },
});

Then(
  'the inventory shows {theDevice} {inventoryDetail}',
  async function (this: MigrationWorld, place: DeviceInPlace, { field, value }: InventoryDetail) {
    const entry = await entryOf(this, place);
    expectEqual(`The ${field} of the ${place.type} in the inventory`, entry[field], value, entry.deviceId);
  },
);

Then('the inventory shows every device but an in-home display as commissioned', async function (this: MigrationWorld) {
  for (const { deviceType: type } of this.installation.devices) {
    if (type === 'IHD') continue;
    const { status, deviceId } = await entryOf(this, { type, installation: 1 });
    expectEqual(`Status of the ${type}`, status, 'Commissioned', deviceId);
  }
});

Then(
  'the inventory dates the commissioning of every device on the migration day',
  async function (this: MigrationWorld) {
    const { scheduledFor } = await stateOf(this, 1);
    for (const { deviceType: type } of this.installation.devices) {
      const { dateCommissioned, deviceId } = await entryOf(this, { type, installation: 1 });
      expectEqual(`Day on which the ${type} was commissioned`, dateCommissioned, scheduledFor, deviceId);
    }
  },
);

Then(
  'the history of {theDevice} in the inventory is {string}',
  async function (this: MigrationWorld, place: DeviceInPlace, statuses: string) {
    const { history, deviceId } = await entryOf(this, place);
    const passed = history.map(({ status }) => status ?? 'no status').join(', ');
    expectEqual(`History of the ${place.type}`, passed, statuses, deviceId);
  },
);

Then('the inventory holds {theDevice} without a status', async function (this: MigrationWorld, place: DeviceInPlace) {
  const { status, deviceId } = await entryOf(this, place);
  expectThat(status === undefined, `The ${place.type} has the status "${status ?? ''}"`, deviceId);
});

Then('the inventory does not know any device of {installation}', async function (this: MigrationWorld, number: number) {
  const known: string[] = [];
  for (const { deviceId, deviceType } of this.nthInstallation(number).devices) {
    const entry = await this.roles.dsp.inventoryEntry(deviceId);
    if (entry !== undefined) known.push(`${deviceType} ${deviceId} (${entry.status ?? 'no status'})`);
  }
  expectNone('Devices in the inventory', known);
});

Then('the inventory does not know {theDevice}', async function (this: MigrationWorld, place: DeviceInPlace) {
  const { deviceId } = deviceIn(this, place);
  const entry = await this.roles.dsp.inventoryEntry(deviceId);
  expectThat(entry === undefined, `The inventory knows the ${place.type}: ${entry?.status ?? 'no status'}`, deviceId);
});

Then('the inventory holds exactly the devices that the SMSO declared', async function (this: MigrationWorld) {
  const { importMPAN, devices } = this.installation;
  const shown = await this.roles.supplier.inventoryOf('MPxN', importMPAN);
  const ids = shown.map(({ deviceId }) => deviceId).sort();
  expectEqual('Devices at the supply point', ids, devices.map(({ deviceId }) => deviceId).sort(), importMPAN);
});

Then(
  'the inventory associates {theDevice} with {theDevice}',
  async function (this: MigrationWorld, place: DeviceInPlace, other: DeviceInPlace) {
    const { associatedWith, deviceId } = await entryOf(this, place);
    const { deviceId: expected } = deviceIn(this, other);
    const shown = associatedWith.join(', ') || 'nothing';
    expectThat(
      associatedWith.includes(expected),
      `The ${place.type} is to be associated with ${expected}, and is with ${shown}`,
      deviceId,
    );
  },
);

Then(
  'the inventory names the S1SP and the MPAN/MPRN of {theDevice}',
  async function (this: MigrationWorld, place: DeviceInPlace) {
    const { s1sp, importMPxN, deviceId } = await entryOf(this, place);
    const { importMPAN, mprn } = this.nthInstallation(place.installation);
    expectEqual('Supply point', importMPxN, place.type === 'GSME' ? mprn : importMPAN, deviceId);
    expectThat(s1sp !== undefined && s1sp !== '', `No S1SP is named for the ${place.type}`, deviceId);
  },
);
