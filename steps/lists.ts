import { Then } from '@cucumber/cucumber';
import { csvValue, readReportCsv } from '../support/interfaces/report-csv';
import {
  allocationCells,
  allocationLines,
  authorisationPage,
  called,
  demandLines,
  demandPage,
  installationLine,
  installationPage,
  noticeCells,
  noticeLines,
  resultLines,
  shownAt,
  type Cells,
  type Line,
} from '../support/models/lists/lists';
import type { Part, ResponsibleSupplier } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { AT_PORTAL, show, visits } from './portal';

const FROM_MCC = { party: 'mcc' } as const;
/** Time of day at which a slot begins (MODEL, as published). */
const SLOT_TIME = 'T08:00:00.000Z';

function expectCsv(file: string, bytes: Buffer, expected: readonly Line[]): void {
  const { names, lines } = readReportCsv(bytes, false);
  const due = expected.map((line) => line.map(csvValue));
  expectEqual(`the lines of the CSV of the ${file}`, [names, ...lines], due, { ...FROM_MCC, file });
}

Then(
  'every CSV file of {user} has what the interface lists',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part) {
    const { lists, demand } = this.roles.supplierIn(part);
    for (const listing of await lists.authorisations()) {
      const view = await lists.authorisation(listing);
      expectCsv(`result of the authorisation ${view.stem}`, await lists.authorisationCsv(listing), resultLines(view));
    }
    for (const { name } of await lists.demandFiles()) {
      expectCsv(
        `result of the demand file ${name}`,
        await lists.demandCsv(name),
        demandLines(await lists.demandFile(name)),
      );
    }
    expectCsv('allocations', await demand.allocationsCsv(), allocationLines(await demand.allocations()));
    expectCsv('notices', await lists.noticesCsv(), noticeLines(await lists.notices()));
  },
);

/** The order of arrival, and of what is listed only what concerns the supplier. */
async function expectInOrder({ lists }: ResponsibleSupplier): Promise<void> {
  const all = {
    authorisations: await lists.authorisations(),
    'outcome files': await lists.outcomes(),
    'demand files': await lists.demandFiles(),
  };
  for (const [what, list] of Object.entries(all)) {
    const times = list.map(({ receivedAt }) => receivedAt);
    expectEqual(`the ${what} that are listed, in the order of arrival,`, times, times.toSorted(), FROM_MCC);
  }
}

/** The days that a supplier has authorised, by the id of the installation that was scheduled for it. */
async function authorisedDays(world: MigrationWorld, { lists }: ResponsibleSupplier): Promise<Map<string, string[]>> {
  const days = new Map<string, string[]>();
  for (const listing of await lists.authorisations()) {
    const written = world.authorisations.find(({ stem }) => stem === listing.stem)?.content.rows ?? [];
    for (const { rowId, installationId = '' } of (await lists.authorisation(listing)).rows) {
      const row = written.find(({ RowId }) => RowId === rowId);
      if (row && installationId !== '')
        days.set(installationId, [row.MigrationDateFrom ?? '', row.MigrationDateTo ?? '']);
    }
  }
  return days;
}

/** What is listed of each installation agrees with its authorisation, its day and its history. */
async function expectInstallations(world: MigrationWorld, supplier: ResponsibleSupplier): Promise<void> {
  const days = await authorisedDays(world, supplier);
  for (const one of await supplier.lists.installations()) {
    const { installationId, importMPAN, scheduledFor, authorisedFrom, authorisedTo, history } = one;
    const context = { ...FROM_MCC, installation: importMPAN };
    expectEqual('the begin of the slot that is listed', one.slotStart, `${scheduledFor}${SLOT_TIME}`, context);
    const planned = history.filter(({ state }) => state === 'Scheduled').map((entry) => entry.scheduledFor);
    expectEqual('the newest day in the history that is listed', planned.at(-1), scheduledFor, context);
    const window = [authorisedFrom, authorisedTo];
    expectEqual('the authorised days that are listed', window, days.get(installationId) ?? window, context);
  }
}

Then(
  'the lists of {user} agree with its authorisations and outcome files',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part) {
    const supplier = this.roles.supplierIn(part);
    const { lists } = supplier;
    await expectInOrder(supplier);
    for (const listing of await lists.authorisations()) {
      const { stem, submission, receivedAt, status } = await lists.authorisation(listing);
      expectEqual('an authorisation that is listed', listing, { stem, submission, receivedAt, status }, FROM_MCC);
    }
    await expectInstallations(this, supplier);
    const own = new Set((await lists.installations()).map(({ installationId }) => installationId));
    const files = await lists.outcomes();
    expectThat(files.length > 0, 'an outcome file to be listed', 'none', FROM_MCC);
    for (const { name, installationIds } of files) {
      const inFile = (await supplier.outcomesIn(name)).map(({ installationId }) => installationId);
      const due = inFile.filter((id) => own.has(id));
      expectEqual('the installations that are listed of an outcome file', installationIds, due, {
        ...FROM_MCC,
        file: name,
      });
    }
  },
);

/** Opens pages of the portal and holds what they show against what they are to show. */
type Shows = (path: string, table: string, rows: readonly Cells[], whole?: Cells) => Promise<void>;

async function expectLists({ lists, demand, notifications }: ResponsibleSupplier, shows: Shows): Promise<void> {
  const authorisations = await lists.authorisations();
  const listed = authorisations.map(({ stem: Authorisation, receivedAt, status }) => {
    return { Authorisation, Received: shownAt(receivedAt), Status: called(status) };
  });
  await shows('/portal/authorisations', 'Authorisations, newest first', listed.toReversed());
  for (const listing of authorisations) {
    const [whole, rows] = authorisationPage(await lists.authorisation(listing));
    const path = `/portal/authorisations/${listing.stem}?submission=${listing.submission}`;
    await shows(path, 'Rows of the authorisation', rows, whole);
  }
  const installations = await lists.installations();
  await shows('/portal/installations', 'Your authorised installations', installations.map(installationLine));
  for (const one of installations) {
    const [whole, rows] = installationPage(one);
    const path = `/portal/installations/${one.installationId}`;
    await shows(path, 'What happened to the installation, oldest first', rows, whole);
  }
  const outcomes = (await lists.outcomes()).map(({ name: File, receivedAt, installationIds }) => {
    const own = installationIds.join(', ');
    return { File, Received: shownAt(receivedAt), 'Your installations': own, Download: 'Download' };
  });
  await shows('/portal/outcomes', 'Commissioning Outcome Files, newest first', outcomes.toReversed());
  const notices = 'Notices of the migration of your Dormant Meters, newest first';
  await shows('/portal/notices', notices, noticeCells(await lists.notices()));
  const told = (await notifications.list()).map(({ name: File, kind, issuedAt, rowCount }) => {
    return { File, About: called(kind), Issued: shownAt(issuedAt), Meters: String(rowCount), Download: 'Download' };
  });
  await shows('/portal/notices', 'Files of the plans for your Dormant Meters, newest first', told.toReversed());
  const allocated = (await demand.allocations()).map(allocationCells);
  await shows('/portal/demand', 'What you were allocated, by day', allocated);
}

async function expectDemandFiles({ lists, demand }: ResponsibleSupplier, shows: Shows): Promise<void> {
  const commitments = (await demand.commitments()).map(({ name: File, publishedAt }) => {
    return { File, Published: shownAt(publishedAt), Download: 'Download' };
  });
  await shows('/portal/demand', 'Files by which you were told, newest first', commitments.toReversed());
  const files = await lists.demandFiles();
  const listed = files.map(({ name: File, version, receivedAt, status }) => {
    return { File, Version: String(version ?? ''), Received: shownAt(receivedAt), Status: called(status) };
  });
  await shows('/portal/demand', 'Demand files, newest first', listed.toReversed());
  for (const name of new Set(files.map((file) => file.name))) {
    const [whole, rows] = demandPage(await lists.demandFile(name));
    await shows(`/portal/demand/${name}`, 'Days of the demand file', rows, whole);
  }
}

async function expectReportList({ reports }: ResponsibleSupplier, shows: Shows): Promise<void> {
  const titles = {
    authorisations: 'Authorisation results',
    schedule: 'Schedule',
    outcomes: 'Migration outcomes',
    'in-flight': 'In flight',
    portfolio: 'Portfolio',
    errors: 'Errors by code',
  };
  const kept = (await reports.kept()).map(({ reportId: Report, kind, period: Period, producedAt, rowCount }) => {
    return { Report, Kind: titles[kind], Period, Produced: shownAt(producedAt), Rows: String(rowCount) };
  });
  await shows('/portal/reports', 'Reports of days and weeks that have ended, newest first', kept.toReversed());
}

Then(
  'the portal shows every list of {user} as the interface returns it',
  { wrapperOptions: { needs: ['browser', 'own-system'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld, part: Part) {
    const supplier = this.roles.supplierIn(part);
    const { lists } = visits.get(this);
    const shows: Shows = async (path, table, rows, whole = {}) => {
      const shown = await lists.read(path, table);
      expectEqual(`the table "${table}" of the portal`, shown.rows, rows, AT_PORTAL);
      expectEqual(`what the portal says of the whole above the table "${table}"`, shown.details, whole, AT_PORTAL);
      expectNone('heading of the portal without words', await visits.get(this).blanks(), AT_PORTAL);
    };
    await expectLists(supplier, shows);
    await expectDemandFiles(supplier, shows);
    await expectReportList(supplier, shows);
    await show(this, 'The last of the lists');
  },
);
