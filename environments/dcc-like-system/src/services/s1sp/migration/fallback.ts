import { fallsBackToElectricity } from '../../../formats/known-files';
import type { ExcludedDevice } from '../../../formats/commissioning-file';
import type { Course } from './installation-process';
import { progressOf } from '../file-sets/file-sets';
import { devicesOf, isExcluded } from './installations';

/** Code of a gas meter that is left behind (SOURCED: DCC consultation of November 2021; its use in files is MODEL). */
const GAS_METER_EXCLUDED = 'GT01';

/**
 * Whether an installation may go on without one of its devices: its gas meter, where the release of its group declares the
 * fallback.
 */
export function mayBeLeftBehind({ installation, work, service }: Course, deviceId: string): boolean {
  if (!devicesOf(installation, ['GSME']).some((meter) => meter.deviceId === deviceId)) return false;
  // Seeded defects: the fallback is forgotten, or taken for granted.
  if (service.defect('s1sp-never-falls-back')) return false;
  if (service.defect('s1sp-always-falls-back')) return true;
  const groupId = progressOf(work, installation.commonFileId)?.groupId;
  return groupId !== undefined && fallsBackToElectricity(work, groupId);
}

/** Leaves the gas meter behind, and with it the gas proxy function of the hub. @param why a whole sentence */
export function leaveGasBehind(course: Course, why: string): void {
  const { installation } = course;
  const excluded = devicesOf(installation, ['GSME', 'GPF']).map(({ deviceId, deviceType }): ExcludedDevice => ({
    deviceId,
    code: GAS_METER_EXCLUDED,
    reason: deviceType === 'GSME' ? why : 'Its gas meter is left behind.',
  }));
  course.change({ excluded: [...(installation.excluded ?? []), ...excluded] });
  course.note('gas-excluded', `${GAS_METER_EXCLUDED} ${why}`);
}

/** Devices that need not be on the hub's whitelist: those left behind, and a gas meter that may be. */
export function dispensable(course: Course): (deviceId: string) => boolean {
  return (deviceId) => isExcluded(course.installation, deviceId) || mayBeLeftBehind(course, deviceId);
}
