import { AUTHORISES } from '../support/scope/step-traits';
import { Given, Then, When } from '@cucumber/cucumber';
import {
  combinedOverrides,
  type AuthorisationResult,
  type AuthorisationRowResult,
  type AuthorisationOverrides,
  type InstallationOrder,
  type Part,
} from '../support/roles';
import {
  expectEqual,
  expectFound,
  type ExpectationContext,
  expectNone,
  failExpectation,
} from '../support/world/expectation';
import { expectReason } from '../support/world/refusals';
import type { MigrationWorld } from '../support/world/world';
import {
  authorisationFaultOf,
  rowFaultOf,
  type RowFault,
  withRowFault,
  type Refusal,
} from './phrases/authorisation-faults';
import { stateOf, placeOf } from './migration';

/** SMSO that does not run the estate of the DMC under test. */
const OTHER_SMSO = 'OTHER';

/** Prepares an authorisation for every installation of the scenario, without submitting it. */
export async function prepare(world: MigrationWorld, overrides: AuthorisationOverrides = {}): Promise<void> {
  const { supplier } = world.roles;
  await world.awaitAuthorisation(world.installations);
  world.authorisations.push(await supplier.prepareAuthorisation(world.installations, overrides));
}

async function makeInstallations(world: MigrationWorld, count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await world.makeInstallation();
}

Given(
  'an authorisation for {count} installation(s)',
  { wrapperOptions: { makes: 'counted' } },
  async function (this: MigrationWorld, count: number) {
    await makeInstallations(this, count);
    await prepare(this);
  },
);

Given(
  'an authorisation for {enrolledInstallation}',
  { wrapperOptions: { makes: 'some' } },
  async function (this: MigrationWorld, name: string) {
    const made = this.nthInstallation(name);
    const { smso: smsoTag } = this.dmcOf(made);
    this.authorisations.push(await this.roles.supplier.prepareAuthorisation([made], { smsoTag }));
  },
);

/** Prepares an authorisation of which some rows have a fault. @param faults by the number of the row, from 1 */
async function prepareWithFaults(
  world: MigrationWorld,
  count: number,
  faults: ReadonlyMap<number, RowFault>,
): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const fault = faults.get(number);
    const { importMPAN } = await world.makeInstallation(fault === undefined ? {} : changesOf(fault));
    if (fault?.exchanged === true) await world.makeSmets2({ importMPAN });
    if (fault?.registeredElsewhere === true) {
      await world.lab.changeRegistration(importMPAN, { supplier: world.roles.otherSupplier.eui });
    }
  }
  const overrides = [...faults].map(([number, fault]) => withRowFault(fault, number - 1));
  await prepare(world, overrides.reduce(combinedOverrides, {}));
}

Given(
  'an authorisation for {count} installations, the first with {rowFault} and the second with {rowFault}',
  { wrapperOptions: { makes: 'counted' } },
  async function (this: MigrationWorld, count: number, first: string, second: string) {
    const faults = new Map([
      [1, rowFaultOf(first)],
      [2, rowFaultOf(second)],
    ]);
    await prepareWithFaults(this, count, faults);
  },
);

Given(
  'an authorisation for {count} installations, {faultyRow} with {rowFault}',
  { wrapperOptions: { makes: 'counted' } },
  async function (this: MigrationWorld, count: number, only: number | undefined, phrase: string) {
    const fault = rowFaultOf(phrase);
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const faulty = only === undefined ? numbers : [only];
    await prepareWithFaults(this, count, new Map(faulty.map((number) => [number, fault])));
  },
);

/** What the lab is asked for otherwise than usual, for an installation whose row is to have a fault. */
export function changesOf({ operatedElsewhere, allDormant, halfDormant }: RowFault): Partial<InstallationOrder> {
  return {
    ...(operatedElsewhere === true ? { smsoTag: OTHER_SMSO } : {}),
    ...(allDormant === true ? { kind: 'Dormant' } : {}),
    ...(halfDormant === true ? { kind: 'Mixed' } : {}),
  };
}

Given(
  'an authorisation with {authorisationFault}',
  { wrapperOptions: { makes: 'one' } },
  async function (this: MigrationWorld, phrase: string) {
    const made = await this.makeInstallation();
    const context = {
      otherSupplier: this.roles.otherSupplier.eui,
      otherSmso: OTHER_SMSO,
      usedFileId: () => this.authorisation.fileId,
    };
    const overrides = authorisationFaultOf(phrase, context);
    // No time passes, so that what was scheduled before is not migrated meanwhile: the window holds days of the notice.
    if (made.kind === 'Mixed') await this.giveNotice([made]);
    this.authorisations.push(await this.roles.supplier.prepareAuthorisation([made], overrides));
  },
);

Given('the authorisation is corrected and keeps its file id', async function (this: MigrationWorld) {
  const { fileId } = this.authorisation;
  await prepare(this, { fileId });
});

When('{user} submits it( again)', AUTHORISES, async function (this: MigrationWorld, part: Part) {
  await this.roles.supplierIn(part).submit(this.authorisation);
  await this.roles.time.settle();
});

When(
  /^the supplier submits the (authorisation file alone|password file)$/,
  AUTHORISES,
  async function (this: MigrationWorld, what: string) {
    const { supplier, time } = this.roles;
    const { archive, passwordFile } = this.authorisation;
    await (what === 'password file' ? supplier.uploadPasswordFile(passwordFile) : supplier.uploadArchive(archive));
    await time.settle();
  },
);

When(/^the supplier authorises it (?:again|without a notice)$/, AUTHORISES, async function (this: MigrationWorld) {
  await this.authorise([this.installation]);
});

When(
  'the supplier authorises it for the next {count} days',
  AUTHORISES,
  async function (this: MigrationWorld, windowDays: number) {
    await this.authorise([this.installation], { windowDays });
  },
);

/** What the Migration Control Centre made of the newest authorisation, asked by whoever delivered it. */
export async function resultOf(world: MigrationWorld): Promise<AuthorisationResult> {
  const { stem, archive } = world.authorisation;
  // A file whose name does not follow the grammar is known by its name.
  const names = [archive.name.replace(/\.[^.]*$/, ''), stem];
  for (const supplier of [world.roles.supplier, world.roles.otherSupplier]) {
    for (const name of names) {
      const result = await supplier.authorisationResult(name);
      if (result !== undefined) return result;
    }
  }
  return failExpectation(`a result of the authorisation ${stem}`, 'none for either supplier', { party: 'mcc' });
}

/** What is said of an authorisation, or of a row of it, when it is not judged as expected. */
function contextOf(
  { stem, exception, rows }: AuthorisationResult,
  row?: AuthorisationRowResult,
  due?: string,
): ExpectationContext {
  const [first] = row === undefined ? [exception, ...rows].flatMap((one) => one ?? []) : [row];
  return { party: 'mcc', message: `authorisation ${stem}`, due, given: first?.code, said: first?.reason };
}

async function rowOf(world: MigrationWorld, number: number): Promise<AuthorisationRowResult> {
  const result = await resultOf(world);
  return expectFound(`row ${number} in the result of the authorisation`, result.rows[number - 1], contextOf(result));
}

async function expectRow(
  world: MigrationWorld,
  number: number,
  expected: Pick<AuthorisationRowResult, 'status' | 'code'>,
): Promise<void> {
  const row = await rowOf(world, number);
  const { status, code } = row;
  const found = expected.code === undefined ? { status } : { status, code };
  expectEqual(
    `row ${number} of the authorisation`,
    found,
    expected,
    contextOf(await resultOf(world), row, expected.code),
  );
}

Then('the authorisation is accepted', async function (this: MigrationWorld) {
  const result = await resultOf(this);
  expectEqual('the status of the authorisation', result.status, 'accepted', contextOf(result));
});

Then(
  'the authorisation is rejected with {refusal}',
  { wrapperOptions: { codes: ['SIM-AUT'] } },
  async function (this: MigrationWorld, refusal: Refusal) {
    const { code } = refusal;
    const result = await resultOf(this);
    const { exception, status } = result;
    const context = contextOf(result, undefined, code);
    expectEqual('the status of the authorisation', status, 'rejected', context);
    expectEqual('the code with which the authorisation is rejected', exception?.code, code, context);
    expectReason(exception?.reason, refusal, context);
  },
);

Then(
  '{installation} is rejected with {refusal}',
  { wrapperOptions: { codes: ['SIM-AUT'] } },
  async function (this: MigrationWorld, number: number, refusal: Refusal) {
    const { code } = refusal;
    await expectRow(this, number, { status: 'rejected', code });
    const row = await rowOf(this, number);
    expectReason(row.reason, refusal, contextOf(await resultOf(this), row, code));
  },
);

Then(
  'the {ordinal} and the {ordinal} are scheduled',
  async function (this: MigrationWorld, one: number, other: number) {
    for (const number of [one, other]) {
      await expectRow(this, number, { status: 'scheduled' });
      const state = await stateOf(this, number);
      expectEqual(`the state of installation ${number}`, state.state, 'Scheduled', placeOf(state));
    }
  },
);

Then('every installation is scheduled', async function (this: MigrationWorld) {
  for (const number of this.installations.keys()) {
    const state = await stateOf(this, number + 1);
    expectEqual(`the state of installation ${number + 1}`, state.state, 'Scheduled', placeOf(state));
  }
});

Then('every installation is scheduled for the first day of its window', async function (this: MigrationWorld) {
  for (const [index, { MigrationDateFrom }] of this.authorisation.content.rows.entries()) {
    const state = await stateOf(this, index + 1);
    expectEqual(`the state of installation ${index + 1}`, state.state, 'Scheduled', placeOf(state));
    const what = `the migration day of installation ${index + 1}`;
    expectEqual(what, state.scheduledFor, MigrationDateFrom, placeOf(state));
  }
});

Then('none of its installations is scheduled', async function (this: MigrationWorld) {
  const mpans = this.authorisation.installations.map(({ importMPAN }) => importMPAN);
  for (const supplier of [this.roles.supplier, this.roles.otherSupplier]) {
    const states = await supplier.installationStates();
    const scheduled = states
      .filter(({ importMPAN }) => mpans.includes(importMPAN))
      .map(({ installationId, state }) => `${installationId} is ${state}`);
    const { stem } = this.authorisation;
    expectNone(`installation of the authorisation ${stem} to be scheduled for ${supplier.name}`, scheduled, {
      party: 'mcc',
    });
  }
});
