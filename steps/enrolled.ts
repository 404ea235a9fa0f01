import { Given, Then, When } from '@cucumber/cucumber';
import type { DeviceType } from '../support/interfaces/vocabulary';
import { nameOf, type Part } from '../support/roles';
import { dayAfter } from '../support/world/days';
import { enrolEachCohort } from '../support/world/enrolled';
import { aboutDevices, lookAtEnrolled, type Look } from '../support/world/enrolled-state';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { Memory } from './memory';
import { judgeDevice } from './parameters/device-findings';
import type { ServiceOrder } from './parameters/service-orders';
import { askOf, expectReading, expectResponse, type Asked } from './service-requests';

const DAY = 86_400_000;

const asked = new Memory<readonly Asked[]>('A service request to every enrolled installation');
const looks = new Memory<Look>('A look at the enrolled installations');

Given('an installation of each cohort that migrated last month', async function (this: MigrationWorld) {
  await enrolEachCohort(this);
  looks.keep(this, await lookAtEnrolled(this));
});

Given('a SMETS2+ installation', async function (this: MigrationWorld) {
  await this.makeSmets2();
});

Given('a SMETS2+ meter has taken the place of its electricity meter', async function (this: MigrationWorld) {
  await this.makeSmets2({ importMPAN: this.installation.importMPAN });
});

When(
  '{user} {serviceOrder} at every enrolled installation',
  async function (this: MigrationWorld, part: Part, order: ServiceOrder) {
    const sent: Asked[] = [];
    for (const { made } of this.enrolled) {
      if (made.devices.some(({ deviceType }) => deviceType === order.device)) {
        sent.push(await askOf(made, this, part, order));
      }
    }
    expectThat(sent.length > 1, `Only ${String(sent.length)} enrolled installations have what is asked`);
    asked.keep(this, sent);
    await this.roles.time.settle();
  },
);

Then('every one of these requests is answered with {code}', function (this: MigrationWorld, code: string) {
  for (const { request, user, installation } of asked.recall(this)) {
    const why = request.rejection?.sentence ?? installation.reference;
    expectEqual(`Answer to ${user.name}`, request.answer?.code, code, why);
  }
});

Then('every response brings {finding}', async function (this: MigrationWorld, phrase: string) {
  for (const one of asked.recall(this)) await expectResponse(this, one, phrase);
});

Then('every response brings the register of its own meter', async function (this: MigrationWorld) {
  for (const one of asked.recall(this)) await expectReading(this, one, 'I0');
});

Then(
  'the {device} of every enrolled installation shows {display}',
  async function (this: MigrationWorld, type: DeviceType, phrase: string) {
    const { roles } = this;
    const now = await roles.time.now();
    for (const { made: installation } of this.enrolled) {
      for (const { deviceId } of installation.devices.filter(({ deviceType }) => deviceType === type)) {
        const context = { installation, roles, user: roles.supplier, deviceId, now };
        const { what, found, expected } = judgeDevice(phrase, await this.lab.deviceInHand(deviceId), context);
        expectEqual(what, found, expected, `${type} of ${installation.reference} in hand`);
      }
    }
  },
);

Then('every enrolled installation is as it was', async function (this: MigrationWorld) {
  const before = looks.recall(this);
  const now = await lookAtEnrolled(this);
  for (const [what, seen] of now.seen) expectEqual(what, seen, before.seen.get(what));
});

Then('nobody has been told anything of an enrolled installation', async function (this: MigrationWorld) {
  const { received } = looks.recall(this);
  const ids = new Set(this.enrolled.flatMap(({ made }) => made.devices.map(({ deviceId }) => deviceId)));
  for (const user of this.roles.everyUser) {
    const since = (await user.received()).slice(received.get(user.eui) ?? 0);
    const told = since.filter(({ response }) => aboutDevices(response).some((id) => ids.has(id)));
    expectNone(
      `What ${user.name} was told`,
      told.map(({ response }) => `${nameOf(response)} about ${aboutDevices(response).join(', ')}`),
    );
  }
});

Then(
  '{user} has received the alert {code} for the {device} of every enrolled installation once',
  async function (this: MigrationWorld, part: Part, code: string, type: DeviceType) {
    const user = this.roles.user(part);
    const alerts = await user.alertsReceived();
    for (const { made } of this.enrolled) {
      for (const { deviceId } of made.devices.filter(({ deviceType }) => deviceType === type)) {
        const found = alerts.filter(
          ({ response }) => nameOf(response).endsWith(` ${code}`) && aboutDevices(response).includes(deviceId),
        );
        expectEqual(`Alerts ${code} that ${user.name} received`, found.length, 1, `${type} of ${made.reference}`);
      }
    }
  },
);

Then(
  '{user} has received {count} scheduled reading(s) of the {device} of every enrolled installation',
  async function (this: MigrationWorld, part: Part, count: number, type: DeviceType) {
    const received = await this.roles.user(part).received();
    for (const { made } of this.enrolled) {
      for (const { deviceId } of made.devices.filter(({ deviceType }) => deviceType === type)) {
        const readings = received.filter(
          ({ response: { content, requestId } }) =>
            content.kind === 'device-response' &&
            content.scheduleId !== undefined &&
            requestId === undefined &&
            content.deviceId === deviceId,
        );
        expectEqual(`Scheduled readings of the ${type}`, readings.length, count, made.reference);
      }
    }
  },
);

Then(
  '{user} has received a scheduled reading of the {device} of every enrolled installation each day at {word}',
  async function (this: MigrationWorld, part: Part, type: DeviceType, time: string) {
    const user = this.roles.user(part);
    const made = expectFound(
      'A schedule',
      user.sent.findLast(({ request }) => request.variant === '5.1'),
    );
    const days = daysBetween(made.sentAt, await this.roles.time.now(), time);
    expectThat(days.length > 0, 'No day has passed since the schedule was made');
    const received = await user.received();
    for (const { made: installation } of this.enrolled) {
      for (const { deviceId } of installation.devices.filter(({ deviceType }) => deviceType === type)) {
        const instants = received.flatMap(({ response: { content }, receivedAt }) => {
          const isReading = content.kind === 'device-response' && content.scheduleId !== undefined;
          return isReading && content.deviceId === deviceId ? [receivedAt.slice(0, 10)] : [];
        });
        expectEqual(`Days with a reading of the ${type}`, instants, days, installation.reference);
      }
    }
  },
);

/** Days after one instant and up to another on which a time of day has come. @param time HH:MM */
function daysBetween(after: Date, until: Date, time: string): string[] {
  const days: string[] = [];
  const first = Date.parse(`${dayAfter(after, 1)}T${time}:00.000Z`);
  for (let at = first; at <= until.getTime(); at += DAY) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

Then('the S1SP reaches every enrolled installation, and the SMSO none', async function (this: MigrationWorld) {
  const { s1sp, smso } = this.roles;
  for (const { made } of this.enrolled) {
    const { outcome, reason } = await s1sp.checkCommunications(made.iccid);
    expectEqual(`What the S1SP gets from ${made.reference}`, outcome, 'answered', reason);
    const reading = await smso.readRegister(made.importMPAN, 'ESME');
    expectThat(reading.outcome !== 'answered', `The SMSO still reads ${made.reference}`);
  }
});

Then('every supply point finds exactly its own devices in the inventory', async function (this: MigrationWorld) {
  for (const { made } of this.enrolled) {
    for (const mpxn of [made.importMPAN, ...(made.mprn === undefined ? [] : [made.mprn])]) {
      const shown = await this.roles.supplier.inventoryOf('MPxN', mpxn);
      const ids = shown.map(({ deviceId }) => deviceId).sort();
      expectEqual(`Devices of ${mpxn}`, ids, made.devices.map(({ deviceId }) => deviceId).sort(), made.reference);
    }
  }
});
