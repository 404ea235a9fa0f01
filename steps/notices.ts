import { Given, Then, When } from '@cucumber/cucumber';
import { withWrongMpanCheckDigit } from '../support/interfaces/identifiers';
import type { Notice, NoticeResult, Part, UpgradeNotice } from '../support/roles';
import { dayAfter } from '../support/models/calendar/days';
import { expectEqual, expectNone, expectThat, expectCount } from '../support/world/expectation';
import { PLANNED_DAYS } from '../support/world/dormant-upgrade';
import { NOTICE_DAYS, NOTICE_WINDOW } from '../support/world/notice';
import type { MigrationWorld } from '../support/world/world';
import { AUTHORISES, needing } from '../support/scope/step-traits';
import { OF_DORMANT } from './dormant-meters';
import { ScenarioState } from './scenario-state';
import { expectRefusedUntold, toldPlans, type ToldPlans } from './told-plans';
import type { DeviceReference } from './phrases/installation-types';
import type { NoticeVariant } from './phrases/notice-types';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { expectNoRefusal } from '../support/world/refusals';

/** MPAN, right in form and check digit, that no SMSO knows. */
const UNKNOWN_MPAN = '1012345678806';

const given = new ScenarioState<NoticeResult>('A notice');
/** What suppliers had been told before the notice that a scenario is about. */
const toldBefore = new ScenarioState<ToldPlans>('What suppliers were told before');

/** Notice for another MPAN than that of the installation. */
async function underMpan(world: MigrationWorld, mpan: string): Promise<NoticeResult> {
  const now = await world.roles.time.now();
  const window = { from: dayAfter(now, NOTICE_DAYS), to: dayAfter(now, NOTICE_DAYS) };
  return world.roles.controlCentre.giveNotice([mpan], window);
}

When(
  'the Migration Control Centre gives notice of its/their migration{noticeVariant}',
  { wrapperOptions: { ...OF_DORMANT, brings: ['gives notice', 'authorises the migration'] } },
  async function (this: MigrationWorld, { mpan, daysAhead, windowDays }: NoticeVariant) {
    toldBefore.set(this, await toldPlans(this));
    if (mpan === undefined) {
      given.set(this, await this.giveNotice(undefined, daysAhead, windowDays));
      return;
    }
    const wrong = mpan === 'unknown' ? UNKNOWN_MPAN : withWrongMpanCheckDigit(this.installation.importMPAN);
    given.set(this, await underMpan(this, wrong));
  },
);

Given(
  'notice has been given of the migration of {installation}',
  { wrapperOptions: { ...OF_DORMANT, ...AUTHORISES.wrapperOptions } },
  async function (this: MigrationWorld, number: number) {
    const { refused } = await this.giveNotice([this.nthInstallation(number)]);
    expectNoRefusal(refused, 'notice of migration');
  },
);

Then(
  'the notice is refused with {code}',
  { wrapperOptions: { ...OF_DORMANT, follows: ['gives notice'], codes: ['SIM-DRM'] } },
  async function (this: MigrationWorld, code: string) {
    const { notices, refused } = given.get(this);
    const [first] = refused;
    const context = { party: 'mcc', due: code, given: first?.code, said: first?.reason } as const;
    const codes = refused.map((refusal) => refusal.code);
    expectEqual('the codes with which the notice is refused', codes, [code], context);
    const same = notices.filter(({ importMPAN }) => importMPAN === first?.importMPAN);
    expectNone(
      'notice of the installation to stand that is refused',
      same.map(({ noticeId }) => noticeId),
      context,
    );
    const taken = notices.map(({ noticeId: id, meters }) => ({ id, meters }));
    await expectRefusedUntold(this, toldBefore.get(this), taken);
  },
);

/** Days that each plan has, from the first to the last planned one. */
const PLAN_DAYS = { migration: NOTICE_WINDOW, configuration: PLANNED_DAYS };
/** What is planned for a dormant meter, of which its supplier is told beforehand. */
type Plan = keyof typeof PLAN_DAYS;

/** The notices of such plans that a supplier can read. */
function noticesOf(world: MigrationWorld, part: Part, plan: Plan): Promise<readonly (Notice | UpgradeNotice)[]> {
  const supplier = world.roles.supplierIn(part);
  return plan === 'migration' ? supplier.notices() : supplier.upgradeNotices();
}

Then(
  '{user} has received notice of the {plan} of {theDevice} {int} days ahead',
  async function (this: MigrationWorld, part: Part, plan: Plan, { type, installation }: DeviceReference, days: number) {
    const { importMPAN, mprn } = this.nthInstallation(installation);
    const mpxn = type === 'GSME' ? mprn : importMPAN;
    const all = await noticesOf(this, part, plan);
    const notices = all.filter(({ meters }) => meters.some((meter) => meter.mpxn === mpxn));
    const name = this.roles.supplierIn(part).name;
    const what = `notices of the ${plan} of the ${DEVICE_NAMES[type]} that ${name} received`;
    const found = notices.map(({ noticeId, sentAt }) => `${noticeId} of ${sentAt}`);
    expectCount(what, found, 1, { party: 'mcc' });
    for (const notice of notices) {
      const { sentAt, plannedFrom, plannedTo, noticeId, meters } = notice;
      const context = { party: 'mcc', message: `notice ${noticeId}` } as const;
      const named = plan === 'migration' && 'kind' in notice ? notice.mprn : mprn;
      expectEqual('the MPRN of the installation in the notice', named, mprn, context);
      const others = meters.filter((meter) => meter.mpxn !== mpxn).map((meter) => meter.mpxn);
      expectNone(`meter of another supplier in the notice to ${name}`, others, context);
      const first = dayAfter(new Date(sentAt), days);
      expectEqual(`the first planned day of the ${plan} in the notice`, plannedFrom, first, context);
      const last = dayAfter(new Date(sentAt), days + PLAN_DAYS[plan] - 1);
      expectEqual(`the last planned day of the ${plan} in the notice`, plannedTo, last, context);
    }
  },
);

Then(
  '{user} has received no notice of {plan}',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part, plan: Plan) {
    const told = (await noticesOf(this, part, plan)).map(
      ({ noticeId, importMPAN }) => `${noticeId} about ${importMPAN}`,
    );
    expectNone(`notice of a ${plan} to be sent to ${this.roles.supplierIn(part).name}`, told, { party: 'mcc' });
  },
);

Then('{installation} is not scheduled', async function (this: MigrationWorld, number: number) {
  const { importMPAN } = this.nthInstallation(number);
  const state = await this.roles.supplier.installationState(importMPAN);
  const what = `the installation with MPAN ${importMPAN} to stay without a schedule`;
  expectThat(state === undefined, what, `that it is ${state?.state ?? ''}`, { party: 'mcc' });
});
