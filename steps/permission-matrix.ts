import { Then, When } from '@cucumber/cucumber';
import { complaintOf, SERVICE_REQUESTS_MEDIA_TYPE, serviceRequestTable } from '../support/evidence/service-requests';
import type { UserRole } from '../support/scope/service-requests';
import { needing, type StepOptions } from '../support/scope/step-traits';
import { type DccUser, type Part, nameOf } from '../support/roles';
import { expectEqual, expectNone, expectThat } from '../support/world/expectation';
import {
  expectAllRight,
  requestCasesOf,
  forbiddenCases,
  isRead,
  prepareCases,
  sendCase,
  sendTogether,
  type Complaint,
  type RequestCase,
  type SentCase,
} from '../support/world/permission-matrix';
import { subsetCasesOf } from '../support/world/dmct-subset';
import { lookAtInstallations, type Look } from '../support/world/installation-look';
import {
  casesWithoutRight,
  criticalCases,
  sendInVain,
  type DevicesOfFuel,
} from '../support/world/requests-without-right';
import { ExpectedMeters } from '../support/world/meters';
import { wrongValueIn } from '../support/world/meter-answers';
import type { LogHours } from '../support/interfaces/duis/usual';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { writeMessageId } from '../support/interfaces/duis/vocabulary';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { firstOf } from '../support/world/words';
import { CODES_OF_ALERTS } from './phrases/codes-of';

/** What a user sent one after the other, and how many documents it had received before. */
interface SentCases {
  readonly user: DccUser;
  readonly sent: readonly SentCase[];
  readonly receivedBefore: number;
}

/** What the DSP answers where it takes a request on. */
const TAKEN_ON = 'I99';

const HOURS_A_DAY = 24;

/** What was seen of the installation before somebody sent what it may not send. */
const looks = new ScenarioState<Look>('A look at the installation');
const sentCases = new ScenarioState<SentCases>('Service requests that a user sent one after the other');
/** What a step says of itself by which service requests of a role are sent. */
export const ASKS: StepOptions = { wrapperOptions: { brings: ['sends the service requests of a role'] } };
const ASKED: StepOptions = { wrapperOptions: { follows: ['sends the service requests of a role'] } };

async function sendInOrder(world: MigrationWorld, user: DccUser, cases: readonly RequestCase[]): Promise<SentCase[]> {
  const sent: SentCase[] = [];
  for (const requestCase of cases) sent.push(await sendCase(world, user, requestCase));
  return sent;
}

/** Has a user send what it can, and keeps what came of it. */
export async function sendCases(
  world: MigrationWorld,
  user: DccUser,
  cases: readonly RequestCase[],
  run: typeof sendTogether = sendInOrder,
): Promise<void> {
  expectThat(cases.length > 0, `service requests that ${user.name} can send`, 'none');
  const receivedBefore = (await user.received()).length;
  const sent = await run(world, user, cases);
  const seen = sent.map((one) => one.seen);
  sentCases.set(world, { user, sent, receivedBefore });
  world.attach(JSON.stringify(seen), { mediaType: SERVICE_REQUESTS_MEDIA_TYPE });
  world.attach(serviceRequestTable(seen), { mediaType: 'text/csv', fileName: `Service requests of ${user.name}` });
}

When(
  '{user} sends every service request of its role {userRole}',
  { wrapperOptions: { needs: ['lab'], brings: ['sends the service requests of a role'] } },
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    const user = this.roles.user(part);
    await prepareCases(this);
    await sendCases(this, user, requestCasesOf(this.installation, role));
  },
);

When(
  '{user} sends the service requests of the DMCT subset for its role {userRole}',
  ASKS,
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    await sendCases(this, this.roles.user(part), subsetCasesOf(this.installation, role));
  },
);

When(
  '{user} sends every read request of its role {userRole} to every enrolled installation',
  ASKS,
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    const cases = this.enrolled.flatMap(({ made }) => requestCasesOf(made, role).filter(isRead));
    await sendCases(this, this.roles.user(part), cases, sendTogether);
  },
);

When(
  '{user} sends every read request of its role {userRole}',
  ASKS,
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    const cases = requestCasesOf(this.installation, role).filter(isRead);
    await sendCases(this, this.roles.user(part), cases, sendTogether);
  },
);

When(
  '{user} sends every read request of its role {userRole}, with the logs of the last {number} days',
  ASKS,
  async function (this: MigrationWorld, part: Part, role: UserRole, days: number) {
    await readLogs(this, this.roles.user(part), role, { from: days * HOURS_A_DAY, to: 0 });
  },
);

When(
  '{user} sends every read request of its role {userRole}, with the logs from {number} to {number} hours ago',
  ASKS,
  async function (this: MigrationWorld, part: Part, role: UserRole, from: number, to: number) {
    await readLogs(this, this.roles.user(part), role, { from, to });
  },
);

/** Sends every read request of a role to the installation, of logs a part. */
async function readLogs(world: MigrationWorld, user: DccUser, role: UserRole, logHours: LogHours): Promise<void> {
  const cases = requestCasesOf(world.installation, role).filter(isRead);
  await sendCases(
    world,
    user,
    cases.map((one) => ({ ...one, logHours })),
    sendTogether,
  );
}

When(
  '{user} sends every critical service request of its role {userRole}',
  { wrapperOptions: { needs: ['lab'], brings: ['sends the service requests of a role'] } },
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    const user = this.roles.user(part);
    await prepareCases(this);
    looks.set(this, await lookAtAll(this));
    await sendCases(this, user, criticalCases(this, role), sendInVain);
  },
);

When(
  '{user} sends every service request that its roles do not allow',
  { wrapperOptions: { needs: ['lab'], brings: ['sends the service requests of a role'] } },
  async function (this: MigrationWorld, part: Part) {
    const user = this.roles.user(part);
    await prepareCases(this);
    await sendCases(this, user, forbiddenCases(this, user.organisation.roles));
  },
);

When(
  '{user} sends every service request that its roles {areAllowed} to {devicesOfFuel}',
  { wrapperOptions: { needs: ['lab'], brings: ['sends the service requests of a role'] }, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, part: Part, areAllowed: boolean, devices: DevicesOfFuel) {
    const user = this.roles.user(part);
    await prepareCases(this);
    looks.set(this, await lookAtAll(this));
    const which = areAllowed ? 'allowed' : 'not allowed';
    await sendCases(this, user, casesWithoutRight(this, user.organisation.roles, devices, which), sendInVain);
  },
);

/** Looks at the installation, and at everything of its devices: no time passes between two looks. */
function lookAtAll(world: MigrationWorld): Promise<Look> {
  return lookAtInstallations(world, [world.installation], (device) => device);
}

Then(
  'nothing about the installation has changed, and nobody has heard of it',
  needing('lab'),
  async function (this: MigrationWorld) {
    const { before, now } = await expectUnchanged(this);
    for (const user of this.roles.everyUser) {
      const what = `the number of documents that ${user.name} has received`;
      expectEqual(what, now.received.get(user.eui), before.received.get(user.eui), { party: 'dsp' });
    }
  },
);

Then('nothing about the installation has changed', needing('lab'), async function (this: MigrationWorld) {
  await expectUnchanged(this);
});

/** Compares everything of the installation with what was seen before somebody sent what is not to be carried out. */
async function expectUnchanged(world: MigrationWorld): Promise<{ readonly before: Look; readonly now: Look }> {
  const before = looks.get(world);
  const now = await lookAtAll(world);
  for (const [what, seen] of now.seen) expectEqual(`${what}, as before,`, seen, before.seen.get(what));
  return { before, now };
}

/** Seconds can be measured where time stands still while the system works, or goes no faster than the wall clock. */
Then(
  'every one of them is answered correctly and within its target time',
  { wrapperOptions: { needs: ['response-times'], follows: ['sends the service requests of a role'] } },
  function (this: MigrationWorld) {
    const { sent, user } = sentCases.get(this);
    const complaints = sent.flatMap(({ seen: one }) => {
      const complaint = complaintOf(one);
      return complaint === undefined ? [] : [{ one, complaint }];
    });
    expectAllRight(`every service request of ${user.name} to be answered correctly and in time`, complaints);
  },
);

Then('every value of every answer is that of its meter', ASKED, async function (this: MigrationWorld) {
  const { sent, user } = sentCases.get(this);
  await expectValuesOfMeters(this, user, sent);
});

Then('every reading among the answers is that of its meter', ASKED, async function (this: MigrationWorld) {
  const { sent, user } = sentCases.get(this);
  await expectValuesOfMeters(
    this,
    user,
    sent.filter(({ requestCase }) => isRead(requestCase)),
  );
});

async function expectValuesOfMeters(world: MigrationWorld, user: DccUser, sent: readonly SentCase[]): Promise<void> {
  const meters = new ExpectedMeters(world);
  const complaints: Complaint[] = [];
  for (const one of sent) {
    const complaint = await wrongValueIn(world, meters, one);
    if (complaint !== undefined) complaints.push({ one: one.seen, complaint });
  }
  const words = complaints.map(({ one, complaint }) => `${one.variant} ${one.name} of the ${one.device}: ${complaint}`);
  const others = `${String(words.length)} of ${String(sent.length)} with another value: ${firstOf([...new Set(words)])}`;
  const due = `every value of every answer to ${user.name} to be that of its meter`;
  // Meter, S1SP or DSP: an answer does not tell whose doing it is.
  expectThat(words.length === 0, due, others, { subject: 'the values of answers' });
}

Then(
  'every one of them is refused with {code}',
  { wrapperOptions: { ...ASKED.wrapperOptions, codes: ['E'] } },
  async function (this: MigrationWorld, code: string) {
    const { sent, user, receivedBefore } = sentCases.get(this);
    const complaints = sent.flatMap(({ seen: one }) => {
      // The table of the report is to say what the scenario says.
      const complaint = one.came.answer === code ? complaintOf(one) : `was answered with ${one.came.answer}`;
      return complaint === undefined ? [] : [{ one, complaint }];
    });
    expectAllRight(`every service request of ${user.name} to be refused with ${code}`, complaints);
    const received = (await user.received()).slice(receivedBefore).map(({ response }) => nameOf(response));
    expectNone(`document to be sent to ${user.name} after the refusals`, received, { party: 'dsp' });
  },
);

/** The DSP takes each request on; the S1SP tells its sender in an alert that it does not carry it out, and nothing more comes. */
Then(
  'the S1SP refuses every one of them with {code}, in one alert {code}',
  { wrapperOptions: { ...ASKED.wrapperOptions, codes: ['SIM-S1A', ...CODES_OF_ALERTS] } },
  async function (this: MigrationWorld, s1spCode: string, alertCode: string) {
    const { sent, user } = sentCases.get(this);
    const alerts = (await user.alertsReceived()).map(({ response: { content } }) => content);
    const refusalsOf = (requestId: string): number =>
      alerts.filter(
        (alert) =>
          alert.kind === 'dcc-alert' &&
          alert.alertCode === alertCode &&
          alert.s1spCode === s1spCode &&
          alert.requestId === requestId,
      ).length;
    const complaints = sent.flatMap(({ seen: one, request }): Complaint[] => {
      // The table of the report is to say what the scenario says.
      const complaint = complaintOf(one);
      if (complaint !== undefined) return [{ one, complaint }];
      if (one.expected.answer !== TAKEN_ON) return [];
      const alerted = refusalsOf(writeMessageId(request.id));
      return alerted === 1 ? [] : [{ one, complaint: `brought ${String(alerted)} alerts in place of 1` }];
    });
    expectAllRight(`the S1SP to refuse every service request of ${user.name} with ${s1spCode}`, complaints);
  },
);
