import type { EnvironmentDescription } from '../../environments/environment';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { deviceOf } from '../../support/world/world';
import { RunError } from '../../support/scope/errors';
import type { Measurement } from './figures';
import { effortOf, MassMigration, memoryNow, sumOf } from './mass-migration';
import { sendReads } from './service-request-figures';

/** What the figures of load are measured with. */
export interface LoadBench {
  /** Does something with an environment of its own. */
  readonly withEnvironment: <T>(work: (environment: EnvironmentDescription) => Promise<T>) => Promise<T>;
  readonly dmc: DeviceModelCombination;
  /** Length of the soak. */
  readonly minutes: number;
}

/** Installations of a peak day, and of a usual one that it is compared with (MODEL of the plan: 17,000). */
const PEAK_DAY = { peak: 17_000, usual: 1_700 };
/** One installation in so many has no WAN on its planned day. */
const RETRIED_ONE_IN = 20;
/** Installations of the inventory, and of a small one that it is compared with. */
const INVENTORY = { large: 1_000_000, small: 10_000 };
/** Installations that are migrated, read and looked up beside that inventory. */
const MIGRATED = 200;
const READS = 1000;
/** Installations of one round of the soak. */
const A_ROUND = 50;
const MINUTE = 60_000;

/** What grows with load that should not: ratios of CPU time, and memory over hours. */
export function loadFigures(bench: LoadBench): Measurement[] {
  return [
    {
      name: 'peak-day',
      what:
        `CPU time of a migration on a day of ${PEAK_DAY.peak.toLocaleString('en-GB')}, one in ${String(RETRIED_ONE_IN)} of them tried again ` +
        `on the next day, over that on a day of ${PEAK_DAY.usual.toLocaleString('en-GB')}; all reconciled afterwards`,
      unit: 'times',
      target: { atMost: 1.2 },
      measure: async () => {
        const usual = await costOfDay(bench, PEAK_DAY.usual);
        const peak = await costOfDay(bench, PEAK_DAY.peak);
        return { value: peak.each / usual.each, details: [usual.said, peak.said] };
      },
    },
    {
      name: 'large-inventory',
      what:
        `CPU time of ${String(MIGRATED)} migrations with their reports, ${String(READS)} service requests and ${String(MIGRATED)} look-ups ` +
        `beside an inventory of ${INVENTORY.large.toLocaleString('en-GB')} installations, over that beside ${INVENTORY.small.toLocaleString('en-GB')}`,
      unit: 'times',
      target: { atMost: 1.2 },
      measure: async () => {
        // The first is not counted: nothing has been compiled by then.
        await costBeside(bench, INVENTORY.small);
        const small = await costBeside(bench, INVENTORY.small);
        const large = await costBeside(bench, INVENTORY.large);
        return { value: large / small, details: [`${small.toFixed(2)} s beside the small one, ${large.toFixed(2)} s`] };
      },
    },
    {
      name: 'soak',
      what: `growth of memory over ${String(bench.minutes)} minutes of migrations, requests and resets, from the end of their first tenth`,
      unit: 'MB',
      target: { atMost: 32 },
      measure: () => soak(bench),
    },
  ];
}

/** CPU milliseconds of one migration on a day of so many. */
function costOfDay(
  { withEnvironment, dmc }: LoadBench,
  installations: number,
): Promise<{ each: number; said: string }> {
  return withEnvironment(async (environment) => {
    const plan = { dmc, installations, days: 1, retriedOneIn: RETRIED_ONE_IN };
    const mass = await MassMigration.prepare(environment, plan);
    const authorisation = await mass.authorise();
    const { effort } = await mass.migrate((work) => work());
    const { cpuSeconds, seconds } = sumOf([authorisation, effort]);
    await mass.reconcile();
    const each = (cpuSeconds / installations) * 1000;
    return {
      each,
      said: `${String(installations)}: ${each.toFixed(1)} ms of CPU time each, ${seconds.toFixed(0)} s in all`,
    };
  });
}

/** CPU seconds of migrations, requests and look-ups beside an inventory of so many installations. */
function costBeside({ withEnvironment, dmc }: LoadBench, inventory: number): Promise<number> {
  return withEnvironment(async (environment) => {
    const mass = await MassMigration.prepare(environment, { dmc, installations: MIGRATED, days: 1 });
    await mass.enterEstate(inventory);
    const authorisation = await mass.authorise();
    const { effort: migration } = await mass.migrate((work) => work());
    await mass.reconcile();
    const asked = await effortOf(async () => {
      await sendReads(mass, READS);
      await lookUpAll(mass);
    });
    return sumOf([authorisation, migration, asked]).cpuSeconds;
  });
}

/** The supplier looks each meter up by its meter point. */
async function lookUpAll({ roles: { supplier }, installations }: MassMigration): Promise<void> {
  for (const made of installations) {
    const found = await supplier.inventoryOf('MPxN', made.importMPAN);
    const meter = deviceOf(made, 'ESME').deviceId;
    if (!found.some(({ deviceId }) => deviceId === meter))
      throw new RunError(`The inventory does not find the meter of ${made.reference} by its MPAN.`);
  }
}

async function soak({ withEnvironment, dmc, minutes }: LoadBench): Promise<{ value: number; details: string[] }> {
  return withEnvironment(async (environment) => {
    const end = performance.now() + minutes * MINUTE;
    const first = performance.now() + (minutes / 10) * MINUTE;
    let [rounds, before] = [0, memoryNow()];
    for (; performance.now() < end; rounds += 1) {
      const mass = await MassMigration.prepare(environment, { dmc, installations: A_ROUND, days: 1 });
      await mass.authorise();
      await mass.migrate((work) => work());
      await mass.reconcile();
      await sendReads(mass, A_ROUND);
      if (performance.now() < first) before = memoryNow();
    }
    const after = memoryNow();
    const row = (of: 'heap' | 'resident'): string =>
      `${of} ${before[of].toFixed(0)} MB, then ${after[of].toFixed(0)} MB`;
    const value = Math.max(after.heap - before.heap, after.resident - before.resident);
    return { value, details: [`${String(rounds)} rounds`, row('heap'), row('resident')] };
  });
}
