import type { AuthorisationRow } from '../../../domain/maf';
import { isEui64, isMpan, isMpanFormat, isMprn } from '../../../domain/identifiers';
import { causeOf } from '../../../domain/spreadsheet';
import type { Ordered } from '../../../kernel/rules';
import { dayOf, daysIn, isDay } from '../migration/days';
import { faultIf } from '../faults';
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
  /** The notice in force for the dormant meter of a mixed installation. */
  readonly notice: (mpan: string) => Notice | undefined;
}

/** A row with what its checks need to know beyond it. */
interface RowFacts extends RowContext, AuthorisationRow {}

type Values = AuthorisationRow['values'];
type RowCheck = (facts: RowFacts) => Exception | undefined;

/** Checks of the row alone and against the rows before it, in the order that the interface publishes. */
export const OWN_CHECKS = {
  repeatedRowId: ({ values: { RowId }, earlierRowIds }) =>
    faultIf(earlierRowIds.has(RowId), 'SIM-AUT-22', `RowId ${RowId} occurs twice.`),
  form: ({ values, fields }) => {
    const reason = formFault(values, fields);
    return reason === undefined ? undefined : { code: 'SIM-AUT-24', reason };
  },
  mpanForm: ({ values: { ImportMPAN } }) =>
    faultIf(!isMpanFormat(ImportMPAN), 'SIM-AUT-11', `The MPAN must have 13 digits${causeOf(ImportMPAN)}.`),
  mpanCheckDigit: ({ values: { ImportMPAN } }) =>
    faultIf(!isMpan(ImportMPAN), 'SIM-AUT-11', 'The check digit of the MPAN is wrong.'),
  mprn: ({ values: { MPRN } }) =>
    faultIf(MPRN !== '' && !isMprn(MPRN), 'SIM-AUT-13', `The MPRN has the wrong form or check digits${causeOf(MPRN)}.`),
  dates: ({ values, now }) => {
    const reason = dateFault(values, dayOf(now));
    return reason === undefined ? undefined : { code: 'SIM-AUT-16', reason };
  },
  repeatedMpan: ({ values: { ImportMPAN }, earlierMpans }) =>
    faultIf(earlierMpans.has(ImportMPAN), 'SIM-AUT-14', `MPAN ${ImportMPAN} is in the file twice.`),
} satisfies Ordered<RowCheck>;

/** Checks against registration, SMSO, inventory and earlier authorisations, in the order that the interface publishes. */
export const OUTSIDE_CHECKS = {
  electricitySupplier: ({ values: { ImportMPAN, ElectricitySupplierEUI }, supplier, registration }) =>
    faultIf(
      registration(ImportMPAN)?.supplier !== supplier || ElectricitySupplierEUI !== supplier,
      'SIM-AUT-12',
      `The authorising supplier is not the registered supplier of MPAN ${ImportMPAN}.`,
    ),
  gasSupplier: ({ values: { MPRN, GasSupplierEUI }, registration }) => {
    if (MPRN === '') return undefined;
    const registered = registration(MPRN)?.supplier;
    // The supplier that the row does not name is taken from the registration.
    const named = GasSupplierEUI === '' ? registered : GasSupplierEUI;
    const isOther = registered === undefined || registered !== named;
    return faultIf(isOther, 'SIM-AUT-12', `The gas supplier is not the registered supplier of MPRN ${MPRN}.`);
  },
  // After the registration: nobody is told of the authorisations of a supplier who is responsible in their place.
  live: ({ values: { ImportMPAN }, live }) =>
    faultIf(live(ImportMPAN), 'SIM-AUT-15', `MPAN ${ImportMPAN} already has a live authorisation.`),
  smets2: ({ values: { ImportMPAN }, registration }) =>
    faultIf(
      registration(ImportMPAN)?.smets2 === true,
      'SIM-AUT-28',
      `The meter of MPAN ${ImportMPAN} is a SMETS2+ one, which does not migrate.`,
    ),
  smso: ({ values: { ImportMPAN }, estate, smsoTag, groupIds }) => {
    const found = estate(ImportMPAN);
    const isOperated = found?.smsoTag.toUpperCase() === smsoTag && groupIds.includes(found.groupId);
    return faultIf(!isOperated, 'SIM-AUT-23', `The SMSO ${smsoTag} does not operate MPAN ${ImportMPAN}.`);
  },
  excluded: ({ values: { ImportMPAN }, newest }) =>
    faultIf(
      newest(ImportMPAN)?.state === 'Excluded',
      'SIM-AUT-18',
      'The installation is excluded after failed attempts.',
    ),
  raised: ({ values: { ImportMPAN }, newest }) =>
    faultIf(
      newest(ImportMPAN)?.raised === true,
      'SIM-AUT-25',
      'The last attempt was raised to the Migration Control Centre, which has not released the installation yet.',
    ),
  commissioned: ({ values: { ImportMPAN }, commissioned }) =>
    faultIf(commissioned(ImportMPAN), 'SIM-AUT-19', 'The installation is already commissioned.'),
  dormant: ({ values: { ImportMPAN }, estate }) =>
    faultIf(
      estate(ImportMPAN)?.kind === 'Dormant',
      'SIM-AUT-26',
      'No meter of the installation is active: the DCC gives notice of it.',
    ),
  notice: noticeFault,
} satisfies Ordered<RowCheck>;

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
  return values.Comment.length > 250 ? 'Comment must have at most 250 characters.' : undefined;
}

function dateFault({ MigrationDateFrom: from, MigrationDateTo: to }: Values, today: string): string | undefined {
  if (!isDay(from) || !isDay(to))
    return `The migration dates must be days, YYYY-MM-DD${causeOf(isDay(from) ? to : from)}.`;
  if (from <= today) return 'The migration window must not begin before tomorrow.';
  if (to < from) return 'The migration window ends before it begins.';
  if (daysIn(from, to) <= MAXIMUM_WINDOW_DAYS) return undefined;
  return `The migration window is longer than ${MAXIMUM_WINDOW_DAYS} days.`;
}

/** A mixed installation needs both: this authorisation and the notice, with a day that lies in both windows. */
function noticeFault({ values, estate, notice }: RowFacts): Exception | undefined {
  if (estate(values.ImportMPAN)?.kind !== 'Mixed') return undefined;
  const found = notice(values.ImportMPAN);
  if (!found) return { code: 'SIM-AUT-27', reason: 'No notice stands for the dormant meter of the installation.' };
  const { from, to } = commonWindow(values, found);
  const reason = `The notice plans the migration from ${found.plannedFrom} to ${found.plannedTo}.`;
  return faultIf(to < from, 'SIM-AUT-27', reason);
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
