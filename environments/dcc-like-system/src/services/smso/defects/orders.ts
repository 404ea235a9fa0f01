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
