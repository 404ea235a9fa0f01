import { Given, Then, When } from '@cucumber/cucumber';
import { nameOf, type Part } from '../support/roles';
import { dayAfter } from '../support/models/calendar/days';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { enrolEachCohort } from '../support/world/enrolled';
import { aboutDevices, lookAtEnrolled, type Look } from '../support/world/installation-look';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { INCLUDES_ACT, needing } from '../support/scope/step-traits';
import { ScenarioState } from './scenario-state';
import type { ServiceOrder } from './phrases/service-orders';
import { asked, askedNow, askOf } from './service-sending';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { expectDone, expectReading, type Asked } from './service-responses';

const DAY = 86_400_000;

const looks = new ScenarioState<Look>('A look at the enrolled installations');

Given(
  'an installation of each cohort that migrated last month',
  {
    wrapperOptions: {
      ...INCLUDES_ACT,
      needs: ['lab', 'virtual-time'],
      makes: 'some',
      brings: ['has installations that migrated last month', 'authorises the migration'],
    },
  },
  async function (this: MigrationWorld) {
    await enrolEachCohort(this);
    looks.set(this, await lookAtEnrolled(this));
  },
);

Given(
  'an installation of each cohort that migrated last month, with a {household} household',
  {
    wrapperOptions: {
      ...INCLUDES_ACT,
      needs: ['lab', 'virtual-time'],
      makes: 'some',
      brings: ['has installations that migrated last month', 'authorises the migration'],
    },
  },
  async function (this: MigrationWorld, household: string) {
    await enrolEachCohort(this, {}, household);
    // Logs end at midnight: what is read then has entries at both ends of what is asked for.
    await this.roles.time.passUntil(new Date(Math.ceil((await this.roles.time.now()).getTime() / DAY) * DAY));
  },
);

/** Its meters take the service requests that are marked so: npm run steps -- SMETS2+ takes. */
Given(
  /^a SMETS2\+ (installation|meter in place of its electricity meter)$/,
  needing('lab'),
  async function (this: MigrationWorld, what: string) {
    await this.makeSmets2(what === 'installation' ? {} : { importMPAN: this.installation.importMPAN });
  },
);

When(
  '{user} {serviceOrder} at every enrolled installation',
  { wrapperOptions: { brings: ['sends a service request'], follows: ['has installations that migrated last month'] } },
  async function (this: MigrationWorld, part: Part, order: ServiceOrder) {
    const sent: Asked[] = [];
    for (const { made } of this.enrolled) {
      if (made.devices.some(({ deviceType }) => deviceType === order.device)) {
        sent.push(await askOf(made, this, part, order));
      }
    }
    const some = 'several enrolled installations with the device that is asked';
    expectThat(sent.length > 1, some, String(sent.length));
    asked.set(this, sent);
    await this.roles.time.settle();
    if (this.step.isGiven) for (const one of sent) await expectDone(one);
  },
);

Then(
  'every response contains the register reading of its own meter',
  { wrapperOptions: { needs: ['lab'], follows: ['sends a service request'] } },
  async function (this: MigrationWorld) {
    for (const one of askedNow(this)) await expectReading(this, one, 'I0');
  },
);

Then(
  'every enrolled installation is unchanged',
  { wrapperOptions: { needs: ['lab'], follows: ['has installations that migrated last month'] } },
  async function (this: MigrationWorld) {
    const before = looks.get(this);
    const now = await lookAtEnrolled(this);
    for (const [what, seen] of now.seen) expectEqual(`${what}, as before,`, seen, before.seen.get(what));
  },
);

Then(
  'no user has received anything about an enrolled installation',
  { wrapperOptions: { follows: ['has installations that migrated last month'] } },
  async function (this: MigrationWorld) {
    const { received } = looks.get(this);
    const ids = new Set(this.enrolled.flatMap(({ made }) => made.devices.map(({ deviceId }) => deviceId)));
    for (const user of this.roles.everyUser) {
      const since = (await user.received()).slice(received.get(user.eui) ?? 0);
      const told = since.filter(({ response }) => aboutDevices(response).some((id) => ids.has(id)));
      expectNone(
        `document about an enrolled installation to be sent to ${user.name}`,
        told.map(({ response }) => `${nameOf(response)} about ${aboutDevices(response).join(', ')}`),
        { party: 'dsp' },
      );
    }
  },
);

Then(
  '{user} has received a scheduled reading of {theDevices} each day at {time}',
  async function (this: MigrationWorld, part: Part, reference: DeviceSelection, time: string) {
    const user = this.roles.user(part);
    const made = expectFound(
      `a schedule that ${user.name} has made`,
      user.sent.findLast(({ request }) => request.variant === '5.1'),
    );
    const days = daysBetween(made.sentAt, await this.roles.time.now(), time);
    expectThat(days.length > 0, 'days to have passed since the schedule was made', 'none');
    const received = await user.received();
    for (const { installation, device } of devicesIn(this, reference)) {
      const instants = received.flatMap(({ response: { content }, receivedAt }) => {
        const isReading = content.kind === 'device-response' && content.scheduleId !== undefined;
        return isReading && content.deviceId === device.deviceId ? [receivedAt.slice(0, 10)] : [];
      });
      const what = `the days with a scheduled reading of the ${DEVICE_NAMES[device.deviceType]} of ${installation.reference}`;
      expectEqual(what, instants, days, { party: 'dsp', device: `${device.deviceType} ${device.deviceId}` });
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

Then(
  'the S1SP can reach every enrolled installation and the SMSO can reach none',
  { wrapperOptions: { follows: ['has installations that migrated last month'] } },
  async function (this: MigrationWorld) {
    const { s1sp, smso } = this.roles;
    for (const { made } of this.enrolled) {
      const { outcome, reason } = await s1sp.checkCommunications(made.iccid);
      const what = `the answer of the communications hub of ${made.reference} to the S1SP`;
      expectEqual(what, outcome, 'answered', { party: 'wan', said: reason });
      const reading = await smso.readRegister(made.importMPAN, 'ESME');
      const lost = `the SMSO to have lost access to ${made.reference}`;
      expectThat(reading.outcome !== 'answered', lost, 'that it still reads the electricity meter', { party: 'wan' });
    }
  },
);
