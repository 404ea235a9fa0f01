import { z } from 'zod';
import { text } from './text';

/** The reports of the Migration Control Centre, as published. What is not named here may be there too. */

const group = { smsoTag: text, groupId: text, kind: z.enum(['Active', 'Dormant', 'Mixed']) };
const installation = { installationId: text, importMPAN: text, mprn: text.optional() };
const reason = { code: text.optional(), reason: text.optional() };

const authorisationsRow = z.looseObject({
  supplier: text,
  stem: text,
  submission: z.int(),
  fileId: text.optional(),
  receivedAt: z.iso.datetime(),
  judgedAt: z.iso.datetime(),
  status: z.enum(['accepted', 'partly-accepted', 'rejected']),
  ...reason,
  rows: z.int(),
  scheduled: z.int(),
  rejected: z.int(),
  /** `<code>: <rows>`, joined by `; `. */
  refusals: text.optional(),
});

const scheduleRow = z.looseObject({ day: z.iso.date(), supplier: text, ...group, installations: z.int() });

/** What follows an attempt, as reports say it. */
const retryDecision = z.enum(['none', 'another-day', 'new-authorisation', 'operator', 'excluded']);
export type RetryDecision = z.output<typeof retryDecision>;

const outcomesRow = z.looseObject({
  recordedAt: z.iso.datetime(),
  supplier: text,
  ...installation,
  kind: group.kind,
  attempt: z.int(),
  result: z.enum(['Migrated', 'NotMigrated']),
  phase: text,
  ...reason,
  /** `<device type>: <code>`, joined by `; `. */
  excludedDevices: text.optional(),
  decision: retryDecision,
  nextAttemptOn: z.iso.date().optional(),
  completedAt: z.iso.datetime(),
});

const inFlightRow = z.looseObject({
  supplier: text,
  ...installation,
  ...group,
  attempt: z.int(),
  state: z.enum(['InProgress', 'Intervention']),
  code: text.optional(),
  since: z.iso.datetime(),
  windowEndsAt: z.iso.datetime(),
});

/** The classes of authorised installations: each is in exactly one. */
export const PORTFOLIO_CLASSES = ['migrated', 'failed', 'inFlight', 'scheduled', 'excluded'] as const;
export type PortfolioClass = (typeof PORTFOLIO_CLASSES)[number];

const portfolioRow = z.looseObject({
  supplier: text,
  ...group,
  authorised: z.int(),
  scheduled: z.int(),
  inFlight: z.int(),
  attempted: z.int(),
  migrated: z.int(),
  failed: z.int(),
  excluded: z.int(),
});

const errorsRow = z.looseObject({
  rank: z.int(),
  code: text,
  meaning: text.optional(),
  failures: z.int(),
  share: z.number(),
  cumulativeShare: z.number(),
});

/** Shape of a row of each kind of report. */
export const REPORT_ROWS = {
  authorisations: authorisationsRow,
  schedule: scheduleRow,
  outcomes: outcomesRow,
  'in-flight': inFlightRow,
  portfolio: portfolioRow,
  errors: errorsRow,
} as const;

/** Kind of report. */
export type ReportKind = keyof typeof REPORT_ROWS;
/** Row of a kind of report. */
export type ReportRow<K extends ReportKind = ReportKind> = z.output<(typeof REPORT_ROWS)[K]>;

const REPORT_KINDS = Object.keys(REPORT_ROWS) as ReportKind[];

/** Kinds that can be asked for as things stand now. */
export const CURRENT_KINDS = ['schedule', 'in-flight', 'portfolio', 'errors'] as const;
export type CurrentKind = (typeof CURRENT_KINDS)[number];

/** Columns of a kind, in the order in which the csv has them. */
export function columnsOf(kind: ReportKind): readonly string[] {
  return Object.keys(REPORT_ROWS[kind].shape);
}

/** The values of a row, column by column. */
export function valuesOf(kind: ReportKind, row: ReportRow): (string | number | undefined)[] {
  return columnsOf(kind).map((name) => {
    const value = row[name];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  });
}

export const reportSummary = z.object({
  reportId: text,
  kind: z.enum(REPORT_KINDS),
  /** `YYYY-MM-DD`, or `YYYY-Www`. */
  period: text,
  producedAt: z.iso.datetime(),
  rowCount: z.int(),
});
/** A kept report in a list. */
export type ReportSummary = z.output<typeof reportSummary>;

/** A report with its rows. */
export interface Report<K extends ReportKind = ReportKind> {
  readonly kind: K;
  /** Absent where it says how things stand now. */
  readonly reportId?: string;
  readonly period?: string;
  readonly rows: readonly ReportRow<K>[];
}
