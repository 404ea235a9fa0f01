import type { Work } from '../../../kernel/work';
import { CONFIGURATIONS, type DormantConfiguration, type UpgradedMeter } from './configuration';

/** A notice that Dormant Meters are going to be configured, as a supplier sees it: its own meters only. */
export interface UpgradeNotice {
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

/** Upgrade notices that concern a supplier, in the order in which they were given. */
export function upgradeNoticesFor(work: Work, supplier: string): UpgradeNotice[] {
  // Seeded defect: whoever asks is told of every dormant meter.
  const tellsAll = work.service.defect('mcc-shows-upgrades-to-all');
  return work.list(CONFIGURATIONS).flatMap(({ value }) => {
    const meters = value.meters.filter(
      // Seeded defect: who supplies gas only is told nothing.
      (meter) =>
        tellsAll ||
        (meter.supplier === supplier &&
          !(meter.deviceType === 'GSME' && work.service.defect('mcc-tells-no-gas-supplier'))),
    );
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
