import type { DeviceModelCombination } from '../scope/dmc-catalogue';
import { loadScope } from '../scope/scope';
import type { InstallationOrder } from '../roles';
import { dayAfter } from '../models/calendar/days';
import { expectEqual, expectFound, expectNone } from './expectation';
import { orderFor, rememberMeters } from './meters';
import { deviatingVariants, eligibleCombination, groupOf, installationOrder } from './under-test';
import type { Enrolled } from './enrolled-installation';
import type { MigrationWorld } from './world';
import { expectAuthorised } from './refusals';

/** Days between the migration of what is enrolled already and the scenario. */
const DAYS_SINCE = 30;

/** A combination of which an installation is enrolled, and the name of that. */
type Cohort = Pick<Enrolled, 'name' | 'dmc'>;

let cohorts: readonly Cohort[] | undefined;

/** The combinations of the enrolled installations: of each cohort the first with a gas meter and the first without. */
function cohortsOfCatalogue(): readonly Cohort[] {
  if (cohorts !== undefined) return cohorts;
  const found = new Map<string, DeviceModelCombination>();
  for (const dmc of loadScope('.').catalogue) {
    const hasGas = dmc.devices.some(({ type }) => type === 'GSME');
    const name = hasGas ? dmc.cohort : `electricity-only ${dmc.cohort}`;
    if (!found.has(name)) found.set(name, dmc);
  }
  cohorts = [...found].map(([name, dmc]) => ({ name, dmc }));
  return cohorts;
}

/**
 * Has an installation of each cohort migrated by the ordinary path, with gas and without: their supplier authorises them at
 * their SMSOs, their migration day passes, and a month after it. They export electricity too.
 * @param changes what is otherwise than usual about all of them
 * @param household whose meters they have; as usual where nothing is said
 */
export async function enrolEachCohort(
  world: MigrationWorld,
  changes: Partial<InstallationOrder> = {},
  household?: string,
): Promise<void> {
  const { lab, roles } = world;
  await prepareFor(world);
  const orders = cohortsOfCatalogue().map(({ name, dmc }) => ({
    ...installationOrder(`enrolled ${name}`, dmc, 'Active', roles),
    exportSupplier: roles.exportSupplier.eui,
    ...(household === undefined ? {} : orderFor(household)),
    ...changes,
  }));
  const made = await lab.makeInstallations(orders);
  for (const [index, one] of made.entries()) {
    const { name, dmc } = expectFound('a combination for each cohort', cohortsOfCatalogue()[index]);
    world.enrolled.push({ name, dmc, made: one });
    if (household !== undefined) rememberMeters(world, one, household);
  }
  await authoriseAtEverySmso(world);
  const migrationDay = dayAfter(await roles.time.now(), 1);
  await roles.time.passUntil(new Date(`${migrationDay}T23:59:00.000Z`));
  const mpans = new Set(made.map(({ importMPAN }) => importMPAN));
  const states = (await roles.supplier.installationStates()).filter(({ importMPAN }) => mpans.has(importMPAN));
  expectEqual('the number of enrolled installations that were authorised', states.length, made.length, {
    party: 'mcc',
  });
  const left = states.filter(({ state }) => state !== 'Commissioned');
  const [first] = left;
  expectNone(
    'enrolled installation to be left behind by the migration',
    left.map(({ importMPAN, state, code, reason }) =>
      [`${importMPAN} is ${state}`, code, reason].filter(Boolean).join(', '),
    ),
    { given: first?.code },
  );
  await roles.time.passHours(DAYS_SINCE * 24);
}

/** Has the groups, eligible combinations and deviations of every cohort in use, and those of the DMC under test. */
async function prepareFor({ lab, dmc: underTest }: MigrationWorld): Promise<void> {
  const every = [underTest, ...cohortsOfCatalogue().map(({ dmc }) => dmc)];
  const groups = new Map(every.map((dmc) => [dmc.groupId, groupOf(dmc)]));
  await lab.setGroups([...groups.values()]);
  await lab.setEligible(every.map((dmc) => eligibleCombination(dmc)));
  await lab.setDeviations(every.flatMap(deviatingVariants));
}

/** One authorisation for each SMSO. */
async function authoriseAtEverySmso(world: MigrationWorld): Promise<void> {
  const { supplier, time } = world.roles;
  for (const smsoTag of new Set(world.enrolled.map(({ dmc }) => dmc.smso))) {
    const installations = world.enrolled.filter(({ dmc }) => dmc.smso === smsoTag).map(({ made }) => made);
    const { stem } = await supplier.authorise(installations, { smsoTag });
    await time.settle();
    expectAuthorised(`${stem} at ${smsoTag}`, await supplier.authorisationResult(stem));
  }
}
