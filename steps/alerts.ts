import { defineParameterType, Then } from '@cucumber/cucumber';
import type { DuisContent } from '../support/interfaces/duis/response';
import { nameOf, type DccUser, type Part, type ReceivedResponse } from '../support/roles';
import { devicesIn } from '../support/world/device-selection';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { DeviceReference, SoughtAlerts } from './phrases/parameter-types';

/** Variant of every SMETS1 electricity meter here (MODEL, as published). */
const ESME_VARIANT = 'A';

type DccAlert = Extract<DuisContent, { readonly kind: 'dcc-alert' }>;

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

async function alertsFor(
  world: MigrationWorld,
  user: DccUser,
  reference: DeviceReference,
): Promise<ReceivedResponse[]> {
  const { deviceId } = deviceOf(world.nthInstallation(reference.installation), reference.type);
  return (await user.alertsReceived()).filter((alert) => contentOf(alert).deviceId === deviceId);
}

/** The alerts of a user that are sought, one list for each device that they are to be about, and what else is about it. */
async function sought(
  world: MigrationWorld,
  user: DccUser,
  { code, about }: SoughtAlerts,
): Promise<{ readonly found: readonly ReceivedResponse[]; readonly where: string }[]> {
  const received = await user.alertsReceived();
  const places = about === undefined ? [undefined] : devicesIn(world, about);
  return places.map((reference) => {
    const alerts = received.filter(
      (alert) => reference === undefined || contentOf(alert).deviceId === reference.device.deviceId,
    );
    const found = alerts.filter((alert) => code === undefined || contentOf(alert).code === code);
    const others = spokenOf(alerts).join(', ') || 'no alert';
    return { found, where: reference === undefined ? others : `${reference.installation.reference}: ${others}` };
  });
}

Then('{user} has received the {alert} once', async function (this: MigrationWorld, part: Part, alerts: SoughtAlerts) {
  const user = this.roles.user(part);
  for (const { found, where } of await sought(this, user, alerts)) {
    expectEqual(`Alerts ${alerts.code ?? ''} that ${user.name} received`, found.length, 1, where);
  }
});

Then('{user} has received no {alert}', async function (this: MigrationWorld, part: Part, alerts: SoughtAlerts) {
  const user = this.roles.user(part);
  const found = (await sought(this, user, alerts)).flatMap((one) => one.found);
  expectNone(`Alerts that ${user.name} received`, spokenOf(found));
});

Then('nobody has received a commissioning alert', async function (this: MigrationWorld) {
  for (const user of this.roles.everyUser) {
    expectNone(`Alerts that ${user.name} received`, spokenOf(await user.alertsReceived()));
  }
});

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
async function dccAlert(
  world: MigrationWorld,
  part: Part,
  code: string,
  reference: DeviceReference,
): Promise<DccAlert> {
  const user = world.roles.user(part);
  const found = (await alertsFor(world, user, reference))
    .map(({ response }) => response.content)
    .find((content): content is DccAlert => content.kind === 'dcc-alert' && content.alertCode === code);
  return expectFound(`Alert ${code} about the ${reference.type}`, found, user.name);
}

/** `MPAN`, `MPRN`, `variant`: what an alert names of a meter. */
defineParameterType({ name: 'meterDetail', regexp: /MPAN|MPRN|variant/, transformer: (word: string) => word });

Then(
  'the alert {code} for {user} names the {meterDetail} of {theDevice}',
  async function (this: MigrationWorld, code: string, part: Part, detail: string, reference: DeviceReference) {
    const { importMPxN, esmeVariant } = await dccAlert(this, part, code, reference);
    if (detail === 'variant') {
      expectEqual('Variant in the alert', esmeVariant, ESME_VARIANT, code);
      return;
    }
    const { importMPAN, mprn } = this.nthInstallation(reference.installation);
    expectEqual('Supply point in the alert', importMPxN, detail === 'MPRN' ? mprn : importMPAN, code);
  },
);

Then(
  'the alert {code} for {user} names its certificate as the supplier certificate of {theDevice}',
  async function (this: MigrationWorld, code: string, part: Part, reference: DeviceReference) {
    const { remotePartyRole, certificateHashes } = await dccAlert(this, part, code, reference);
    const { certificateHash, name } = this.roles.user(part);
    expectEqual('Role in the alert', remotePartyRole, 'Supplier', name);
    expectEqual('Hashes of certificates in the alert', certificateHashes, [certificateHash], name);
  },
);
