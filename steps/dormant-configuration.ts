import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { ConfigurationResult, DormantConfiguration, Channel, Interception, MadeDevice } from '../support/roles';
import {
  dormantDevices,
  orderConfiguration,
  shownByDevices,
  type OrderVariant,
  type Shown,
} from '../support/world/dormant-upgrade';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { CLOCK_TOLERANCE, expectedConfiguration, type ConfiguredType } from '../support/world/s1sr-configuration';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { ORDER_VARIANT, orderVariantOf } from './phrases/configuration-phrases';
import type { DeviceReference } from './phrases/parameter-types';
import { activeDevices, lastDormantMeter } from './dormant-meters';
import { numberOf, ORDINALS } from './phrases/words';

/** The order of the Migration Control Centre to the SMSO (published as a JSON message). */
const ORDER: Channel = { from: 'mcc', to: 'smso', kind: 'configuration-order' };
/** Hours within which a sleeping gas meter fetches a command. */
const SLEEP_HOURS = 1;

const ordered = new ScenarioState<ConfigurationResult>('An order to configure dormant devices');
const before = new ScenarioState<ReadonlyMap<string, Shown>>('What the devices showed before');

/** How a configuration has ended at the Migration Control Centre, and with which code. */
interface ConfigurationEnd {
  readonly state: DormantConfiguration['state'];
  /** Absent where the scenario does not ask for one. */
  readonly code?: string;
  /** Every state on the way; absent where the scenario does not ask for them. */
  readonly history?: readonly DormantConfiguration['state'][];
}

/** The states of a configuration before which firmware is upgraded. */
const AFTER_FIRMWARE = ['Notified', 'ConfigInstructed', 'FirmwareOK', 'ConfigApplied'] as const;

const ENDS: Readonly<Record<string, DormantConfiguration['state']>> = {
  applied: 'ConfigApplied',
  'firmware failed': 'FirmwareFailed',
  failed: 'ConfigFailed',
  'without WAN': 'NoWAN',
  'no longer dormant': 'LeftDormantPath',
};

/** `applied`, `applied after the firmware`, `failed with "SIM-CFG-21"` and the like. */
defineParameterType({
  name: 'configurationEnd',
  regexp: new RegExp(`(${Object.keys(ENDS).join('|')})( after the firmware)?(?: with "(SIM-[A-Z]{3}-\\d{2})")?`),
  transformer: (words: string, afterFirmware?: string, code?: string): ConfigurationEnd => ({
    state: expectFound(`An end called ${words}`, ENDS[words]),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof afterFirmware === 'string' ? { history: AFTER_FIRMWARE } : {}),
  }),
});

async function order(world: MigrationWorld, whole: boolean, variant: OrderVariant): Promise<void> {
  before.set(world, await shownByDevices(world));
  ordered.set(world, await orderConfiguration(world, whole ? undefined : world.installations, variant));
}

/** Lets time pass until the end of the last planned day. */
async function passPlannedDays(world: MigrationWorld): Promise<void> {
  const days = ordered.get(world).configurations.map(({ plannedTo }) => plannedTo);
  const last = expectFound('A planned day', days.sort().at(-1));
  await world.roles.time.passUntil(new Date(`${last}T23:59:00.000Z`));
}

/** The newest configuration of an installation. */
async function configurationOf(world: MigrationWorld, number: number): Promise<DormantConfiguration> {
  const { importMPAN } = world.nthInstallation(number);
  const all = await world.roles.controlCentre.upgrades.all();
  return expectFound(
    `A configuration of MPAN ${importMPAN}`,
    all.findLast((one) => one.importMPAN === importMPAN),
  );
}

function standing({ configurationId, state, code, reason }: DormantConfiguration): string {
  return `configuration ${configurationId} is ${[state, code, reason].filter(Boolean).join(', ')}`;
}

/** What a device is set to, read with the keys of the SMSO; a sleeping gas meter is waited for. */
async function settingsBySmso(
  world: MigrationWorld,
  number: number,
  type: ConfiguredType,
): Promise<Readonly<Record<string, string>>> {
  const { smso, time } = world.roles;
  const first = await smso.readConfiguration(world.nthInstallation(number).importMPAN, type);
  if (first.outcome === 'queued') await time.passHours(SLEEP_HOURS);
  const reading =
    first.outcome === 'queued'
      ? await smso.reading(expectFound('A reference of the queued reading', first.reference))
      : first;
  expectEqual(`What the SMSO gets from the ${type}`, reading.outcome, 'answered');
  return expectFound(`Settings of the ${type}`, reading.outcome === 'answered' ? reading.settings : undefined);
}

Given('dormant devices that have not been configured', function (this: MigrationWorld) {
  this.dormantUnconfigured = true;
});

Given(
  'the order reaches the SMSO {orderInterception}',
  async function (this: MigrationWorld, interception: Interception) {
    await this.roles.time.arrange(ORDER, interception);
  },
);

When(
  new RegExp(`^the Migration Control Centre has (?:its|their) dormant devices configured(?: (${ORDER_VARIANT}))?$`),
  { timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, variant?: string) {
    await order(this, false, orderVariantOf(variant));
    expectNone(
      'Refused orders',
      ordered.get(this).refused.map(({ code, reason }) => `${code} ${reason}`),
    );
    await passPlannedDays(this);
  },
);

When(
  new RegExp(
    `^the Migration Control Centre orders the configuration of (?:its|their) dormant devices(?: (${ORDER_VARIANT}))?$`,
  ),
  async function (this: MigrationWorld, variant?: string) {
    await order(this, false, orderVariantOf(variant));
  },
);

When(
  'the Migration Control Centre has every Dormant Meter of the combination configured',
  { timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld) {
    await order(this, true, {});
    await passPlannedDays(this);
  },
);

When('the order reaches the SMSO again a day later', async function (this: MigrationWorld) {
  const { time } = this.roles;
  const sent = (await this.lab.messages()).find(({ kind }) => kind === ORDER.kind);
  const { body } = expectFound('An order that reached the SMSO', sent);
  await time.passHours(24);
  await time.sendAs(ORDER, [{ kind: ORDER.kind, content: body }]);
  await time.passHours(24);
});

When(/^the planned days (begin|pass)$/, async function (this: MigrationWorld, what: string) {
  if (what === 'pass') return passPlannedDays(this);
  const [first] = ordered.get(this).configurations;
  const day = expectFound('A planned day', first).plannedFrom;
  return this.roles.time.passUntil(new Date(`${day}T08:00:00.000Z`));
});

When('the suppliers activate the meters of {installation}', async function (this: MigrationWorld, number: number) {
  await this.lab.activate(this.nthInstallation(number).importMPAN, 'Active');
  await this.roles.time.settle();
});

When('somebody changes the settings of {theDevice}', async function (this: MigrationWorld, reference: DeviceReference) {
  const { type, installation } = reference;
  const { deviceId } = deviceOf(this.nthInstallation(installation), type);
  await this.lab.changeAtDevice(deviceId, type === 'CHF' ? { networkAlerts: 'off' } : { paymentMode: 'Prepayment' });
});

Given(
  /^its last dormant meter loses power (once while|whenever) its firmware is activated$/,
  async function (this: MigrationWorld, when: string) {
    const { deviceId } = lastDormantMeter(this.installation);
    await this.lab.switchOn({ kind: 'power-lost', deviceId, ...(when === 'whenever' ? {} : { times: 1 }) });
  },
);

Then('the order is refused with {code}', function (this: MigrationWorld, code: string) {
  const { configurations, refused } = ordered.get(this);
  const codes = refused.map((refusal) => refusal.code);
  expectEqual(
    'Refusals',
    codes,
    refused.map(() => code),
    refused[0]?.reason,
  );
  expectThat(refused.length > 0, 'Nothing was refused');
  expectNone(
    'Configurations that were planned all the same',
    configurations.map(({ configurationId }) => configurationId),
  );
});

Then('the order covers {installation} only', function (this: MigrationWorld, number: number) {
  const { refused } = ordered.get(this);
  expectNone(
    'Refused beside it',
    refused.map(({ importMPAN, code }) => `${importMPAN} ${code}`),
  );
  const taken = ordered.get(this).configurations.map(({ importMPAN }) => importMPAN);
  expectEqual('Installations that are to be configured', taken, [this.nthInstallation(number).importMPAN]);
});

Then(
  'the configuration of {installation} is reported as {configurationEnd}',
  async function (this: MigrationWorld, number: number, expected: ConfigurationEnd) {
    const configuration = await configurationOf(this, number);
    const found = {
      state: configuration.state,
      ...(expected.code === undefined ? {} : { code: configuration.code }),
      ...(expected.history === undefined ? {} : { history: configuration.history.map(({ state }) => state) }),
    };
    expectEqual('End of the configuration', found, expected, standing(configuration));
  },
);

Then(
  'the dormant devices of {installation} have the S1SR configuration',
  async function (this: MigrationWorld, number: number) {
    for (const { deviceId, deviceType } of dormantDevices(this.nthInstallation(number))) {
      const type = deviceType as ConfiguredType;
      const found = await settingsBySmso(this, number, type);
      const expected = expectedConfiguration()[type];
      const asked = Object.fromEntries(Object.keys(expected).map((name) => [name, found[name]]));
      expectEqual(`Settings of the ${type}`, asked, expected, deviceId);
      const { clockAhead = 0 } = await this.lab.deviceInHand(deviceId);
      expectThat(
        Math.abs(clockAhead) <= CLOCK_TOLERANCE,
        `The clock of the ${type} is ${String(clockAhead)} seconds ahead`,
        deviceId,
      );
    }
  },
);

/** Devices that an order leaves as they are; found when the step runs. */
type LeftDevices = (world: MigrationWorld) => readonly MadeDevice[];

/** `every device of the installation`, `every active device`, `its last dormant meter`. */
defineParameterType({
  name: 'leftDevices',
  regexp: new RegExp(
    `every device of the (?:(${ORDINALS.join('|')}) )?installation|(every active device)|(its last dormant meter)`,
  ),
  transformer: (ordinal?: string, active?: string, last?: string): LeftDevices => {
    if (typeof active === 'string') return ({ installations }) => installations.flatMap(activeDevices);
    if (typeof last === 'string') return ({ installation }) => [lastDormantMeter(installation)];
    return (world) => world.nthInstallation(numberOf(ordinal)).devices;
  },
});

Then('{leftDevices} is unchanged', async function (this: MigrationWorld, left: LeftDevices) {
  await expectUnchanged(this, left(this));
});

Then('{theDevice} is unchanged', async function (this: MigrationWorld, { type, installation }: DeviceReference) {
  await expectUnchanged(this, [deviceOf(this.nthInstallation(installation), type)]);
});

/** What these devices show is what they showed before anything was ordered. */
async function expectUnchanged(world: MigrationWorld, devices: readonly MadeDevice[]): Promise<void> {
  const was = before.get(world);
  const is = await shownByDevices(world);
  for (const { deviceId } of devices) expectEqual(`What ${deviceId} shows`, is.get(deviceId), was.get(deviceId));
}

Then('the SMSO has reported on {installation} once', async function (this: MigrationWorld, number: number) {
  const { importMPAN } = this.nthInstallation(number);
  const reports = (await this.lab.messages()).filter(
    ({ kind, body }) => kind === 'configuration-report' && body.includes(importMPAN),
  );
  expectEqual('Reports of the SMSO', reports.length, 1, importMPAN);
});

Then(
  "the SMSO's report agrees with the devices of {installation}",
  async function (this: MigrationWorld, number: number) {
    const configuration = await configurationOf(this, number);
    const installation = this.nthInstallation(number);
    const expected = dormantDevices(installation).map(({ deviceId }) => deviceId);
    const reported = configuration.devices.map(({ deviceId }) => deviceId);
    expectEqual('Devices that the report names', [...reported].sort(), [...expected].sort(), standing(configuration));
    const was = before.get(this);
    const is = await shownByDevices(this);
    for (const { deviceId, deviceType, result, firmware, settings } of configuration.devices) {
      const shown = expectFound(`What ${deviceId} shows`, is.get(deviceId));
      const name = `${deviceType} ${deviceId}, reported as ${result}`;
      expectEqual(`Firmware of ${name}`, firmware, shown.firmware);
      if (settings !== undefined) expectEqual(`Settings of ${name}`, settings, shown.settings);
      const changed = JSON.stringify(was.get(deviceId)) !== JSON.stringify(shown);
      expectEqual(`Whether ${name} was changed`, changed, result === 'Applied');
    }
  },
);
