import { Given, Then } from '@cucumber/cucumber';
import { AUTHORISES, needing } from '../support/scope/step-traits';
import { newDeviceOf } from '../support/world/under-test';
import type { Channel, Part, ReceiverFault, Interception } from '../support/roles';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { expectCount, expectEqual, expectThat } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { InstallationVariation } from './phrases/variations';
import type { DeviceReference } from './phrases/installation-types';
import type { AnnouncedThreshold, Outage, Spell } from './phrases/service-types';
import { changesFor, slotOf } from './installations';
import { askedOnce } from './service-sending';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { migrateWell } from '../support/world/migrated';

/** The limits of a fault that lasts for a spell. */
async function limits(
  world: MigrationWorld,
  spell: Spell,
): Promise<{ readonly from?: string; readonly until: string }> {
  const { from, until } = spell(await world.roles.time.now(), await slotOf(world));
  return { ...(from === undefined ? {} : { from: from.toISOString() }), until: until.toISOString() };
}

/** Its migration went well all the same: faults of the migration day belong to "an installation ...". */
Given(
  'a migrated installation {variation}',
  { wrapperOptions: { ...AUTHORISES.wrapperOptions, makes: 'one' } },
  async function (this: MigrationWorld, variation: InstallationVariation) {
    expectThat(
      variation.fault === undefined,
      'a migrated installation that is as it was made',
      'a fault, which belongs to "an installation ..." that is authorised afterwards',
    );
    await this.makeInstallation(changesFor(this, variation));
    await migrateWell(this);
  },
);

Given(
  '{theDevice} {outage} {spell}',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference, kind: Outage, spell: Spell) {
    const installation = this.nthInstallation(reference.installation);
    const { deviceId } = deviceOf(installation, reference.type);
    const struck = kind === 'no-wan' ? { kind, iccid: installation.iccid } : { kind, deviceId };
    await this.lab.switchOn({ ...struck, ...(await limits(this, spell)) });
  },
);

/** An outage of a party: what is sent to it meanwhile does not arrive, and is sent again. */
Given(
  '{party} is down {spell}',
  needing('lab'),
  async function (this: MigrationWorld, service: Channel['from'], spell: Spell) {
    await this.lab.switchOn({ kind: 'service-down', service, ...(await limits(this, spell)) });
  },
);

Given(
  'the network refuses to hand over the SIM {spell}',
  needing('lab'),
  async function (this: MigrationWorld, spell: Spell) {
    const { iccid } = this.installation;
    await this.lab.switchOn({ kind: 'handover-refused', iccid, ...(await limits(this, spell)) });
  },
);

Given(
  "{user}'s receiver {receiverTrouble} {spell}",
  needing('lab'),
  async function (this: MigrationWorld, part: Part, kind: ReceiverFault, spell: Spell) {
    await this.lab.switchOn({ kind, eui: this.roles.user(part).eui, ...(await limits(this, spell)) });
  },
);

Given(
  '{user} is {userStatus}',
  needing('lab'),
  async function (this: MigrationWorld, part: Part, status: 'Suspended' | 'Active') {
    await this.lab.setUserStatus(this.roles.user(part).eui, status);
  },
);

Given(
  '{user} has set an anomaly detection threshold of {threshold}',
  needing('lab'),
  async function (this: MigrationWorld, part: Part, threshold: AnnouncedThreshold) {
    await this.lab.setThreshold({ eui: this.roles.user(part).eui, ...threshold });
  },
);

Given('a new device has been pre-notified to the inventory', needing('lab'), async function (this: MigrationWorld) {
  await this.lab.notifyInAdvance(newDeviceOf(this.installation));
});

Given(
  '{serviceMessage} {responseFault}',
  needing('interception'),
  async function (this: MigrationWorld, channel: Channel, interception: Interception) {
    await this.roles.time.arrange(channel, interception);
  },
);

Given(
  '{theDevice} is of a model that does not support {serviceVariant} and refuses it with {code}',
  { wrapperOptions: { needs: ['lab'], codes: ['E'] } },
  async function (this: MigrationWorld, reference: DeviceReference, variant: string, refusedWith: string) {
    const { manufacturer, model } = deviceOf(this.nthInstallation(reference.installation), reference.type);
    await this.lab.setDeviations([{ manufacturer, model, variant, refusedWith }]);
  },
);

Given(
  'the customer has set a privacy PIN on {theDevice}',
  needing('lab'),
  async function (this: MigrationWorld, { type, installation }: DeviceReference) {
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    await this.lab.changeAtDevice(deviceId, { privacyPin: 'on' });
  },
);

Then(
  '{user} has received {count} scheduled reading(s) of {theDevices}',
  async function (this: MigrationWorld, part: Part, count: number, reference: DeviceSelection) {
    const received = await this.roles.user(part).received();
    for (const { installation, device } of devicesIn(this, reference)) {
      const readings = received.flatMap(({ response: { content, requestId }, receivedAt }) => {
        const isScheduled = content.kind === 'device-response' && content.scheduleId !== undefined;
        return isScheduled && content.deviceId === device.deviceId && requestId === undefined ? [receivedAt] : [];
      });
      const what = `scheduled readings of the ${DEVICE_NAMES[device.deviceType]} of ${installation.reference}`;
      expectCount(`${what} that ${this.roles.user(part).name} received`, readings, count, { party: 'dsp' });
    }
  },
);

/** Neither a response of the device nor word that there is none. */
Then(
  'no response arrives within {duration}',
  { wrapperOptions: { follows: ['sends a service request'] } },
  async function (this: MigrationWorld, hours: number) {
    const { user, request } = askedOnce(this);
    await this.roles.time.passUntil(new Date(request.sentAt.getTime() + hours * 3_600_000));
    const what = `the code of the response that ${user.name} has received by then`;
    expectEqual(what, (await user.responseTo(request))?.code, undefined, { party: 'dsp' });
  },
);
