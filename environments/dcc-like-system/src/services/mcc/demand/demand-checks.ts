import type { Ordered } from '../../../kernel/rules';
import { area } from '../../../kernel/rules';
import { causeOf } from '../../../domain/spreadsheet';
import { faultIf } from '../faults';
import type { Exception } from '../mcc-records';
import { dayOf, isDay } from '../migration/days';
import { demandCloses, horizonOf } from './demand-days';
import { DEMAND_COLUMNS, type DemandHeader, type DemandName, type DemandRow } from './demand-file';

/** What the checks of a demand file as a whole look at. */
interface FileFacts {
  readonly now: Date;
  /** EUI of the organisation that delivered it, and whether that is an electricity supplier. */
  readonly supplier: string;
  readonly authorises: boolean;
  readonly name: DemandName;
  readonly header: DemandHeader;
  /** How many rows the file holds. */
  readonly rows: number;
  readonly smsoTagKnown: boolean;
  /** Of what was accepted under this name before; 0 where nothing was. */
  readonly latestVersion: number;
}

/** What the checks of a row look at. */
interface RowFacts extends DemandRow {
  readonly now: Date;
  readonly earlierDays: ReadonlySet<string>;
}

/** How demand files are checked; both in the order that the interface publishes. */
export const DEMAND_CHECKS = area('mcc-demand-files', {
  /** Largest file, in bytes, and most lines of it (MODEL). */
  limits: { bytes: 1_000_000, lines: 400 },
  fileChecks: {
    noRows: ({ rows, header: { action } }) =>
      faultIf(rows === 0 && action === 'REQUEST', 'SIM-DEM-04', 'The file holds no rows.'),
    rowsOfWithdrawal: ({ rows, header: { action } }) =>
      faultIf(rows > 0 && action === 'WITHDRAW', 'SIM-DEM-04', 'A withdrawal holds no rows.'),
    rowCount: ({ rows, header: { rowCount } }) =>
      faultIf(rows !== rowCount, 'SIM-DEM-05', `The header record announces ${rowCount} rows, the file holds ${rows}.`),
    sender: ({ supplier, name, header }) =>
      faultIf(
        header.supplierEui !== name.eui || name.eui !== supplier || header.partyCode !== name.partyCode,
        'SIM-DEM-06',
        'Header record, file name and the supplier who delivered the file do not name one party.',
      ),
    electricity: ({ authorises }) =>
      faultIf(!authorises, 'SIM-DEM-06', 'Only electricity suppliers authorise migrations and say their demand.'),
    smsoTagOfName: ({ name, header }) =>
      faultIf(
        header.smsoTag !== name.smsoTag,
        'SIM-DEM-07',
        `The header record names SMSO ${header.smsoTag}, the file name ${name.smsoTag}.`,
      ),
    smsoTag: ({ header: { smsoTag }, smsoTagKnown }) =>
      faultIf(!smsoTagKnown, 'SIM-DEM-07', `No SMSO has the tag ${smsoTag}.`),
    day: ({ now, name: { day } }) =>
      faultIf(day !== dayOf(now), 'SIM-DEM-09', `The file is named by ${day} and was delivered on ${dayOf(now)}.`),
    version: ({ header: { version }, latestVersion }) =>
      faultIf(
        version <= latestVersion,
        'SIM-DEM-08',
        `Version ${latestVersion} of this file was accepted: a correction has a higher one.`,
      ),
  } satisfies Ordered<(facts: FileFacts) => Exception | undefined>,
  rowChecks: {
    day: ({ fields, values: { Day } }) =>
      faultIf(
        fields !== DEMAND_COLUMNS.length || !isDay(Day),
        'SIM-DEM-11',
        `The row must hold a day, YYYY-MM-DD, a number and a comment, which may be empty${causeOf(Day)}.`,
      ),
    repeatedDay: ({ values: { Day }, earlierDays }) =>
      faultIf(earlierDays.has(Day), 'SIM-DEM-12', `The day ${Day} is in the file twice.`),
    installations: ({ values: { Installations } }) =>
      faultIf(
        !/^(0|[1-9]\d{0,4})$/.test(Installations),
        'SIM-DEM-13',
        'The installations must be a whole number from 0 to 99999.',
      ),
    closed: ({ now, values: { Day } }) =>
      faultIf(now >= demandCloses(Day), 'SIM-DEM-14', `The demand for ${Day} closed on ${instant(demandCloses(Day))}.`),
    horizon: ({ now, values: { Day } }) =>
      faultIf(
        Day > horizonOf(dayOf(now)),
        'SIM-DEM-15',
        `Demand can be given up to ${horizonOf(dayOf(now))}, and no day after it.`,
      ),
  } satisfies Ordered<(facts: RowFacts) => Exception | undefined>,
});

function instant(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
}
