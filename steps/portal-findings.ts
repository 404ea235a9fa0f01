import { Then } from '@cucumber/cucumber';
import type { ReportValue } from '../support/interfaces/report-csv';
import { valuesOf, type Part, type Report } from '../support/roles';
import { expectEqual, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { shareOf } from './allocation';
import { openDay } from './demand';
import type { DeviceReference } from './phrases/installation-types';
import type { PortalFinding } from './phrases/portal-phrases';
import { AT_PORTAL, show, visits } from './portal';
import { everyReport } from './reports';

type OutcomeFile = Extract<PortalFinding, { readonly shows: 'outcome file' }>;

async function expectCommissioned(world: MigrationWorld, number: number): Promise<void> {
  const { installations } = visits.get(world);
  await installations.open();
  const { importMPAN } = world.nthInstallation(number);
  const page = await installations.follow(importMPAN);
  await show(world, 'The installation with its history');
  expectEqual(`the state of MPAN ${importMPAN} in the portal`, page.State, 'Commissioned', AT_PORTAL);
  const history = await installations.history();
  const what = `the history of MPAN ${importMPAN} in the portal`;
  expectEqual(what, history, ['Scheduled', 'In progress', 'Commissioned'], AT_PORTAL);
}

async function expectOutcomeFile(world: MigrationWorld, { installation, result }: OutcomeFile): Promise<void> {
  const { outcomes } = visits.get(world);
  await outcomes.open();
  await show(world, 'The outcomes');
  const { name, bytes } = await outcomes.downloadNewest();
  const { importMPAN } = world.nthInstallation(installation);
  const xml = bytes.toString('utf8');
  const { documents } = world.roles.context;
  const outcome = documents.fileOf('COF', xml).outcomes.find((one) => one.importMPAN === importMPAN);
  const context = { ...AT_PORTAL, file: name, given: outcome?.code };
  expectEqual(`the result of MPAN ${importMPAN} in the downloaded file`, outcome?.result, result, context);
  const receivedAt = (await world.roles.time.now()).toISOString();
  const forwarded = await world.roles.supplier.fetchOutcomeFile({ name, receivedAt });
  const same = 'the portal to hand out the Commissioning Outcome File that the interface returns';
  expectThat(forwarded.xml === xml, same, 'another file', context);
}

async function expectNotice(world: MigrationWorld, { type, installation }: DeviceReference): Promise<void> {
  const { notices } = visits.get(world);
  await notices.open();
  await show(world, 'The notices');
  const { importMPAN, mprn } = world.nthInstallation(installation);
  const shown = (await notices.rows()).map(({ MPxN: mpxn }) => mpxn);
  const own = [type === 'GSME' ? mprn : importMPAN];
  expectEqual('the meters that the portal shows notices of', shown, own, AT_PORTAL);
}

async function expectScheduleNotification(world: MigrationWorld, part: Part): Promise<void> {
  const { notices } = visits.get(world);
  await notices.open();
  await show(world, 'The schedule notifications');
  const { name, bytes } = await notices.downloadNewest();
  const given = await world.roles.supplierIn(part).notifications.fetch(name);
  const what = 'the schedule notification of the portal';
  expectEqual(what, bytes.toString(), given?.toString(), { ...AT_PORTAL, file: name });
}

async function expectAllocation(world: MigrationWorld, number: number): Promise<void> {
  const { demand } = visits.get(world);
  await demand.open();
  await show(world, 'The allocation');
  const day = await openDay(world, number);
  const share = await shareOf(world, 'supplier', day);
  const rows = (await demand.allocation()).map(({ Day, Demand, Allocated }) => [Day, Demand, Allocated].join(' '));
  const due = [day, share?.demand, share?.allocated].join(' ');
  expectEqual('the allocation that the portal shows', rows, [due], AT_PORTAL);
  const { name, bytes } = await demand.downloadNewest();
  const given = await world.roles.supplier.demand.commitment(name);
  expectEqual('the commitment file of the portal', bytes.toString(), given?.toString(), { ...AT_PORTAL, file: name });
}

async function expectEnrolledOutcomes(world: MigrationWorld): Promise<void> {
  const { outcomes } = visits.get(world);
  await outcomes.open();
  await show(world, 'The outcomes');
  const listed = (await outcomes.rows()).map((row) => row['Your installations'] ?? '').join(', ');
  for (const { made } of world.enrolled) {
    const id = await world.installationIdOf(made);
    const what = `the portal to list the outcome of ${made.reference} (${id})`;
    expectThat(listed.split(/,\s*/).includes(id), what, `outcomes of ${listed || 'none'}`, AT_PORTAL);
  }
}

async function expectReports(world: MigrationWorld): Promise<void> {
  const { supplier } = world.roles;
  const { reports } = visits.get(world);
  for (const report of await everyReport(supplier)) {
    await reports.follow(report);
    const expected = report.rows.map((row) => valuesOf(report.kind, row).map(asShown));
    const context = { ...AT_PORTAL, file: nameOfReport(report) };
    expectEqual(`the rows of the ${context.file} in the portal`, await reports.rows(), expected, context);
    const [saved, given] = [await reports.download(), await supplier.reports.csv(report)];
    const lines = [saved, given].map((csv) => csv.toString('utf8').split('\r\n'));
    expectEqual(`the lines of the CSV of the ${context.file} in the portal`, lines[0], lines[1], context);
  }
  await show(world, 'The last of the reports');
}

function nameOfReport({ kind, period = 'now' }: Report): string {
  return `report ${kind} of ${period}`;
}

/** A value of a report as the portal shows it to people. */
function asShown(value: ReportValue): string {
  const text = String(value ?? '');
  const instant = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
  return instant === null ? text : `${instant[1] ?? ''} ${instant[2] ?? ''} UTC`;
}

async function expectToWait(world: MigrationWorld): Promise<void> {
  const refusal = (await visits.get(world).signIn.refusal()) ?? 'nothing';
  await show(world, 'The sign-in that has to wait');
  const asks = /^Too many failed sign-ins: try again in \d+ seconds\.$/.test(refusal);
  expectThat(asks, 'the portal to ask to wait', refusal, { party: 'mcc' });
}

Then(
  'the portal {portalFinding}',
  { wrapperOptions: { needs: ['browser'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld, finding: PortalFinding): Promise<void> {
    switch (finding.shows) {
      case 'commissioned':
        return expectCommissioned(this, finding.installation);
      case 'outcome file':
        return expectOutcomeFile(this, finding);
      case 'notice':
        return expectNotice(this, finding.of);
      case 'schedule notification':
        return expectScheduleNotification(this, finding.to);
      case 'allocation':
        return expectAllocation(this, finding.day);
      case 'enrolled outcomes':
        return expectEnrolledOutcomes(this);
      case 'reports':
        return expectReports(this);
      case 'wait':
        return expectToWait(this);
    }
  },
);
