import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EnvironmentDescription } from '../../environments/environment';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { RunError } from '../../support/scope/errors';
import { EvidenceLog } from '../../support/evidence/evidence-log';
import { Documents } from '../../support/interfaces/documents';
import { examineByCanonicalForm } from '../../support/interfaces/examination';
import { loadOfficialSchemas } from '../../support/interfaces/duis/official-schemas';
import {
  GrantedNeeds,
  servedBy,
  UnusableEnvironmentError,
  Roles,
  TestLab,
  type MadeInstallation,
} from '../../support/roles';
import { eligibleCombination, installationOrder } from '../../support/world/under-test';
import { reconcile } from './reconcile';

/** What a piece of work took. */
export interface Effort {
  readonly seconds: number;
  /** Of all cores together. */
  readonly cpuSeconds: number;
}

/** Memory of this process after a full collection of garbage, in MB. */
interface MemoryUse {
  /** JavaScript objects and the buffers they hold. */
  readonly heap: number;
  /** Everything that is resident. */
  readonly resident: number;
}

/** What is migrated. */
export interface MassMigrationPlan {
  readonly dmc: DeviceModelCombination;
  readonly installations: number;
  /** Days among which the installations are divided evenly. */
  readonly days: number;
  /** One in so many has no WAN on its planned day, and is tried again on the next; absent: none. */
  readonly retriedOneIn?: number;
}

/** How the migration went, day by day. */
export interface MassMigrationResult {
  readonly effort: Effort;
  readonly memory: readonly MemoryUse[];
}

/** Does a piece of the work under observation, such as a profiler's. */
export type Observe = (work: () => Promise<void>) => Promise<void>;

/** The day that is observed: everything has been done once before. */
const OBSERVED_DAY = 2;
const SEED = 'mass migration';
/** Longest wait for the lab, which migrates a whole day in one call, in milliseconds. */
const LAB_TIMEOUT = 30 * 60_000;
const WINDOW_DAYS = 30;
/** SMETS2+ installations that are entered in one call, at most. */
const ENTERED_TOGETHER = 10_000;
const DAY = 86_400_000;

/** Nothing of this becomes evidence. */
class NoEvidence extends EvidenceLog {
  override add(): void {
    // A report of ten thousand installations would be read by nobody, and measured with them.
  }
}

/**
 * Migrates many installations as a tester would have one migrated: the lab makes them at the SMSO, one authorisation file
 * of their supplier authorises them all, and time goes on until the last migration day is over.
 */
export class MassMigration {
  private constructor(
    readonly roles: Roles,
    readonly lab: TestLab,
    private readonly plan: MassMigrationPlan,
    readonly installations: readonly MadeInstallation[],
  ) {}

  /**
   * Empties an environment and makes the installations.
   * @throws UnusableEnvironmentError where the environment has no lab
   */
  static async prepare(environment: EnvironmentDescription, plan: MassMigrationPlan): Promise<MassMigration> {
    if (environment.lab === undefined)
      throw new UnusableEnvironmentError('Only an environment with a test lab can be measured.');
    const evidence = new NoEvidence();
    const lab = new TestLab(environment.lab, evidence, { timeout: LAB_TIMEOUT });
    const { dmc, installations: count, days } = plan;
    const documents = new Documents(examineByCanonicalForm, await loadOfficialSchemas(undefined));
    const roles = new Roles(
      { environment, evidence, documents, needs: new GrantedNeeds(), ...servedBy(lab) },
      dmc.smso,
    );
    await lab.reset(SEED);
    await lab.setGroups([{ groupId: dmc.groupId, smsoTag: dmc.smso }]);
    await lab.setEligible([eligibleCombination(dmc)]);
    await lab.changeSettings({ capacityPerDay: Math.ceil(count / days), minimumAllocation: 0 });
    const orders = Array.from({ length: count }, (_, index) =>
      installationOrder(`installation ${String(index + 1)}`, dmc, 'Active', roles),
    );
    return new MassMigration(roles, lab, plan, await lab.makeInstallations(orders));
  }

  /** Enters SMETS2+ installations, for an inventory of the size that the real one has. */
  async enterEstate(count: number): Promise<void> {
    const { supplier, distributor } = this.roles;
    const parties = { electricitySupplier: supplier.eui, electricityNetwork: distributor.eui };
    for (let from = 1; from <= count; from += ENTERED_TOGETHER) {
      const together = Math.min(ENTERED_TOGETHER, count - from + 1);
      await this.lab.enterEstate({ ...parties, name: 'estate', from, count: together });
    }
  }

  /**
   * The supplier authorises all of them with one file.
   * @returns what it took from the submission to the result
   * @throws RunError unless every row was accepted
   */
  async authorise(): Promise<Effort> {
    const { supplier } = this.roles;
    const authorisation = await supplier.prepareAuthorisation(this.installations, { windowDays: WINDOW_DAYS });
    const effort = await effortOf(async () => {
      await supplier.submit(authorisation);
      await this.lab.settle();
    });
    const result = await supplier.authorisationResult(authorisation.stem);
    const scheduled = result?.rows.filter(({ status }) => status === 'scheduled').length ?? 0;
    if (result?.status !== 'accepted' || scheduled !== this.installations.length) {
      const sentence = `The authorisation is ${result?.status ?? 'unknown'} with ${String(scheduled)} rows scheduled`;
      throw new RunError(`${sentence}, and not accepted with ${String(this.installations.length)}.`);
    }
    return effort;
  }

  /** Lets time pass until the last migration day is over. One day, of which `observe` is told, is under its observation. */
  async migrate(observe: Observe): Promise<MassMigrationResult> {
    const start = await this.lab.now();
    for (const { iccid } of this.retried) {
      await this.lab.switchOn({ kind: 'no-wan', iccid, until: new Date(start.getTime() + 2 * DAY).toISOString() });
    }
    const efforts: Effort[] = [];
    const memory: MemoryUse[] = [];
    const days = this.plan.days + (this.retried.length === 0 ? 0 : 1);
    for (let day = 1; day <= days; day += 1) {
      const end = new Date(start.getTime() + (day + 1) * DAY - 60_000);
      const work = (): Promise<void> => this.lab.advanceTo(end);
      efforts.push(await effortOf(() => (day === OBSERVED_DAY ? observe(work) : work())));
      memory.push(memoryNow());
    }
    return { effort: sumOf(efforts), memory };
  }

  /** Those whose first attempt cannot succeed. */
  private get retried(): readonly MadeInstallation[] {
    const { retriedOneIn } = this.plan;
    return retriedOneIn === undefined ? [] : this.installations.filter((_one, index) => index % retriedOneIn === 0);
  }

  /**
   * Looks at every installation from all sides.
   * @throws RunError unless every one is migrated, once, and everybody has been told so
   */
  async reconcile(): Promise<void> {
    const problems = await reconcile(this.roles, this.lab, this.installations, this.retried);
    if (problems.length === 0) return;
    const more = problems.length > 5 ? ` (and ${String(problems.length - 5)} more)` : '';
    throw new RunError(`What was measured was not done: ${problems.slice(0, 5).join(' ')}${more}`);
  }
}

/** Adds up efforts. */
export function sumOf(efforts: readonly Effort[]): Effort {
  return {
    seconds: efforts.reduce((sum, { seconds }) => sum + seconds, 0),
    cpuSeconds: efforts.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  };
}

/** What some work takes. */
export async function effortOf(work: () => Promise<void>): Promise<Effort> {
  const before = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - before) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** Memory after a full collection of garbage. */
export function memoryNow(): MemoryUse {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}
