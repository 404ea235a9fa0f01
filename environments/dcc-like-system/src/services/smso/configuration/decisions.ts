import type { ConfigurationPackage, ConfiguredType, DeviceSettings } from '../../../domain/configuration-package';
import type { DeviceTypeName } from '../../../domain/device-types';
import type { FirmwareImage } from '../../../domain/firmware-image';
import { area } from '../../../kernel/rules';

/** Times that an image is brought to a device before it is given up (MODEL). */
const MOST_INSTALLS = 3;

/** What decides how a device is configured. */
export const CONFIGURATION_DECISIONS = area('smso-configuration-decisions', {
  /** Whether a device runs already what it is to run. */
  isUpToDate: (firmware: string, image: FirmwareImage): boolean => firmware === image.version,
  mostInstalls: MOST_INSTALLS,
  isUpgradable: (firmware: string, image: FirmwareImage): boolean => image.fromVersions.includes(firmware),
  /** The settings that a device is to have. */
  wantedSettings: ({ settings }: ConfigurationPackage, deviceType: DeviceTypeName): DeviceSettings =>
    settings[deviceType as ConfiguredType] ?? {},
  /** Whether settings are written, given the names of those that differ from what is wanted. */
  mustWrite: (differences: readonly string[]): boolean => differences.length > 0,
  /** @param clockAhead seconds */
  clockIsOff: (clockAhead: number, { clockToleranceSeconds }: ConfigurationPackage): boolean =>
    Math.abs(clockAhead) > clockToleranceSeconds,
  /** Whether the devices in the HAN log of a hub are those that the SMSO holds. */
  isDeclaredNetwork: (found: readonly string[], declared: readonly string[]): boolean =>
    found.toSorted().join() === declared.toSorted().join(),
});
