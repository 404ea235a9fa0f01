import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { withWrongMpanCheckDigit } from '../support/interfaces/identifiers';
import type { Notice, NoticeResult, Part, UpgradeNotice } from '../support/roles';
import { dayAfter } from '../support/world/days';
import { expectEqual, expectNone, expectThat } from '../support/world/expectation';
import { PLANNED_DAYS } from '../support/world/dormant-upgrade';
import { NOTICE_DAYS, NOTICE_WINDOW } from '../support/world/notice';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import type { DeviceReference } from './parameters/parameter-types';

/** MPAN, right in form and check digit, that no SMSO knows. */
const UNKNOWN_MPAN = '1012345678806';

const given = new ScenarioState<NoticeResult>('A notice');

When(
  /^the Migration Control Centre gives notice of (?:its|their) migration(?: again| (\d+) days ahead| within (\d+) days?)?$/,
  async function (this: MigrationWorld, ahead: number | null, within: number | null) {
    given.set(this, await this.giveNotice(undefined, ahead ?? undefined, within ?? undefined));
  },
);

When(
  /^the Migration Control Centre gives notice of a migration at (an unknown|a wrong) MPAN$/,
  async function (this: MigrationWorld, which: string) {
    const { importMPAN } = this.installation;
    const mpan = which === 'an unknown' ? UNKNOWN_MPAN : withWrongMpanCheckDigit(importMPAN);
    const now = await this.lab.now();
    const window = { from: dayAfter(now, NOTICE_DAYS), to: dayAfter(now, NOTICE_DAYS) };
    given.set(this, await this.roles.controlCentre.giveNotice([mpan], window));
  },
);

Given(
  'notice has been given of the migration of {installation}',
  async function (this: MigrationWorld, number: number) {
    const { refused } = await this.giveNotice([this.nthInstallation(number)]);
    expectNone('Refused notices', refused);
  },
);

Then('the notice is refused with {code}', function (this: MigrationWorld, code: string) {
  const { notices, refused } = given.get(this);
  expectEqual(
    'Refusals',
    refused.map((refusal) => refusal.code),
    [code],
    refused[0]?.reason,
  );
  const [first] = refused;
  expectNone(
    'Notices of the same installation',
    notices.filter(({ importMPAN }) => importMPAN === first?.importMPAN),
  );
});

/** Days that each plan has, from the first to the last planned one. */
const PLAN_DAYS = { migration: NOTICE_WINDOW, configuration: PLANNED_DAYS };
/** What is planned for a dormant meter, of which its supplier is told beforehand. */
type NoticePlan = keyof typeof PLAN_DAYS;

defineParameterType({
  name: 'plan',
  regexp: /migration|configuration/,
  transformer: (word: string): NoticePlan => (word === 'migration' ? 'migration' : 'configuration'),
});

/** The notices of such plans that a supplier can read. */
function noticesOf(world: MigrationWorld, part: Part, plan: NoticePlan): Promise<readonly (Notice | UpgradeNotice)[]> {
  const supplier = world.roles.supplierIn(part);
  return plan === 'migration' ? supplier.notices() : supplier.upgradeNotices();
}

Then(
  '{user} has been told of the {plan} of {theDevice} {int} days ahead',
  async function (
    this: MigrationWorld,
    part: Part,
    plan: NoticePlan,
    { type, installation }: DeviceReference,
    days: number,
  ) {
    const { importMPAN, mprn } = this.nthInstallation(installation);
    const mpxn = type === 'GSME' ? mprn : importMPAN;
    const all = await noticesOf(this, part, plan);
    const notices = all.filter(({ meters }) => meters.some((meter) => meter.mpxn === mpxn));
    expectEqual(`Notices of the ${plan} of the ${type}`, notices.length, 1);
    for (const { sentAt, plannedFrom, plannedTo, noticeId } of notices) {
      expectEqual('First planned day', plannedFrom, dayAfter(new Date(sentAt), days), noticeId);
      const last = dayAfter(new Date(sentAt), days + PLAN_DAYS[plan] - 1);
      expectEqual('Last planned day', plannedTo, last, noticeId);
    }
  },
);

Then('{user} has been told of no {plan}', async function (this: MigrationWorld, part: Part, plan: NoticePlan) {
  const told = (await noticesOf(this, part, plan)).map(({ noticeId, importMPAN }) => `${noticeId} about ${importMPAN}`);
  expectNone(`Notices of a ${plan} to ${this.roles.supplierIn(part).name}`, told);
});

Then('{installation} is scheduled for the first planned day', async function (this: MigrationWorld, number: number) {
  const { importMPAN } = this.nthInstallation(number);
  const state = await this.roles.supplier.installationState(importMPAN);
  const planned = given.get(this).notices.find((notice) => notice.importMPAN === importMPAN)?.plannedFrom;
  expectEqual('Migration day', state?.scheduledFor, planned, importMPAN);
});

Then('{installation} is not scheduled', async function (this: MigrationWorld, number: number) {
  const { importMPAN } = this.nthInstallation(number);
  const state = await this.roles.supplier.installationState(importMPAN);
  expectThat(state === undefined, `The installation is ${state?.state ?? ''}`, importMPAN);
});
