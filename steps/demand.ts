import { Given, Then, When } from '@cucumber/cucumber';
import type { DemandOverrides, Part, ResponsibleSupplier, WantedDay } from '../support/roles';
import type { UploadFile } from '../support/roles/authorisation';
import { dayOf, daysLater } from '../support/models/calendar/days';
import { expectEqual, expectFound, expectNone, type ExpectationContext } from '../support/world/expectation';
import { expectReason } from '../support/world/refusals';
import type { MigrationWorld } from '../support/world/world';
import { needing } from '../support/scope/step-traits';
import type { Refusal } from './phrases/authorisation-faults';
import { both, demandFaultOf, withDayFault } from './phrases/demand-faults';
import { ScenarioState } from './scenario-state';

/** The first day whose demand is open when a scenario begins, counted from that day (`files.md`). */
const FIRST_OPEN_DAY = 7;
/** What a supplier wants of a day where a scenario does not say. */
const USUAL_DEMAND = 3;
/** Tag of an SMSO that is in use and runs none of the installations. */
export const OTHER_SMSO = 'OTHER';
const FROM_MCC = { party: 'mcc' } as const;

/** A demand file with whoever made it. */
interface Delivery {
  readonly supplier: ResponsibleSupplier;
  readonly file: UploadFile;
}

/** The newest demand file of a scenario. */
export const demandFile = new ScenarioState<Delivery>('A demand file');
const begun = new ScenarioState<string>('The first open day');
const versions = new ScenarioState<number>('A version');
/** What a supplier wants of a day with an SMSO. */
interface Wish extends WantedDay {
  readonly part: Part;
  readonly smsoTag: string;
}

/** What the suppliers of a scenario have said they want, the last word of each on each day. */
export const wanted = new ScenarioState<readonly Wish[]>('A demand');

/** The open day of this number, from 1: the same throughout a scenario. */
export async function openDay(world: MigrationWorld, number: number): Promise<string> {
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
  demandFile.set(world, { supplier, file });
}

async function usualDays(world: MigrationWorld, count: number): Promise<WantedDay[]> {
  const days: WantedDay[] = [];
  for (let number = 1; number <= count; number += 1) {
    days.push({ day: await openDay(world, number), installations: USUAL_DEMAND });
  }
  return days;
}

Given(
  'a demand file for {count} days',
  { wrapperOptions: { brings: ['makes a demand file'] } },
  async function (this: MigrationWorld, count: number) {
    await makeFile(this, this.roles.supplier, await usualDays(this, count));
  },
);

Given(
  'a demand file of {user}',
  { wrapperOptions: { brings: ['makes a demand file'] } },
  async function (this: MigrationWorld, part: Part) {
    await makeFile(this, this.roles.supplierIn(part), await usualDays(this, 1));
  },
);

Given(
  'a demand file with {demandFault}',
  { wrapperOptions: { brings: ['makes a demand file'] } },
  async function (this: MigrationWorld, phrase: string) {
    const today = dayOf(await this.roles.time.now());
    const previousVersion = String(versions.find(this) ?? 1);
    const context = { otherSupplier: this.roles.otherSupplier.eui, otherSmso: OTHER_SMSO, previousVersion, today };
    await makeFile(this, this.roles.supplier, await usualDays(this, 1), demandFaultOf(phrase, context));
  },
);

Given(
  'a demand file for {count} days, the {ordinal} with {dayFault}',
  { wrapperOptions: { brings: ['makes a demand file'] } },
  async function (this: MigrationWorld, count: number, faulty: number, phrase: string) {
    const today = dayOf(await this.roles.time.now());
    await makeFile(this, this.roles.supplier, await usualDays(this, count), withDayFault(phrase, faulty - 1, today));
  },
);

Given(
  'a demand file for {count} days, the first with {dayFault} and the second with {dayFault}',
  { wrapperOptions: { brings: ['makes a demand file'] } },
  async function (this: MigrationWorld, count: number, first: string, second: string) {
    const today = dayOf(await this.roles.time.now());
    const faults = both(withDayFault(first, 0, today), withDayFault(second, 1, today));
    await makeFile(this, this.roles.supplier, await usualDays(this, count), faults);
  },
);

When(
  '{user} delivers it( again)',
  { wrapperOptions: { follows: ['makes a demand file'] } },
  async function (this: MigrationWorld, part: Part) {
    const { file } = demandFile.get(this);
    const supplier = this.roles.supplierIn(part);
    demandFile.set(this, { supplier, file });
    await supplier.demand.deliver(file);
  },
);

/** What the Migration Control Centre made of the newest demand file, with what is said where it is not as expected. */
async function resultOf(world: MigrationWorld, due?: string) {
  const { supplier, file } = demandFile.get(world);
  const result = expectFound(`a result of ${file.name}`, await supplier.demand.result(file.name), FROM_MCC);
  const [first] = [result.exception, ...result.rows].flatMap((one) => (one?.code === undefined ? [] : [one]));
  const context: ExpectationContext = { ...FROM_MCC, file: file.name, due, given: first?.code, said: first?.reason };
  return { ...result, context };
}

Then('the demand file is accepted', needing('own-system'), async function (this: MigrationWorld) {
  const { status, rows, context } = await resultOf(this);
  expectEqual('the status of the demand file', status, 'accepted', context);
  const refused = rows.filter((row) => row.status === 'rejected').map(({ day, code }) => `${day} (${code ?? ''})`);
  expectNone('day of the demand file to be rejected', refused, context);
});

Then(
  'the demand file is rejected with {refusal}',
  { wrapperOptions: { codes: ['SIM-DEM'] } },
  async function (this: MigrationWorld, refusal: Refusal) {
    const { code } = refusal;
    const { status, exception, context } = await resultOf(this, code);
    expectEqual('the status of the demand file', status, 'rejected', context);
    expectEqual('the code with which the demand file is rejected', exception?.code, code, context);
    expectReason(exception?.reason, refusal, context);
  },
);

Then(
  'the {ordinal} day alone is rejected with {refusal}',
  { wrapperOptions: { needs: ['own-system'], codes: ['SIM-DEM'] } },
  async function (this: MigrationWorld, number: number, refusal: Refusal) {
    const { code } = refusal;
    const { status, rows, context } = await resultOf(this, code);
    expectEqual('the status of the demand file', status, 'partly-accepted', context);
    const expected = rows.map((_row, index) => (index === number - 1 ? code : 'accepted'));
    const found = rows.map((row) => row.code ?? row.status);
    expectEqual('what became of each day of the demand file', found, expected, context);
    expectReason(rows[number - 1]?.reason, refusal, context);
  },
);

Then(
  'the {ordinal} day is rejected with {code}, the {ordinal} with {code}, and no other day',
  { wrapperOptions: { needs: ['own-system'], codes: ['SIM-DEM'] } },
  async function (this: MigrationWorld, first: number, code: string, second: number, other: string) {
    const { rows, context } = await resultOf(this, other);
    const due = new Map([
      [first - 1, code],
      [second - 1, other],
    ]);
    const expected = rows.map((_row, index) => due.get(index) ?? 'accepted');
    const found = rows.map((row) => row.code ?? row.status);
    expectEqual('what became of each day of the demand file', found, expected, context);
  },
);

Then(
  'the demand file was judged once',
  { wrapperOptions: { needs: ['own-system'], follows: ['makes a demand file'] } },
  async function (this: MigrationWorld) {
    const { supplier, file } = demandFile.get(this);
    expectEqual('the number of judged demand files', await supplier.demand.judged(), 1, {
      ...FROM_MCC,
      file: file.name,
    });
  },
);

Given(
  '{user} wants {count} installation(s){ofSmso} migrated on the {ordinal} open day',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part, installations: number, ofOther: boolean, number: number) {
    const supplier = this.roles.supplierIn(part);
    const day = await openDay(this, number);
    const version = (versions.find(this) ?? 0) + 1;
    versions.set(this, version);
    const smsoTag = ofOther ? OTHER_SMSO : supplier.demand.smsoTag;
    await makeFile(this, supplier, [{ day, installations }], { version: String(version), smsoTag });
    await supplier.demand.deliver(demandFile.get(this).file);
    expectEqual('the status of the demand file', (await resultOf(this)).status, 'accepted', FROM_MCC);
    const others = (wanted.find(this) ?? []).filter(
      (one) => one.part !== part || one.day !== day || one.smsoTag !== smsoTag,
    );
    wanted.set(this, [...others, { part, day, installations, smsoTag }]);
  },
);

When('{user} takes its demand back', needing('own-system'), async function (this: MigrationWorld, part: Part) {
  const supplier = this.roles.supplierIn(part);
  const version = (versions.find(this) ?? 0) + 1;
  await makeFile(this, supplier, [], { version: String(version), action: 'WITHDRAW' });
  await supplier.demand.deliver(demandFile.get(this).file);
});
