import { PeerUnavailable } from '../../../../kernel/look-up';
import { moveSim } from '../network';
import type { Step } from './step';

/** The SIM moves from the SMSO's network to the S1SP's. */
export const simHandover: Step = {
  act: async (course) => {
    const { installation, service } = course;
    if (!installation.simHeld) {
      // On record before the order goes out: whatever becomes of the answer, the SIM may have moved.
      course.change({ simHeld: true });
      course.goOn();
      return undefined;
    }
    const refusal = await moveSim(course.iccid, 's1sp', installation.installationId, service).catch(noAnswer);
    if (refusal instanceof PeerUnavailable) {
      // Seeded defects: the SIM is thought to have stayed where it was, or the order is not given again.
      if (service.defect('s1sp-takes-silence-for-refusal')) course.change({ simHeld: false });
      if (service.defect('s1sp-never-repeats-handover')) course.fail('SIM-SIM-02', UNANSWERED);
      else course.tryAgain('SIM-SIM-02', UNANSWERED);
      return undefined;
    }
    if (refusal !== undefined) {
      // Refused at the first try, it has certainly not moved.
      course.change({ simHeld: installation.silences > 0 });
      course.fail('SIM-SIM-01', refusal);
      return undefined;
    }
    course.note('sim-handed-over', `SIM ${course.iccid} is on the network of the S1SP`);
    course.enter('CommunicationsCheck', 'CommunicationsCheck');
    return undefined;
  },
};

const UNANSWERED = 'The network does not answer the order to hand the SIM over.';

function noAnswer(error: unknown): PeerUnavailable {
  if (error instanceof PeerUnavailable) return error;
  throw error;
}
