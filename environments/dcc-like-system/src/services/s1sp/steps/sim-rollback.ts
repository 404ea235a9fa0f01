import { forgetKeys } from '../access-keys';
import { moveSim } from '../network';
import type { Step } from './step';

/** Minutes until a refused rollback is tried again (MODEL). */
const RETRY_MINUTES = 15;

/** The SIM goes back to the SMSO's network, however often it has to be tried. */
export const simRollback: Step = {
  act: async (course) => {
    const { installationId, rollbackRefusals, devices } = course.installation;
    const refusal = await moveSim(course.iccid, 'smso', installationId, course.service);
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
    course.note('sim-rollback-failed', `SIM-SIM-03 ${refusal}; tried again in ${RETRY_MINUTES} minutes`);
    course.change({ rollbackRefusals: rollbackRefusals + 1 });
    course.goOn(RETRY_MINUTES);
    return undefined;
  },
};
