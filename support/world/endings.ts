import { decommission } from '../interfaces/duis/requests/estate';
import { DCC_EUI } from '../interfaces/duis/vocabulary';
import type { MadeInstallation } from '../roles';
import type { Ending } from '../scope/what-remains';
import { deviceOf, type MigrationWorld } from './world';

/** Days of a window that is over after one attempt. */
const ONE_DAY = 1;
/** Days of a window with room for more than the five attempts that there are. */
const MANY_DAYS = 7;

/** Has an installation leave a migration in one way, until nothing more comes of it. */
type EndMigration = (world: MigrationWorld) => Promise<MadeInstallation>;

const migrated: EndMigration = async (world) => {
  const made = await world.makeInstallation();
  await world.migrate([made]);
  return made;
};

/** Its hub never answers in the days for which it is authorised, and does again after them. */
function silentFor(windowDays: number): EndMigration {
  return async (world) => {
    const made = await world.makeInstallation();
    const silence = await world.lab.switchOn({ kind: 'no-wan', iccid: made.iccid });
    await world.authorise([made], { windowDays });
    await world.roles.time.passHours((windowDays + 2) * 24);
    await world.lab.switchOff(silence);
    return made;
  };
}

/** Its hub refuses new keys after the meters have taken theirs. @returns the refusal too, which can be switched off */
async function stoppedForPeople(world: MigrationWorld): Promise<{ made: MadeInstallation; refusal: string }> {
  const made = await world.makeInstallation();
  const { deviceId } = deviceOf(made, 'CHF');
  const refusal = await world.lab.switchOn({ kind: 'command-refused', deviceId, operation: 'write-keys' });
  await world.migrate([made]);
  return { made, refusal };
}

/** How a migration is brought to each ending. */
export const END_MIGRATION: Readonly<Record<Ending, EndMigration>> = {
  'a refused authorisation': async (world) => {
    const made = await world.makeInstallation({ electricitySupplier: world.roles.otherSupplier.eui });
    await world.authorise([made]);
    await world.roles.time.passHours(48);
    return made;
  },
  'a refused validation': async (world) => {
    await world.lab.setEligible([]);
    return migrated(world);
  },
  'a rollback': async (world) => {
    const made = await world.makeInstallation({ quirks: { undeclaredDevice: true } });
    await world.migrate([made]);
    return made;
  },
  'the last day of its window': silentFor(ONE_DAY),
  'its exclusion': silentFor(MANY_DAYS),
  'an intervention': async (world) => (await stoppedForPeople(world)).made,
  'a recovery': async (world) => {
    const { made, refusal } = await stoppedForPeople(world);
    await world.lab.switchOff(refusal);
    await world.roles.controlCentre.recover(await world.installationIdOf(made));
    await world.roles.time.passHours(24);
    return made;
  },
  'a change of supplier': async (world) => {
    const made = await world.makeInstallation();
    await world.schedule([made]);
    await world.lab.changeRegistration(made.importMPAN, { supplier: world.roles.otherSupplier.eui });
    await world.passMigrationDay([made]);
    return made;
  },
  'an activation': async (world) => {
    const made = await world.makeInstallation();
    await world.schedule([made]);
    await world.lab.activate(made.importMPAN, 'Active');
    await world.passMigrationDay([made]);
    return made;
  },
  'its commissioning': migrated,
  'a removal': async (world) => {
    const made = await migrated(world);
    await world.roles.supplier.send(DCC_EUI, decommission(deviceOf(made, 'ESME').deviceId));
    await world.roles.time.passHours(1);
    return made;
  },
};
