import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import { newDeviceOf } from '../support/world/under-test';
import type { Channel, Part, ReceiverFault, Interception } from '../support/roles';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { expectCount } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { InstallationVariation } from './phrases/variations';
import type { DeviceReference } from './phrases/parameter-types';
import { READ_WORDS, variantOf } from './phrases/service-phrases';
import { DURATION, hoursOf, minutesAfter, NUMBERS, POUNDS, poundsIn } from './phrases/words';
import { changesFor, slotOf } from './installations';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';

/** What keeps a device from answering, in the words after its name. */
type Outage = 'device-silent' | 'answer-lost' | 'no-wan';
const OUTAGES: Readonly<Record<string, Outage>> = {
  'does not answer': 'device-silent',
  'carries out commands but loses its responses': 'answer-lost',
  'has no WAN': 'no-wan',
};
/** What a receiver does, in the words after its owner. */
const TROUBLES: Readonly<Record<string, ReceiverFault>> = {
  'is down': 'receiver-down',
  'answers every document with an error': 'receiver-failing',
  'accepts documents but loses its acknowledgements': 'receiver-answer-lost',
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

/** A span of time: so many hours from now or from the start of the slot on, or between two minutes of the slot. */
type Spell = (now: Date, slot: Date) => { readonly from?: Date; readonly until: Date };

/** `for three hours`, `for a day from the start of the slot`, `from minute 10 to minute 90 of the slot`. */
defineParameterType({
  name: 'spell',
  regexp: new RegExp(`for (${DURATION})( from the start of the slot)?|from minute (\\d+) to minute (\\d+) of the slot`),
  transformer: (duration?: string, fromSlot?: string, first?: string, last?: string): Spell => {
    if (typeof duration !== 'string') {
      return (_now, slot) => ({ from: minutesAfter(slot, Number(first)), until: minutesAfter(slot, Number(last)) });
    }
    const minutes = hoursOf(duration) * 60;
    if (typeof fromSlot === 'string') return (_now, slot) => ({ from: slot, until: minutesAfter(slot, minutes) });
    return (now) => ({ until: minutesAfter(now, minutes) });
  },
});

/** The limits of a fault that lasts for a spell. */
async function limits(
  world: MigrationWorld,
  spell: Spell,
): Promise<{ readonly from?: string; readonly until: string }> {
  const { from, until } = spell(await world.lab.now(), await slotOf(world));
  return { ...(from === undefined ? {} : { from: from.toISOString() }), until: until.toISOString() };
}

Given('a migrated installation {variation}', async function (this: MigrationWorld, variation: InstallationVariation) {
  await this.makeInstallation(changesFor(this, variation));
  await this.migrate();
});

Given(
  '{theDevice} {outage} {spell}',
  async function (this: MigrationWorld, reference: DeviceReference, kind: Outage, spell: Spell) {
    const installation = this.nthInstallation(reference.installation);
    const { deviceId } = deviceOf(installation, reference.type);
    const struck = kind === 'no-wan' ? { kind, iccid: installation.iccid } : { kind, deviceId };
    await this.lab.switchOn({ ...struck, ...(await limits(this, spell)) });
  },
);

Given('{party} is down {spell}', async function (this: MigrationWorld, service: Channel['from'], spell: Spell) {
  await this.lab.switchOn({ kind: 'service-down', service, ...(await limits(this, spell)) });
});

Given(
  "{user}'s receiver {receiverTrouble} {spell}",
  async function (this: MigrationWorld, part: Part, kind: ReceiverFault, spell: Spell) {
    await this.lab.switchOn({ kind, eui: this.roles.user(part).eui, ...(await limits(this, spell)) });
  },
);

/** `suspended`, `active again`: the status of a user. */
defineParameterType({
  name: 'userStatus',
  regexp: /suspended|active again/,
  transformer: (words: string) => (words === 'suspended' ? 'Suspended' : 'Active'),
});

Given('{user} is {userStatus}', async function (this: MigrationWorld, part: Part, status: 'Suspended' | 'Active') {
  await this.lab.setUserStatus(this.roles.user(part).eui, status);
});

/** What a user says that it will not exceed, of one service reference variant. */
interface AnnouncedThreshold {
  readonly variant: string;
  readonly pence?: number;
  readonly perDay?: number;
}

/** `one top-up a day`, `£30.00 for a balance adjustment`: an anomaly detection threshold. */
defineParameterType({
  name: 'threshold',
  regexp: new RegExp(
    `(${Object.keys(NUMBERS).join('|')}) top-ups? a day|(${POUNDS}) for a (top-up|balance adjustment)`,
  ),
  transformer: (perDay?: string, pounds?: string, what?: string): AnnouncedThreshold =>
    typeof pounds === 'string'
      ? { variant: what === 'top-up' ? '2.2' : '1.5', pence: Math.round(poundsIn(pounds) * 100) }
      : { variant: '2.2', perDay: NUMBERS[perDay ?? ''] ?? 0 },
});

Given(
  '{user} has set an anomaly detection threshold of {threshold}',
  async function (this: MigrationWorld, part: Part, threshold: AnnouncedThreshold) {
    await this.lab.setThreshold({ eui: this.roles.user(part).eui, ...threshold });
  },
);

Given('a new device has been pre-notified to the inventory', async function (this: MigrationWorld) {
  await this.lab.notifyInAdvance(newDeviceOf(this.installation));
});

Given(
  '{serviceMessage} {responseFault}',
  async function (this: MigrationWorld, channel: Channel, interception: Interception) {
    await this.roles.time.arrange(channel, interception);
  },
);

Given(
  '{theDevice} is of a model that does not support {serviceVariant} and refuses it with {code}',
  async function (this: MigrationWorld, reference: DeviceReference, variant: string, refusedWith: string) {
    const { manufacturer, model } = deviceOf(this.nthInstallation(reference.installation), reference.type);
    await this.lab.setDeviations([{ manufacturer, model, variant, refusedWith }]);
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
