import { Given, Then, When } from '@cucumber/cucumber';
import { AUTHORISES, needing } from '../support/scope/step-traits';
import { withRow, type AuthorisationOverrides, type DayAllocation, type Part } from '../support/roles';
import { allocationOf } from '../support/models/allocation/allocation';
import { readReportCsv } from '../support/interfaces/report-csv';
import { commitmentFileName } from '../support/interfaces/files/names';
import { dayAfter, daysLater } from '../support/models/calendar/days';
import { expectCount, expectEqual, expectFound, expectNone } from '../support/world/expectation';
import { otherGroupOf } from '../support/world/under-test';
import type { MigrationWorld } from '../support/world/world';
import { prepare } from './authorisation';
import { openDay, OTHER_SMSO, wanted } from './demand';
import type { ChangedDay } from './phrases/demand-faults';
import type { DeviceReference } from './phrases/installation-types';
import { keptReport } from './reports';

/** When a day is allocated: days before it, and the hour (UTC). */
const ALLOCATED = { days: 6, hour: '09' };
/** When its rest is released: days before it. */
const RELEASED_DAYS = 2;

const FROM_MCC = { party: 'mcc' } as const;

async function passUntil(world: MigrationWorld, number: number, { days, hour }: typeof ALLOCATED): Promise<void> {
  const day = daysLater(await openDay(world, number), -days);
  await world.roles.time.passUntil(new Date(`${day}T${hour}:00:00.000Z`));
}

When('the {ordinal} open day is allocated', async function (this: MigrationWorld, number: number) {
  await passUntil(this, number, ALLOCATED);
});

When(
  'the rest of the {ordinal} open day is {release}',
  async function (this: MigrationWorld, number: number, hour: string) {
    await passUntil(this, number, { days: RELEASED_DAYS, hour });
  },
);

/** What a user is allocated of a day, as the interface has it; undefined where it is nothing. */
export async function shareOf(
  { roles }: MigrationWorld,
  part: Part,
  day: string,
  smsoTag = roles.supplierIn(part).demand.smsoTag,
): Promise<DayAllocation | undefined> {
  const all = await roles.supplierIn(part).demand.allocations();
  return all.find((one) => one.day === day && one.smsoTag === smsoTag.toUpperCase());
}

Then(
  '{user} is allocated {count} installation(s){ofSmso} of the {ordinal} open day',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part, count: number, ofOther: boolean, number: number) {
    const day = await openDay(this, number);
    const context = { ...FROM_MCC, message: `allocation of ${day}` };
    const { name, demand, eui: supplier } = this.roles.supplierIn(part);
    const smsoTag = ofOther ? OTHER_SMSO : demand.smsoTag;
    const share = await shareOf(this, part, day, smsoTag);
    expectEqual(`the installations that ${name} is allocated on ${day}`, share?.allocated ?? 0, count, context);
    if (share === undefined) return;
    const published = daysLater(day, -ALLOCATED.days);
    const { partyCode } = demand;
    const file = commitmentFileName({ partyCode, supplier, smsoTag, day: published });
    const bytes = expectFound(`a commitment file ${file} for ${name}`, await demand.commitment(file), context);
    const line = readReportCsv(bytes).lines.find(([first]) => first === day);
    expectEqual(`the line of ${day} in the commitment file`, line?.join(','), `${day},${share.demand},${count}`, {
      ...context,
      file,
    });
  },
);

Then(
  'the {ordinal} open day is not allocated',
  needing('own-system'),
  async function (this: MigrationWorld, number: number) {
    const day = await openDay(this, number);
    const days = (await this.roles.controlCentre.allocations()).map((allocated) => allocated.day);
    expectNone(
      `allocation of ${day}`,
      days.filter((one) => one === day),
      FROM_MCC,
    );
  },
);

Then(
  'the shares of the {ordinal} open day are those of the methodology: {count} among them, at least {count} each',
  needing('own-system'),
  async function (this: MigrationWorld, number: number, capacity: number, minimum: number) {
    const day = await openDay(this, number);
    const context = { ...FROM_MCC, message: `allocation of ${day}` };
    const all = await this.roles.controlCentre.allocations();
    const { shares } = expectFound(
      `an allocation of ${day}`,
      all.find((one) => one.day === day),
      context,
    );
    const claimants = wanted
      .get(this)
      .filter((one) => one.day === day)
      .map(({ part, installations, smsoTag }) => {
        const { eui: supplier } = this.roles.supplierIn(part);
        return { supplier, smsoTag: smsoTag.toUpperCase(), demand: installations, planned: 0 };
      });
    const due = allocationOf(claimants, { capacity, minimum });
    expectCount(`shares of ${day}`, shares, claimants.length, context);
    for (const [index, { supplier, smsoTag }] of claimants.entries()) {
      const share = shares.find((one) => one.supplier === supplier && one.smsoTag === smsoTag);
      expectEqual(`the installations that ${supplier} is allocated on ${day}`, share?.allocated, due[index], context);
    }
  },
);

Given(
  'an authorisation for {count} installation(s){ofSmso} {demandWindow} the {ordinal} open day',
  { wrapperOptions: { makes: 'counted' } },
  async function (this: MigrationWorld, count: number, ofOther: boolean, days: number, number: number) {
    for (let made = 0; made < count; made += 1) await this.makeInstallation(ofOther ? otherGroupOf(this.dmc) : {});
    const from = await openDay(this, number);
    const to = daysLater(from, days - 1);
    const change: AuthorisationOverrides['change'] = (content) => ({
      ...content,
      rows: content.rows.map((row) => ({ ...row, MigrationDateFrom: from, MigrationDateTo: to })),
    });
    if (!ofOther) {
      await prepare(this, { change });
      return;
    }
    // An authorisation is for the installations of one SMSO.
    const overrides = { change, smsoTag: OTHER_SMSO };
    this.authorisations.push(
      await this.roles.supplier.prepareAuthorisation(this.installations.slice(-count), overrides),
    );
  },
);

When(
  '{user} authorises {installation} on the {ordinal} open day',
  AUTHORISES,
  async function (this: MigrationWorld, part: Part, number: number, day: number) {
    const supplier = this.roles.supplierIn(part);
    const only = await openDay(this, day);
    const named = { ElectricitySupplierEUI: supplier.eui, MigrationDateFrom: only, MigrationDateTo: only };
    const change: AuthorisationOverrides['change'] = (content) => withRow(content, 0, named);
    this.authorisations.push(await supplier.prepareAuthorisation([this.nthInstallation(number)], { change }));
    await supplier.submit(this.authorisation);
    await this.roles.time.settle();
  },
);

/** Another supplier is responsible for the meter, in the registration data; its credentials on the meter stay as they are. */
Given(
  '{user} has taken over {theDevice}',
  needing('lab'),
  async function (this: MigrationWorld, part: Part, { type, installation }: DeviceReference) {
    const { importMPAN, mprn } = this.nthInstallation(installation);
    const mpxn = type === 'GSME' ? expectFound('a gas supply point', mprn) : importMPAN;
    await this.lab.changeRegistration(mpxn, { supplier: this.roles.supplierIn(part).eui });
  },
);

Then(
  '{count} installations of the {ordinal} open day are planned, scheduled and migrated in every record',
  needing('own-system'),
  async function (this: MigrationWorld, count: number, number: number) {
    const day = await openDay(this, number);
    const context = { ...FROM_MCC, message: `records of ${day}` };
    const { supplier, controlCentre } = this.roles;
    const share = await shareOf(this, 'supplier', day);
    expectEqual(`what is planned of the share of ${day}`, share?.planned, count, context);
    const allocated = (await controlCentre.allocations()).find((one) => one.day === day);
    expectEqual(`what the Migration Control Centre has planned for ${day}`, allocated?.planned, count, context);
    const states = (await supplier.installationStates()).filter(({ scheduledFor }) => scheduledFor === day);
    const migrated = states.filter(({ state }) => state === 'Commissioned');
    expectCount(
      `installations scheduled for ${day}`,
      states.map(({ installationId }) => installationId),
      count,
      context,
    );
    expectCount(
      'migrated ones among them',
      migrated.map(({ installationId }) => installationId),
      count,
      context,
    );
    const rows = await outcomeRowsOf(this, day);
    expectCount(`migrated installations in the outcome report of ${day}`, rows, count, context);
  },
);

async function outcomeRowsOf({ roles: { supplier, time } }: MigrationWorld, day: string): Promise<string[]> {
  await time.passUntil(new Date(`${daysLater(day, 1)}T00:00:00.000Z`));
  const { rows } = await keptReport(supplier, 'outcomes', day);
  return rows.filter(({ result }) => result === 'Migrated').map(({ installationId }) => installationId);
}

When(
  'the Migration Control Centre leaves room for {count} installation(s) on {changedDay}',
  needing('own-system'),
  async function (this: MigrationWorld, capacity: number, changed: ChangedDay) {
    const day =
      'open' in changed ? await openDay(this, changed.open) : dayAfter(await this.roles.time.now(), changed.ahead);
    await this.roles.controlCentre.changeDay(day, capacity);
  },
);

Then(
  '{count} installation(s){ofSmso} of the supplier is/are planned for the {ordinal} open day',
  needing('own-system'),
  async function (this: MigrationWorld, count: number, ofOther: boolean, number: number) {
    const day = await openDay(this, number);
    const { supplier } = this.roles;
    const { groupId, smsoTag } = ofOther
      ? otherGroupOf(this.dmc)
      : { groupId: this.dmc.groupId, smsoTag: this.dmc.smso };
    const share = await shareOf(this, 'supplier', day, smsoTag);
    expectEqual(`what is planned of the share of ${day} at ${smsoTag}`, share?.planned, count, FROM_MCC);
    const { rows } = await supplier.reports.now('schedule');
    const shown = rows.filter((row) => row.day === day && row.smsoTag === smsoTag);
    const due = { day, supplier: supplier.eui, smsoTag, groupId, kind: this.phase, installations: count };
    expectEqual(`the schedule of ${day} at ${smsoTag}`, shown, [due], { ...FROM_MCC, file: 'schedule' });
  },
);
