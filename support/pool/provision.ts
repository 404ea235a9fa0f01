import { z } from 'zod';
import type { EnvironmentDescription } from '../../environments/environment';
import { EvidenceLog } from '../evidence/evidence-log';
import { Documents } from '../interfaces/documents';
import { examineByCanonicalForm } from '../interfaces/examination';
import { GrantedNeeds, Roles, servedBy, TestLab, type InstallationOrder } from '../roles';
import { findDmc, type DeviceModelCombination } from '../scope/dmc-catalogue';
import { RunError } from '../scope/errors';
import { readJson } from '../scope/json';
import { PHASES } from '../scope/plan';
import { orderFor } from '../world/meters';
import { deviatingVariants, eligibleCombination, groupOf, installationOrder, otherGroupOf } from '../world/under-test';
import type { PooledInstallation } from './pool-file';

/** What a pool is to hold: so many installations of a combination in a Test Phase, and what is otherwise than usual about them. */
const wishes = z.array(
  z.strictObject({
    dmc: z.string(),
    phase: z.enum(PHASES),
    count: z.int().positive(),
    /** Whose meters it has, by its name in features/scope/households.json; as usual where nothing is said. */
    household: z.string().exactOptional(),
    /** In the words of the lab's published interface. */
    otherwise: z.custom<Partial<InstallationOrder>>((value) => typeof value === 'object').exactOptional(),
  }),
);
export type PoolWish = z.output<typeof wishes>[number];

/** Where a tester says what a pool holds, relative to the project. */
const WISHES_FILE = 'features/scope/pool.json';

/** @throws ProblemsError naming every wrong field where the file is of another form */
export function readWishes(): readonly PoolWish[] {
  return readJson(WISHES_FILE, wishes);
}

/**
 * Makes the installations of a pool through the test lab of a system that is empty, with their combinations on the list of eligible ones.
 * @param seed from which identifiers derive
 */
export async function provisionPool(
  environment: EnvironmentDescription,
  wanted: readonly PoolWish[],
  catalogue: readonly DeviceModelCombination[],
  seed: string,
): Promise<PooledInstallation[]> {
  if (environment.lab === undefined) throw new RunError('A pool is made by a test lab, and the environment has none.');
  const evidence = new EvidenceLog();
  const lab = new TestLab(environment.lab, evidence);
  const documents = new Documents(examineByCanonicalForm, { statement: 'not checked' });
  const context = { environment, evidence, documents, needs: new GrantedNeeds(), ...servedBy(lab) };
  const dmcs = [...new Set(wanted.map(({ dmc }) => dmc))].map((id) => findDmc(catalogue, id));
  await lab.reset(seed);
  const groups = dmcs.flatMap((dmc) => [groupOf(dmc), otherGroupOf(dmc)]);
  await lab.setGroups([...new Map(groups.map((group) => [group.groupId, group])).values()]);
  await lab.setEligible(dmcs.map((dmc) => eligibleCombination(dmc)));
  await lab.setDeviations(dmcs.flatMap(deviatingVariants));
  const pool: PooledInstallation[] = [];
  for (const [index, { dmc: id, phase, count, household, otherwise = {} }] of wanted.entries()) {
    const dmc = findDmc(catalogue, id);
    const roles = new Roles(context, dmc.smso);
    const orders = Array.from({ length: count }, (_, number) => ({
      ...installationOrder(`pool ${String(index + 1)}-${String(number + 1)}`, dmc, phase, roles),
      ...(household === undefined ? {} : orderFor(household)),
      ...otherwise,
    }));
    const made = await lab.makeInstallations(orders);
    for (const [number, order] of orders.entries()) {
      const { reference: _name, ...what } = order;
      const one = made[number];
      if (one === undefined) continue;
      const itsId = `${id}-${phase}-${String(index + 1)}-${String(number + 1)}`;
      pool.push({ id: itsId, dmc: id, phase, state: 'ready', mayBeUsedUp: true, wanted: what, made: one });
    }
  }
  return pool;
}
