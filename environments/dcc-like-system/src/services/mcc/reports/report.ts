import { table } from '../../../kernel/store';

/** What a report is about. */
export type ReportKind = 'authorisations' | 'schedule' | 'outcomes' | 'in-flight' | 'portfolio' | 'errors';

/** One line of a report by column; a column without a value is left out. */
export type ReportRow = Readonly<Record<string, string | number>>;

/** How a column of a report is called: in JSON, and (with a capital) in csv; and by people. */
interface Column {
  readonly name: string;
  readonly heading: string;
}

/** How a kind of report is shown. */
interface ReportDescription {
  readonly title: string;
  /** Columns in the order in which csv and portal show them. */
  readonly columns: readonly Column[];
}

const SUPPLIER: Column = { name: 'supplier', heading: 'Supplier' };
const INSTALLATION: readonly Column[] = [
  { name: 'installationId', heading: 'Installation' },
  { name: 'importMPAN', heading: 'MPAN' },
  { name: 'mprn', heading: 'MPRN' },
];
const GROUP: readonly Column[] = [
  { name: 'smsoTag', heading: 'SMSO' },
  { name: 'groupId', heading: 'Group' },
];
const KIND: Column = { name: 'kind', heading: 'Kind' };
const ATTEMPT: Column = { name: 'attempt', heading: 'Attempt' };
const CODE: Column = { name: 'code', heading: 'Code' };
const REASON: Column = { name: 'reason', heading: 'Reason' };

/** The Migration Reporting Regime as this system understands it (MODEL: the real list of reports is not public). */
export const REPORTS: Readonly<Record<ReportKind, ReportDescription>> = {
  authorisations: {
    title: 'Authorisation results',
    columns: [
      SUPPLIER,
      { name: 'stem', heading: 'Authorisation' },
      { name: 'submission', heading: 'Submission' },
      { name: 'fileId', heading: 'File id' },
      { name: 'receivedAt', heading: 'Received' },
      { name: 'judgedAt', heading: 'Judged' },
      { name: 'status', heading: 'Status' },
      CODE,
      REASON,
      { name: 'rows', heading: 'Rows' },
      { name: 'scheduled', heading: 'Scheduled' },
      { name: 'rejected', heading: 'Rejected' },
      { name: 'refusals', heading: 'Refusals by code' },
    ],
  },
  schedule: {
    title: 'Schedule',
    columns: [
      { name: 'day', heading: 'Day' },
      SUPPLIER,
      ...GROUP,
      KIND,
      { name: 'installations', heading: 'Installations' },
    ],
  },
  outcomes: {
    title: 'Migration outcomes',
    columns: [
      { name: 'recordedAt', heading: 'Final' },
      SUPPLIER,
      ...INSTALLATION,
      KIND,
      ATTEMPT,
      { name: 'result', heading: 'Result' },
      { name: 'phase', heading: 'Phase reached' },
      CODE,
      REASON,
      { name: 'excludedDevices', heading: 'Excluded devices' },
      { name: 'decision', heading: 'Retry decision' },
      { name: 'nextAttemptOn', heading: 'Next attempt' },
      { name: 'completedAt', heading: 'Completed' },
    ],
  },
  'in-flight': {
    title: 'In flight',
    columns: [
      SUPPLIER,
      ...INSTALLATION,
      ...GROUP,
      KIND,
      ATTEMPT,
      { name: 'state', heading: 'State' },
      CODE,
      { name: 'since', heading: 'Since' },
      { name: 'windowEndsAt', heading: 'Window ends' },
    ],
  },
  portfolio: {
    title: 'Portfolio',
    columns: [
      SUPPLIER,
      ...GROUP,
      KIND,
      { name: 'authorised', heading: 'Authorised' },
      { name: 'scheduled', heading: 'Scheduled' },
      { name: 'inFlight', heading: 'In flight' },
      { name: 'attempted', heading: 'Attempted' },
      { name: 'migrated', heading: 'Migrated' },
      { name: 'failed', heading: 'Failed' },
      { name: 'excluded', heading: 'Excluded' },
    ],
  },
  errors: {
    title: 'Errors by code',
    columns: [
      { name: 'rank', heading: 'Rank' },
      CODE,
      { name: 'meaning', heading: 'Meaning' },
      { name: 'failures', heading: 'Failed attempts' },
      { name: 'share', heading: 'Share, %' },
      { name: 'cumulativeShare', heading: 'Cumulative, %' },
    ],
  },
};

/** Whom a report is for: a supplier by its EUI, or, without one, the operators, who see everything. */
export type Audience = string | undefined;

/** A kept report without its rows, as a list shows it. */
export interface ReportSummary {
  readonly reportId: string;
  readonly kind: ReportKind;
  /** `YYYY-MM-DD`, or `YYYY-Www` (ISO 8601). */
  readonly period: string;
  /** ISO 8601, virtual time. */
  readonly producedAt: string;
  /** How many rows it has. */
  readonly rowCount: number;
}

/** A report as it was produced; it never changes. */
export interface KeptReport extends Omit<ReportSummary, 'rowCount'> {
  readonly rows: readonly ReportRow[];
}

/** A report on the current state. */
export interface CurrentReport {
  readonly kind: ReportKind;
  /** ISO 8601, virtual time. */
  readonly asOf: string;
  readonly rows: readonly ReportRow[];
}

/** A kept report with whom it is for and the last day of its period. */
export interface StoredReport extends KeptReport {
  readonly audience?: string;
  readonly lastDay: string;
}

/** Keys: report id. */
export const KEPT_REPORTS = table<StoredReport>('kept-reports');
/** Keys: `<EUI of the audience, or operator>/<period>/<kind>`. */
export const REPORT_INDEX = table<ReportSummary>('report-index');

/** Whether this names a kind of report. */
export function isReportKind(text: string): text is ReportKind {
  return Object.hasOwn(REPORTS, text);
}

/** A row without the columns that have no value. */
export function rowOf(values: Readonly<Record<string, string | number | undefined>>): ReportRow {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
