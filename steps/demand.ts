import { Given, Then, When } from '@cucumber/cucumber';
import type { DayAllocation, DemandOverrides, Part, ResponsibleSupplier, WantedDay } from '../support/roles';
import type { UploadFile } from '../support/roles/authorisation';
import { allocationOf } from '../support/models/allocation/allocation';
import { readReportCsv } from '../support/interfaces/report-csv';
import { commitmentFileName } from '../support/interfaces/files/names';
import { dayOf, daysLater } from '../support/world/days';
import {
  expectCount,
  expectEqual,
  expectFound,
  expectNone,
  expectThat,
  type ExpectationContext,
} from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { prepare } from './authorisation';
import { demandFaultOf, withDayFault } from './phrases/demand-faults';
import { ScenarioState } from './scenario-state';

/** The first day whose demand is open when a scenario begins, counted from that day (`files.md`). */
const FIRST_OPEN_DAY = 7;
/** When a day is allocated and when its rest is released: days before it, and the hour (UTC). */
const ALLOCATED = { days: 6, hour: '09' };
const RELEASED = { days: 2, hour: '12' };
/** What a supplier wants of a day where a scenario does not say. */
const USUAL_DEMAND = 3;
/** Tag of an SMSO that is in use and runs none of the installations. */
const OTHER_SMSO = 'OTHER';
const FROM_MCC = { party: 'mcc' } as const;

/** A demand file with whoever made it. */
interface Delivery {
  readonly supplier: ResponsibleSupplier;
  readonly file: UploadFile;
}

const newest = new ScenarioState<Delivery>('A demand file');
const begun = new ScenarioState<string>('The first open day');
const versions = new ScenarioState<number>('A version');
const wanted = new ScenarioState<readonly (WantedDay & { readonly part: Part })[]>('A demand');

/** The open day of this number, from 1: the same throughout a scenario. */
async function openDay(world: MigrationWorld, number: number): Promise<string> {
  const first = begun.find(world) ?? daysLater(dayOf(await world.roles.time.now()), FIRST_OPEN_DAY);
  begun.set(world, first);
  return daysLater(first, number - 1);
}

async function makeFile(
  world: MigrationWorld,
  supplier: ResponsibleSupplier,
  days: readonly WantedDay[],
  overrides: DemandOverrides = {},
): Promise<void> {
  const file = supplier.demand.prepare(days, await world.roles.time.now(), overrides);
  newest.set(world, { supplier, file });
}

async function usualDays(world: MigrationWorld, count: number): Promise<WantedDay[]> {
  const days: WantedDay[] = [];
  for (let number = 1; number <= count; number += 1) {
    days.push({ day: await openDay(world, number), installations: USUAL_DEMAND });
  }
  return days;
}

Given('a demand file for {count} days', async function (this: MigrationWorld, count: number) {
  await makeFile(this, this.roles.supplier, await usualDays(this, count));
});

Given('a demand file of {user}', async function (this: MigrationWorld, part: Part) {
  await makeFile(this, this.roles.supplierIn(part), await usualDays(this, 1));
});

Given('a demand file with {demandFault}', async function (this: MigrationWorld, phrase: string) {
  const today = dayOf(await this.roles.time.now());
  const context = { otherSupplier: this.roles.otherSupplier.eui, otherSmso: OTHER_SMSO, today };
  await makeFile(this, this.roles.supplier, await usualDays(this, 1), demandFaultOf(phrase, context));
});

Given(
  'a demand file for {count} days, the {ordinal} with {dayFault}',
  async function (this: MigrationWorld, count: number, faulty: number, phrase: string) {
    const today = dayOf(await this.roles.time.now());
    await makeFile(this, this.roles.supplier, await usualDays(this, count), withDayFault(phrase, faulty - 1, today));
  },
);

Given(
  'a demand file for the {ordinal} open day, version {int}',
  async function (this: MigrationWorld, number: number, version: number) {
    const days = [{ day: await openDay(this, number), installations: USUAL_DEMAND }];
    await makeFile(this, this.roles.supplier, days, { version: String(version) });
  },
);

When('{user} delivers it( again)', async function (this: MigrationWorld, part: Part) {
  const { file } = newest.get(this);
  const supplier = this.roles.supplierIn(part);
  newest.set(this, { supplier, file });
  await supplier.demand.deliver(file);
});

/** What the Migration Control Centre made of the newest demand file, with what is said where it is not as expected. */
async function resultOf(world: MigrationWorld, due?: string) {
  const { supplier, file } = newest.get(world);
  const result = expectFound(`a result of ${file.name}`, await supplier.demand.result(file.name), FROM_MCC);
  const [first] = [result.exception, ...result.rows].flatMap((one) => (one?.code === undefined ? [] : [one]));
  const context: ExpectationContext = { ...FROM_MCC, file: file.name, due, given: first?.code, said: first?.reason };
  return { ...result, context };
}

Then('the demand file is accepted', async function (this: MigrationWorld) {
  const { status, rows, context } = await resultOf(this);
  expectEqual('the status of the demand file', status, 'accepted', context);
  const refused = rows.filter((row) => row.status === 'rejected').map(({ day, code }) => `${day} (${code ?? ''})`);
  expectNone('day of the demand file to be rejected', refused, context);
});

Then('the demand file is rejected with {code}', async function (this: MigrationWorld, code: string) {
  const { status, exception, context } = await resultOf(this, code);
  expectEqual('the status of the demand file', status, 'rejected', context);
  expectEqual('the code with which the demand file is rejected', exception?.code, code, context);
});

Then(
  'the {ordinal} day alone is rejected with {code}',
  async function (this: MigrationWorld, number: number, code: string) {
    const { status, rows, context } = await resultOf(this, code);
    expectEqual('the status of the demand file', status, 'partly-accepted', context);
    const expected = rows.map((_row, index) => (index === number - 1 ? code : 'accepted'));
    const found = rows.map((row) => row.code ?? row.status);
    expectEqual('what became of each day of the demand file', found, expected, context);
  },
);

Then('the demand file was judged once', async function (this: MigrationWorld) {
  const { supplier, file } = newest.get(this);
  expectEqual('the number of judged demand files', await supplier.demand.judged(), 1, { ...FROM_MCC, file: file.name });
});

Given(
  '{user} wants {count} installation(s) migrated on the {ordinal} open day',
  async function (this: MigrationWorld, part: Part, installations: number, number: number) {
    const supplier = this.roles.supplierIn(part);
    const day = await openDay(this, number);
    const version = (versions.find(this) ?? 0) + 1;
    versions.set(this, version);
    await makeFile(this, supplier, [{ day, installations }], { version: String(version) });
    await supplier.demand.deliver(newest.get(this).file);
    expectEqual('the status of the demand file', (await resultOf(this)).status, 'accepted', FROM_MCC);
    const others = (wanted.find(this) ?? []).filter((one) => one.part !== part || one.day !== day);
    wanted.set(this, [...others, { part, day, installations }]);
  },
);

When('{user} takes its demand back', async function (this: MigrationWorld, part: Part) {
  const supplier = this.roles.supplierIn(part);
  const version = (versions.find(this) ?? 0) + 1;
  await makeFile(this, supplier, [], { version: String(version), action: 'WITHDRAW' });
  await supplier.demand.deliver(newest.get(this).file);
});

async function passUntil(world: MigrationWorld, number: number, { days, hour }: typeof ALLOCATED): Promise<void> {
  const day = daysLater(await openDay(world, number), -days);
  await world.roles.time.passUntil(new Date(`${day}T${hour}:00:00.000Z`));
}

When('the {ordinal} open day is allocated', async function (this: MigrationWorld, number: number) {
  await passUntil(this, number, ALLOCATED);
});

When('the rest of the {ordinal} open day is released', async function (this: MigrationWorld, number: number) {
  await passUntil(this, number, RELEASED);
});

async function shareOf(world: MigrationWorld, part: Part, day: string): Promise<DayAllocation | undefined> {
  const { demand } = world.roles.supplierIn(part);
  return (await demand.allocations()).find((one) => one.day === day && one.smsoTag === demand.smsoTag.toUpperCase());
}

Then(
  '{user} is allocated {count} installation(s) of the {ordinal} open day',
  async function (this: MigrationWorld, part: Part, count: number, number: number) {
    const day = await openDay(this, number);
    const context = { ...FROM_MCC, message: `allocation of ${day}` };
    const share = await shareOf(this, part, day);
    const { name, demand, eui: supplier } = this.roles.supplierIn(part);
    expectEqual(`what ${name} is allocated of ${day}`, share?.allocated ?? 0, count, context);
    if (share === undefined) return;
    const published = daysLater(day, -ALLOCATED.days);
    const { partyCode, smsoTag } = demand;
    const file = commitmentFileName({ partyCode, supplier, smsoTag, day: published });
    const bytes = expectFound(`a commitment file ${file} for ${name}`, await demand.commitment(file), context);
    const line = readReportCsv(bytes).lines.find(([first]) => first === day);
    expectEqual(`the line of ${day} in the commitment file`, line?.join(','), `${day},${share.demand},${count}`, {
      ...context,
      file,
    });
  },
);

Then('the {ordinal} open day is not allocated', async function (this: MigrationWorld, number: number) {
  const day = await openDay(this, number);
  const days = (await this.roles.controlCentre.allocations()).map((allocated) => allocated.day);
  expectNone(
    `allocation of ${day}`,
    days.filter((one) => one === day),
    FROM_MCC,
  );
});

Then(
  'the shares of the {ordinal} open day are those of the methodology: {count} among them, at least {count} each',
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
      .map(({ part, installations }) => {
        const { eui: supplier, demand } = this.roles.supplierIn(part);
        return { supplier, smsoTag: demand.smsoTag.toUpperCase(), demand: installations, planned: 0 };
      });
    const due = allocationOf(claimants, { capacity, minimum });
    expectCount(`shares of ${day}`, shares, claimants.length, context);
    for (const [index, { supplier, smsoTag }] of claimants.entries()) {
      const share = shares.find((one) => one.supplier === supplier && one.smsoTag === smsoTag);
      expectEqual(`what ${supplier} is allocated of ${day}`, share?.allocated, due[index], context);
    }
  },
);

Then('{user} learns nothing of what {user} is allocated', async function (this: MigrationWorld, reader: Part, of: Part) {
  const { name, demand } = this.roles.supplierIn(reader);
  const other = this.roles.supplierIn(of);
  const seen = (await demand.allocations()).filter(({ supplier }) => supplier === other.eui);
  expectNone(`allocation of ${other.name} to be shown to ${name}`, seen, FROM_MCC);
  const files = (await other.demand.commitments()).map((file) => file.name);
  expectThat(files.length > 0, `a commitment file for ${other.name}`, 'none', FROM_MCC);
  for (const file of files) {
    const given = await demand.commitment(file);
    expectThat(given === undefined, `${name} to be refused a file of ${other.name}`, 'that it was given', {
      ...FROM_MCC,
      file,
    });
  }
});

Given(
  'an authorisation for {count} installation(s) {demandWindow} the {ordinal} open day',
  async function (this: MigrationWorld, count: number, days: number, number: number) {
    for (let made = 0; made < count; made += 1) await this.makeInstallation();
    const from = await openDay(this, number);
    const to = daysLater(from, days - 1);
    await prepare(this, {
      change: (content) => ({
        ...content,
        rows: content.rows.map((row) => ({ ...row, MigrationDateFrom: from, MigrationDateTo: to })),
      }),
    });
  },
);

When(
  'the Migration Control Centre leaves room for {count} installation(s) on the {ordinal} open day',
  async function (this: MigrationWorld, capacity: number, number: number) {
    await this.roles.controlCentre.changeDay(await openDay(this, number), capacity);
  },
);
