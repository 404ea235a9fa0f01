import { area } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { csvText } from '../../domain/csv-text';
import { slotStart } from './migration/days';
import {
  concerns,
  INSTALLATIONS,
  OUTCOMES,
  ROW_RESULTS,
  SUBMISSIONS,
  type AuthorisationStatus,
  type Exception,
  type ExcludedDevice,
  type HistoryEntry,
  type Installation,
  type InstallationKind,
  type InstallationState,
  type RowResult,
  type Submission,
} from './mcc-records';
import { newestSubmission, submissionKey } from './authorisations/receive';

/** An authorisation in a list. */
export interface AuthorisationSummary {
  readonly stem: string;
  readonly submission: number;
  readonly receivedAt: string;
  readonly status: AuthorisationStatus;
}

/** An authorisation with its result. */
export interface AuthorisationView extends AuthorisationSummary {
  readonly fileId?: string;
  readonly exception?: Exception;
  readonly rows: readonly RowResult[];
}

/** An installation as its suppliers see it. */
export interface InstallationView {
  readonly installationId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly kind: InstallationKind;
  readonly state: InstallationState;
  readonly attempt: number;
  readonly scheduledFor: string;
  readonly slotStart: string;
  readonly authorisedFrom: string;
  readonly authorisedTo: string;
  readonly phase?: string;
  readonly code?: string;
  readonly reason?: string;
  /** Devices that were left behind when it migrated. */
  readonly excludedDevices?: readonly ExcludedDevice[];
  /** It was raised to the operators, who have not released it yet. */
  readonly raised?: true;
  readonly history: readonly HistoryEntry[];
}

/** A Commissioning Outcome File as a supplier sees it: it names the supplier's installations only. */
export interface OutcomeView {
  readonly name: string;
  readonly receivedAt: string;
  readonly installationIds: readonly string[];
}

/** Something that came to the Migration Control Centre. */
interface Arrived {
  readonly arrival: number;
}

/** What a supplier (EUI) is shown, and what it may ask for by name. */
export const SUPPLIER_VIEWS = area('mcc-supplier-views', {
  /** Where the submissions of a supplier begin. */
  submissionsOf: (supplier: string): string => `${supplier}/`,
  /** The order of what is listed: that of arrival. */
  inOrder: (one: Arrived, other: Arrived): number => one.arrival - other.arrival,
  /** The newest submission of a stem. */
  newestSubmission,
  /** Whether an installation stands in a supplier's list. */
  isListed: concerns,
  /** Whether a supplier may ask for an installation by its id. */
  mayRead: concerns,
  /** Whether a supplier may fetch an outcome file by its name. */
  mayFetch: (work: Work, supplier: string, name: string): boolean =>
    outcomesFor(work, supplier).some((outcome) => outcome.name === name),
});

/** Everything a supplier has uploaded, in the order of arrival. */
export function authorisationsOf(work: Work, supplier: string): AuthorisationSummary[] {
  const { submissionsOf, inOrder } = work.rules(SUPPLIER_VIEWS);
  return work
    .list(SUBMISSIONS, submissionsOf(supplier))
    .sort((a, b) => inOrder(a.value, b.value))
    .map(({ value }) => summary(value));
}

/** The newest submission of a stem by a supplier, or the one with this number. */
export function authorisationView(
  work: Work,
  supplier: string,
  stem: string,
  number?: number,
): AuthorisationView | undefined {
  const submission =
    number === undefined
      ? work.rules(SUPPLIER_VIEWS).newestSubmission(work, supplier, stem)
      : work.get(SUBMISSIONS, submissionKey({ supplier, stem, number }));
  if (!submission) return undefined;
  const { fileId, exception } = submission;
  return {
    ...summary(submission),
    ...(fileId === undefined ? {} : { fileId }),
    ...(exception === undefined ? {} : { exception }),
    rows: work.get(ROW_RESULTS, submissionKey(submission))?.rows ?? [],
  };
}

function summary({ stem, number, receivedAt, status }: Submission): AuthorisationSummary {
  return { stem, submission: number, receivedAt, status };
}

/** The installations of a supplier. */
export function installationsFor(work: Work, supplier: string): InstallationView[] {
  const { isListed } = work.rules(SUPPLIER_VIEWS);
  return work
    .list(INSTALLATIONS)
    .filter(({ value }) => isListed(value, supplier))
    .map(({ value }) => installationView(value));
}

/** An installation of a supplier; undefined when there is none or it is another's. */
export function installationFor(work: Work, supplier: string, installationId: string): InstallationView | undefined {
  const found = work.get(INSTALLATIONS, installationId);
  return found && work.rules(SUPPLIER_VIEWS).mayRead(found, supplier) ? installationView(found) : undefined;
}

/** An installation without what only the Migration Control Centre needs. */
export function installationView(installation: Installation): InstallationView {
  const { installationId, importMPAN, mprn, kind, state, attempt, scheduledFor, history } = installation;
  const { authorisedFrom, authorisedTo, phase, code, reason, excludedDevices, raised = false } = installation;
  return {
    installationId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind,
    state,
    attempt,
    scheduledFor,
    slotStart: slotStart(scheduledFor).toISOString(),
    authorisedFrom,
    authorisedTo,
    ...(phase === undefined ? {} : { phase }),
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(excludedDevices === undefined ? {} : { excludedDevices }),
    ...(raised ? { raised } : {}),
    history,
  };
}

/** Commissioning Outcome Files that concern a supplier, in the order of arrival. */
export function outcomesFor(work: Work, supplier: string): OutcomeView[] {
  const { inOrder } = work.rules(SUPPLIER_VIEWS);
  return work
    .list(OUTCOMES)
    .sort((a, b) => inOrder(a.value, b.value))
    .map(({ value: { name, receivedAt, installationIds } }) => ({
      name,
      receivedAt,
      installationIds: installationIds.filter((id) => concernsInstallation(work, supplier, id)),
    }))
    .filter(({ installationIds }) => installationIds.length > 0);
}

function concernsInstallation(work: Work, supplier: string, installationId: string): boolean {
  const found = work.get(INSTALLATIONS, installationId);
  return found !== undefined && concerns(found, supplier);
}

/** The result of an authorisation as comma-separated values: the file's line, then a line for each row. */
export function resultCsv(view: AuthorisationView): string {
  const { exception } = view;
  return csvText([
    ['Stem', 'FileId', 'Status', 'Code', 'Reason'],
    [view.stem, view.fileId, view.status, exception?.code, exception?.reason],
    ['RowId', 'ImportMPAN', 'Status', 'Code', 'Reason', 'InstallationId', 'ScheduledFor'],
    ...view.rows.map((row) => [
      row.rowId,
      row.importMPAN,
      row.status,
      row.code,
      row.reason,
      row.installationId,
      row.scheduledFor,
    ]),
  ]);
}
