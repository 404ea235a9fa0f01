import { Given, Then } from '@cucumber/cucumber';
import { nameOf, type DccUser, type Part, type ReceivedResponse } from '../support/roles';
import { expectEqual, expectNone } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { stateOf } from './migration';
import type { DeviceInPlace } from './parameters/parameter-types';

const DAY = 86_400_000;

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

Given('{user} cannot receive anything until the day after', async function (this: MigrationWorld, part: Part) {
  const { slotStart } = await stateOf(this, 1);
  const until = new Date(Date.parse(slotStart) + DAY).toISOString();
  await this.lab.switchOn({ kind: 'receiver-down', eui: this.roles.user(part).eui, until });
});
