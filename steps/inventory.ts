import { Given, Then } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import type { InventoryEntry, MadeDevice, MadeInstallation } from '../support/roles';
import {
  expectEqual,
  expectFound,
  expectNone,
  expectThat,
  type ExpectationContext,
} from '../support/world/expectation';
import { ANNOUNCED } from '../support/interfaces/duis/requests/estate';
import { LATER_FIRMWARE, newDeviceOf } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { stateOf } from './migration';
import type { HeldDevices, ShownEntry } from './phrases/file-types';
import type { DeviceReference, LookedUp } from './phrases/installation-types';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { inWords } from '../support/world/words';

function deviceIn(world: MigrationWorld, { type, installation }: DeviceReference): MadeDevice {
  return deviceOf(world.nthInstallation(installation), type);
}

function inDsp({ type }: DeviceReference, deviceId: string): ExpectationContext {
  return { party: 'dsp', device: `${type} ${deviceId}` };
}

async function entryOf(world: MigrationWorld, reference: DeviceReference): Promise<InventoryEntry> {
  const { deviceId } = deviceIn(world, reference);
  const entry = await world.roles.dsp.inventoryEntry(deviceId);
  return expectFound(`the ${DEVICE_NAMES[reference.type]} to be in the inventory`, entry, inDsp(reference, deviceId));
}

Given(
  '{theDevice} is in the inventory before it is migrated',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference) {
    await this.lab.notifyInAdvance(deviceIn(this, reference));
  },
);

/** The devices that are looked up. */
function lookedUpIn(world: MigrationWorld, lookedUp: LookedUp): readonly DeviceReference[] {
  if ('one' in lookedUp) return [lookedUp.one];
  return world.installation.devices
    .filter(({ deviceType }) => deviceType !== lookedUp.but)
    .map(({ deviceType }) => ({ type: deviceType, installation: 1 }));
}

/** What the inventory shows of a device, and what is expected of it. */
type EntryCheck = (
  entry: InventoryEntry,
  world: MigrationWorld,
) => Promise<readonly [found: unknown, expected: unknown]>;

/** What the inventory is expected to show, in the words after the device. */
const SHOWN: Readonly<Record<ShownEntry, EntryCheck>> = {
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

Then(
  'the inventory shows {inventoryDevices} {inventoryEntry}',
  async function (this: MigrationWorld, lookedUp: LookedUp, words: ShownEntry) {
    const check = SHOWN[words];
    for (const reference of lookedUpIn(this, lookedUp)) {
      const entry = await entryOf(this, reference);
      const [found, expected] = await check(entry, this);
      const what = `the entry of the ${DEVICE_NAMES[reference.type]} in the inventory`;
      expectEqual(what, found, expected, inDsp(reference, entry.deviceId));
    }
  },
);

Then('the inventory shows the new device as it was announced', async function (this: MigrationWorld) {
  const { deviceId } = newDeviceOf(this.installation);
  const entry = await this.roles.dsp.inventoryEntry(deviceId);
  const context = { party: 'dsp', device: deviceId } as const;
  const { manufacturer, model, deviceType, firmware, status } = expectFound(
    'the new device in the inventory',
    entry,
    context,
  );
  const found = { manufacturer, model, deviceType, firmware, status };
  expectEqual('the entry of the new device in the inventory', found, { ...ANNOUNCED, status: 'Pending' }, context);
});

Then('the inventory holds no device of {installation}', async function (this: MigrationWorld, number: number) {
  const known: string[] = [];
  for (const { deviceId, deviceType } of this.nthInstallation(number).devices) {
    const entry = await this.roles.dsp.inventoryEntry(deviceId);
    if (entry !== undefined) known.push(`${deviceType} ${deviceId} (${entry.status ?? 'no status'})`);
  }
  expectNone('device of the installation to be in the inventory', known);
});

Then('the inventory does not hold {theDevice}', async function (this: MigrationWorld, reference: DeviceReference) {
  const { deviceId } = deviceIn(this, reference);
  const entry = await this.roles.dsp.inventoryEntry(deviceId);
  const what = `no entry of the ${DEVICE_NAMES[reference.type]} in the inventory`;
  expectThat(entry === undefined, what, `one with ${entry?.status ?? 'no'} status`, inDsp(reference, deviceId));
});

/** The supply points at which the inventory is to hold the devices of an installation, and no other. */
function supplyPointsOf(world: MigrationWorld, held: HeldDevices): [supplyPoint: string, made: MadeInstallation][] {
  if (held === 'the devices that the SMSO declared') return [[world.installation.importMPAN, world.installation]];
  return world.enrolled.flatMap(({ made }) =>
    [made.importMPAN, made.mprn].flatMap((mpxn): [string, MadeInstallation][] =>
      mpxn === undefined ? [] : [[mpxn, made]],
    ),
  );
}

Then('the inventory holds exactly {heldDevices}', async function (this: MigrationWorld, held: HeldDevices) {
  for (const [supplyPoint, { devices, reference }] of supplyPointsOf(this, held)) {
    const shown = await this.roles.supplier.inventoryOf('MPxN', supplyPoint);
    const ids = shown.map(({ deviceId }) => deviceId).sort();
    const expected = devices.map(({ deviceId }) => deviceId).sort();
    const what = `the devices that the inventory holds at supply point ${supplyPoint} of ${reference}`;
    expectEqual(what, ids, expected, { party: 'dsp' });
  }
});

Then(
  'the inventory associates {theDevice} with {theDevice}',
  async function (this: MigrationWorld, reference: DeviceReference, other: DeviceReference) {
    const { associatedWith, deviceId } = await entryOf(this, reference);
    const { deviceId: expected } = deviceIn(this, other);
    const what = `the inventory to associate the ${DEVICE_NAMES[reference.type]} with ${other.type} ${expected}`;
    const shown = `an association with ${inWords(associatedWith)}`;
    expectThat(associatedWith.includes(expected), what, shown, inDsp(reference, deviceId));
  },
);

Then(
  'the inventory names the S1SP and the MPAN/MPRN of {theDevice}',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { s1sp, importMPxN, deviceId } = await entryOf(this, reference);
    const { importMPAN, mprn } = this.nthInstallation(reference.installation);
    const name = DEVICE_NAMES[reference.type];
    const supplyPoint = reference.type === 'GSME' ? mprn : importMPAN;
    const context = inDsp(reference, deviceId);
    expectEqual(`the supply point of the ${name} in the inventory`, importMPxN, supplyPoint, context);
    const what = `the inventory to name the S1SP of the ${name}`;
    expectThat(s1sp !== undefined && s1sp !== '', what, 'none', context);
  },
);
