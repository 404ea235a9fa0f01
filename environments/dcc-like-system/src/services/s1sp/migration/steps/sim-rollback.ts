import { PeerUnavailable } from '../../../../kernel/look-up';
import { forgetKeys } from '../access-keys';
import type { Course } from '../installation-process';
import { everyInstallation } from '../installations';
import { REFUSALS_UNTIL_INTERVENTION } from '../../file-sets/lines';
import { moveSim } from '../network';
import type { Step } from './step';

/** Minutes until a rollback that the network refused, or did not answer, is tried again (MODEL). */
const RETRY_MINUTES = 15;

/** The SIM goes back to the SMSO's network, however often it has to be tried. */
export const simRollback: Step = {
  act: async (course) => {
    const { installationId, rollbackRefusals, devices } = course.installation;
    const refusal = await giveBack(course, installationId);
    if (refusal === undefined) {
      course.note('sim-rolled-back', `SIM ${course.iccid} is on the network of the SMSO`);
      forgetKeys(
        course.work,
        devices.map(({ deviceId }) => deviceId),
      );
      course.change({ simHeld: false });
      course.rest('Failed');
      return undefined;
    }
    course.note('sim-rollback-failed', `SIM-SIM-03 ${refusal} Tried again in ${RETRY_MINUTES} minutes.`);
    course.change({ rollbackRefusals: rollbackRefusals + 1 });
    // Seeded defect: once people have been called in, nobody tries any more.
    const abandoned =
      rollbackRefusals + 1 >= REFUSALS_UNTIL_INTERVENTION && course.work.service.defect('s1sp-abandons-rollback');
    if (!abandoned) course.goOn(RETRY_MINUTES);
    return undefined;
  },
};

/** People order a rollback that was refused to go on; when it is refused as often again, they are called in again. */
export function resumeRollback(course: Course): void {
  course.change({ rollbackRefusals: 0, reported: undefined });
  course.note('recovery', 'the SIM rollback goes on');
  course.goOn();
}

/** Why the SIM could not be given back; undefined when it is there. */
async function giveBack(course: Course, installationId: string): Promise<string | undefined> {
  try {
    // Seeded defect: every SIM that the S1SP holds goes back.
    if (course.work.service.defect('s1sp-gives-back-every-sim')) {
      for (const { iccid } of everyInstallation(course.work)) {
        if (iccid !== undefined) await moveSim(iccid, 'smso', installationId, course.work.service);
      }
    }
    return await moveSim(course.iccid, 'smso', installationId, course.work.service);
  } catch (error) {
    if (error instanceof PeerUnavailable) return 'The network does not answer.';
    throw error;
  }
}
