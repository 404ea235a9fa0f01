import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { dayOf, isoWeekOf, plusDays } from '../migration/days';
import { isSupplier } from '../suppliers';
import { errorRows } from './errors';
import { portfolioRows } from './portfolio';
import {
  KEPT_REPORTS,
  REPORT_INDEX,
  type Audience,
  type CurrentReport,
  type KeptReport,
  type ReportKind,
  type ReportRow,
  type ReportSummary,
  type StoredReport,
} from './report';
import { authorisationRows, inFlightRows, outcomeRows, ReportSources, scheduleRows } from './tables';

/** Makes the rows of a report, where it is of a period with the last day of it. */
type Maker = (sources: ReportSources, audience: Audience, lastDay: string) => ReportRow[];

/** When each report is made: at the end of every day or week, and kept; or whenever somebody asks. */
const MAKERS: Readonly<Record<ReportKind, { readonly day?: Maker; readonly week?: Maker; readonly now?: Maker }>> = {
  authorisations: { day: authorisationRows },
  schedule: { day: scheduleRows, now: scheduleRows },
  outcomes: { day: outcomeRows },
  'in-flight': { now: inFlightRows },
  portfolio: { week: portfolioRows, now: portfolioRows },
  errors: {
    week: (sources, audience, lastDay) => {
      const days = sources.work.rules(REPORT_KEEPING).daysOfWeek(lastDay);
      const ended = days.flatMap((day) => sources.endedAttempts(day));
      return errorRows(sources, audience, ended);
    },
    now: (sources, audience) => errorRows(sources, audience, sources.endedAttempts()),
  },
};

/** The kinds of report that can be asked for on the current state. */
export const CURRENT_KINDS = kindsMade('now');

/** Who is given which rows of the reports that are kept. */
export const REPORT_KEEPING = area('mcc-report-keeping', {
  weekOf: isoWeekOf,
  /** The days of a week, by its last one. */
  daysOfWeek: (lastDay: string): string[] => Array.from({ length: 7 }, (_, index) => plusDays(lastDay, index - 6)),
  /** Whether a report is of a period that is asked for; without one every report is. */
  isOfPeriod: (period: string, wanted: string | undefined): boolean => wanted === undefined || period === wanted,
  mayRead: (report: StoredReport, audience: Audience): boolean => report.audience === audience,
  /** The rows of a report: as they were when it was produced, whoever reads them and whenever. */
  rowsOf: ({ rows }: StoredReport, _work: Work, _audience: Audience): readonly ReportRow[] => rows,
});

/** Names the timer at the end of a day; the body is the day. */
export const DAY_ENDS = 'day-ends';

/** Sees to it that the reports of today, and from then on of every day, are produced when the day ends. */
export function reportToday(work: Work): void {
  reportOn(work, dayOf(work.now));
}

function reportOn(work: Work, day: string): void {
  work.later(new Date(`${plusDays(day, 1)}T00:00:00.000Z`), DAY_ENDS, { day }, `${DAY_ENDS}-${day}`);
}

/** Produces and keeps the reports of a day, and of a week that ends with it (timer `DAY_ENDS`). */
export function produceReports(body: unknown, work: Work): void {
  const { day } = body as { day: string };
  const sources = new ReportSources(work);
  const suppliers = work.service.config.organisations.filter(isSupplier).map(({ eui }) => eui);
  const { weekOf } = work.rules(REPORT_KEEPING);
  const week = weekOf(day);
  const weekEnds = week !== weekOf(plusDays(day, 1));
  for (const audience of [undefined, ...suppliers]) {
    for (const kind of kindsMade('day')) keep(sources, audience, kind, day, day);
    if (!weekEnds) continue;
    for (const kind of kindsMade('week')) keep(sources, audience, kind, week, day);
  }
  work.audit('reports-produced', undefined, day);
  reportOn(work, plusDays(day, 1));
}

/** A report on the current state; undefined for a kind that is only made at the end of a period. */
export function currentReport(work: Work, audience: Audience, kind: ReportKind): CurrentReport | undefined {
  const make = MAKERS[kind].now;
  if (!make) return undefined;
  const rows = make(new ReportSources(work), audience, dayOf(work.now));
  return { kind, asOf: work.now.toISOString(), rows };
}

/** The reports that are kept for an audience, oldest first. */
export function keptReports(work: Work, audience: Audience): ReportSummary[] {
  return work
    .list(REPORT_INDEX, `${indexKey(audience)}/`)
    .map(({ value }) => value)
    .sort((a, b) => (a.reportId < b.reportId ? -1 : 1));
}

/** A report as it was kept; undefined when there is none of this id for this audience. */
export function keptReport(work: Work, audience: Audience, reportId: string): KeptReport | undefined {
  const found = work.get(KEPT_REPORTS, reportId);
  const { mayRead, rowsOf } = work.rules(REPORT_KEEPING);
  if (!found || !mayRead(found, audience)) return undefined;
  const { kind, period, producedAt } = found;
  return { reportId, kind, period, producedAt, rows: rowsOf(found, work, audience) };
}

/** What was produced stays as it is, whatever is repeated. */
function keep(sources: ReportSources, audience: Audience, kind: ReportKind, period: string, lastDay: string): void {
  const { work } = sources;
  const key = `${indexKey(audience)}/${period}/${kind}`;
  if (work.get(REPORT_INDEX, key)) return;
  const rows = makerOf(kind)?.(sources, audience, lastDay) ?? [];
  const reportId = `RPT-${String(work.nextNumber('report')).padStart(6, '0')}`;
  const summary = { reportId, kind, period, producedAt: work.now.toISOString() };
  work.put(REPORT_INDEX, key, { ...summary, rowCount: rows.length });
  work.put(KEPT_REPORTS, reportId, { ...summary, rows, lastDay, ...(audience === undefined ? {} : { audience }) });
}

/** What makes the reports of a kind that are kept; undefined where none is. */
export function makerOf(kind: ReportKind): Maker | undefined {
  return MAKERS[kind].day ?? MAKERS[kind].week;
}

function indexKey(audience: Audience): string {
  return audience ?? 'operator';
}

function kindsMade(when: 'day' | 'week' | 'now'): ReportKind[] {
  return (Object.keys(MAKERS) as ReportKind[]).filter((kind) => MAKERS[kind][when] !== undefined);
}
