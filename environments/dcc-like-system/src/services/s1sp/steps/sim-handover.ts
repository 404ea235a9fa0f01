import { moveSim } from '../network';
import type { Step } from './step';

/** The SIM moves from the SMSO's network to the S1SP's. */
export const simHandover: Step = {
  act: async (course) => {
    const { installationId } = course.installation;
    const refusal = await moveSim(course.iccid, 's1sp', installationId, course.service);
    if (refusal !== undefined) {
      course.fail('SIM-SIM-01', refusal);
      return undefined;
    }
    course.note('sim-handed-over', `SIM ${course.iccid} is on the network of the S1SP`);
    course.change({ simHeld: true });
    course.enter('CommunicationsCheck', 'CommunicationsCheck');
    return undefined;
  },
};
