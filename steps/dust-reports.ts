import { Then } from '@cucumber/cucumber';
import { csvValue, readReportCsv } from '../support/interfaces/report-csv';
import { CURRENT_KINDS, type ResponsibleSupplier, type TestingParticipant } from '../support/roles';
import { expectEqual, expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { DustReportFinding, ReportTime } from './phrases/dust-report-phrases';
import { EMPTY_PORTFOLIO, type Figures } from './phrases/report-phrases';

type Rows = readonly Readonly<Record<string, string | number>>[];

async function rowsOf(participant: TestingParticipant, kind: string, time: ReportTime): Promise<Rows> {
  if (time === 'now') return (await participant.reportRows(`current/${kind}`)).rows;
  const kept = (await participant.reports()).find((report) => report.kind === kind);
  return (await participant.reportRows(expectFound(`a kept report of the ${kind}`, kept).reportId)).rows;
}

function sumOf(rows: Rows, column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}

function expectPortfolio(rows: Rows, { attempted, ...classes }: Figures): void {
  const authorised = Object.values(classes).reduce((total, count) => total + count, 0);
  const due = { ...EMPTY_PORTFOLIO, ...classes, authorised, ...(attempted === undefined ? {} : { attempted }) };
  const found = Object.fromEntries(Object.keys(due).map((column) => [column, sumOf(rows, column)]));
  expectEqual('the counts of the portfolio in Migration DUST', found, due);
}

function expectErrors(rows: Rows, failures: number, code: string | undefined): void {
  const counted = sumOf(rows, 'failures');
  expectEqual('the number of failed attempts in the errors by code', counted, failures);
  if (code === undefined) return;
  const given = rows.map((row) => row.code).join(', ');
  expectEqual('the codes in the errors by code', given, code, { due: code, given });
}

/** The csv of a report has the columns of its rows, and their values. */
async function expectCsv(participant: TestingParticipant, path: string): Promise<void> {
  const { rows } = await participant.reportRows(path);
  const { names, lines } = readReportCsv(Buffer.from((await participant.reportCsv(path)).text));
  const columns = names.map((name) => name.replace(/^./, (first) => first.toLowerCase()));
  const due = rows.map((row) => columns.map((column) => csvValue(row[column])));
  expectEqual(`the lines of the CSV of the report ${path}`, lines, due);
  const others = rows.flatMap((row) => Object.keys(row)).filter((column) => !columns.includes(column));
  expectEqual(`the columns that the CSV of the report ${path} lacks`, others, []);
}

/**
 * A participant as whom nobody else authorises reads what the Migration Control Centre reports to its supplier: the same reports with the
 * same rows, whether Migration DUST hands them on or counts anew.
 */
async function expectReportsOf(supplier: ResponsibleSupplier, participant: TestingParticipant): Promise<void> {
  const { electricity } = participant.account.suppliers;
  expectEqual('the supplier as which the participant authorises', electricity, supplier.eui);
  const kept = await supplier.reports.kept();
  const listed = kept.map(({ reportId, kind, period, producedAt }) => ({ reportId, kind, period, producedAt }));
  expectEqual('the kept reports in Migration DUST', await participant.reports(), listed);
  const reports = [];
  for (const summary of kept) reports.push(await supplier.reports.read(summary));
  for (const kind of CURRENT_KINDS) reports.push(await supplier.reports.now(kind));
  for (const { kind, reportId = `current/${kind}`, rows } of reports)
    expectEqual(`the rows of the report ${reportId}`, (await participant.reportRows(reportId)).rows, rows);
}

Then(
  '{participant} reads {dustReport}',
  async function (this: MigrationWorld, key: string, finding: DustReportFinding): Promise<void> {
    const participant = (await sceneOf(this)).participant(key);
    if (finding.kind === 'every' && finding.as === 'given by the control centre') {
      await expectReportsOf(this.roles.supplier, participant);
      return;
    }
    if (finding.kind === 'every') {
      const kept = (await participant.reports()).map(({ reportId }) => reportId);
      const current = CURRENT_KINDS.map((kind) => `current/${kind}`);
      for (const path of [...kept, ...current]) await expectCsv(participant, path);
      return;
    }
    const rows = await rowsOf(participant, finding.kind, finding.time);
    if (finding.kind === 'portfolio') expectPortfolio(rows, finding.figures);
    else if (finding.kind === 'errors') expectErrors(rows, finding.failures, finding.code);
    else expectEqual('the installations in the schedule', sumOf(rows, 'installations'), finding.installations);
  },
);
