import { defect, rule } from '../../../kernel/defect';
import { ERROR_REPORT } from '../reports/errors';
import { PORTFOLIO } from '../reports/portfolio';
import { makerOf, REPORT_KEEPING } from '../reports/produce';
import { REPORT_CSV } from '../reports/render';
import { REPORT_TABLES, ReportSources } from '../reports/tables';

/** Seeded defects of reports. */
export const REPORT_DEFECTS = [
  // The gas supplier is told nothing.
  defect(
    'mcc-forgets-gas-supplier',
    rule(
      REPORT_TABLES,
      'concerns',
      () =>
        ({ electricitySupplier }, eui) =>
          electricitySupplier === eui,
    ),
  ),
  defect(
    'mcc-omits-rejected-files',
    rule(
      REPORT_TABLES,
      'isReportedOn',
      (right) => (submission, day) => submission.exception === undefined && right(submission, day),
    ),
  ),
  // Every row counts as scheduled.
  defect(
    'mcc-counts-refused-rows',
    rule(REPORT_TABLES, 'refusals', () => () => []),
  ),
  // Everything is announced for one day.
  defect(
    'mcc-announces-one-day',
    rule(
      REPORT_TABLES,
      'scheduleKey',
      (right) => (installation, supplier) => right({ ...installation, scheduledFor: '' }, supplier),
    ),
  ),
  defect(
    'mcc-reports-other-suppliers',
    rule(REPORT_TABLES, 'isOutcomeFor', () => () => true),
  ),
  defect(
    'mcc-ends-windows-in-reports-at-once',
    rule(REPORT_TABLES, 'windowOf', (right) => (installation) => {
      const { since } = right(installation);
      return { since, windowEndsAt: since };
    }),
  ),
  defect(
    'mcc-reports-when-it-heard',
    rule(
      REPORT_TABLES,
      'endedAt',
      () =>
        ({ recordedAt }) =>
          `${recordedAt.slice(0, 10)}T00:00:00.000Z`,
    ),
  ),
  defect(
    'mcc-hides-interventions',
    rule(
      REPORT_TABLES,
      'isInFlight',
      (right) => (installation) => installation.state !== 'Intervention' && right(installation),
    ),
  ),
  defect(
    'mcc-keeps-ended-in-flight',
    rule(
      REPORT_TABLES,
      'isInFlight',
      (right) => (installation) => installation.state === 'Failed' || right(installation),
    ),
  ),

  defect(
    'mcc-counts-every-attempt',
    rule(PORTFOLIO, 'countClasses', (right) => (installations) => {
      const counts = right(installations);
      const earlier = installations.reduce((total, { attempt }) => total + attempt - 1, 0);
      return { ...counts, failed: counts.failed + earlier };
    }),
  ),
  defect(
    'mcc-forgets-attempts-of-earlier-authorisations',
    rule(
      PORTFOLIO,
      'isAttempted',
      () =>
        ({ history }) =>
          history.some(({ state }) => state === 'InProgress'),
    ),
  ),
  defect(
    'mcc-summary-omits-excluded',
    rule(
      PORTFOLIO,
      'newest',
      (right) => (installations) => right(installations).filter(({ state }) => state !== 'Excluded'),
    ),
  ),
  // What is planned counts as attempted.
  defect(
    'mcc-counts-planned-attempts',
    rule(PORTFOLIO, 'isAttempted', () => () => true),
  ),

  // An installation counts with its first failure only.
  defect(
    'mcc-counts-first-failures',
    rule(
      ERROR_REPORT,
      'failures',
      (right) => (ended) =>
        right(ended).filter(
          ({ installationId }, at, all) => at === all.findIndex((other) => other.installationId === installationId),
        ),
    ),
  ),
  defect(
    'mcc-orders-errors-by-code',
    rule(ERROR_REPORT, 'order', () => () => 0),
  ),
  defect(
    'mcc-explains-no-code',
    rule(ERROR_REPORT, 'meaningOf', () => (code) => code),
  ),

  // What ended on a Monday is in no week.
  defect(
    'mcc-omits-mondays-from-weekly-errors',
    rule(REPORT_KEEPING, 'daysOfWeek', (right) => (lastDay) => right(lastDay).slice(1)),
  ),
  defect(
    'mcc-ignores-wanted-periods',
    rule(REPORT_KEEPING, 'isOfPeriod', () => () => true),
  ),
  // Whoever knows an id is given the report.
  defect(
    'mcc-gives-reports-to-all',
    rule(REPORT_KEEPING, 'mayRead', () => () => true),
  ),
  // The report is made anew, from what is the case today.
  defect(
    'mcc-remakes-kept-reports',
    rule(
      REPORT_KEEPING,
      'rowsOf',
      (right) => (report, work, audience) =>
        makerOf(report.kind)?.(new ReportSources(work), audience, report.lastDay) ?? right(report, work, audience),
    ),
  ),
  defect(
    'mcc-csv-loses-last-row',
    rule(REPORT_CSV, 'linesOf', (right) => (report) => right({ ...report, rows: report.rows.slice(0, -1) })),
  ),
  defect(
    'mcc-csv-keeps-formulas',
    rule(REPORT_CSV, 'fieldText', () => (text) => text),
  ),
  defect(
    'mcc-csv-keeps-full-width-signs',
    rule(REPORT_CSV, 'fieldText', (right) => (text) => (/^[\uFF0B-\uFF20]/.test(text) ? text : right(text))),
  ),
];
