import { defineParameterType, type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { CODE } from '../support/interfaces/vocabulary';
import { csvValue, looksLikeFormula, readReportCsv } from '../support/interfaces/report-csv';
import {
  columnsOf,
  CURRENT_KINDS,
  PORTFOLIO_CLASSES,
  valuesOf,
  type Part,
  type Report,
  type ReportKind,
  type ReportRow,
  type ResponsibleSupplier,
} from '../support/roles';
import { dayOf, daysLater, endOfDay, endOfWeek, isoWeek } from '../support/world/days';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import type { StepTraits } from '../support/scope/step-traits';
import { ScenarioState } from './scenario-state';
import { stateOf } from './migration';
import type { Figures, Portfolio, ReportedAuthorisation, ReportedOutcome } from './phrases/report-phrases';

const filed = new ScenarioState<readonly Report[]>('Reports that the supplier has filed');

/** Day of an installation's first attempt; the planned one before it has begun. */
async function firstDay(world: MigrationWorld): Promise<string> {
  const states = await world.roles.supplier.installationStates();
  const days = states.map(
    ({ history, scheduledFor }) => history.find(({ state }) => state === 'InProgress')?.at.slice(0, 10) ?? scheduledFor,
  );
  return expectFound('A day of a migration', days.sort()[0]);
}

/** A day counted from that of the first attempt, which is the first. */
async function nthDay(world: MigrationWorld, number: number): Promise<string> {
  return daysLater(await firstDay(world), number - 1);
}

/** The last day that has ended. */
async function dayBefore(world: MigrationWorld): Promise<string> {
  return daysLater(dayOf(await world.roles.time.now()), -1);
}

export async function keptReport<K extends ReportKind>(
  supplier: ResponsibleSupplier,
  kind: K,
  period: string,
): Promise<Report<K>> {
  return expectFound(`Report ${kind} of ${period}`, await supplier.reports.of(kind, period), supplier.name);
}

/** Every report that a supplier can read: what is kept, and how things stand. */
export async function everyReport({ reports }: ResponsibleSupplier): Promise<Report[]> {
  const all: Report[] = [];
  for (const summary of await reports.kept()) all.push(await reports.read(summary));
  for (const kind of CURRENT_KINDS) all.push(await reports.now(kind));
  return all;
}

/** What the outcome report of a day says of an installation; a report is a place to look at. */
async function outcomeIn(
  world: MigrationWorld,
  supplier: ResponsibleSupplier,
  dayNumber: number,
  number: number,
): Promise<{ readonly row: ReportRow<'outcomes'> | undefined; readonly day: string }> {
  const day = await nthDay(world, dayNumber);
  const { importMPAN } = world.nthInstallation(number);
  const { rows } = await keptReport(supplier, 'outcomes', day);
  const own = rows.filter((row) => row.importMPAN === importMPAN);
  expectThat(own.length < 2, `The outcome report of ${day} has ${String(own.length)} rows for ${importMPAN}`);
  return { row: own[0], day };
}

When(/^the (day|week) ends$/, async function (this: MigrationWorld, period: string) {
  const now = await this.roles.time.now();
  await this.roles.time.passUntil(period === 'day' ? endOfDay(now) : endOfWeek(now));
});

Given('another supplier has authorised an installation of its own', async function (this: MigrationWorld) {
  const { otherSupplier, time } = this.roles;
  const made = await this.makeInstallation({ electricitySupplier: otherSupplier.eui });
  await otherSupplier.authorise([made]);
  await time.settle();
});

When('the supplier files the reports of the day that has ended', async function (this: MigrationWorld) {
  const { supplier } = this.roles;
  const day = await dayBefore(this);
  const kept = (await supplier.reports.kept()).filter(({ period }) => period === day);
  expectThat(kept.length > 0, `No report of ${day} is kept`, supplier.name);
  const read: Report[] = [];
  for (const summary of kept) read.push(await supplier.reports.read(summary));
  filed.set(this, read);
});

Then('the supplier still receives the filed reports unchanged', async function (this: MigrationWorld) {
  const { reports } = this.roles.supplier;
  const kept = await reports.kept();
  for (const before of filed.get(this)) {
    const reference = `Report ${before.kind} of ${before.period ?? ''}`;
    const summary = expectFound(
      reference,
      kept.find(({ reportId }) => reportId === before.reportId),
    );
    expectEqual(`Rows of the report ${before.kind}`, (await reports.read(summary)).rows, before.rows, reference);
  }
});

Then(
  'the outcome report of the {ordinal} day shows {installation} as {reportedOutcome}',
  async function (this: MigrationWorld, dayNumber: number, number: number, expected: ReportedOutcome) {
    const { row, day } = await outcomeIn(this, this.roles.supplier, dayNumber, number);
    const shown = expectFound('A row for the installation', row, day);
    const where = `outcome report of ${day}: ${shown.reason ?? ''}`;
    const said = Object.fromEntries(Object.keys(expected).map((name) => [name, shown[name as keyof ReportedOutcome]]));
    expectEqual('What is reported', said, expected, where);
    const next = expected.decision === 'another-day' ? await dayOfAttempt(this, number, shown.attempt + 1) : undefined;
    expectEqual('Day of the next attempt', shown.nextAttemptOn, next, where);
  },
);

/** On which day an attempt began, or is to begin. */
async function dayOfAttempt(world: MigrationWorld, number: number, attempt: number): Promise<string | undefined> {
  const state = await stateOf(world, number);
  const begun = state.history.filter(({ state: entered }) => entered === 'InProgress').map(({ at }) => at.slice(0, 10));
  const first = state.attempt - begun.length + (state.state === 'Scheduled' ? 0 : 1);
  return [...begun, ...(state.state === 'Scheduled' ? [state.scheduledFor] : [])][attempt - first];
}

Then(
  '{user} {finds} {installation} in the outcome report of the {ordinal} day',
  async function (this: MigrationWorld, part: Part, finds: boolean, number: number, dayNumber: number) {
    const { row, day } = await outcomeIn(this, this.roles.supplierIn(part), dayNumber, number);
    const where = `outcome report of ${day}`;
    if (finds) expectFound('A row for the installation', row, where);
    else expectEqual('A row for the installation', row, undefined, where);
  },
);

Then(
  '{user} does not find {installation} in any of its reports',
  async function (this: MigrationWorld, part: Part, number: number) {
    const supplier = this.roles.supplierIn(part);
    const { importMPAN, mprn = importMPAN } = this.nthInstallation(number);
    const naming = (await everyReport(supplier)).filter(({ rows }) =>
      rows.some((row) => [importMPAN, mprn].some((mpxn) => Object.values(row).includes(mpxn))),
    );
    expectNone(
      'Reports that name the installation',
      naming.map(({ kind, period = 'now' }) => `${kind} of ${period}`),
      supplier.name,
    );
  },
);

Then('{user} cannot read the reports of the supplier', async function (this: MigrationWorld, part: Part) {
  const other = this.roles.supplierIn(part);
  const kept = await this.roles.supplier.reports.kept();
  expectThat(kept.length > 0, 'The supplier has no reports');
  const readable: string[] = [];
  for (const { reportId } of kept) if (await other.reports.canRead(reportId)) readable.push(reportId);
  expectNone(`Reports of the supplier that ${other.name} can read`, readable);
});

function expectFigures(rows: readonly ReportRow<'portfolio'>[], expected: Figures, where: string): void {
  const sum = (column: 'authorised' | 'attempted' | (typeof PORTFOLIO_CLASSES)[number]): number =>
    rows.reduce((total, row) => total + row[column], 0);
  const { attempted, ...classes } = expected;
  for (const one of PORTFOLIO_CLASSES) expectEqual(`Installations ${one}`, sum(one), classes[one] ?? 0, where);
  const authorised = Object.values(classes).reduce((total, count) => total + count, 0);
  expectEqual('Installations authorised', sum('authorised'), authorised, where);
  if (attempted !== undefined) expectEqual('Installations attempted', sum('attempted'), attempted, where);
}

/** The rows of a portfolio, and what to call it. */
async function portfolio(
  world: MigrationWorld,
  whose: Portfolio,
): Promise<[readonly ReportRow<'portfolio'>[], string]> {
  const { supplier, controlCentre } = world.roles;
  if (whose === 'first week') {
    const week = isoWeek(await firstDay(world));
    return [(await keptReport(supplier, 'portfolio', week)).rows, `portfolio of ${week}`];
  }
  const reader = whose === 'control centre' ? controlCentre : world.roles.supplierIn(whose);
  return [(await reader.reports.now('portfolio')).rows, `portfolio of ${reader.name}`];
}

Then('{portfolio} counts {figures}', async function (this: MigrationWorld, whose: Portfolio, figures: Figures) {
  const [rows, where] = await portfolio(this, whose);
  expectFigures(rows, figures, where);
});

const ERRORS: StepTraits = { columns: { rank: 'count', code: null, 'failed attempts': 'count' } };

Then('the errors by code are', { wrapperOptions: ERRORS }, async function (this: MigrationWorld, table: DataTable) {
  const { rows } = await this.roles.supplier.reports.now('errors');
  const shown = rows.map(({ rank, code, failures }) => [String(rank), code, String(failures)]);
  expectEqual('Errors, the most frequent first', shown, table.rows(), 'errors by code');
  const total = rows.reduce((sum, { failures }) => sum + failures, 0);
  let cumulative = 0;
  for (const { code, failures, share, cumulativeShare } of rows) {
    cumulative += failures;
    const expected = [failures, cumulative].map((count) => Math.round((count * 1000) / total) / 10);
    expectEqual(`Share and cumulative share of ${code}`, [share, cumulativeShare], expected, 'errors by code');
  }
});

/** `the installation in intervention with "SIM-KEY-12"`: the code; `nothing`: undefined. */
defineParameterType({
  name: 'inFlight',
  regexp: new RegExp(`the installation in intervention with "(${CODE})"|nothing`),
  transformer: (code?: string) => (typeof code === 'string' ? code : undefined),
});

Then('the in-flight list shows {inFlight}', async function (this: MigrationWorld, code: string | undefined) {
  const { rows } = await this.roles.supplier.reports.now('in-flight');
  if (code === undefined) {
    expectNone('Installations in flight', rows);
    return;
  }
  const { importMPAN } = this.installation;
  const row = expectFound(
    'A row for the installation',
    rows.find((one) => one.importMPAN === importMPAN),
    'in flight',
  );
  expectEqual('State and code', [row.state, row.code], ['Intervention', code], row.installationId);
});

Then(
  'the schedule of the day that has ended counts {count} installation(s) for the {ordinal} day',
  async function (this: MigrationWorld, count: number, dayNumber: number) {
    const day = await nthDay(this, dayNumber);
    const { rows, period } = await keptReport(this.roles.supplier, 'schedule', await dayBefore(this));
    const planned = rows.filter((row) => row.day === day).reduce((total, row) => total + row.installations, 0);
    expectEqual(`Installations planned for ${day}`, planned, count, `schedule of ${period ?? ''}`);
  },
);

/** What the report of the day that has ended says of the newest authorisation. */
async function authorisationReported(world: MigrationWorld): Promise<ReportRow<'authorisations'>> {
  const { stem, archive } = world.authorisation;
  const { rows, period = '' } = await keptReport(world.roles.supplier, 'authorisations', await dayBefore(world));
  const row = rows.find((one) => [stem, archive.name.replace(/\.zip$/, '')].includes(one.stem));
  return expectFound(`A row for the authorisation ${stem}`, row, `authorisation report of ${period}`);
}

Then(
  'the authorisation report shows it as {reportedAuthorisation}',
  async function (this: MigrationWorld, expected: ReportedAuthorisation) {
    const row = await authorisationReported(this);
    const said = Object.fromEntries(
      Object.keys(expected).map((name) => [name, row[name as keyof ReportedAuthorisation]]),
    );
    expectEqual('What is reported', said, expected, row.reason ?? row.stem);
  },
);

Then('the CSV of every report of {user} matches the report', async function (this: MigrationWorld, part: Part) {
  const supplier = this.roles.supplierIn(part);
  for (const report of await everyReport(supplier)) {
    const reference = `csv of the report ${report.kind} of ${report.period ?? 'now'}`;
    const { names, lines } = readReportCsv(await supplier.reports.csv(report));
    const columns = columnsOf(report.kind);
    const headings = columns.map((name) => name.replace(/^./, (first) => first.toUpperCase()));
    expectEqual('Names of the columns', names, headings, reference);
    const expected = report.rows.map((row) => valuesOf(report.kind, row).map(csvValue));
    expectEqual('Lines', lines, expected, reference);
    const formulas = lines.flat().filter(looksLikeFormula);
    expectNone('Fields that a spreadsheet would take for a formula', formulas, reference);
  }
});
