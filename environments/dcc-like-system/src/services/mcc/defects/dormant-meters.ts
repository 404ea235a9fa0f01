import { defect, entry, rule } from '../../../kernel/defect';
import { IMAGES } from '../dormant-configuration/configuration';
import { CONFIGURATION_ORDERS } from '../dormant-configuration/configuration-order';
import { CONFIGURATION_PROCESS } from '../dormant-configuration/configuration-process';
import { UPGRADE_NOTICES } from '../dormant-configuration/upgrade-notices';
import { NOTICE_ORDERS } from '../notices/give-notice';
import { NOTICE_VIEWS } from '../notices/notice-views';

/** Seeded defects of notices, and of the configuration of Dormant Meters. */
export const DORMANT_METER_DEFECTS = [
  defect('mcc-gives-notice-of-exchanged-meters', entry(NOTICE_ORDERS, 'checks', 'exchanged').skip()),
  // The first planned day is only not today.
  defect(
    'mcc-gives-short-notice',
    entry(NOTICE_ORDERS, 'checks', 'leadTime').replace((right) => (facts) => right({ ...facts, leadDays: 1 })),
  ),
  defect('mcc-takes-active-meters', entry(NOTICE_ORDERS, 'checks', 'dormant').skip()),
  defect('mcc-migrates-unconfigured', entry(NOTICE_ORDERS, 'checks', 'configured').skip()),
  defect(
    'mcc-shows-notices-to-all',
    rule(NOTICE_VIEWS, 'isToldOf', () => () => true),
  ),

  defect(
    'mcc-orders-configuration-at-once',
    entry(CONFIGURATION_ORDERS, 'checks', 'leadTime').replace((right) => (facts) => right({ ...facts, leadDays: 1 })),
  ),
  defect('mcc-configures-active-meters', entry(CONFIGURATION_ORDERS, 'checks', 'dormant').skip()),
  defect(
    'mcc-orders-without-unloaded-images',
    rule(
      CONFIGURATION_ORDERS,
      'needed',
      () => (imageIds, work) => imageIds.filter((imageId) => work.get(IMAGES, imageId) !== undefined),
    ),
  ),
  // What is being configured is ordered again.
  defect(
    'mcc-orders-twice',
    entry(CONFIGURATION_ORDERS, 'checks', 'ordered').replace((right) => (facts) => right({ ...facts, ordered: false })),
  ),
  defect(
    'mcc-configures-migrated',
    entry(CONFIGURATION_ORDERS, 'checks', 'ended').replace(
      (right) => (facts) => right({ ...facts, commissioned: false }),
    ),
  ),
  // The first device that is dormant decides.
  defect(
    'mcc-checks-package-for-first-device',
    entry(CONFIGURATION_ORDERS, 'contentChecks', 'packageModels').replace(
      (right) => (facts) => right({ ...facts, dormant: facts.dormant.slice(0, 1) }),
    ),
  ),
  defect('mcc-orders-any-package', entry(CONFIGURATION_ORDERS, 'contentChecks', 'packageModels').skip()),
  defect('mcc-upgrades-every-release', entry(CONFIGURATION_ORDERS, 'contentChecks', 'firmwarePlanned').skip()),
  defect(
    'mcc-ignores-makers-of-images',
    entry(CONFIGURATION_ORDERS, 'contentChecks', 'imageModels').replace((right) => (facts) => {
      const isKnown = ({ model }: (typeof facts.images)[number]): boolean =>
        facts.dormant.some((device) => device.model === model);
      return facts.images.every(isKnown) ? undefined : right(facts);
    }),
  ),
  defect('mcc-orders-any-image', entry(CONFIGURATION_ORDERS, 'contentChecks', 'imageModels').skip()),
  defect(
    'mcc-omits-firmware-from-notice',
    rule(CONFIGURATION_ORDERS, 'announcedFirmware', (right) => (device) => right(device, [])),
  ),
  defect(
    'mcc-shows-upgrades-to-all',
    rule(UPGRADE_NOTICES, 'isToldOf', () => () => true),
  ),
  defect(
    'mcc-tells-no-gas-supplier',
    rule(
      UPGRADE_NOTICES,
      'isToldOf',
      (right) => (supplier, meter) => meter.deviceType !== 'GSME' && right(supplier, meter),
    ),
  ),

  defect(
    'mcc-takes-any-report-for-success',
    rule(CONFIGURATION_PROCESS, 'isApplied', () => () => true),
  ),
  // What was planned is ordered and migrated, whoever runs the meter by now.
  defect(
    'mcc-forgets-activations',
    rule(CONFIGURATION_PROCESS, 'isStillDormant', () => () => true),
    entry(CONFIGURATION_PROCESS, 'activationSteps', 'leaveConfiguration').skip(),
    entry(CONFIGURATION_PROCESS, 'activationSteps', 'takeMigrationBack').skip(),
  ),
  defect('mcc-migrates-activated-meters', entry(CONFIGURATION_PROCESS, 'activationSteps', 'takeMigrationBack').skip()),
];
