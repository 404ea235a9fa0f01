import type { CommonInstallation } from '../../formats/common-file';
import type { CommissioningLine, ExcludedDevice } from '../../formats/commissioning-file';
import type { Refused } from '../../formats/header';
import { fallsBackToElectricity } from '../../formats/known-files';
import type { Work } from '../../kernel/work';

/** Code under which a gas meter may be left behind (SOURCED: DCC consultation of November 2021). */
const GAS_METER_EXCLUDED = 'GT01';

/** Devices that may be left behind. */
const GAS_TYPES: readonly string[] = ['GSME', 'GPF'];

/**
 * Why the devices that the S1SP has left behind cannot be: the release of the group does not foresee it, a device is none of
 * gas or has new keys, or the code is another one. The whole gas side stays behind, or none of it.
 * @returns undefined when nothing is left behind, or rightly so
 */
export function exclusionFault(
  installation: CommonInstallation,
  { excluded = [], devices }: CommissioningLine,
  groupId: string,
  work: Work,
): Refused | undefined {
  if (excluded.length === 0) return undefined;
  // Seeded defect: what the S1SP leaves behind is left behind.
  const allowed = fallsBackToElectricity(work, groupId) || work.service.defect('cp-accepts-any-exclusion');
  if (!allowed) return refuse('The release does not foresee that devices are left behind.');
  const ofGas = installation.devices.filter(({ deviceType }) => GAS_TYPES.includes(deviceType));
  const odd = excluded.find(({ deviceId }) => !ofGas.some((device) => device.deviceId === deviceId));
  if (odd) return refuse(`${odd.deviceId} is no gas device of the installation.`);
  const forgotten = ofGas.find(({ deviceId }) => !excluded.some((device) => device.deviceId === deviceId));
  if (forgotten)
    return refuse(`The ${forgotten.deviceType} ${forgotten.deviceId} is not left behind with the rest of gas.`);
  const rotated = excluded.find(({ deviceId }) => devices.some((device) => device.deviceId === deviceId));
  if (rotated) return refuse(`${rotated.deviceId} has new keys and cannot be left behind.`);
  const other = excluded.find(({ code }) => code !== GAS_METER_EXCLUDED);
  return other && refuse(`${other.code} is no code under which a device can be left behind.`);
}

/** An installation without what is left behind: neither its devices nor, with its gas meter, its gas supply point. */
export function withoutExcluded(
  installation: CommonInstallation,
  excluded: readonly ExcludedDevice[] = [],
): CommonInstallation {
  if (excluded.length === 0) return installation;
  const { mprn, gasSupplier, ...electricity } = installation;
  const devices = installation.devices.filter(({ deviceId }) => !excluded.some((one) => one.deviceId === deviceId));
  const hasGas = devices.some(({ deviceType }) => deviceType === 'GSME');
  const gas = {
    ...(mprn === undefined ? {} : { mprn }),
    ...(gasSupplier === undefined ? {} : { gasSupplier }),
  };
  return { ...electricity, ...(hasGas ? gas : {}), devices };
}

function refuse(reason: string): Refused {
  return { code: 'SIM-CMS-02', reason };
}
