import type { EnvironmentDescription } from '../../environments/environment';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import type { Measurement, TimeShare } from './figures';
import { MassMigration, sumOf, type Effort, type MassMigrationResult } from './mass-migration';

/** What the figures of migration are measured with. */
export interface MigrationBench {
  /** Does something with an environment of its own. */
  readonly withEnvironment: <T>(work: (environment: EnvironmentDescription) => Promise<T>) => Promise<T>;
  /** Does a piece of work, and says where the time went. */
  readonly profile: (work: () => Promise<void>) => Promise<readonly TimeShare[]>;
  readonly dmc: DeviceModelCombination;
  readonly installations: number;
}

const DAYS = 10;
const AUTHORISATION = 'maf-10000-rows';

interface MigrationMeasurement {
  readonly authorisation: Effort;
  readonly migration?: MassMigrationResult & { readonly shares: readonly TimeShare[] };
}

/**
 * The figures of one mass migration, which is done once however many of them are measured.
 * @param chosen names of the figures to measure: where only the authorisation is, nothing is migrated
 */
export function migrationFigures(bench: MigrationBench, chosen: readonly string[]): Measurement[] {
  const onlyAuthorised = chosen.length === 1 && chosen[0] === AUTHORISATION;
  let measured: Promise<MigrationMeasurement> | undefined;
  const once = (): Promise<MigrationMeasurement> => (measured ??= measure(bench, onlyAuthorised));
  const migration = async (): Promise<NonNullable<MigrationMeasurement['migration']>> => {
    const { migration: done } = await once();
    if (done === undefined) throw new Error('Nothing was migrated.');
    return done;
  };
  const { installations, dmc } = bench;
  const count = `${String(installations)} installations of ${dmc.id} in ${String(DAYS)} migration days`;
  return [
    {
      name: AUTHORISATION,
      what: `a Migration Authorisation File of ${String(installations)} rows, from its submission to its result`,
      unit: 's',
      target: { atMost: 5 },
      measure: async () => {
        const { authorisation } = await once();
        return { value: authorisation.seconds, details: [`${authorisation.cpuSeconds.toFixed(1)} s of CPU time`] };
      },
    },
    {
      name: 'migrations-per-second',
      what: `${count}, from the authorisation to the last outcome, each reconciled afterwards`,
      unit: '1/s',
      target: { atLeast: 10 },
      measure: async () => {
        const { effort, shares } = await migration();
        const { seconds, cpuSeconds } = sumOf([(await once()).authorisation, effort]);
        const perCpu = (installations / cpuSeconds).toFixed(1);
        const details = [`${seconds.toFixed(1)} s and ${cpuSeconds.toFixed(1)} s of CPU time: ${perCpu} a CPU second`];
        return { value: installations / seconds, details, shares };
      },
    },
    {
      name: 'memory-growth',
      what:
        `growth from the end of the first migration day to the end of the last one, ${count}: the greater one of ` +
        'JavaScript heap with its buffers and resident memory, of system and tester together, after a full collection',
      unit: 'MB',
      target: { atMost: 64 },
      measure: async () => growthOf((await migration()).memory),
    },
  ];
}

/** How much memory grew from the end of the first day to that of the last, with what was held after each day, in MB. */
function growthOf(memory: MassMigrationResult['memory']): {
  readonly value: number;
  readonly details: readonly string[];
} {
  const [first, last] = [memory[0], memory.at(-1)];
  if (first === undefined || last === undefined) throw new Error('No memory was measured.');
  const row = (of: 'heap' | 'resident'): string => memory.map((at) => at[of].toFixed(0)).join(', ');
  return {
    value: Math.max(last.heap - first.heap, last.resident - first.resident),
    details: [`heap after each day: ${row('heap')} MB`, `resident: ${row('resident')} MB`],
  };
}

function measure(
  { withEnvironment, profile, dmc, installations }: MigrationBench,
  onlyAuthorised: boolean,
): Promise<MigrationMeasurement> {
  return withEnvironment(async (environment) => {
    const mass = await MassMigration.prepare(environment, { dmc, installations, days: DAYS });
    const authorisation = await mass.authorise();
    if (onlyAuthorised) return { authorisation };
    let shares: readonly TimeShare[] = [];
    const result = await mass.migrate(async (work) => {
      shares = await profile(work);
    });
    await mass.reconcile();
    return { authorisation, migration: { ...result, shares } };
  });
}
