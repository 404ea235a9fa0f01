import type { CommonDevice, CommonInstallation } from '../../formats/common-file';
import type { CommissioningLine, ExcludedDevice } from '../../formats/commissioning-file';
import type { Refused } from '../../formats/header';
import { fallsBackToElectricity } from '../../formats/known-files';
import { area, firstFault } from '../../kernel/rules';
import type { Work } from '../../kernel/work';

/** Code under which a gas meter may be left behind (SOURCED: DCC consultation of November 2021). */
const GAS_METER_EXCLUDED = 'GT01';

/** Devices that may be left behind. */
const GAS_TYPES: readonly string[] = ['GSME', 'GPF'];

/** Devices that the S1SP has left behind, of an installation and its line in the S1SP Commissioning File. */
interface LeftBehind {
  readonly excluded: readonly ExcludedDevice[];
  readonly devices: CommissioningLine['devices'];
  /** Gas devices of the installation. */
  readonly ofGas: readonly CommonDevice[];
  readonly groupId: string;
  readonly work: Work;
}

/** The release foresees it, the whole gas side and nothing else stays behind, none of it has new keys, and the code is known. */
const CHECKS = {
  foreseen: ({ groupId, work }) =>
    fallsBackToElectricity(work, groupId)
      ? undefined
      : refuse('The release does not foresee that devices are left behind.'),
  gasOnly: ({ excluded, ofGas }) => {
    const odd = excluded.find(({ deviceId }) => !ofGas.some((device) => device.deviceId === deviceId));
    return odd && refuse(`${odd.deviceId} is no gas device of the installation.`);
  },
  wholeGasSide: ({ excluded, ofGas }) => {
    const forgotten = ofGas.find(({ deviceId }) => !excluded.some((device) => device.deviceId === deviceId));
    if (!forgotten) return undefined;
    return refuse(`The ${forgotten.deviceType} ${forgotten.deviceId} is not left behind with the rest of gas.`);
  },
  withoutNewKeys: ({ excluded, devices }) => {
    const rotated = excluded.find(({ deviceId }) => devices.some((device) => device.deviceId === deviceId));
    return rotated && refuse(`${rotated.deviceId} has new keys and cannot be left behind.`);
  },
  code: ({ excluded }) => {
    const other = excluded.find(({ code }) => code !== GAS_METER_EXCLUDED);
    return other && refuse(`${other.code} is no code under which a device can be left behind.`);
  },
} satisfies Record<string, (left: LeftBehind) => Refused | undefined>;

/** What may be left behind. */
export const EXCLUSIONS = area('commissioning-party-exclusions', { checks: CHECKS });

/**
 * Why the devices that the S1SP has left behind cannot be.
 * @returns undefined when nothing is left behind, or rightly so
 */
export function exclusionFault(
  installation: CommonInstallation,
  { excluded = [], devices }: CommissioningLine,
  groupId: string,
  work: Work,
): Refused | undefined {
  if (excluded.length === 0) return undefined;
  const ofGas = installation.devices.filter(({ deviceType }) => GAS_TYPES.includes(deviceType));
  return firstFault(work.rules(EXCLUSIONS).checks, { excluded, devices, ofGas, groupId, work });
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
