import { defineParameterType, Then, When } from '@cucumber/cucumber';
import {
  complaintOf,
  SERVICE_REQUESTS_MEDIA_TYPE,
  serviceRequestTable,
  type ServiceRequestSeen,
} from '../support/evidence/service-requests';
import { USER_ROLES, type UserRole } from '../support/scope/service-requests';
import type { DccUser, Part } from '../support/roles';
import { expectNone, expectThat } from '../support/world/expectation';
import {
  requestCasesOf,
  forbiddenCases,
  isRead,
  prepareCases,
  sendCase,
  sendTogether,
  type RequestCase,
} from '../support/world/permission-matrix';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';

/** `IS`, `OU`: a user role of DUIS. */
defineParameterType({
  name: 'userRole',
  regexp: new RegExp(USER_ROLES.join('|')),
  transformer: (word: string): UserRole => USER_ROLES.find((role) => role === word) ?? 'OU',
});

/** What a user sent one after the other, and how many documents it had received before. */
interface SentCases {
  readonly user: DccUser;
  readonly seen: readonly ServiceRequestSeen[];
  readonly receivedBefore: number;
}

const sentCases = new ScenarioState<SentCases>('Service requests that a user sent one after the other');

async function sendInOrder(
  world: MigrationWorld,
  user: DccUser,
  cases: readonly RequestCase[],
): Promise<ServiceRequestSeen[]> {
  const seen: ServiceRequestSeen[] = [];
  for (const requestCase of cases) seen.push(await sendCase(world, user, requestCase));
  return seen;
}

async function sendCases(
  world: MigrationWorld,
  user: DccUser,
  cases: readonly RequestCase[],
  run: typeof sendTogether = sendInOrder,
): Promise<void> {
  expectThat(cases.length > 0, `There is nothing that ${user.name} could send`);
  const receivedBefore = (await user.received()).length;
  const seen = await run(world, user, cases);
  sentCases.set(world, { user, seen, receivedBefore });
  world.attach(JSON.stringify(seen), { mediaType: SERVICE_REQUESTS_MEDIA_TYPE });
  world.attach(serviceRequestTable(seen), { mediaType: 'text/csv', fileName: `Service requests of ${user.name}` });
}

When(
  '{user} sends every service request of its role {userRole}',
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    const user = this.roles.user(part);
    await prepareCases(this);
    await sendCases(this, user, requestCasesOf(this.installation, role));
  },
);

When(
  '{user} sends every read request of its role {userRole} to every enrolled installation',
  async function (this: MigrationWorld, part: Part, role: UserRole) {
    const cases = this.enrolled.flatMap(({ made }) => requestCasesOf(made, role).filter(isRead));
    await sendCases(this, this.roles.user(part), cases, sendTogether);
  },
);

When(
  '{user} sends every service request that its roles do not allow',
  async function (this: MigrationWorld, part: Part) {
    const user = this.roles.user(part);
    await prepareCases(this);
    await sendCases(this, user, forbiddenCases(this, user.organisation.roles));
  },
);

function inWords(one: ServiceRequestSeen, complaint: string): string {
  return `${one.variant} ${one.name} of the ${one.device}: ${complaint}`;
}

Then('every one of them is answered correctly and within its target time', function (this: MigrationWorld) {
  const { seen, user } = sentCases.get(this);
  const complaints = seen.flatMap((one) => {
    const complaint = complaintOf(one);
    return complaint === undefined ? [] : [inWords(one, complaint)];
  });
  expectNone(`Service requests of ${user.name} that went wrong`, complaints);
});

Then('every one of them is refused with {code}', async function (this: MigrationWorld, code: string) {
  const { seen, user, receivedBefore } = sentCases.get(this);
  const complaints = seen.flatMap((one) => {
    // The table of the report is to say what the scenario says.
    const complaint = one.came.answer === code ? complaintOf(one) : `answered with ${one.came.answer}`;
    return complaint === undefined ? [] : [inWords(one, complaint)];
  });
  expectNone(`Service requests of ${user.name} that were not refused with ${code}`, complaints);
  expectNone(`What ${user.name} received then`, (await user.received()).slice(receivedBefore));
});
