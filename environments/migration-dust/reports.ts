import { parse } from 'csv-parse/sync';
import { csvText } from '../dcc-like-system/src/domain/csv-text';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import { installationIds } from './authorisations';
import type { Participant } from './config';
import type { MigrationDust } from './dust';
import { submissionsOf } from './submissions';

/** Kinds of report whose rows each belong to one authorisation or installation, with the column that says which. */
const REPORT_KEYS = { authorisations: 'stem', outcomes: 'installationId', 'in-flight': 'installationId' } as const;
type ReportKind = keyof typeof REPORT_KEYS;
const CURRENT_KINDS: readonly ReportKind[] = ['in-flight'];

/** A kept report that is there to be read. */
export interface ReportListing {
  readonly reportId: string;
  readonly kind: string;
  readonly period: string;
  readonly producedAt: string;
}

/** A report as the Migration Control Centre gives it. */
interface Report {
  readonly kind: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** Which rows of reports a participant is given. */
export const REPORTS = area('dust-reports', {
  isOwnRow: (key: string, own: readonly string[]): boolean => own.includes(key),
});

/** Kept reports of the kinds that can be told apart by participant. */
export async function reportsFor(dust: MigrationDust, participant: Participant): Promise<ReportListing[]> {
  const listed = (await dust.accountOf(participant).read<ReportListing[]>('/reports')) ?? [];
  // How many rows they have in all is not for one participant to know.
  return listed
    .filter(({ kind }) => isReportKind(kind))
    .map(({ reportId, kind, period, producedAt }) => ({ reportId, kind, period, producedAt }));
}

/** A kept report, or with `current` one on the state of things, with the participant's rows alone. @throws Refusal 404 */
export async function reportFor(dust: MigrationDust, participant: Participant, path: string): Promise<Report> {
  const report = await dust.accountOf(participant).read<Report>(`/reports/${path}`);
  if (!report || !isReportKind(report.kind)) throw new Refusal(404, `You have no report ${path}.`);
  const { isOwnRow } = dust.service.rules(REPORTS);
  const own = await ownKeys(dust, participant, report.kind);
  const column = REPORT_KEYS[report.kind];
  return { ...report, rows: report.rows.filter((row) => isOwnRow(String(row[column]), own)) };
}

/** The same report as the csv file of the Migration Reporting Regime. @throws Refusal 404 */
export async function reportCsvFor(dust: MigrationDust, participant: Participant, path: string): Promise<string> {
  const { kind } = await reportFor(dust, participant, path);
  const file = await dust.accountOf(participant).find(`/reports/${path}/report.csv`);
  if (!file || !isReportKind(kind)) throw new Refusal(404, `You have no report ${path}.`);
  const [columns = [], ...rows]: string[][] = parse(file);
  const own = await ownKeys(dust, participant, kind);
  const at = columns.findIndex((column) => column.toLowerCase() === REPORT_KEYS[kind].toLowerCase());
  const { isOwnRow } = dust.service.rules(REPORTS);
  // What the Migration Control Centre wrote is safe for spreadsheets already.
  return csvText([columns, ...rows.filter((row) => isOwnRow(row[at] ?? '', own))], (text) => text);
}

/** The kinds of report on the current state. */
export function isCurrentKind(kind: string): boolean {
  return CURRENT_KINDS.some((one) => one === kind);
}

function isReportKind(kind: string): kind is ReportKind {
  return Object.hasOwn(REPORT_KEYS, kind);
}

async function ownKeys(dust: MigrationDust, participant: Participant, kind: ReportKind): Promise<readonly string[]> {
  if (REPORT_KEYS[kind] === 'installationId') return installationIds(dust, participant);
  return dust.read((work) => submissionsOf(work, participant)).map(({ stem }) => stem);
}
