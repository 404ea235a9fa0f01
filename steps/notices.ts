import { Given, Then, When } from '@cucumber/cucumber';
import { withWrongMpanCheckDigit } from '../support/interfaces/identifiers';
import type { Notice, NoticeResult, Part } from '../support/roles';
import { dayAfter } from '../support/world/days';
import { expectEqual, expectNone, expectThat } from '../support/world/expectation';
import { NOTICE_DAYS, type MigrationWorld } from '../support/world/world';
import { Memory } from './memory';
import type { DeviceInPlace } from './parameters/parameter-types';

/** MPAN, right in form and check digit, that no SMSO knows. */
const UNKNOWN_MPAN = '1012345678806';

const given = new Memory<NoticeResult>('A notice');

async function give(world: MigrationWorld, leadDays?: number, plannedDays?: number): Promise<void> {
  given.keep(world, await world.giveNotice(undefined, leadDays, plannedDays));
}

function mpxnOf(world: MigrationWorld, { type, installation }: DeviceInPlace): string | undefined {
  const { importMPAN, mprn } = world.nthInstallation(installation);
  return type === 'GSME' ? mprn : importMPAN;
}

When(
  /^the Migration Control Centre gives notice of (?:its|their) migration(?: again)?$/,
  async function (this: MigrationWorld) {
    await give(this);
  },
);

When(
  'the Migration Control Centre gives notice of its migration {int} days ahead',
  async function (this: MigrationWorld, days: number) {
    await give(this, days);
  },
);

When(
  'the Migration Control Centre gives notice of its/their migration within {int} day(s)',
  async function (this: MigrationWorld, days: number) {
    await give(this, NOTICE_DAYS, days);
  },
);

When(
  /^the Migration Control Centre gives notice of a migration at (an unknown|a wrong) MPAN$/,
  async function (this: MigrationWorld, which: string) {
    const { importMPAN } = this.installation;
    const mpan = which === 'an unknown' ? UNKNOWN_MPAN : withWrongMpanCheckDigit(importMPAN);
    const now = await this.lab.now();
    const window = { from: dayAfter(now, NOTICE_DAYS), to: dayAfter(now, NOTICE_DAYS) };
    given.keep(this, await this.roles.controlCentre.giveNotice([mpan], window));
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
  const { notices, refused } = given.recall(this);
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

/** The notices of a meter that a supplier can read. */
async function noticesOf(world: MigrationWorld, part: Part, place: DeviceInPlace): Promise<Notice[]> {
  const mpxn = mpxnOf(world, place);
  const notices = await world.roles.supplierIn(part).notices();
  return notices.filter(({ meters }) => meters.some((meter) => meter.mpxn === mpxn));
}

Then(
  '{user} has been told of {theDevice} {int} days ahead',
  async function (this: MigrationWorld, part: Part, place: DeviceInPlace, days: number) {
    const notices = await noticesOf(this, part, place);
    expectEqual(`Notices about the ${place.type}`, notices.length, 1);
    for (const { sentAt, plannedFrom, noticeId } of notices) {
      expectEqual('First planned day', plannedFrom, dayAfter(new Date(sentAt), days), noticeId);
    }
  },
);

Then('{user} has been told of no dormant meter', async function (this: MigrationWorld, part: Part) {
  const supplier = this.roles.supplierIn(part);
  const told = (await supplier.notices()).map(({ noticeId, importMPAN }) => `${noticeId} about ${importMPAN}`);
  expectNone(`Notices to ${supplier.name}`, told);
});

Then('{installation} is scheduled for the first planned day', async function (this: MigrationWorld, number: number) {
  const { importMPAN } = this.nthInstallation(number);
  const state = await this.roles.supplier.installationState(importMPAN);
  const planned = given.recall(this).notices.find((notice) => notice.importMPAN === importMPAN)?.plannedFrom;
  expectEqual('Migration day', state?.scheduledFor, planned, importMPAN);
});

Then('{installation} is not scheduled', async function (this: MigrationWorld, number: number) {
  const { importMPAN } = this.nthInstallation(number);
  const state = await this.roles.supplier.installationState(importMPAN);
  expectThat(state === undefined, `The installation is ${state?.state ?? ''}`, importMPAN);
});
