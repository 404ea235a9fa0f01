import type { Work } from '../../../kernel/work';
import { ALLOCATIONS, DAY_CAPACITIES } from '../demand/demand-records';
import { area } from '../../../kernel/rules';
import { DAY_INSTALLATIONS, DAYS, SETTINGS, type DayPlan, type Installation, type Settings } from '../mcc-records';
import { dayOf, plusDays, slotStart } from './days';

/** Settings until the lab or an operator changes them. MODEL; the minimum is SOURCED (DMIN 100, MSM V4.0). */
const DEFAULT_SETTINGS: Settings = { capacityPerDay: 2000, minimumAllocation: 100, noticeDays: 7 };

const EMPTY_DAY: DayPlan = { bySupplier: {}, byClaimant: {} };

/** Who can have places on a day: a supplier with the installations of one SMSO. */
export interface Claimant {
  /** EUI. */
  readonly supplier: string;
  readonly smsoTag: string;
}

/** How a place on a day is had. */
export const DAYS_HELD = area('mcc-days', {
  /** Last day of a window on which something can be planned. */
  lastDay: ({ to }: Pick<DayRequest, 'to'>): string => to,
  /** Whether a supplier with so many planned may have one more of a day that is allocated and not released. */
  isWithinShare: (planned: number, allocated: number): boolean => planned < allocated,
  /** Places of a day that a claimant has. */
  placesOf: ({ byClaimant }: DayPlan, claimant: Claimant): number => byClaimant[claimantKey(claimant)] ?? 0,
});

/** `<EUI> <TAG>` */
export function claimantKey({ supplier, smsoTag }: Claimant): string {
  return `${supplier} ${smsoTag.toUpperCase()}`;
}

/** Whose place an installation takes. */
export function claimantOf({
  electricitySupplier,
  smsoTag,
}: Pick<Installation, 'electricitySupplier' | 'smsoTag'>): Claimant {
  return { supplier: electricitySupplier, smsoTag };
}

/** How much can be migrated a day, and how much of it each supplier is left. */
export function settings(work: Work): Settings {
  return work.get(SETTINGS, 'current') ?? DEFAULT_SETTINGS;
}

/** Changes some of the settings. */
export function changeSettings(work: Work, change: Partial<Settings>): void {
  work.put(SETTINGS, 'current', { ...settings(work), ...change });
}

/** Installations that can be migrated on a day. */
export function capacityOf(work: Work, day: string): number {
  return work.get(DAY_CAPACITIES, day)?.capacity ?? settings(work).capacityPerDay;
}

/** Installations that are planned for a day; those of one supplier and SMSO where these are named. */
export function plannedOn(work: Work, day: string, claimant?: Claimant): number {
  const plan = work.get(DAYS, day) ?? EMPTY_DAY;
  return claimant ? work.rules(DAYS_HELD).placesOf(plan, claimant) : sumOf(plan.bySupplier);
}

/** Who has something planned for a day, and how much. */
export function plannedClaimants(work: Work, day: string): (Claimant & { readonly planned: number })[] {
  return Object.entries(work.get(DAYS, day)?.byClaimant ?? {}).flatMap(([key, planned]) => {
    const [supplier = '', smsoTag = ''] = key.split(' ');
    return planned > 0 ? [{ supplier, smsoTag, planned }] : [];
  });
}

/** Who seeks a day, from when to when (`YYYY-MM-DD`), beside which suppliers that may authorise. */
export interface DayRequest extends Claimant {
  readonly suppliers: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** @returns the earliest day on which one more installation can be migrated, or undefined when no day has room */
export function earliestDay(work: Work, request: DayRequest): string | undefined {
  return daysToCome(work, request).find((day) => isFree(work, day, request));
}

/** Whether an allocation that is not released holds on one of the days that are left from one day to another. */
export function isHeldToShares(work: Work, window: Pick<DayRequest, 'from' | 'to'>): boolean {
  return daysToCome(work, window).some((day) => work.get(ALLOCATIONS, day)?.released === false);
}

/** Days of a window whose slot has not started. */
function daysToCome(work: Work, { from, to }: Pick<DayRequest, 'from' | 'to'>): string[] {
  const last = work.rules(DAYS_HELD).lastDay({ to });
  const today = dayOf(work.now);
  const days: string[] = [];
  for (let day = from > today ? from : today; day <= last; day = plusDays(day, 1)) {
    if (slotStart(day) > work.now) days.push(day);
  }
  return days;
}

/** Days that are allocated are held to the shares until they are released; then, and on all others, who asks first has it. */
function isFree(work: Work, day: string, { suppliers, ...claimant }: DayRequest): boolean {
  const allocation = work.get(ALLOCATIONS, day);
  const capacityPerDay = capacityOf(work, day);
  if (!allocation) {
    const { minimumAllocation } = settings(work);
    return hasRoom(
      work.get(DAYS, day) ?? EMPTY_DAY,
      { capacityPerDay, minimumAllocation },
      claimant.supplier,
      suppliers,
    );
  }
  if (allocation.released) return plannedOn(work, day) < capacityPerDay;
  const share = allocation.shares.find((one) => claimantKey(one) === claimantKey(claimant));
  return work.rules(DAYS_HELD).isWithinShare(plannedOn(work, day, claimant), share?.allocated ?? 0);
}

/**
 * Whether a supplier can have one more installation on a day. Every supplier is left the minimum allocation; the rest goes
 * to who asks first (MODEL of the Migration Scaling Methodology). Where the capacity does not suffice for the minimum of
 * all, nothing is kept back.
 */
export function hasRoom(
  { bySupplier }: Pick<DayPlan, 'bySupplier'>,
  { capacityPerDay, minimumAllocation }: Pick<Settings, 'capacityPerDay' | 'minimumAllocation'>,
  supplier: string,
  suppliers: readonly string[],
): boolean {
  const planned = sumOf(bySupplier);
  const guaranteed = suppliers.length * minimumAllocation <= capacityPerDay ? minimumAllocation : 0;
  const keptForOthers = suppliers
    .filter((other) => other !== supplier)
    .reduce((total, other) => total + Math.max(0, guaranteed - (bySupplier[other] ?? 0)), 0);
  return planned + keptForOthers < capacityPerDay;
}

/** Installations that are or were planned for a day, by id. */
export function plannedFor(work: Work, day: string): string[] {
  return work.list(DAY_INSTALLATIONS, `${day}/`).map(({ id }) => id.slice(day.length + 1));
}

/** Enters an installation into the plan of a day and makes sure that the day's slot will start. */
export function plan(work: Work, day: string, installation: PlannedInstallation): void {
  count(work, day, installation, 1);
  work.put(DAY_INSTALLATIONS, `${day}/${installation.installationId}`, {});
  work.later(slotStart(day), 'slot', { day }, `slot-${day}`);
}

/** Takes an installation out of the plan of a day. */
export function unplan(work: Work, day: string, installation: PlannedInstallation): void {
  count(work, day, installation, -1);
  work.remove(DAY_INSTALLATIONS, `${day}/${installation.installationId}`);
}

type PlannedInstallation = Pick<Installation, 'installationId' | 'electricitySupplier' | 'smsoTag'>;

function count(work: Work, day: string, installation: PlannedInstallation, change: 1 | -1): void {
  const { bySupplier, byClaimant } = work.get(DAYS, day) ?? EMPTY_DAY;
  const claimant = claimantOf(installation);
  const { supplier } = claimant;
  const key = claimantKey(claimant);
  work.put(DAYS, day, {
    bySupplier: { ...bySupplier, [supplier]: (bySupplier[supplier] ?? 0) + change },
    byClaimant: { ...byClaimant, [key]: (byClaimant[key] ?? 0) + change },
  });
}

function sumOf(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((total, number) => total + number, 0);
}
