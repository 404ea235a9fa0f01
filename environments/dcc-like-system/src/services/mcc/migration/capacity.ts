import type { Work } from '../../../kernel/work';
import { DAY_INSTALLATIONS, DAYS, SETTINGS, type DayPlan, type Settings } from '../mcc-records';
import { dayOf, plusDays, slotStart } from './days';

/** Settings until the lab or an operator changes them. MODEL; the minimum is SOURCED (DMIN 100, MSM V4.0). */
const DEFAULT_SETTINGS: Settings = { capacityPerDay: 2000, minimumAllocation: 100, noticeDays: 7 };

const EMPTY_DAY: DayPlan = { bySupplier: {} };

/** How much can be migrated a day, and how much of it each supplier is left. */
export function settings(work: Work): Settings {
  return work.get(SETTINGS, 'current') ?? DEFAULT_SETTINGS;
}

/** Changes some of the settings. */
export function changeSettings(work: Work, change: Partial<Settings>): void {
  work.put(SETTINGS, 'current', { ...settings(work), ...change });
}

/**
 * The earliest day on which a supplier can still have an installation migrated.
 * @param suppliers EUIs of all suppliers that may authorise
 * @returns `YYYY-MM-DD`, or undefined when no day from `from` to `to` has room
 */
export function earliestDay(
  work: Work,
  request: { supplier: string; suppliers: readonly string[]; from: string; to: string },
): string | undefined {
  const today = dayOf(work.now);
  let day = request.from > today ? request.from : today;
  while (slotStart(day) <= work.now) day = plusDays(day, 1);
  const current = settings(work);
  for (; day <= request.to; day = plusDays(day, 1)) {
    const plan = work.get(DAYS, day) ?? EMPTY_DAY;
    if (hasRoom(plan, current, request.supplier, request.suppliers)) return day;
  }
  return undefined;
}

/**
 * Whether a supplier can have one more installation on a day. Every supplier is left the minimum allocation; the rest goes
 * to who asks first (MODEL of the Migration Scaling Methodology). Where the capacity does not suffice for the minimum of
 * all, nothing is kept back.
 */
export function hasRoom(
  { bySupplier }: DayPlan,
  { capacityPerDay, minimumAllocation }: Pick<Settings, 'capacityPerDay' | 'minimumAllocation'>,
  supplier: string,
  suppliers: readonly string[],
): boolean {
  const planned = Object.values(bySupplier).reduce((total, number) => total + number, 0);
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
export function plan(work: Work, day: string, supplier: string, installationId: string): void {
  const { bySupplier } = work.get(DAYS, day) ?? EMPTY_DAY;
  work.put(DAYS, day, { bySupplier: { ...bySupplier, [supplier]: (bySupplier[supplier] ?? 0) + 1 } });
  work.put(DAY_INSTALLATIONS, `${day}/${installationId}`, {});
  work.later(slotStart(day), 'slot', { day }, `slot-${day}`);
}
