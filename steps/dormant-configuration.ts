import { Given, Then, When } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import type { ConfigurationResult, DormantConfiguration, Channel, Interception, MadeDevice } from '../support/roles';
import {
  dormantDevices,
  orderConfiguration,
  shownByDevices,
  type OrderVariant,
  type Shown,
} from '../support/world/dormant-upgrade';
import {
  expectEqual,
  expectFound,
  expectNone,
  expectThat,
  type ExpectationContext,
  expectCount,
} from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { CLOCK_TOLERANCE, expectedConfiguration, type ConfiguredType } from '../support/world/s1sr-configuration';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { expectRefusedUntold, toldPlans, type ToldPlans } from './told-plans';
import type { ConfigurationEnd } from './phrases/configuration-phrases';
import type { DeviceReference, LeftDevices } from './phrases/installation-types';
import { activeDevices, lastDormantMeter, OF_DORMANT, ORDERED, ORDERS, REFUSED, REPORTED } from './dormant-meters';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { expectNoRefusal } from '../support/world/refusals';

/** The order of the Migration Control Centre to the SMSO (published as a JSON message). */
const ORDER: Channel = { from: 'mcc', to: 'smso', kind: 'configuration-order' };
/** Hours within which a sleeping gas meter fetches a command. */
const SLEEP_HOURS = 1;

const ordered = new ScenarioState<ConfigurationResult>('An order to configure dormant devices');
const before = new ScenarioState<ReadonlyMap<string, Shown>>('What the devices showed before');
const toldBefore = new ScenarioState<ToldPlans>('What suppliers were told before');

async function order(world: MigrationWorld, whole: boolean, variant: OrderVariant): Promise<void> {
  before.set(world, await shownByDevices(world));
  toldBefore.set(world, await toldPlans(world));
  ordered.set(world, await orderConfiguration(world, whole ? undefined : world.installations, variant));
}

/** Lets time pass until the end of the last planned day. */
async function passPlannedDays(world: MigrationWorld): Promise<void> {
  const days = ordered.get(world).configurations.map(({ plannedTo }) => plannedTo);
  const last = expectFound('a planned day', days.sort().at(-1), FROM_MCC);
  await world.roles.time.passUntil(new Date(`${last}T23:59:00.000Z`));
}

/** The newest configuration of an installation. */
async function configurationOf(world: MigrationWorld, number: number): Promise<DormantConfiguration> {
  const { importMPAN } = world.nthInstallation(number);
  const all = await world.roles.controlCentre.upgrades.all();
  const newest = all.findLast((one) => one.importMPAN === importMPAN);
  return expectFound(`a configuration of the installation with MPAN ${importMPAN}`, newest, FROM_MCC);
}

const FROM_MCC = { party: 'mcc' } as const;

/** What is said of a configuration that is not as expected: the SMSO reports it, but for what the Migration Control Centre ends itself. */
function contextOf({ configurationId, code, reason }: DormantConfiguration, due = code): ExpectationContext {
  const party = due?.startsWith('SIM-DRM') === true ? 'mcc' : 'smso';
  return { party, message: `configuration report on ${configurationId}`, given: code, said: reason };
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
      ? await smso.reading(expectFound('a reference of the queued reading', first.reference, { party: 'smso' }))
      : first;
  const what = `the answer of the ${DEVICE_NAMES[type]} to the SMSO`;
  expectEqual(what, reading.outcome, 'answered', { said: 'reason' in reading ? reading.reason : undefined });
  const settings = reading.outcome === 'answered' ? reading.settings : undefined;
  return expectFound(`the settings of the ${DEVICE_NAMES[type]}`, settings);
}

/** Every installation that the scenario makes has its dormant devices as their former suppliers left them. */
Given('dormant devices that have not been configured', { wrapperOptions: OF_DORMANT }, function (this: MigrationWorld) {
  this.dormantUnconfigured = true;
});

Given(
  'the order reaches the SMSO {orderInterception}',
  needing('interception'),
  async function (this: MigrationWorld, interception: Interception) {
    await this.roles.time.arrange(ORDER, interception);
  },
);

/** Ordered a week ahead; time goes on to the end of the last of three planned days. */
When(
  'the Migration Control Centre has its/their dormant devices configured{orderVariant}',
  { wrapperOptions: { ...ORDERS, ...OF_DORMANT }, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, variant: OrderVariant) {
    await order(this, false, variant);
    expectNoRefusal(ordered.get(this).refused, 'configuration');
    await passPlannedDays(this);
  },
);

/** Ordered a week ahead; no time passes. */
When(
  'the Migration Control Centre orders the configuration of its/their dormant devices{orderVariant}',
  { wrapperOptions: ORDERS },
  async function (this: MigrationWorld, variant: OrderVariant) {
    await order(this, false, variant);
  },
);

When(
  'the Migration Control Centre has every Dormant Meter of the combination configured',
  { wrapperOptions: { ...ORDERS, ...OF_DORMANT }, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld) {
    await order(this, true, {});
    await passPlannedDays(this);
  },
);

When(
  'the order reaches the SMSO again a day later',
  needing('lab', 'interception'),
  async function (this: MigrationWorld) {
    const { time } = this.roles;
    const sent = (await this.lab.messages()).find(({ kind }) => kind === ORDER.kind);
    const { body } = expectFound('an order that reached the SMSO', sent, FROM_MCC);
    await time.passHours(24);
    await time.sendAs(ORDER, [{ kind: ORDER.kind, content: body }]);
    await time.passHours(24);
  },
);

When(/^the planned days (begin|pass)$/, ORDERED, async function (this: MigrationWorld, what: string) {
  if (what === 'pass') return passPlannedDays(this);
  const [first] = ordered.get(this).configurations;
  const day = expectFound('a planned day', first, FROM_MCC).plannedFrom;
  return this.roles.time.passUntil(new Date(`${day}T08:00:00.000Z`));
});

When(
  'the suppliers activate the meters of {installation}',
  needing('lab'),
  async function (this: MigrationWorld, number: number) {
    await this.lab.activate(this.nthInstallation(number).importMPAN, 'Active');
    await this.roles.time.settle();
  },
);

When(
  'somebody changes the settings of {theDevice}',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { type, installation } = reference;
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    await this.lab.changeAtDevice(deviceId, type === 'CHF' ? { networkAlerts: 'off' } : { paymentMode: 'Prepayment' });
  },
);

Given(
  /^its last dormant meter loses power (once while|twice while|whenever) its firmware is activated$/,
  { wrapperOptions: { ...OF_DORMANT, needs: ['lab'] } },
  async function (this: MigrationWorld, when: string) {
    const { deviceId } = lastDormantMeter(this.installation);
    const times = { 'once while': 1, 'twice while': 2 }[when];
    await this.lab.switchOn({ kind: 'power-lost', deviceId, ...(times === undefined ? {} : { times }) });
  },
);

Then('the order is refused with {code}', REFUSED, async function (this: MigrationWorld, code: string) {
  const { configurations, refused } = ordered.get(this);
  const context = { ...FROM_MCC, due: code };
  const unlike = refused.filter((refusal) => refusal.code !== code);
  const others = unlike.map(({ code: given, reason }) => `${given}, ${reason}`);
  expectNone(`refusal of the order with another code than ${code}`, others, context);
  expectThat(refused.length > 0, `the order to be refused with ${code}`, 'that nothing was refused', context);
  expectNone(
    `configuration to be planned, since the order has to be refused with ${code}`,
    configurations.map(({ configurationId }) => configurationId),
    context,
  );
  await expectRefusedUntold(this, toldBefore.get(this), []);
});

Then('the order covers {installation} only', ORDERED, function (this: MigrationWorld, number: number) {
  const { refused } = ordered.get(this);
  expectNoRefusal(refused, 'configuration');
  const taken = ordered.get(this).configurations.map(({ importMPAN }) => importMPAN);
  const wanted = [this.nthInstallation(number).importMPAN];
  expectEqual('the installations that are to be configured', taken, wanted, FROM_MCC);
});

Then(
  'the configuration of {installation} is reported as {configurationEnd}',
  REPORTED,
  async function (this: MigrationWorld, number: number, expected: ConfigurationEnd) {
    const configuration = await configurationOf(this, number);
    const found = {
      state: configuration.state,
      ...(expected.code === undefined ? {} : { code: configuration.code }),
      ...(expected.history === undefined ? {} : { history: configuration.history.map(({ state }) => state) }),
    };
    const context = { ...contextOf(configuration, expected.code), due: expected.code };
    expectEqual('the reported end of the configuration', found, expected, context);
  },
);

Then(
  'the dormant devices of {installation} have the S1SR configuration',
  { wrapperOptions: { ...OF_DORMANT, needs: ['lab'] } },
  async function (this: MigrationWorld, number: number) {
    for (const { deviceId, deviceType } of dormantDevices(this.nthInstallation(number))) {
      const type = deviceType as ConfiguredType;
      const found = await settingsBySmso(this, number, type);
      const expected = expectedConfiguration()[type];
      const asked = Object.fromEntries(Object.keys(expected).map((name) => [name, found[name]]));
      const name = DEVICE_NAMES[type];
      const context = { ...NOT_KEPT, device: `${type} ${deviceId}` };
      expectEqual(`the settings of the ${name}`, asked, expected, context);
      const { clockAhead = 0 } = await this.lab.deviceInHand(deviceId);
      const limit = `the clock of the ${name} to be right within ${String(CLOCK_TOLERANCE)} seconds`;
      const isRight = Math.abs(clockAhead) <= CLOCK_TOLERANCE;
      expectThat(isRight, limit, `that it is ${String(clockAhead)} seconds ahead`, context);
    }
  },
);

/** What the SMSO ought to have reported of a device that does not show what it was set to. */
const NOT_KEPT = { party: 'smso', due: 'SIM-CFG-22' } as const;

function leftIn(world: MigrationWorld, left: LeftDevices): readonly MadeDevice[] {
  if (left === 'active') return world.installations.flatMap(activeDevices);
  if (left === 'last dormant meter') return [lastDormantMeter(world.installation)];
  return typeof left === 'number'
    ? world.nthInstallation(left).devices
    : [deviceOf(world.nthInstallation(left.installation), left.type)];
}

Then('{leftDevices} is unchanged', needing('lab'), async function (this: MigrationWorld, left: LeftDevices) {
  await expectUnchanged(this, leftIn(this, left));
});

/** What these devices show is what they showed before anything was ordered. */
async function expectUnchanged(world: MigrationWorld, devices: readonly MadeDevice[]): Promise<void> {
  const was = before.get(world);
  const is = await shownByDevices(world);
  for (const { deviceId, deviceType } of devices) {
    const what = `what the ${DEVICE_NAMES[deviceType]} shows, as before the order,`;
    expectEqual(what, is.get(deviceId), was.get(deviceId), { party: 'smso', device: `${deviceType} ${deviceId}` });
  }
}

Then(
  'the SMSO has reported on {installation} once',
  needing('lab'),
  async function (this: MigrationWorld, number: number) {
    const { importMPAN } = this.nthInstallation(number);
    const reports = (await this.lab.messages())
      .filter(({ kind, body }) => kind === 'configuration-report' && body.includes(importMPAN))
      .map(({ at, n }) => `message ${String(n)} at ${at}`);
    expectCount(`reports of the SMSO on MPAN ${importMPAN}`, reports, 1, { party: 'smso' });
  },
);

Then(
  "the SMSO's report agrees with the devices of {installation}",
  needing('lab'),
  async function (this: MigrationWorld, number: number) {
    const configuration = await configurationOf(this, number);
    const installation = this.nthInstallation(number);
    const expected = dormantDevices(installation).map(({ deviceId }) => deviceId);
    const reported = configuration.devices.map(({ deviceId }) => deviceId);
    const context = contextOf(configuration);
    expectEqual('the devices that the report of the SMSO names', [...reported].sort(), [...expected].sort(), context);
    const refusing = configuration.devices.filter(({ result }) => result === 'Failed');
    const due = configuration.state === 'ConfigFailed' ? 1 : 0;
    expectEqual('the number of devices that the report of the SMSO names as failed', refusing.length, due, context);
    const was = before.get(this);
    const is = await shownByDevices(this);
    for (const { deviceId, deviceType, result, firmware, settings } of configuration.devices) {
      const on = { ...context, given: undefined, device: `${deviceType} ${deviceId}` };
      const shown = expectFound(`a look at the ${DEVICE_NAMES[deviceType]}`, is.get(deviceId), on);
      const name = `${DEVICE_NAMES[deviceType]}, which the SMSO reports as ${result},`;
      expectEqual(`the reported firmware of the ${name}`, firmware, shown.firmware, on);
      if (settings !== undefined) expectEqual(`the reported settings of the ${name}`, settings, shown.settings, on);
      const changed = JSON.stringify(was.get(deviceId)) !== JSON.stringify(shown);
      const [due, seen] =
        result === 'Applied' ? ['new settings', 'those of before'] : ['the settings of before', 'others'];
      expectThat(changed === (result === 'Applied'), `the ${name} to show ${due}`, seen, on);
    }
  },
);
