import { defect, rule } from '../../../kernel/defect';
import { DEVICE_COMMANDS } from '../commands';

/** Seeded defects of settings that a device refuses. */
export const REFUSED_SETTING_DEFECTS = [
  // A meter is set to each setting by itself, up to the one that it refuses.
  defect(
    'devices-keep-part-of-refused-settings',
    rule(DEVICE_COMMANDS, 'changeSettings', (right) => (device, meter, wanted, now) => {
      for (const [name, value] of Object.entries(wanted)) right(device, meter, { [name]: value }, now);
      return right(device, meter, wanted, now);
    }),
  ),
  // What is refused is passed over, and the device says that it is done.
  defect(
    'devices-pass-over-impossible-settings',
    rule(DEVICE_COMMANDS, 'changeSettings', (right) => (device, meter, wanted, now) => {
      const changed = right(device, meter, wanted, now);
      return 'error' in changed && changed.error === 'not-possible' ? { device } : changed;
    }),
  ),
  defect(
    'devices-pass-over-unknown-settings',
    rule(DEVICE_COMMANDS, 'changeSettings', (right) => (device, meter, wanted, now) => {
      const changed = right(device, meter, wanted, now);
      return 'error' in changed && changed.error === 'not-supported' ? { device } : changed;
    }),
  ),
];
