import { ResponsibleSupplier } from '../support/roles';
import { expectEqual, expectNone } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';

const FROM_MCC = { party: 'mcc' } as const;

/** What suppliers are told of plans for Dormant Meters. */
export interface ToldPlans {
  /** Ids of the notices of migration and of configuration that any supplier can read. */
  readonly notices: ReadonlySet<string>;
  /** Lines of all schedule notifications. */
  readonly lines: number;
}

/** A notice of migration or a configuration that was taken, with its meters. */
interface TakenPlan {
  readonly id: string;
  readonly meters: readonly unknown[];
}

/** What every supplier is told of plans for Dormant Meters now. */
export async function toldPlans(world: MigrationWorld): Promise<ToldPlans> {
  const notices = new Set<string>();
  let lines = 0;
  for (const supplier of world.roles.everyUser) {
    if (!(supplier instanceof ResponsibleSupplier)) continue;
    for (const { noticeId } of await supplier.notices()) notices.add(noticeId);
    for (const { noticeId } of await supplier.upgradeNotices()) notices.add(noticeId);
    for (const { rowCount } of await supplier.notifications.list()) lines += rowCount;
  }
  return { notices, lines };
}

/**
 * Suppliers have been told of what was taken, and of nothing that was refused.
 *
 * @param before what they had been told before it was ordered
 */
export async function expectRefusedUntold(
  world: MigrationWorld,
  before: ToldPlans,
  taken: readonly TakenPlan[],
): Promise<void> {
  const { notices, lines } = await toldPlans(world);
  const known = new Set([...before.notices, ...taken.map(({ id }) => id)]);
  const others = [...notices].filter((id) => !known.has(id));
  expectNone('notice of what was refused to stand at a supplier', others, FROM_MCC);
  const meters = taken.flatMap((plan) => plan.meters).length;
  expectEqual('the lines of the new schedule notifications', lines - before.lines, meters, FROM_MCC);
}
