import { table } from '../../kernel/store';

/** What became of an uploaded authorisation. */
export type AuthorisationStatus =
  'waiting-for-password' | 'waiting-for-archive' | 'received' | 'accepted' | 'partly-accepted' | 'rejected';

/** Why a file or a row was refused. */
export interface Exception {
  /** `SIM-AUT-..` */
  readonly code: string;
  readonly reason: string;
}

/** One upload of an authorisation by a supplier. A stem that is uploaded again after it was judged is a new submission. */
export interface Submission {
  readonly stem: string;
  /** From 1, per supplier and stem. */
  readonly number: number;
  /** EUI of the organisation that delivered it. */
  readonly supplier: string;
  /** Number in the order of arrival. */
  readonly arrival: number;
  /** ISO 8601, virtual time. */
  readonly receivedAt: string;
  readonly status: AuthorisationStatus;
  /** Name of the archive as delivered; absent while only the password file is here. */
  readonly archiveName?: string;
  /** SHA-256 of the archive, hex. */
  readonly archiveDigest?: string;
  readonly fileId?: string;
  readonly exception?: Exception;
  /** When its result stood, ISO 8601; absent before. */
  readonly judgedAt?: string;
}

/** What became of one row. */
export interface RowResult {
  readonly rowId: string;
  readonly importMPAN: string;
  readonly status: 'scheduled' | 'rejected';
  readonly code?: string;
  readonly reason?: string;
  readonly installationId?: string;
  /** `YYYY-MM-DD` */
  readonly scheduledFor?: string;
}

/** States of an authorised installation; it has exactly one at any time. */
export type InstallationState = 'Scheduled' | 'InProgress' | 'Intervention' | 'Commissioned' | 'Failed' | 'Excluded';

/** Whether the meters of an installation are all active, all dormant, or one of each. */
export type InstallationKind = 'Active' | 'Dormant' | 'Mixed';

/** What follows an attempt: nothing, another one, a supplier's new authorisation, the operators, or the end. */
export type RetryDecision = 'none' | 'another-day' | 'new-authorisation' | 'operator' | 'excluded';

/** An entry of an installation's history. */
export interface HistoryEntry {
  /** ISO 8601, virtual time. */
  readonly at: string;
  readonly state: InstallationState;
  readonly note: string;
  /** Day of the attempt that is planned, `YYYY-MM-DD`, with `Scheduled`. */
  readonly scheduledFor?: string;
}

/** An installation that is authorised for migration: by its supplier, by a notice, or by both. */
export interface Installation {
  readonly installationId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  /** EUI; the electricity supplier authorises. */
  readonly electricitySupplier: string;
  /** EUI; the gas supplier is informed. */
  readonly gasSupplier?: string;
  readonly smsoTag: string;
  readonly groupId: string;
  readonly kind: InstallationKind;
  /** Stem of the authorisation with its row; of a dormant installation the id of the notice. */
  readonly authorisation: string;
  readonly rowId?: string;
  /** First and last authorised day, `YYYY-MM-DD`. */
  readonly authorisedFrom: string;
  readonly authorisedTo: string;
  readonly state: InstallationState;
  /** Number of the attempt that is scheduled, under way or was the last one; counts on over authorisations. */
  readonly attempt: number;
  /** Day of that attempt, `YYYY-MM-DD`. */
  readonly scheduledFor: string;
  /** Phase, code and reason of the last outcome. */
  readonly phase?: string | undefined;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  /** Devices that were left behind when it migrated. */
  readonly excludedDevices?: readonly ExcludedDevice[] | undefined;
  /** It was raised to the operators: until they release it, it cannot be authorised again. */
  readonly raised?: boolean;
  readonly history: readonly HistoryEntry[];
}

/** A device that was left behind. */
export interface ExcludedDevice {
  readonly deviceId: string;
  readonly deviceType: string;
  readonly code: string;
}

/** An attempt that has its final outcome. */
export interface EndedAttempt {
  readonly installationId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  readonly kind: InstallationKind;
  readonly attempt: number;
  readonly result: 'Migrated' | 'NotMigrated';
  readonly phase: string;
  readonly code?: string;
  readonly reason?: string;
  /** Devices that were left behind. */
  readonly excludedDevices?: readonly ExcludedDevice[];
  /** When the Commissioning Party closed the attempt, ISO 8601. */
  readonly completedAt: string;
  /** When the outcome became final here, ISO 8601. */
  readonly recordedAt: string;
  readonly decision: RetryDecision;
  /** Day of the next attempt, `YYYY-MM-DD`, where one follows. */
  readonly nextAttemptOn?: string;
}

/** A Commissioning Outcome File that was accepted. */
export interface Outcome {
  readonly name: string;
  /** SHA-256 of its bytes, base64. */
  readonly digest: string;
  /** Number in the order of acceptance. */
  readonly arrival: number;
  readonly receivedAt: string;
  readonly installationIds: readonly string[];
}

/** How much is planned for one day. Which installations these are is kept apart: every row of an authorisation asks. */
export interface DayPlan {
  /** Number of installations by the supplier who authorised them (EUI). */
  readonly bySupplier: Readonly<Record<string, number>>;
  /** The same by supplier and SMSO tag, `<EUI> <TAG>`. */
  readonly byClaimant: Readonly<Record<string, number>>;
}

/** Settings of the scheduling. */
export interface Settings {
  /** Installations that can be migrated in one day. */
  readonly capacityPerDay: number;
  /** Installations per day that every supplier is left room for. */
  readonly minimumAllocation: number;
  /** Days between the notice of a dormant meter's migration and the first day planned for it. */
  readonly noticeDays: number;
}

/** Keys: `<supplier>/<stem>/<number>`. */
export const SUBMISSIONS = table<Submission>('submissions');
export const ROW_RESULTS = table<{ rows: readonly RowResult[] }>('row-results');
export const ARCHIVES = table<{ base64: string }>('archives');
/** Keys: `<supplier>/<stem>`. */
export const PASSWORDS = table<{ base64: string }>('passwords');
/** File ids that a supplier has used; keys: `<supplier>/<file id>`. */
export const FILE_IDS = table<{ stem: string }>('file-ids');
/** Keys: installation id. */
export const INSTALLATIONS = table<Installation>('installations');
/** Keys: MPAN; the newest authorisation last. */
export const INSTALLATIONS_OF_MPAN = table<{ installationIds: readonly string[] }>('installations-of-mpan');
/** Keys: `<day on which it was recorded>/<installation id>/<attempt>`. */
export const ENDED_ATTEMPTS = table<EndedAttempt>('ended-attempts');
/** Keys: `YYYY-MM-DD`. */
export const DAYS = table<DayPlan>('days');
/** Installations of a day; keys: `<YYYY-MM-DD>/<installation id>`. */
export const DAY_INSTALLATIONS = table<object>('day-installations');
/** Keys of both: file name. */
export const OUTCOMES = table<Outcome>('outcomes');
export const OUTCOME_FILES = table<{ base64: string }>('outcome-files');
/** Keys: SMSO tag in upper case. */
export const SMSO_TAGS = table<{ groupIds: readonly string[] }>('smso-tags');
/** Key: `current`. */
export const SETTINGS = table<Settings>('settings');

/** States in which an installation may still be migrated under its authorisation. */
const LIVE: readonly InstallationState[] = ['Scheduled', 'InProgress', 'Intervention'];

export function isLive(installation: Installation): boolean {
  return LIVE.includes(installation.state);
}

/** Whether an organisation is one of the suppliers of an installation. */
export function concerns(
  { electricitySupplier, gasSupplier }: Pick<Installation, 'electricitySupplier' | 'gasSupplier'>,
  eui: string,
): boolean {
  return electricitySupplier === eui || gasSupplier === eui;
}
