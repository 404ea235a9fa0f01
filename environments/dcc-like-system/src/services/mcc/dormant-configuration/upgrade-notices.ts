import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { CONFIGURATIONS, type DormantConfiguration, type UpgradedMeter } from './configuration';

/** A notice that Dormant Meters are going to be configured, as a supplier sees it: its own meters only. */
interface UpgradeNotice {
  readonly noticeId: string;
  readonly batchId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly kind: DormantConfiguration['kind'];
  readonly meters: readonly Omit<UpgradedMeter, 'supplier'>[];
  readonly packageId: string;
  readonly plannedFrom: string;
  readonly plannedTo: string;
  readonly sentAt: string;
  readonly state: DormantConfiguration['state'];
}

/** What suppliers see of notices that Dormant Meters are going to be configured. */
export const UPGRADE_NOTICES = area('mcc-upgrade-notices', {
  /** Whether a supplier (EUI) is told of a dormant meter. */
  isToldOf: (supplier: string, meter: UpgradedMeter): boolean => meter.supplier === supplier,
});

/** Upgrade notices that concern a supplier, in the order in which they were given. */
export function upgradeNoticesFor(work: Work, supplier: string): UpgradeNotice[] {
  const { isToldOf } = work.rules(UPGRADE_NOTICES);
  return work.list(CONFIGURATIONS).flatMap(({ value }) => {
    const meters = value.meters.filter((meter) => isToldOf(supplier, meter));
    return meters.length === 0 ? [] : [noticeOf(value, meters)];
  });
}

function noticeOf(configuration: DormantConfiguration, meters: readonly UpgradedMeter[]): UpgradeNotice {
  const { configurationId, batchId, importMPAN, mprn, kind, packageId } = configuration;
  const { plannedFrom, plannedTo, sentAt, state } = configuration;
  return {
    noticeId: configurationId,
    batchId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind,
    meters: meters.map(({ deviceType, mpxn, deviceId, fromFirmware, toFirmware }) => ({
      deviceType,
      mpxn,
      deviceId,
      fromFirmware,
      toFirmware,
    })),
    packageId,
    plannedFrom,
    plannedTo,
    sentAt,
    state,
  };
}
