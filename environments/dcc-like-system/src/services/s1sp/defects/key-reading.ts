import { defect, entry } from '../../../kernel/defect';
import { KEY_READING } from '../migration/steps/key-reading';

const firmware = entry(KEY_READING, 'comparisons', 'firmware');

/** Seeded defects of the comparison of devices with what was declared. */
export const KEY_READING_DEFECTS = [
  defect(
    's1sp-takes-newer-firmware',
    firmware.replace((right) => (device) => {
      const { firmware: found = '' } = device.read;
      return found > device.device.firmware ? undefined : right(device);
    }),
  ),
  defect(
    's1sp-takes-older-firmware',
    firmware.replace((right) => (device) => {
      const { firmware: found = '' } = device.read;
      return found < device.device.firmware ? undefined : right(device);
    }),
  ),
  defect(
    's1sp-takes-older-keys',
    entry(KEY_READING, 'comparisons', 'keyVersion').replace(
      (right) => (device) =>
        Number(device.read.keyVersion) < (device.device.keyVersion ?? 0) ? undefined : right(device),
    ),
  ),
];
