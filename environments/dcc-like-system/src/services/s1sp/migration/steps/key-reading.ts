import { COMMANDED_TYPES, type DeviceTypeName } from '../../../../domain/device-types';
import type { DeviceError } from '../../../../domain/frames';
import type { Refused } from '../../../../formats/header';
import { area, firstFault } from '../../../../kernel/rules';
import { devicesOf, type DeclaredDevice } from '../installations';
import type { Step } from './step';

/** Key state, firmware and configuration of every device that is commanded are the declared ones. */
export const keyReading: Step = {
  act: (migration) => {
    const { installation, work } = migration;
    const unread = devicesOf(installation, work.rules(KEY_READING).readTypes).find(
      ({ deviceId }) => !installation.done.includes(deviceId),
    );
    if (unread) return migration.command({ deviceId: unread.deviceId, operation: 'read-device-info', key: 'current' });
    migration.note('devices-tested', 'keys, firmware and configuration are as declared');
    migration.change({ viable: true });
    migration.rest('Viable');
    return undefined;
  },
  answered: (migration, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      migration.silence(deviceId, answer, sleptOn);
      return;
    }
    const device = migration.installation.devices.find((declared) => declared.deviceId === deviceId);
    if (!device) return;
    const refused = answer.body.ok
      ? firstFault(migration.work.rules(KEY_READING).comparisons, { device, read: answer.body.values })
      : unreadable(device, answer.body.error);
    if (refused) {
      migration.fail(refused.code, refused.reason);
    } else {
      migration.change({ done: [...migration.installation.done, deviceId] });
      migration.goOn();
    }
  },
};

/** A device that does not know the declared access key has other keys (01); any other refusal is 04. */
function unreadable({ deviceType, deviceId }: DeclaredDevice, error: DeviceError): Refused {
  const code = error === 'not-authentic' ? 'SIM-KEY-01' : 'SIM-KEY-04';
  return { code, reason: `The ${deviceType} ${deviceId} refused to be read: ${error}.` };
}

/** A device as it was declared, and what was read of it. */
interface ReadDevice {
  readonly device: DeclaredDevice;
  readonly read: Readonly<Record<string, string>>;
}

/** Key version (01), firmware (02) and configuration (03) are compared in this order. */
const COMPARISONS = {
  keyVersion: ({ device, read }) => {
    if (!device.holdsKeys || read.keyVersion === String(device.keyVersion)) return undefined;
    const reason = `Key version ${read.keyVersion ?? ''} on ${nameOf(device)}; declared is ${device.keyVersion ?? 'none'}.`;
    return { code: 'SIM-KEY-01', reason };
  },
  firmware: ({ device, read }) => {
    if (read.firmware === device.firmware) return undefined;
    const reason = `Firmware ${read.firmware ?? ''} on ${nameOf(device)}; declared is ${device.firmware}.`;
    return { code: 'SIM-KEY-02', reason };
  },
  configuration: ({ device, read }) => {
    if (read.configurationDigest === device.configurationDigest) return undefined;
    return { code: 'SIM-KEY-03', reason: `The configuration of ${nameOf(device)} differs from the declared one.` };
  },
} satisfies Record<string, (read: ReadDevice) => Refused | undefined>;

const READ_TYPES: readonly DeviceTypeName[] = COMMANDED_TYPES;

/** Which devices are read, and what is compared. */
export const KEY_READING = area('s1sp-key-reading', { readTypes: READ_TYPES, comparisons: COMPARISONS });

function nameOf({ deviceType, deviceId }: DeclaredDevice): string {
  return `the ${deviceType} ${deviceId}`;
}
