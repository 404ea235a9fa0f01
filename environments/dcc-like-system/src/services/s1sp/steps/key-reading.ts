import { COMMANDED_TYPES } from '../../../domain/device-types';
import type { Refused } from '../../../formats/header';
import type { Course } from '../course';
import { devicesOf, type DeclaredDevice } from '../installations';
import type { Step } from './step';

/** Key state, firmware and configuration of every device that is commanded are the declared ones. */
export const keyReading: Step = {
  act: (course) => {
    const { installation, service } = course;
    // Seeded defect: what was declared is believed.
    const unread = service.defect('s1sp-skips-key-reading')
      ? undefined
      : devicesOf(installation, COMMANDED_TYPES).find(({ deviceId }) => !installation.done.includes(deviceId));
    if (unread) return course.command({ deviceId: unread.deviceId, operation: 'read-device-info', key: 'current' });
    course.note('devices-tested', 'keys, firmware and configuration are as declared');
    course.change({ viable: true });
    course.rest('Viable');
    return undefined;
  },
  answered: (course, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      course.silence(deviceId, answer, sleptOn);
      return;
    }
    const device = course.installation.devices.find((declared) => declared.deviceId === deviceId);
    if (!device) return;
    const refused = answer.body.ok
      ? difference(device, answer.body.values)
      : {
          code: 'SIM-KEY-01',
          reason: `The ${device.deviceType} ${deviceId} refused to be read: ${answer.body.error}.`,
        };
    if (refused) fail(course, refused);
    else {
      course.change({ done: [...course.installation.done, deviceId] });
      course.goOn();
    }
  },
};

/** The first of key version (01), firmware (02) and configuration (03) that differs. */
function difference(device: DeclaredDevice, read: Readonly<Record<string, string>>): Refused | undefined {
  const name = `the ${device.deviceType} ${device.deviceId}`;
  if (device.holdsKeys && read.keyVersion !== String(device.keyVersion)) {
    const reason = `Key version ${read.keyVersion ?? ''} on ${name}; declared is ${device.keyVersion ?? 'none'}.`;
    return { code: 'SIM-KEY-01', reason };
  }
  if (read.firmware !== device.firmware) {
    return {
      code: 'SIM-KEY-02',
      reason: `Firmware ${read.firmware ?? ''} on ${name}; declared is ${device.firmware}.`,
    };
  }
  if (read.configurationDigest !== device.configurationDigest) {
    return { code: 'SIM-KEY-03', reason: `The configuration of ${name} differs from the declared one.` };
  }
  return undefined;
}

function fail(course: Course, { code, reason }: Refused): void {
  course.fail(code, reason);
}
