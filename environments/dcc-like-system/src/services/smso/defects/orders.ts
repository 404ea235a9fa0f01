import { DORMANT_DEVICES } from '../../../domain/configuration-messages';
import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import { CONFIGURATION_ORDERS } from '../configuration/orders';
import { report } from '../configuration/reports';

/** Installations for which an order has room. */
const SHORT_ORDER = 32;

/** Seeded defects of the orders to configure Dormant Devices. */
export const ORDER_DEFECTS = [
  defect('smso-drops-unreadable-orders', omitWrite(CONFIGURATION_ORDERS, 'rejectUnreadable')),
  defect(
    'smso-repeats-orders',
    rule(CONFIGURATION_ORDERS, 'isRepeated', () => () => false),
  ),
  defect('smso-ignores-package-digest', entry(CONFIGURATION_ORDERS, 'orderChecks', 'digest').skip()),
  defect(
    'smso-refuses-orders-on-last-day',
    entry(CONFIGURATION_ORDERS, 'orderChecks', 'lastDay').replace(
      (right) => (facts) => right(facts.today === facts.order.lastDay ? { ...facts, today: '9999-12-31' } : facts),
    ),
  ),
  defect(
    'smso-takes-orders-a-day-late',
    entry(CONFIGURATION_ORDERS, 'orderChecks', 'lastDay').replace((right) => (facts) => {
      const yesterday = new Date(Date.parse(facts.today) - 24 * 3_600_000).toISOString().slice(0, 10);
      return right({ ...facts, today: yesterday });
    }),
  ),
  // The first device that is dormant decides.
  defect(
    'smso-checks-package-for-first-device',
    entry(CONFIGURATION_ORDERS, 'installationChecks', 'models').replace(
      (right) => (installation) => right({ ...installation, devices: installation.devices.slice(0, 1) }),
    ),
  ),
  defect(
    'smso-ignores-makers-in-packages',
    entry(CONFIGURATION_ORDERS, 'installationChecks', 'models').replace((right) => (installation) => {
      const { devices, configuration } = installation;
      const isKnown = ({ model }: (typeof devices)[number]): boolean =>
        configuration.models.some((known) => known.model === model);
      return devices.every(isKnown) ? undefined : right(installation);
    }),
  ),
  defect('smso-takes-late-orders', entry(CONFIGURATION_ORDERS, 'orderChecks', 'lastDay').skip()),
  defect(
    'smso-cuts-long-orders',
    rule(CONFIGURATION_ORDERS, 'installationsOf', (right) => (order) => right(order).slice(0, SHORT_ORDER)),
  ),
  // What was ordered is taken for dormant.
  defect(
    'smso-configures-whole-installation',
    entry(CONFIGURATION_ORDERS, 'configuredTypes', 'Mixed').replace(() => DORMANT_DEVICES.Dormant),
  ),
  // What belongs to an active meter is configured too.
  defect(
    'smso-configures-active-meters',
    entry(CONFIGURATION_ORDERS, 'configuredTypes', 'Active').replace(() => DORMANT_DEVICES.Dormant),
  ),
  defect('smso-applies-any-package', entry(CONFIGURATION_ORDERS, 'installationChecks', 'models').skip()),
  defect('smso-omits-refused-installations', omitWrite(CONFIGURATION_ORDERS, 'reportRefused')),
  // What it has configured once is taken for configured.
  defect(
    'smso-trusts-its-records',
    rule(CONFIGURATION_ORDERS, 'begin', (right) => (work, installation) => {
      const { order, configurationId, importMPAN, record } = installation;
      if (record?.packageId === undefined) right(work, installation);
      else report(work, { orderId: order.orderId, configurationId, importMPAN, result: 'Applied', devices: [] });
    }),
  ),
  // Firmware is left for later, and forgotten.
  defect(
    'smso-skips-firmware',
    rule(CONFIGURATION_ORDERS, 'firstStage', () => () => 'Configuration'),
  ),
];
