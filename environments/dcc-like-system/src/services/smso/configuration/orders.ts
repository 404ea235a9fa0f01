import {
  DORMANT_DEVICES,
  type ConfigurationOrder,
  type ConfigurationRejection,
} from '../../../domain/configuration-messages';
import { digestOf, isFor, readPackage, type ConfigurationPackage } from '../../../domain/configuration-package';
import type { DeclaredDevice, EstateRecord } from '../../../domain/estate';
import type { MessageHandler } from '../../../kernel/service';
import type { Work } from '../../../kernel/work';
import { ESTATE } from '../estate';
import { CONFIGURE, JOBS, ORDERS, timerOf, type Job } from './job';
import { report } from './reports';
import type { ServiceContext } from '../../../kernel/service-context';

/** Why something is not done. */
interface Fault {
  readonly code: string;
  readonly reason: string;
}

/**
 * Message of the Migration Control Centre: the devices of these installations get the S1SR configuration. The order as a
 * whole is checked first (SIM-CFG-01 to 03), then each installation by itself (11 and up). An order that comes again is
 * done once.
 */
export const takeOrder: MessageHandler = (message, work) => {
  if (message.sender !== 'mcc') {
    work.audit('message-ignored', undefined, `${message.kind} from the ${message.sender}: only the mcc sends it`);
    return;
  }
  const order = orderIn(message.body.toString('utf8'));
  if (order === undefined) {
    // Seeded defect: what cannot be read is dropped without a word.
    if (work.service.defect('smso-drops-unreadable-orders')) return;
    reject(work, message.correlation ?? 'unknown', { code: 'SIM-CFG-01', reason: 'The order cannot be read.' });
    return;
  }
  // Seeded defect: an order that comes again is done again.
  if (work.get(ORDERS, order.orderId) && !work.service.defect('smso-repeats-orders')) {
    work.audit('order-repeated', undefined, `${order.orderId} is known: nothing more is done`);
    return;
  }
  const fault = orderFault(order, work.now, work.service);
  if (fault) {
    reject(work, order.orderId, fault);
    return;
  }
  work.put(ORDERS, order.orderId, order);
  const configuration = packageIn(order);
  // Seeded defect: of a long order the end is lost.
  const taken = work.service.defect('smso-cuts-long-orders') ? order.installations.slice(0, 32) : order.installations;
  for (const { configurationId, importMPAN } of taken) {
    begin(order, configuration, configurationId, importMPAN, work);
  }
};

/** The package of an order that was accepted. */
export function packageIn(order: ConfigurationOrder): ConfigurationPackage {
  return readPackage(Buffer.from(order.package.content, 'base64').toString('utf8'));
}

/** Dormant devices of an installation, in the order in which they are treated: the meters are behind the hub. */
export function dormantDevices(record: EstateRecord, service: ServiceContext): DeclaredDevice[] {
  // Seeded defects: what belongs to an active meter is taken along; what was ordered is taken for dormant.
  const bent =
    record.kind === 'Active'
      ? service.defect('smso-configures-active-meters')
      : service.defect('smso-configures-whole-installation');
  const kind = bent ? 'Dormant' : record.kind;
  return DORMANT_DEVICES[kind].flatMap((type) => record.devices.filter(({ deviceType }) => deviceType === type));
}

function begin(
  order: ConfigurationOrder,
  configuration: ConfigurationPackage,
  configurationId: string,
  importMPAN: string,
  work: Work,
): void {
  const record = work.get(ESTATE, importMPAN);
  const devices = record ? dormantDevices(record, work.service) : [];
  const fault = installationFault(importMPAN, record, devices, configuration, work.service);
  if (fault) {
    // Seeded defect: what is refused is not worth a report.
    if (work.service.defect('smso-omits-refused-installations')) return;
    report(work, { orderId: order.orderId, configurationId, importMPAN, result: 'Failed', ...fault, devices: [] });
    return;
  }
  // Seeded defect: what it has configured once is taken for configured.
  if (record?.packageId !== undefined && work.service.defect('smso-trusts-its-records')) {
    report(work, { orderId: order.orderId, configurationId, importMPAN, result: 'Applied', devices: [] });
    return;
  }
  // Seeded defect: firmware is left for later, and forgotten.
  const hasFirmware = order.images.length > 0 && !work.service.defect('smso-skips-firmware');
  const job: Job = {
    configurationId,
    orderId: order.orderId,
    importMPAN,
    lastDay: order.lastDay,
    deviceIds: devices.map(({ deviceId }) => deviceId),
    stage: hasFirmware ? 'Firmware' : 'Configuration',
    place: 0,
    act: hasFirmware ? 'read-version' : 'read',
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

/** The first fault of an order as a whole that can be read. */
function orderFault(order: ConfigurationOrder, now: Date, service: ServiceContext): Fault | undefined {
  const bytes = Buffer.from(order.package.content, 'base64');
  if (digestOf(bytes) !== order.package.digest && !service.defect('smso-ignores-package-digest')) {
    return { code: 'SIM-CFG-02', reason: `The package ${order.package.packageId} is not the one that was ordered.` };
  }
  if (!isPackage(bytes)) {
    return { code: 'SIM-CFG-01', reason: `The package ${order.package.packageId} cannot be read.` };
  }
  if (now.toISOString().slice(0, 10) > order.lastDay && !service.defect('smso-takes-late-orders')) {
    return { code: 'SIM-CFG-03', reason: `The last planned day of the order was ${order.lastDay}.` };
  }
  return undefined;
}

function isPackage(bytes: Buffer): boolean {
  try {
    readPackage(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** The first fault of one installation of an order. */
function installationFault(
  importMPAN: string,
  record: EstateRecord | undefined,
  devices: readonly DeclaredDevice[],
  configuration: ConfigurationPackage,
  service: ServiceContext,
): Fault | undefined {
  if (!record) return { code: 'SIM-CFG-11', reason: `The SMSO operates no installation with MPAN ${importMPAN}.` };
  if (devices.length === 0) return { code: 'SIM-CFG-12', reason: 'No device of the installation is dormant.' };
  const other = devices.find((device) => !isFor(configuration, device));
  if (!other || service.defect('smso-applies-any-package')) return undefined;
  const reason = `${configuration.packageId} is not made for the ${other.deviceType} model ${other.model}.`;
  return { code: 'SIM-CFG-13', reason };
}

/** Undefined where it cannot be read. */
function orderIn(text: string): ConfigurationOrder | undefined {
  try {
    const order = JSON.parse(text) as Partial<ConfigurationOrder> | null;
    const { orderId, lastDay, installations, images, package: carried } = order ?? {};
    const listed = Array.isArray(installations) && Array.isArray(images);
    if (typeof orderId !== 'string' || typeof lastDay !== 'string' || !listed || !carried) return undefined;
    return order as ConfigurationOrder;
  } catch {
    return undefined;
  }
}
