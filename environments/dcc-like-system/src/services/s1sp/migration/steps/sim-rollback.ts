import { PeerUnavailable } from '../../../../kernel/look-up';
import { area } from '../../../../kernel/rules';
import { forgetKeys } from '../access-keys';
import type { InstallationProcess } from '../installation-process';
import { moveSim } from '../network';
import type { Step } from './step';

/** Minutes until a rollback that the network refused, or did not answer, is tried again (MODEL). */
const RETRY_MINUTES = 15;

/** How a SIM goes back. */
export const SIM_ROLLBACK = area('s1sp-sim-rollback', {
  /** Orders the SIM of the installation back: undefined, or why the network refuses. @throws PeerUnavailable */
  moveBack: ({ iccid, installation, work }: InstallationProcess): Promise<string | undefined> =>
    moveSim(iccid, 'smso', installation.installationId, work),
  /** Tries again, also when people have been called in. */
  tryAgain: (process: InstallationProcess): void => process.goOn(RETRY_MINUTES),
});

/** The SIM goes back to the SMSO's network, however often it has to be tried. */
export const simRollback: Step = {
  act: async (process) => {
    const { rollbackRefusals, devices } = process.installation;
    const refusal = await giveBack(process);
    if (refusal === undefined) {
      process.note('sim-rolled-back', `SIM ${process.iccid} is on the network of the SMSO`);
      forgetKeys(
        process.work,
        devices.map(({ deviceId }) => deviceId),
      );
      process.change({ simHeld: false });
      process.rest('Failed');
      return undefined;
    }
    process.note('sim-rollback-failed', `SIM-SIM-03 ${refusal} Tried again in ${RETRY_MINUTES} minutes.`);
    process.change({ rollbackRefusals: rollbackRefusals + 1 });
    process.work.rules(SIM_ROLLBACK).tryAgain(process);
    return undefined;
  },
};

/** People order a rollback that was refused to go on; when it is refused as often again, they are called in again. */
export function resumeRollback(process: InstallationProcess): void {
  process.change({ rollbackRefusals: 0, reported: undefined });
  process.note('recovery', 'the SIM rollback goes on');
  process.goOn();
}

/** Why the SIM could not be given back; undefined when it is there. */
async function giveBack(process: InstallationProcess): Promise<string | undefined> {
  try {
    return await process.work.rules(SIM_ROLLBACK).moveBack(process);
  } catch (error) {
    if (error instanceof PeerUnavailable) return 'The network does not answer.';
    throw error;
  }
}
