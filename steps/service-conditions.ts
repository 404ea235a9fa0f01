import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import { newDeviceOf } from '../support/world/under-test';
import type { Hop, Part, Treatment } from '../support/roles';
import { expectEqual, expectNone } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { Peculiarity } from './parameters/peculiarities';
import type { DeviceInPlace } from './parameters/parameter-types';
import { READ_WORDS, variantOf } from './parameters/service-phrases';
import { changesFor } from './installations';

/** What keeps a device from answering, in the words after its name. */
type Outage = 'device-silent' | 'answer-lost' | 'no-wan';
const OUTAGES: Readonly<Record<string, Outage>> = {
  'does not answer': 'device-silent',
  'acts and loses its answers': 'answer-lost',
  'has no WAN': 'no-wan',
};
/** What a receiver does, in the words after its owner. */
type ReceiverTrouble = 'receiver-down' | 'receiver-failing' | 'receiver-answer-lost';
const TROUBLES: Readonly<Record<string, ReceiverTrouble>> = {
  'is down': 'receiver-down',
  'answers with errors': 'receiver-failing',
  'loses its answers': 'receiver-answer-lost',
};

defineParameterType({
  name: 'outage',
  regexp: new RegExp(Object.keys(OUTAGES).join('|')),
  transformer: (words: string) => OUTAGES[words],
});

/** `a billing calendar`, `half-hourly consumption`: the variant by which a device is asked for it. */
defineParameterType({ name: 'serviceVariant', regexp: READ_WORDS, transformer: variantOf });

defineParameterType({
  name: 'receiverTrouble',
  regexp: new RegExp(Object.keys(TROUBLES).join('|')),
  transformer: (words: string) => TROUBLES[words],
});

async function hoursFromNow(world: MigrationWorld, hours: number): Promise<string> {
  return new Date((await world.lab.now()).getTime() + hours * 3_600_000).toISOString();
}

Given('a migrated installation {peculiarity}', async function (this: MigrationWorld, peculiarity: Peculiarity) {
  await this.makeInstallation(changesFor(this, peculiarity));
  await this.migrate();
});

Given('a second migrated installation', async function (this: MigrationWorld) {
  await this.migrate([await this.makeInstallation()]);
});

Given(
  '{theDevice} {outage} for {duration}',
  async function (this: MigrationWorld, place: DeviceInPlace, kind: Outage, hours: number) {
    const installation = this.nthInstallation(place.installation);
    const until = await hoursFromNow(this, hours);
    const { deviceId } = deviceOf(installation, place.type);
    const struck = kind === 'no-wan' ? { kind, iccid: installation.iccid } : { kind, deviceId };
    await this.lab.switchOn({ ...struck, until });
  },
);

Given('{party} is down for {duration}', async function (this: MigrationWorld, service: Hop['from'], hours: number) {
  await this.lab.switchOn({ kind: 'service-down', service, until: await hoursFromNow(this, hours) });
});

Given(
  "{user}'s receiver {receiverTrouble} for {duration}",
  async function (this: MigrationWorld, part: Part, kind: ReceiverTrouble, hours: number) {
    const { eui } = this.roles.user(part);
    await this.lab.switchOn({ kind, eui, until: await hoursFromNow(this, hours) });
  },
);

Given('{user} is suspended', async function (this: MigrationWorld, part: Part) {
  await this.lab.setUserStatus(this.roles.user(part).eui, 'Suspended');
});

Given('{user} is active again', async function (this: MigrationWorld, part: Part) {
  await this.lab.setUserStatus(this.roles.user(part).eui, 'Active');
});

Given(
  '{user} has announced at most {count} top-up(s) a day',
  async function (this: MigrationWorld, part: Part, perDay: number) {
    await this.lab.setThreshold({ eui: this.roles.user(part).eui, variant: '2.2', perDay });
  },
);

Given(
  '{user} has announced no top-up of more than {pounds}',
  async function (this: MigrationWorld, part: Part, pounds: number) {
    const pence = Math.round(pounds * 100);
    await this.lab.setThreshold({ eui: this.roles.user(part).eui, variant: '2.2', pence });
  },
);

Given('the inventory knows a new device', async function (this: MigrationWorld) {
  await this.lab.notifyInAdvance(newDeviceOf(this.installation));
});

Given('{serviceHop} {responseFault}', async function (this: MigrationWorld, hop: Hop, treatment: Treatment) {
  await this.roles.time.arrange(hop, treatment);
});

Given(
  '{theDevice} is of a model without {serviceVariant}, which it refuses with {code}',
  async function (this: MigrationWorld, place: DeviceInPlace, variant: string, refusedWith: string) {
    const { manufacturer, model } = deviceOf(this.nthInstallation(place.installation), place.type);
    await this.lab.setDeviations([{ manufacturer, model, variant, refusedWith }]);
  },
);

/** Readings that schedules of a user brought from a device. */
async function scheduledFor(world: MigrationWorld, part: Part, place: DeviceInPlace): Promise<string[]> {
  const { deviceId } = deviceOf(world.nthInstallation(place.installation), place.type);
  return (await world.roles.user(part).received()).flatMap(({ response: { content, requestId }, receivedAt }) => {
    const isScheduled = content.kind === 'device-response' && content.scheduleId !== undefined;
    return isScheduled && content.deviceId === deviceId && requestId === undefined ? [receivedAt] : [];
  });
}

Then(
  '{user} has received {count} scheduled reading(s) of {theDevice}',
  async function (this: MigrationWorld, part: Part, count: number, place: DeviceInPlace) {
    const readings = await scheduledFor(this, part, place);
    expectEqual('Scheduled readings', readings.length, count, readings.join(', '));
  },
);

Then(
  '{user} has received no scheduled reading of {theDevice}',
  async function (this: MigrationWorld, part: Part, place: DeviceInPlace) {
    expectNone('Scheduled readings', await scheduledFor(this, part, place));
  },
);
