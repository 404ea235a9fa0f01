import type { Refused } from '../../../../formats/header';
import type { Service } from '../../../../kernel/service';
import { dispensable, leaveGasBehind, mayBeLeftBehind } from '../fallback';
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
    const { installation, service } = course;
    // Seeded defect: a whitelist that nobody could read is believed.
    if (!answer.body.ok && !service.defect('s1sp-believes-unread-whitelist')) {
      const code = answer.body.error === 'not-authentic' ? 'SIM-KEY-01' : 'SIM-WHL-03';
      course.fail(code, `The CHF ${deviceId} refused to have its whitelist read: ${answer.body.error}.`);
      return;
    }
    const declared = installation.devices
      .filter(({ deviceType }) => deviceType !== 'CHF')
      .map((device) => device.deviceId);
    const read = answer.body.ok ? (answer.body.values.devices ?? '').split(',').filter((id) => id !== '') : declared;
    const refused = difference(read, declared, dispensable(course), service);
    if (refused) {
      course.fail(refused.code, refused.reason);
      return;
    }
    const gone = declared.find((id) => !read.includes(id) && mayBeLeftBehind(course, id));
    if (gone !== undefined) leaveGasBehind(course, `The gas meter ${gone} is missing from the hub's whitelist.`);
    course.note('whitelist-read', `${read.length} devices`);
    course.enter('KeyReading', 'KeyReading');
  },
};

/** The first device that was not declared (02), then the first that is missing and cannot be done without (01). */
function difference(
  read: readonly string[],
  declared: readonly string[],
  isDispensable: (deviceId: string) => boolean,
  service: Service,
): Refused | undefined {
  // Seeded defect: devices are counted instead of compared.
  if (service.defect('s1sp-counts-whitelist') && read.length === declared.length) return undefined;
  const extra = read.find((id) => !declared.includes(id));
  // Seeded defect: a device that nobody declared is not looked for.
  if (extra !== undefined && !service.defect('s1sp-ignores-extra-device')) {
    return { code: 'SIM-WHL-02', reason: `The hub's whitelist holds ${extra}, which was not declared.` };
  }
  const missing = declared.find((id) => !read.includes(id) && !isDispensable(id));
  // Seeded defect: a device that is not there is not missed.
  if (missing !== undefined && !service.defect('s1sp-ignores-missing-device')) {
    return { code: 'SIM-WHL-01', reason: `The declared device ${missing} is missing from the hub's whitelist.` };
  }
  return undefined;
}
