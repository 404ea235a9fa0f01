import { PeerUnavailable } from '../../../../kernel/look-up';
import { area } from '../../../../kernel/rules';
import { forgetKeys } from '../access-keys';
import type { InstallationMigration } from '../installation-migration';
import { moveSim } from '../network';
import type { Step } from './step';

/** Minutes until a rollback that the network refused, or did not answer, is tried again (MODEL). */
const RETRY_MINUTES = 15;

/** How a SIM goes back. */
export const SIM_ROLLBACK = area('s1sp-sim-rollback', {
  /** Orders the SIM of the installation back: undefined, or why the network refuses. @throws PeerUnavailable */
  moveBack: ({ iccid, installation, work }: InstallationMigration): Promise<string | undefined> =>
    moveSim(iccid, 'smso', installation.installationId, work),
  /** Tries again, also when people have been called in. */
  tryAgain: (migration: InstallationMigration): void => migration.goOn(RETRY_MINUTES),
});

/** The SIM goes back to the SMSO's network, however often it has to be tried. */
export const simRollback: Step = {
  act: async (migration) => {
    const { rollbackRefusals, devices } = migration.installation;
    const refusal = await giveBack(migration);
    if (refusal === undefined) {
      migration.note('sim-rolled-back', `SIM ${migration.iccid} is on the network of the SMSO`);
      forgetKeys(
        migration.work,
        devices.map(({ deviceId }) => deviceId),
      );
      migration.change({ simHeld: false });
      migration.rest('Failed');
      return undefined;
    }
    migration.note('sim-rollback-failed', `SIM-SIM-03 ${refusal} Tried again in ${RETRY_MINUTES} minutes.`);
    migration.change({ rollbackRefusals: rollbackRefusals + 1 });
    migration.work.rules(SIM_ROLLBACK).tryAgain(migration);
    return undefined;
  },
};

/** People order a rollback that was refused to go on; when it is refused as often again, they are called in again. */
export function resumeRollback(migration: InstallationMigration): void {
  migration.change({ rollbackRefusals: 0, reported: undefined });
  migration.note('recovery', 'the SIM rollback goes on');
  migration.goOn();
}

/** Why the SIM could not be given back; undefined when it is there. */
async function giveBack(migration: InstallationMigration): Promise<string | undefined> {
  try {
    return await migration.work.rules(SIM_ROLLBACK).moveBack(migration);
  } catch (error) {
    if (error instanceof PeerUnavailable) return 'The network does not answer.';
    throw error;
  }
}
