import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { csvValue, looksLikeFormula, readReportCsv } from '../support/interfaces/report-csv';
import {
  columnsOf,
  CURRENT_KINDS,
  valuesOf,
  type Part,
  type Report,
  type ReportKind,
  type ReportRow,
  type ResponsibleSupplier,
  type PortfolioClass,
} from '../support/roles';
import { dayOf, daysLater, endOfDay, endOfWeek, isoWeek } from '../support/models/calendar/days';
import {
  expectEqual,
  expectFound,
  expectNone,
  expectThat,
  type ExpectationContext,
} from '../support/world/expectation';
import { publishedMeanings } from '../support/scope/codes';
import type { MigrationWorld } from '../support/world/world';
import { needing, type StepTraits } from '../support/scope/step-traits';
import { firstDay, nthDay } from './report-days';
import { ScenarioState } from './scenario-state';
import { stateOf } from './migration';
import {
  EMPTY_PORTFOLIO,
  REPORT_NAMES,
  type Figures,
  type Portfolio,
  type ReportedAuthorisation,
  type ReportedOutcome,
} from './phrases/report-phrases';
import { CODES_OF_MIGRATIONS } from './phrases/codes-of';

const filed = new ScenarioState<readonly Report[]>('Reports that the supplier has filed');

/** The last day that has ended. */
async function dayBefore(world: MigrationWorld): Promise<string> {
  return daysLater(dayOf(await world.roles.time.now()), -1);
}

export async function keptReport<K extends ReportKind>(
  supplier: ResponsibleSupplier,
  kind: K,
  period: string,
): Promise<Report<K>> {
  const what = `the ${REPORT_NAMES[kind]} of ${period} for ${supplier.name}`;
  return expectFound(what, await supplier.reports.of(kind, period), { party: 'mcc' });
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
  const what = `at most one row for MPAN ${importMPAN} in the outcome report of ${day}`;
  expectThat(own.length < 2, what, String(own.length), { party: 'mcc' });
  return { row: own[0], day };
}

When(/^the (day|week) ends$/, async function (this: MigrationWorld, period: string) {
  const now = await this.roles.time.now();
  await this.roles.time.passUntil(period === 'day' ? endOfDay(now) : endOfWeek(now));
});

Given(
  'another supplier has authorised an installation of its own',
  { wrapperOptions: { makes: 'one' } },
  async function (this: MigrationWorld) {
    const { otherSupplier, time } = this.roles;
    const made = await this.makeInstallation({ electricitySupplier: otherSupplier.eui });
    await otherSupplier.authorise([made]);
    await time.settle();
  },
);

When('the supplier files the reports of the day that has ended', async function (this: MigrationWorld) {
  const { supplier } = this.roles;
  const day = await dayBefore(this);
  const kept = (await supplier.reports.kept()).filter(({ period }) => period === day);
  expectThat(kept.length > 0, `reports of ${day} that are kept for ${supplier.name}`, 'none', { party: 'mcc' });
  const read: Report[] = [];
  for (const summary of kept) read.push(await supplier.reports.read(summary));
  filed.set(this, read);
});

const KEPT = { party: 'mcc', subject: 'reports of days and weeks that have ended' } as const;

Then('the supplier still receives the filed reports unchanged', async function (this: MigrationWorld) {
  const { reports } = this.roles.supplier;
  const kept = await reports.kept();
  for (const before of filed.get(this)) {
    const what = `the ${REPORT_NAMES[before.kind]} of ${before.period ?? ''}`;
    const same = kept.find(({ reportId }) => reportId === before.reportId);
    const summary = expectFound(`${what} to be kept`, same, KEPT);
    const { rows } = await reports.read(summary);
    expectEqual(`${what}, when it is read again after it was filed,`, rows, before.rows, KEPT);
  }
});

Then(
  'the outcome report of the {ordinal} day shows {installation} as {reportedOutcome}',
  { wrapperOptions: { codes: [...CODES_OF_MIGRATIONS, 'GT'] } },
  async function (this: MigrationWorld, dayNumber: number, number: number, expected: ReportedOutcome) {
    const { row, day } = await outcomeIn(this, this.roles.supplier, dayNumber, number);
    const context = { party: 'mcc', file: `outcome report of ${day}`, due: expected.code } as const;
    const shown = expectFound('a row for the installation in the outcome report', row, context);
    const said = { ...context, given: shown.code, said: shown.reason };
    const found = Object.fromEntries(Object.keys(expected).map((name) => [name, shown[name as keyof ReportedOutcome]]));
    expectEqual('the outcome report on the installation', found, expected, said);
    const next = expected.decision === 'another-day' ? await dayOfAttempt(this, number, shown.attempt + 1) : undefined;
    expectEqual('the day of the next attempt in the outcome report', shown.nextAttemptOn, next, said);
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
    const { name } = this.roles.supplierIn(part);
    const context = { party: 'mcc', file: `outcome report of ${day}` } as const;
    const what = `row for the installation in the outcome report for ${name}`;
    if (finds) expectFound(`a ${what}`, row, context);
    else expectNone(what, row === undefined ? [] : [row], context);
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
      `report for ${supplier.name} to name the installation`,
      naming.map(({ kind, period = 'now' }) => `${REPORT_NAMES[kind]} of ${period}`),
      { party: 'mcc' },
    );
  },
);

function expectFigures(rows: readonly ReportRow<'portfolio'>[], expected: Figures, context: ExpectationContext): void {
  const sum = (column: 'authorised' | 'attempted' | PortfolioClass): number =>
    rows.reduce((total, row) => total + row[column], 0);
  const { attempted, ...classes } = expected;
  const authorised = Object.values(classes).reduce((total, count) => total + count, 0);
  const due = { ...EMPTY_PORTFOLIO, ...classes, authorised, ...(attempted === undefined ? {} : { attempted }) };
  const found = Object.fromEntries(Object.keys(due).map((name) => [name, sum(name as keyof typeof due)]));
  expectEqual(`the counts of the ${context.file ?? 'portfolio'}`, found, due, context);
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

Then(
  '{portfolio} counts {figures}',
  needing('own-system'),
  async function (this: MigrationWorld, whose: Portfolio, figures: Figures) {
    const [rows, where] = await portfolio(this, whose);
    expectFigures(rows, figures, { ...(whose === 'first week' ? KEPT : { party: 'mcc' }), file: where });
  },
);

const ERRORS: StepTraits = {
  needs: ['own-system'],
  columns: { rank: 'count', code: null, 'failed attempts': 'count' },
};

Then('the errors by code are', { wrapperOptions: ERRORS }, async function (this: MigrationWorld, table: DataTable) {
  const { rows } = await this.roles.supplier.reports.now('errors');
  const shown = rows.map(({ rank, code, failures }) => [String(rank), code, String(failures)]);
  const context = { party: 'mcc', file: 'errors by code' } as const;
  expectEqual('the errors by code, the most frequent first,', shown, table.rows(), context);
  const meanings = publishedMeanings('.');
  for (const { code, meaning } of rows) {
    const what = `what the errors by code say that ${code} means`;
    expectEqual(what, meaning, meanings.get(code), { ...context, due: undefined, given: undefined });
  }
  const total = rows.reduce((sum, { failures }) => sum + failures, 0);
  let cumulative = 0;
  for (const { code, failures, share, cumulativeShare } of rows) {
    cumulative += failures;
    const expected = [failures, cumulative].map((count) => Math.round((count * 1000) / total) / 10);
    const what = `the share and cumulative share of ${code} among the errors`;
    expectEqual(what, [share, cumulativeShare], expected, { ...context, due: undefined, given: undefined });
  }
});

Then(
  'the in-flight list shows {inFlight}',
  { wrapperOptions: { needs: ['own-system'], codes: CODES_OF_MIGRATIONS } },
  async function (this: MigrationWorld, code: string | undefined) {
    const { rows } = await this.roles.supplier.reports.now('in-flight');
    if (code === undefined) {
      const inFlight = rows.map(({ installationId, state }) => `${installationId} is ${state}`);
      expectNone('installation to be listed as in flight', inFlight, { party: 'mcc' });
      return;
    }
    const { importMPAN } = this.installation;
    const own = rows.find((one) => one.importMPAN === importMPAN);
    const row = expectFound('a row for the installation in the in-flight list', own, { party: 'mcc' });
    const found = { state: row.state, code: row.code };
    const context = { party: 'mcc', due: code, given: row.code } as const;
    expectEqual('the row of the in-flight list', found, { state: 'Intervention', code }, context);
  },
);

Then(
  'the schedule of the day that has ended counts {count} installation(s) for the {ordinal} day',
  needing('own-system'),
  async function (this: MigrationWorld, count: number, dayNumber: number) {
    const day = await nthDay(this, dayNumber);
    const { rows, period } = await keptReport(this.roles.supplier, 'schedule', await dayBefore(this));
    const planned = rows.filter((row) => row.day === day).reduce((total, row) => total + row.installations, 0);
    const context = { party: 'mcc', file: `schedule of ${period ?? ''}` } as const;
    expectEqual(`the number of installations planned for ${day} in the schedule`, planned, count, context);
  },
);

/** What the report of the day that has ended says of the newest authorisation. */
async function authorisationReported(world: MigrationWorld): Promise<ReportRow<'authorisations'>> {
  const { stem, archive } = world.authorisation;
  const { rows, period = '' } = await keptReport(world.roles.supplier, 'authorisations', await dayBefore(world));
  const row = rows.find((one) => [stem, archive.name.replace(/\.zip$/, '')].includes(one.stem));
  const file = `authorisation report of ${period}`;
  return expectFound(`a row for the authorisation ${stem} in the ${file}`, row, { party: 'mcc', file });
}

Then(
  'the authorisation report shows it as {reportedAuthorisation}',
  { wrapperOptions: { codes: ['SIM-AUT'] } },
  async function (this: MigrationWorld, expected: ReportedAuthorisation) {
    const row = await authorisationReported(this);
    const said = Object.fromEntries(
      Object.keys(expected).map((name) => [name, row[name as keyof ReportedAuthorisation]]),
    );
    const context = { party: 'mcc', message: row.stem, due: expected.code, given: row.code, said: row.reason } as const;
    expectEqual('the authorisation report', said, expected, context);
  },
);

Then('the CSV of every report of {user} matches the report', async function (this: MigrationWorld, part: Part) {
  const supplier = this.roles.supplierIn(part);
  for (const report of await everyReport(supplier)) {
    const file = `CSV of the ${REPORT_NAMES[report.kind]} of ${report.period ?? 'now'}`;
    const context = { party: 'mcc', file } as const;
    const { names, lines } = readReportCsv(await supplier.reports.csv(report));
    const columns = columnsOf(report.kind);
    const headings = columns.map((name) => name.replace(/^./, (first) => first.toUpperCase()));
    expectEqual(`the columns of the ${file}`, names, headings, context);
    const expected = report.rows.map((row) => valuesOf(report.kind, row).map(csvValue));
    expectEqual(`the lines of the ${file}`, lines, expected, context);
    const formulas = lines.flat().filter(looksLikeFormula);
    expectNone(`field in the ${file} that a spreadsheet takes for a formula`, formulas, context);
  }
});
