import { Given, Then } from '@cucumber/cucumber';
import type { InventoryEntry, MadeDevice } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { stateOf } from './migration';
import type { DeviceReference } from './parameters/parameter-types';

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

Then(
  'the inventory shows {theDevice} as commissioned',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { status, deviceId } = await entryOf(this, reference);
    expectEqual(`Status of the ${reference.type}`, status, 'Commissioned', deviceId);
  },
);

Then(
  'the inventory shows {theDevice} with the new firmware',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { firmware, deviceId } = await entryOf(this, reference);
    expectEqual(`Firmware of the ${reference.type} in the inventory`, firmware, LATER_FIRMWARE, deviceId);
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
  async function (this: MigrationWorld, reference: DeviceReference, statuses: string) {
    const { history, deviceId } = await entryOf(this, reference);
    const passed = history.map(({ status }) => status ?? 'no status').join(', ');
    expectEqual(`History of the ${reference.type}`, passed, statuses, deviceId);
  },
);

Then(
  'the inventory holds {theDevice} without a status',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { status, deviceId } = await entryOf(this, reference);
    expectThat(status === undefined, `The ${reference.type} has the status "${status ?? ''}"`, deviceId);
  },
);

Then('the inventory does not know any device of {installation}', async function (this: MigrationWorld, number: number) {
  const known: string[] = [];
  for (const { deviceId, deviceType } of this.nthInstallation(number).devices) {
    const entry = await this.roles.dsp.inventoryEntry(deviceId);
    if (entry !== undefined) known.push(`${deviceType} ${deviceId} (${entry.status ?? 'no status'})`);
  }
  expectNone('Devices in the inventory', known);
});

Then('the inventory does not know {theDevice}', async function (this: MigrationWorld, reference: DeviceReference) {
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
