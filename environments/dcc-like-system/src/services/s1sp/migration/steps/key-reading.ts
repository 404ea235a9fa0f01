import { COMMANDED_TYPES } from '../../../../domain/device-types';
import type { DeviceError } from '../../../../domain/frames';
import type { Refused } from '../../../../formats/header';
import { devicesOf, type DeclaredDevice } from '../installations';
import type { Step } from './step';
import type { ServiceContext } from '../../../../kernel/service-context';

/** Key state, firmware and configuration of every device that is commanded are the declared ones. */
export const keyReading: Step = {
  act: (course) => {
    const { installation, service } = course;
    const unread = devicesOf(installation, readTypes(service)).find(
      ({ deviceId }) => !installation.done.includes(deviceId),
    );
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
      ? difference(device, answer.body.values, course.work.service)
      : unreadable(device, answer.body.error);
    if (refused) {
      course.fail(refused.code, refused.reason);
    } else {
      course.change({ done: [...course.installation.done, deviceId] });
      course.goOn();
    }
  },
};

/** Every device that is commanded is read. */
function readTypes(service: ServiceContext): readonly DeclaredDevice['deviceType'][] {
  // Seeded defects: what was declared is believed, of all devices or of the hub.
  if (service.defect('s1sp-skips-key-reading')) return [];
  return service.defect('s1sp-reads-meters-only') ? ['ESME', 'GSME'] : COMMANDED_TYPES;
}

/** A device that does not know the declared access key has other keys (01); what else it cannot do is its own affair (04). */
function unreadable({ deviceType, deviceId }: DeclaredDevice, error: DeviceError): Refused {
  const code = error === 'not-authentic' ? 'SIM-KEY-01' : 'SIM-KEY-04';
  return { code, reason: `The ${deviceType} ${deviceId} refused to be read: ${error}.` };
}

/** The first of key version (01), firmware (02) and configuration (03) that differs. */
function difference(
  device: DeclaredDevice,
  read: Readonly<Record<string, string>>,
  service: ServiceContext,
): Refused | undefined {
  const name = `the ${device.deviceType} ${device.deviceId}`;
  const found: readonly (Refused | undefined)[] = [
    !device.holdsKeys || read.keyVersion === String(device.keyVersion) || service.defect('s1sp-ignores-key-version')
      ? undefined
      : {
          code: 'SIM-KEY-01',
          reason: `Key version ${read.keyVersion ?? ''} on ${name}; declared is ${device.keyVersion ?? 'none'}.`,
        },
    read.firmware === device.firmware
      ? undefined
      : {
          code: 'SIM-KEY-02',
          reason: `Firmware ${read.firmware ?? ''} on ${name}; declared is ${device.firmware}.`,
        },
    read.configurationDigest === device.configurationDigest ||
    service.defect('s1sp-ignores-configuration') ||
    (device.deviceType !== 'CHF' && service.defect('s1sp-compares-hub-configuration-only'))
      ? undefined
      : { code: 'SIM-KEY-03', reason: `The configuration of ${name} differs from the declared one.` },
  ];
  // Seeded defect: the last difference is reported instead of the first.
  return (service.defect('s1sp-reports-last-difference') ? [...found].reverse() : found).find(
    (refused) => refused !== undefined,
  );
}
