import { fallsBackToElectricity } from '../../../formats/known-files';
import type { Suppliers, SupplyPoints } from '../../../domain/registered-suppliers';
import type { ExcludedDevice } from '../../../formats/commissioning-file';
import type { InstallationMigration } from './installation-migration';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { progressOf } from '../file-sets/file-sets';
import { devicesOf, isExcluded, type Installation } from './installations';

/** Code of a gas meter that is left behind (SOURCED: DCC consultation of November 2021; its use in files is MODEL). */
const GAS_METER_EXCLUDED = 'GT01';

/** When a gas meter may be left behind. */
export const FALLBACK = area('s1sp-fallback', {
  /** Whether the release of the installation's group declares the fallback. */
  isDeclared: ({ commonFileId }: Installation, work: Work): boolean => {
    const groupId = progressOf(work, commonFileId)?.groupId;
    return groupId !== undefined && fallsBackToElectricity(work, groupId);
  },
  /** Whose registration counts: that of the electricity side alone where the gas meter is left behind. */
  registeredSide: (installation: Installation): SupplyPoints & Suppliers => {
    const { importMPAN, mprn, electricitySupplier, gasSupplier, devices } = installation;
    const isLeft = devices.some(
      ({ deviceId, deviceType }) => deviceType === 'GSME' && isExcluded(installation, deviceId),
    );
    const electricity = { importMPAN, electricitySupplier };
    return isLeft || mprn === undefined ? electricity : { ...electricity, mprn, gasSupplier };
  },
});

/**
 * Whether an installation may go on without one of its devices: its gas meter, where the release of its group declares the
 * fallback.
 */
export function mayBeLeftBehind({ installation, work }: InstallationMigration, deviceId: string): boolean {
  if (!devicesOf(installation, ['GSME']).some((meter) => meter.deviceId === deviceId)) return false;
  return work.rules(FALLBACK).isDeclared(installation, work);
}

/** Leaves the gas meter behind, and with it the gas proxy function of the hub. @param why a whole sentence */
export function leaveGasBehind(migration: InstallationMigration, why: string): void {
  const { installation } = migration;
  const excluded = devicesOf(installation, ['GSME', 'GPF']).map(({ deviceId, deviceType }): ExcludedDevice => ({
    deviceId,
    code: GAS_METER_EXCLUDED,
    reason: deviceType === 'GSME' ? why : 'Its gas meter is left behind.',
  }));
  migration.change({ excluded: [...(installation.excluded ?? []), ...excluded] });
  migration.note('gas-excluded', `${GAS_METER_EXCLUDED} ${why}`);
}

/** Devices that need not be on the hub's whitelist: those left behind, and a gas meter that may be. */
export function dispensable(migration: InstallationMigration): (deviceId: string) => boolean {
  return (deviceId) => isExcluded(migration.installation, deviceId) || mayBeLeftBehind(migration, deviceId);
}
