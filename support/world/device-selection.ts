import { type DeviceType, DEVICE_NAMES } from '../interfaces/vocabulary';
import type { MadeDevice, MadeInstallation } from '../roles';
import { expectThat } from './expectation';
import { deviceOf, type MigrationWorld, type InstallationReference } from './world';

/** A device of one of the scenario's installations, or of every enrolled installation that has one. */
export interface DeviceSelection {
  readonly type: DeviceType;
  /** Absent: every enrolled installation. */
  readonly installation?: InstallationReference;
}

/** A device with the installation that it belongs to. */
export interface InstalledDevice {
  readonly installation: MadeInstallation;
  readonly device: MadeDevice;
}

/**
 * The devices that are meant, each with its installation.
 * @throws Error when the installation that is meant lacks such a device, UnmetExpectation when no enrolled one has it
 */
export function devicesIn(
  world: MigrationWorld,
  { type, installation: reference }: DeviceSelection,
): InstalledDevice[] {
  if (reference !== undefined) {
    const installation = world.nthInstallation(reference);
    return [{ installation, device: deviceOf(installation, type) }];
  }
  const all = world.enrolled.flatMap(({ made: installation }) =>
    installation.devices.filter(({ deviceType }) => deviceType === type).map((device) => ({ installation, device })),
  );
  expectThat(all.length > 0, `an enrolled installation with a ${DEVICE_NAMES[type]}`, 'none');
  return all;
}
