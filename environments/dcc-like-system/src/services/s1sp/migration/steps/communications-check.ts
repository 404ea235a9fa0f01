import { COMMANDED_TYPES } from '../../../../domain/device-types';
import { leaveGasBehind, mayBeLeftBehind } from '../fallback';
import { devicesOf } from '../installations';
import type { Step } from './step';

/** Every device that the S1SP will command answers. */
export const communicationsCheck: Step = {
  act: (course) => {
    const { installation } = course;
    // Seeded defect: where the hub answers, the meters behind it are thought to answer.
    const checked = course.work.service.defect('s1sp-checks-hub-alone') ? (['CHF'] as const) : COMMANDED_TYPES;
    const next = devicesOf(installation, checked).find(({ deviceId }) => !installation.done.includes(deviceId));
    if (next) {
      course.change({ communications: installation.silences + 1 });
      return course.command({ deviceId: next.deviceId, operation: 'ping' });
    }
    course.note('communications-checked', `in round ${installation.communications}`);
    course.enter('Whitelist', 'Whitelist');
    return undefined;
  },
  answered: (course, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      course.silence(deviceId, answer, sleptOn, (code, reason) => {
        if (!mayBeLeftBehind(course, deviceId)) {
          course.fail(code, reason);
          return;
        }
        leaveGasBehind(course, reason);
        course.goOn();
      });
      return;
    }
    course.change({ done: [...course.installation.done, deviceId] });
    course.goOn();
  },
};
