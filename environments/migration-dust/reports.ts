import { parse } from 'csv-parse/sync';
import { csvText } from '../dcc-like-system/src/domain/csv-text';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import { installationIds } from './authorisations';
import type { Participant } from './config';
import { countedRows, type CountedKind, type ReportRow } from './counted-reports';
import type { MigrationDust } from './dust';
import { submissionsOf } from './submissions';

/** Kinds of report whose rows each belong to one authorisation or installation, with the column that says which. */
const REPORT_KEYS = { authorisations: 'stem', outcomes: 'installationId', 'in-flight': 'installationId' } as const;
type RowKind = keyof typeof REPORT_KEYS;
type ReportKind = RowKind | CountedKind;

/** The kinds of report on the current state. */
export const CURRENT_KINDS = ['schedule', 'in-flight', 'portfolio', 'errors'] as const satisfies readonly ReportKind[];

/** A kept report that is there to be read. */
export interface ReportListing {
  readonly reportId: string;
  readonly kind: string;
  readonly period: string;
  readonly producedAt: string;
}

/** A report as the Migration Control Centre gives it. */
interface Report {
  readonly kind: ReportKind;
  /** Of one that is kept. */
  readonly period?: string;
  readonly rows: readonly ReportRow[];
}

/** Which rows of reports a participant is given. */
export const REPORTS = area('dust-reports', {
  isOwnRow: (key: string, own: readonly string[]): boolean => own.includes(key),
});

/** The kept reports of the Migration Reporting Regime. */
export async function reportsFor(dust: MigrationDust, participant: Participant): Promise<ReportListing[]> {
  const listed = (await dust.accountOf(participant).read<ReportListing[]>('/reports')) ?? [];
  // How many rows they have in all is not for one participant to know.
  return listed.map(({ reportId, kind, period, producedAt }) => ({ reportId, kind, period, producedAt }));
}

/** A kept report, or with `current` one on the state of things, of what is the participant's alone. @throws Refusal 404 */
export async function reportFor(dust: MigrationDust, participant: Participant, path: string): Promise<Report> {
  const report = await dust.accountOf(participant).read<Report>(`/reports/${path}`);
  if (!report) throw new Refusal(404, `You have no report ${path}.`);
  const { kind, period } = report;
  if (!isRowKind(kind)) return { ...report, rows: await countedRows(dust, participant, kind, period) };
  const { isOwnRow } = dust.service.rules(REPORTS);
  const own = await ownKeys(dust, participant, kind);
  const column = REPORT_KEYS[kind];
  return { ...report, rows: report.rows.filter((row) => isOwnRow(String(row[column]), own)) };
}

/** The same report as the csv file of the Migration Reporting Regime, with its columns. @throws Refusal 404 */
export async function reportCsvFor(dust: MigrationDust, participant: Participant, path: string): Promise<string> {
  const { rows } = await reportFor(dust, participant, path);
  const file = await dust.accountOf(participant).find(`/reports/${path}/report.csv`);
  if (!file) throw new Refusal(404, `You have no report ${path}.`);
  const [columns = []]: string[][] = parse(file);
  const names = columns.map((column) => `${column.charAt(0).toLowerCase()}${column.slice(1)}`);
  return csvText([columns, ...rows.map((row) => names.map((name) => row[name]))]);
}

function isRowKind(kind: ReportKind): kind is RowKind {
  return Object.hasOwn(REPORT_KEYS, kind);
}

async function ownKeys(dust: MigrationDust, participant: Participant, kind: RowKind): Promise<readonly string[]> {
  if (REPORT_KEYS[kind] === 'installationId') return installationIds(dust, participant);
  return dust.read((work) => submissionsOf(work, participant)).map(({ stem }) => stem);
}
