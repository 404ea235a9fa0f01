import { Given, Then } from '@cucumber/cucumber';
import type { DuisContent } from '../support/interfaces/duis/response';
import { nameOf, type DccUser, type Part, type ReceivedResponse, type ReceiverFault } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { slotOf } from './installations';
import { Memory } from './memory';
import type { DeviceInPlace } from './parameters/parameter-types';

const HOUR = 3_600_000;
/** Variant of every SMETS1 electricity meter here (MODEL, as published). */
const ESME_VARIANT = 'A';

type DccAlert = Extract<DuisContent, { readonly kind: 'dcc-alert' }>;

const named = new Memory<DccAlert>('An alert');

/** What an alert says: its code, and the device it is about. */
function contentOf({ response }: ReceivedResponse): { readonly code?: string; readonly deviceId?: string } {
  const { content } = response;
  if (content.kind === 'dcc-alert' || content.kind === 'device-alert') {
    return { code: content.alertCode, ...(content.deviceId === undefined ? {} : { deviceId: content.deviceId }) };
  }
  return {};
}

function spokenOf(alerts: readonly ReceivedResponse[]): string[] {
  return alerts.map((alert) => `${nameOf(alert.response)} about ${contentOf(alert).deviceId ?? 'no device'}`);
}

async function alertsFor(world: MigrationWorld, user: DccUser, place: DeviceInPlace): Promise<ReceivedResponse[]> {
  const { deviceId } = deviceOf(world.nthInstallation(place.installation), place.type);
  return (await user.alertsReceived()).filter((alert) => contentOf(alert).deviceId === deviceId);
}

Then(
  '{user} has received the alert {code} for {theDevice} once',
  async function (this: MigrationWorld, part: Part, code: string, place: DeviceInPlace) {
    const user = this.roles.user(part);
    const alerts = await alertsFor(this, user, place);
    const found = alerts.filter((alert) => contentOf(alert).code === code);
    expectEqual(
      `Alerts ${code} that ${user.name} received`,
      found.length,
      1,
      spokenOf(alerts).join(', ') || 'no alert',
    );
  },
);

Then('{user} has received the alert {code} once', async function (this: MigrationWorld, part: Part, code: string) {
  const user = this.roles.user(part);
  const alerts = await user.alertsReceived();
  const found = alerts.filter((alert) => contentOf(alert).code === code);
  expectEqual(`Alerts ${code} that ${user.name} received`, found.length, 1, spokenOf(alerts).join(', ') || 'no alert');
});

Then('{user} has received no alert', async function (this: MigrationWorld, part: Part) {
  const user = this.roles.user(part);
  expectNone(`Alerts that ${user.name} received`, spokenOf(await user.alertsReceived()));
});

Then('{user} has received no alert {code}', async function (this: MigrationWorld, part: Part, code: string) {
  const user = this.roles.user(part);
  const alerts = (await user.alertsReceived()).filter((alert) => contentOf(alert).code === code);
  expectNone(`Alerts that ${user.name} received`, spokenOf(alerts));
});

Then(
  '{user} has received no alert {code} for {theDevice}',
  async function (this: MigrationWorld, part: Part, code: string, place: DeviceInPlace) {
    const user = this.roles.user(part);
    const alerts = (await alertsFor(this, user, place)).filter((alert) => contentOf(alert).code === code);
    expectNone(`Alerts that ${user.name} received`, spokenOf(alerts));
  },
);

Then(
  '{user} has received no alert for {theDevice}',
  async function (this: MigrationWorld, part: Part, place: DeviceInPlace) {
    const user = this.roles.user(part);
    expectNone(`Alerts that ${user.name} received`, spokenOf(await alertsFor(this, user, place)));
  },
);

Then('nobody has received a commissioning alert', async function (this: MigrationWorld) {
  for (const user of this.roles.everyUser) {
    expectNone(`Alerts that ${user.name} received`, spokenOf(await user.alertsReceived()));
  }
});

Given(
  '{user} {receiverFault} for {duration} from the slot on',
  async function (this: MigrationWorld, part: Part, kind: ReceiverFault, hours: number) {
    const from = await slotOf(this);
    const until = new Date(from.getTime() + hours * HOUR);
    const limits = { from: from.toISOString(), until: until.toISOString() };
    await this.lab.switchOn({ kind, eui: this.roles.user(part).eui, ...limits });
  },
);

Then(
  '{user} has received its documents in the order in which they were written',
  async function (this: MigrationWorld, part: Part) {
    const user = this.roles.user(part);
    const written = (await user.received()).map(({ response }) => response.at);
    expectThat(new Set(written).size > 1, 'All documents were written at one instant', user.name);
    expectEqual('Instants at which the documents were written', written, [...written].sort(), user.name);
  },
);

/** The DCC Alert of this code that a user received about a device. */
async function dccAlert(world: MigrationWorld, part: Part, code: string, place: DeviceInPlace): Promise<DccAlert> {
  const user = world.roles.user(part);
  const found = (await alertsFor(world, user, place))
    .map(({ response }) => response.content)
    .find((content): content is DccAlert => content.kind === 'dcc-alert' && content.alertCode === code);
  return expectFound(`Alert ${code} about the ${place.type}`, found, user.name);
}

Then(
  'the alert {code} for {user} names the MPAN/MPRN of {theDevice}',
  async function (this: MigrationWorld, code: string, part: Part, place: DeviceInPlace) {
    const alert = await dccAlert(this, part, code, place);
    const { importMPAN, mprn } = this.nthInstallation(place.installation);
    expectEqual('Supply point in the alert', alert.importMPxN, place.type === 'GSME' ? mprn : importMPAN, code);
    named.keep(this, alert);
  },
);

Then('it names the variant of the electricity meter', function (this: MigrationWorld) {
  expectEqual('Variant in the alert', named.recall(this).esmeVariant, ESME_VARIANT);
});

Then(
  "the alert {code} for {user} names its certificate as the supplier's of {theDevice}",
  async function (this: MigrationWorld, code: string, part: Part, place: DeviceInPlace) {
    const { remotePartyRole, certificateHashes } = await dccAlert(this, part, code, place);
    const { certificateHash, name } = this.roles.user(part);
    expectEqual('Role in the alert', remotePartyRole, 'Supplier', name);
    expectEqual('Hashes of certificates in the alert', certificateHashes, [certificateHash], name);
  },
);
