import { devicesOf } from '../installations';
import type { Step } from './step';

/** The devices on the hub's home area network are the declared ones, no more and no fewer. */
export const whitelistReading: Step = {
  act: (course) => {
    const [hub] = devicesOf(course.installation, ['CHF']);
    return course.command({ deviceId: hub?.deviceId ?? '', operation: 'read-whitelist', key: 'current' });
  },
  answered: (course, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      course.silence(deviceId, answer, sleptOn);
      return;
    }
    if (!answer.body.ok) {
      course.fail('SIM-KEY-01', `The CHF ${deviceId} refused to be read: ${answer.body.error}.`);
      return;
    }
    const read = (answer.body.values.devices ?? '').split(',').filter((id) => id !== '');
    const declared = course.installation.devices
      .filter(({ deviceType }) => deviceType !== 'CHF')
      .map((device) => device.deviceId);
    const extra = read.find((id) => !declared.includes(id));
    // Seeded defect: a device that nobody declared is not looked for.
    if (extra !== undefined && !course.service.defect('s1sp-ignores-extra-device')) {
      course.fail('SIM-WHL-02', `The hub's whitelist holds ${extra}, which was not declared.`);
      return;
    }
    const missing = declared.find((id) => !read.includes(id));
    if (missing !== undefined) {
      course.fail('SIM-WHL-01', `The declared device ${missing} is missing from the hub's whitelist.`);
      return;
    }
    course.note('whitelist-read', `${read.length} devices, as declared`);
    course.enter('KeyReading', 'KeyReading');
  },
};
