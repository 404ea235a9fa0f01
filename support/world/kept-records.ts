import type { OwnedThing } from '../scope/route-access';
import type { MadeInstallation, ResponsibleSupplier } from '../roles';
import { dayAfter } from '../models/calendar/days';
import { orderConfiguration } from './dormant-upgrade';
import { expectFound } from './expectation';
import { expectNoRefusal } from './refusals';
import type { MigrationWorld } from './world';

/** Days from the beginning of a scenario to the first one whose demand is open. */
const FIRST_OPEN_DAY = 7;
/** What the supplier wants of that day. */
const DEMAND = 3;

/** Something that is kept for suppliers, by the name under which they ask for it. */
export interface KeptThing {
  readonly name: string;
  /** EUIs of the suppliers whom it concerns; nobody else learns of it. */
  readonly owners: readonly string[];
}

/** What the parties keep of a migration. */
export interface KeptRecords {
  readonly things: Readonly<Record<OwnedThing, KeptThing>>;
  /** Words by which an answer would give away that it is about them: names, ids and numbers of supply points. */
  readonly traces: readonly KeptThing[];
  /** An installation beside, whose dormant meter is to be configured. */
  readonly dormant: MadeInstallation;
}

/**
 * Has a migration of which every party keeps all that it keeps of any: demand and its allocation, a notice and its notification, an
 * authorisation, an outcome, the reports of a day; and of another installation the plan to configure its Dormant Meter.
 * @param afterChange whether another supplier was registered for both supply points before
 */
export async function keepRecords(world: MigrationWorld, afterChange: boolean): Promise<KeptRecords> {
  const { supplier, gasSupplier, otherSupplier } = world.roles;
  const migrated = await world.makeInstallation();
  if (afterChange) await changeSupplierBefore(world, migrated);
  const now = await world.roles.time.now();
  const demandFile = supplier.demand.prepare([{ day: dayAfter(now, FIRST_OPEN_DAY), installations: DEMAND }], now);
  await supplier.demand.deliver(demandFile);
  await world.migrate([migrated]);
  const dormant = await world.makeInstallation({ unconfigured: true });
  const { refused } = await orderConfiguration(world, [dormant]);
  expectNoRefusal(refused, 'configuration');
  // Reports of a day are made when it ends.
  await world.roles.time.passHours(1);

  const both = [supplier.eui, gasSupplier.eui];
  const things: KeptRecords['things'] = {
    authorisation: { name: world.authorisation.stem, owners: [supplier.eui] },
    installation: { name: await world.installationIdOf(migrated), owners: both },
    outcome: { name: await first('a Commissioning Outcome File', outcomes(supplier)), owners: both },
    report: { name: await first('a report that is kept', reports(supplier)), owners: [supplier.eui] },
    notification: {
      name: await first('a schedule notification', notifications(gasSupplier)),
      owners: [gasSupplier.eui],
    },
    'demand file': { name: demandFile.name, owners: [supplier.eui] },
    commitment: { name: await first('a commitment file', commitments(supplier)), owners: [supplier.eui] },
  };
  const numbers = [migrated.importMPAN, expectFound('an MPRN of the installation', migrated.mprn)];
  const euis = [...both, otherSupplier.eui];
  return {
    things,
    traces: [
      ...Object.values(things),
      ...numbers.map((name) => ({ name, owners: both })),
      { name: dormant.importMPAN, owners: [gasSupplier.eui] },
      ...euis.map((name) => ({ name, owners: [name] })),
    ],
    dormant,
  };
}

/** Has another supplier registered for an installation, and then its own again. */
async function changeSupplierBefore({ lab, roles }: MigrationWorld, made: MadeInstallation): Promise<void> {
  const points = [
    [made.importMPAN, made.electricitySupplier],
    [made.mprn, made.gasSupplier],
  ] as const;
  for (const [mpxn, supplier] of points) {
    if (mpxn === undefined || supplier === undefined) continue;
    await lab.changeRegistration(mpxn, { supplier: roles.otherSupplier.eui });
    await lab.changeRegistration(mpxn, { supplier });
  }
}

async function first(what: string, names: Promise<readonly string[]>): Promise<string> {
  return expectFound(what, (await names)[0], { party: 'mcc' });
}

async function outcomes(supplier: ResponsibleSupplier): Promise<string[]> {
  return (await supplier.outcomeFiles()).map(({ name }) => name);
}

async function reports(supplier: ResponsibleSupplier): Promise<string[]> {
  return (await supplier.reports.kept('outcomes')).map(({ reportId }) => reportId);
}

async function notifications(supplier: ResponsibleSupplier): Promise<string[]> {
  return (await supplier.notifications.list('migration')).map(({ name }) => name);
}

async function commitments(supplier: ResponsibleSupplier): Promise<string[]> {
  return (await supplier.demand.commitments()).map(({ name }) => name);
}
