import type { AuthorisationRow } from '../../../domain/maf';
import { isEui64, isMpan, isMpanFormat, isMprn } from '../../../domain/identifiers';
import { dayOf, daysIn, isDay } from '../migration/days';
import type { Exception, Installation, InstallationKind } from '../mcc-records';
import type { Notice } from '../notices/notice';

/** Longest date window of a row, in days, both ends counted (MODEL). */
const MAXIMUM_WINDOW_DAYS = 30;

/** What is registered for a supply point. */
export interface Registration {
  readonly supplier: string;
  /** Its meter is a SMETS2+ one. */
  readonly smets2?: boolean;
}

/** What the SMSO says of an installation. */
export interface Estate {
  readonly groupId: string;
  readonly smsoTag: string;
  readonly kind: InstallationKind;
  readonly mprn?: string;
}

/** What the checks of rows need to know beyond the row. Everything from outside was looked up before. */
export interface RowContext {
  readonly now: Date;
  /** EUI of the supplier who authorises. */
  readonly supplier: string;
  readonly smsoTag: string;
  readonly groupIds: readonly string[];
  /** Ids and MPANs of the rows before this one. */
  readonly earlierRowIds: ReadonlySet<string>;
  readonly earlierMpans: ReadonlySet<string>;
  readonly registration: (mpxn: string) => Registration | undefined;
  readonly estate: (mpan: string) => Estate | undefined;
  /** The newest authorised installation of an MPAN. */
  readonly newest: (mpan: string) => Installation | undefined;
  readonly live: (mpan: string) => boolean;
  readonly commissioned: (mpan: string) => boolean;
  /** The notice that stands for the dormant meter of a mixed installation. */
  readonly notice: (mpan: string) => Notice | undefined;
  /** Seeded defect `mcc-skips-mpan-check-digit`. */
  readonly checkDigitSkipped: boolean;
  /** Seeded defect `mcc-authorises-migrated-again`. */
  readonly commissionedIgnored: boolean;
  /** Seeded defect `mcc-migrates-exchanged-meters`. */
  readonly smets2Ignored: boolean;
  /** Seeded defect `mcc-authorises-raised`. */
  readonly raisedIgnored: boolean;
  /** Seeded defect `mcc-wants-the-gas-supplier-named`. */
  readonly gasSupplierWanted: boolean;
  /** Seeded defect `mcc-checks-rows-from-behind`. */
  readonly fromBehind: boolean;
  /** Seeded defect `mcc-schedules-mixed-without-notice`. */
  readonly noticeSkipped: boolean;
}

type Values = AuthorisationRow['values'];
type Check = (values: Values, context: RowContext, fields: number) => string | undefined;

/** Checks of the row alone and against the rows before it, in the order that the interface publishes. */
const OWN_CHECKS: readonly (readonly [code: string, check: Check])[] = [
  ['SIM-AUT-22', ({ RowId }, { earlierRowIds }) => when(earlierRowIds.has(RowId), `RowId ${RowId} occurs twice.`)],
  ['SIM-AUT-24', (values, _context, fields) => formFault(values, fields)],
  ['SIM-AUT-11', ({ ImportMPAN }, { checkDigitSkipped }) => mpanFault(ImportMPAN, checkDigitSkipped)],
  ['SIM-AUT-13', ({ MPRN }) => when(MPRN !== '' && !isMprn(MPRN), 'The MPRN has the wrong form or check digits.')],
  ['SIM-AUT-16', (values, { now }) => dateFault(values, dayOf(now))],
  [
    'SIM-AUT-14',
    ({ ImportMPAN }, { earlierMpans }) =>
      when(earlierMpans.has(ImportMPAN), `MPAN ${ImportMPAN} is in the file twice.`),
  ],
];

/** Checks against what others hold, in the order that the interface publishes. */
const OUTSIDE_CHECKS: readonly (readonly [code: string, check: Check])[] = [
  [
    'SIM-AUT-15',
    ({ ImportMPAN }, { live }) => when(live(ImportMPAN), `MPAN ${ImportMPAN} already has a live authorisation.`),
  ],
  ['SIM-AUT-12', registrationFault],
  [
    'SIM-AUT-28',
    ({ ImportMPAN }, { registration, smets2Ignored }) =>
      when(
        registration(ImportMPAN)?.smets2 === true && !smets2Ignored,
        `The meter of MPAN ${ImportMPAN} is a SMETS2+ one, which does not migrate.`,
      ),
  ],
  ['SIM-AUT-23', estateFault],
  [
    'SIM-AUT-18',
    ({ ImportMPAN }, { newest }) =>
      when(newest(ImportMPAN)?.state === 'Excluded', 'The installation is excluded after failed attempts.'),
  ],
  [
    'SIM-AUT-25',
    ({ ImportMPAN }, { newest, raisedIgnored }) =>
      when(
        newest(ImportMPAN)?.raised === true && !raisedIgnored,
        'The last attempt was raised to the Migration Control Centre, which has not released the installation yet.',
      ),
  ],
  [
    'SIM-AUT-19',
    ({ ImportMPAN }, { commissioned, commissionedIgnored }) =>
      when(commissioned(ImportMPAN) && !commissionedIgnored, 'The installation is already commissioned.'),
  ],
  [
    'SIM-AUT-26',
    ({ ImportMPAN }, { estate }) =>
      when(
        estate(ImportMPAN)?.kind === 'Dormant',
        'No meter of the installation is active: the DCC gives notice of it.',
      ),
  ],
  ['SIM-AUT-27', noticeFault],
];

/** First fault of a row that needs nothing from outside the file. */
export function checkRowAlone(row: AuthorisationRow, context: RowContext): Exception | undefined {
  return firstFault(OWN_CHECKS, row, context);
}

/** First fault of a row against registration, SMSO, inventory and earlier authorisations. */
export function checkRowOutside(row: AuthorisationRow, context: RowContext): Exception | undefined {
  return firstFault(OUTSIDE_CHECKS, row, context);
}

function firstFault(
  checks: readonly (readonly [string, Check])[],
  { values, fields }: AuthorisationRow,
  context: RowContext,
): Exception | undefined {
  // Seeded defect: the last check speaks first.
  for (const [code, check] of context.fromBehind ? checks.toReversed() : checks) {
    const reason = check(values, context, fields);
    if (reason !== undefined) return { code, reason };
  }
  return undefined;
}

function formFault(values: Values, fields: number): string | undefined {
  const columns = Object.keys(values).length;
  if (fields !== columns) return `The row has ${fields} fields instead of ${columns}.`;
  if (!/^[A-Za-z0-9._-]{1,32}$/.test(values.RowId)) return 'RowId must be 1 to 32 letters, digits and . _ -';
  if (values.AuthorisationType !== 'ACTIVE') return 'AuthorisationType must be ACTIVE.';
  if (!isEui64(values.ElectricitySupplierEUI)) return 'ElectricitySupplierEUI must be an EUI-64 in upper-case pairs.';
  for (const column of ['GasSupplierEUI', 'CHFDeviceId', 'ESMEDeviceId', 'GSMEDeviceId'] as const) {
    if (values[column] !== '' && !isEui64(values[column]))
      return `${column} must be empty or an EUI-64 in upper-case pairs.`;
  }
  if (!/^[1-9]?$/.test(values.Priority)) return 'Priority must be empty or 1 to 9.';
  return when(values.Comment.length > 250, 'Comment must have at most 250 characters.');
}

function mpanFault(mpan: string, checkDigitSkipped: boolean): string | undefined {
  if (!isMpanFormat(mpan)) return 'The MPAN must have 13 digits.';
  // Seeded defect: form is checked, the check digit is not.
  if (checkDigitSkipped) return undefined;
  return when(!isMpan(mpan), 'The check digit of the MPAN is wrong.');
}

function dateFault({ MigrationDateFrom: from, MigrationDateTo: to }: Values, today: string): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'The migration dates must be days, YYYY-MM-DD.';
  if (from <= today) return 'The migration window must not begin before tomorrow.';
  if (to < from) return 'The migration window ends before it begins.';
  return when(
    daysIn(from, to) > MAXIMUM_WINDOW_DAYS,
    `The migration window is longer than ${MAXIMUM_WINDOW_DAYS} days.`,
  );
}

function registrationFault(
  values: Values,
  { supplier, registration, gasSupplierWanted }: RowContext,
): string | undefined {
  const electricity = registration(values.ImportMPAN)?.supplier;
  if (electricity !== supplier || values.ElectricitySupplierEUI !== supplier) {
    return `The authorising supplier is not the registered supplier of MPAN ${values.ImportMPAN}.`;
  }
  if (values.MPRN === '') return undefined;
  const gas = registration(values.MPRN)?.supplier;
  // Seeded defect: what the registration data say does not do.
  const named = values.GasSupplierEUI === '' && !gasSupplierWanted ? gas : values.GasSupplierEUI;
  return when(
    gas === undefined || gas !== named,
    `The gas supplier is not the registered supplier of MPRN ${values.MPRN}.`,
  );
}

function estateFault({ ImportMPAN }: Values, { estate, smsoTag, groupIds }: RowContext): string | undefined {
  const found = estate(ImportMPAN);
  return when(
    found?.smsoTag.toUpperCase() !== smsoTag || !groupIds.includes(found.groupId),
    `The SMSO ${smsoTag} does not operate MPAN ${ImportMPAN}.`,
  );
}

/** A mixed installation needs both: this authorisation and the notice, with a day that lies in both windows. */
function noticeFault(values: Values, { estate, notice, noticeSkipped }: RowContext): string | undefined {
  if (estate(values.ImportMPAN)?.kind !== 'Mixed' || noticeSkipped) return undefined;
  const standing = notice(values.ImportMPAN);
  if (!standing) return 'No notice stands for the dormant meter of the installation.';
  const { from, to } = commonWindow(values, standing);
  return when(to < from, `The notice plans the migration from ${standing.plannedFrom} to ${standing.plannedTo}.`);
}

/** The days that lie both in the window of a row and in that of a notice; where there is none, the end comes first. */
export function commonWindow(
  { MigrationDateFrom, MigrationDateTo }: Pick<Values, 'MigrationDateFrom' | 'MigrationDateTo'>,
  notice: Notice | undefined,
): { readonly from: string; readonly to: string } {
  const { plannedFrom = MigrationDateFrom, plannedTo = MigrationDateTo } = notice ?? {};
  return {
    from: plannedFrom > MigrationDateFrom ? plannedFrom : MigrationDateFrom,
    to: plannedTo < MigrationDateTo ? plannedTo : MigrationDateTo,
  };
}

function when(fault: boolean, reason: string): string | undefined {
  return fault ? reason : undefined;
}
