import {
  DORMANT_DEVICES,
  type ConfigurationOrder,
  type ConfigurationRejection,
} from '../../../domain/configuration-messages';
import { digestOf, isFor, readPackage, type ConfigurationPackage } from '../../../domain/configuration-package';
import type { DeclaredDevice, EstateRecord } from '../../../domain/estate';
import type { InboundMessage } from '../../../kernel/messages';
import { area, firstFault, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { ESTATE } from '../estate';
import { CONFIGURE, JOBS, ORDERS, timerOf, type Job } from './job';
import { report, type Fault } from './reports';

/** An order as a whole, with the bytes of its package. */
interface OrderFacts {
  readonly order: ConfigurationOrder;
  readonly content: Buffer;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** One installation of an order that was accepted. */
interface OrderedInstallation {
  readonly order: ConfigurationOrder;
  readonly configuration: ConfigurationPackage;
  readonly configurationId: string;
  readonly importMPAN: string;
  /** Undefined where the SMSO does not operate it. */
  readonly record: EstateRecord | undefined;
  /** Its dormant devices, in the order in which they are configured. */
  readonly devices: readonly DeclaredDevice[];
}

/** In the order that the interface publishes. */
const ORDER_CHECKS = {
  digest: ({ order: { package: carried }, content }) =>
    digestOf(content) === carried.digest
      ? undefined
      : { code: 'SIM-CFG-02', reason: `The package ${carried.packageId} is not the one that was ordered.` },
  package: ({ order: { package: carried }, content }) =>
    isPackage(content) ? undefined : { code: 'SIM-CFG-01', reason: `The package ${carried.packageId} cannot be read.` },
  lastDay: ({ order: { lastDay }, today }) =>
    today <= lastDay ? undefined : { code: 'SIM-CFG-03', reason: `The last planned day of the order was ${lastDay}.` },
} satisfies Ordered<(facts: OrderFacts) => Fault | undefined>;

/** In the order that the interface publishes. */
const INSTALLATION_CHECKS = {
  operated: ({ record, importMPAN }) =>
    record ? undefined : { code: 'SIM-CFG-11', reason: `The SMSO operates no installation with MPAN ${importMPAN}.` },
  dormant: ({ devices }) =>
    devices.length > 0 ? undefined : { code: 'SIM-CFG-12', reason: 'No device of the installation is dormant.' },
  models: ({ devices, configuration }) => {
    const other = devices.find((device) => !isFor(configuration, device));
    if (!other) return undefined;
    const reason = `${configuration.packageId} is not made for the ${other.deviceType} model ${other.model}.`;
    return { code: 'SIM-CFG-13', reason };
  },
} satisfies Ordered<(installation: OrderedInstallation) => Fault | undefined>;

/** What is done with an order. */
export const CONFIGURATION_ORDERS = area('smso-configuration-orders', {
  /** Answers an order that cannot be read. */
  rejectUnreadable: (work: Work, orderId: string): void =>
    reject(work, orderId, { code: 'SIM-CFG-01', reason: 'The order cannot be read.' }),
  isRepeated: (work: Work, { orderId }: ConfigurationOrder): boolean => work.get(ORDERS, orderId) !== undefined,
  orderChecks: ORDER_CHECKS,
  /** The installations of an order that are configured: all of them. */
  installationsOf: ({ installations }: ConfigurationOrder): ConfigurationOrder['installations'] => installations,
  /** Types of the devices that are configured, by kind of installation: the dormant ones. */
  configuredTypes: DORMANT_DEVICES,
  installationChecks: INSTALLATION_CHECKS,
  reportRefused: (work: Work, { order, configurationId, importMPAN }: OrderedInstallation, fault: Fault): void =>
    report(work, { orderId: order.orderId, configurationId, importMPAN, result: 'Failed', ...fault, devices: [] }),
  /** Firmware comes before configuration. */
  firstStage: ({ images }: ConfigurationOrder): Job['stage'] => (images.length > 0 ? 'Firmware' : 'Configuration'),
  begin: (work: Work, installation: OrderedInstallation): void => beginJob(work, installation),
});

/**
 * Message of the Migration Control Centre: the devices of these installations get the S1SR configuration. The order as a
 * whole is checked first (SIM-CFG-01 to 03), then each installation by itself (11 and up). An order that comes again is
 * done once.
 * @param order undefined where it cannot be read
 */
export function takeOrder(order: ConfigurationOrder | undefined, work: Work, message: InboundMessage): void {
  const rules = work.rules(CONFIGURATION_ORDERS);
  if (order === undefined) {
    rules.rejectUnreadable(work, message.correlation ?? 'unknown');
    return;
  }
  if (rules.isRepeated(work, order)) {
    work.audit('order-repeated', undefined, `${order.orderId} is known: nothing more is done`);
    return;
  }
  const content = Buffer.from(order.package.content, 'base64');
  const fault = firstFault(rules.orderChecks, { order, content, today: work.now.toISOString().slice(0, 10) });
  if (fault) {
    reject(work, order.orderId, fault);
    return;
  }
  work.put(ORDERS, order.orderId, order);
  const configuration = packageIn(order);
  for (const { configurationId, importMPAN } of rules.installationsOf(order)) {
    const record = work.get(ESTATE, importMPAN);
    const devices = record ? dormantDevices(work, record) : [];
    take(work, { order, configuration, configurationId, importMPAN, record, devices });
  }
}

/** The package of an order that was accepted. */
export function packageIn(order: ConfigurationOrder): ConfigurationPackage {
  return readPackage(Buffer.from(order.package.content, 'base64').toString('utf8'));
}

/** Dormant devices of an installation, in the order in which they are configured: the meters are behind the hub. */
export function dormantDevices(work: Work, record: EstateRecord): DeclaredDevice[] {
  const types = work.rules(CONFIGURATION_ORDERS).configuredTypes[record.kind];
  return types.flatMap((type) => record.devices.filter(({ deviceType }) => deviceType === type));
}

function take(work: Work, installation: OrderedInstallation): void {
  const rules = work.rules(CONFIGURATION_ORDERS);
  const fault = firstFault(rules.installationChecks, installation);
  if (fault) rules.reportRefused(work, installation, fault);
  else rules.begin(work, installation);
}

function beginJob(work: Work, { order, configurationId, importMPAN, devices }: OrderedInstallation): void {
  const stage = work.rules(CONFIGURATION_ORDERS).firstStage(order);
  const job: Job = {
    configurationId,
    orderId: order.orderId,
    importMPAN,
    lastDay: order.lastDay,
    deviceIds: devices.map(({ deviceId }) => deviceId),
    stage,
    place: 0,
    operation: stage === 'Firmware' ? 'read-version' : 'read',
    silences: 0,
    installs: 0,
    wrote: false,
    clockSet: false,
    results: [],
    upgraded: false,
    ended: false,
  };
  work.put(JOBS, configurationId, job);
  work.later(work.now, CONFIGURE, { configurationId }, timerOf(job));
  work.audit('configuration-begun', undefined, `${configurationId} at MPAN ${importMPAN}: ${devices.length} devices`);
}

function reject(work: Work, orderId: string, fault: Fault): void {
  const body: ConfigurationRejection = { orderId, ...fault };
  work.send({ to: 'mcc', kind: 'configuration-rejection', body });
  work.audit('order-rejected', undefined, `${orderId}: ${fault.code} ${fault.reason}`);
}

function isPackage(content: Buffer): boolean {
  try {
    readPackage(content.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
