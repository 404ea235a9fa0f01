import {
  isFor,
  readPackage,
  type ConfigurationPackage,
  type PackageModel,
} from '../../../domain/configuration-package';
import { DORMANT_DEVICES } from '../../../domain/configuration-messages';
import { readImage, type FirmwareImage } from '../../../domain/firmware-image';
import { Refusal } from '../../../kernel/refusal';
import { area, firstFault, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { gatherFacts, type EstateAnswer, type Facts } from '../authorisations/facts';
import { faultIf } from '../faults';
import type { Exception } from '../mcc-records';
import { slotStart } from '../migration/days';
import { dormantPoints } from '../notices/notice';
import { notifyOfConfiguration } from '../notifications/issue';
import { lookForChanges } from '../notifications/registrations';
import { noSmso, ORDER_CHECKS, orderFacts, type PlannedWindow } from '../notices/order-checks';
import {
  addConfiguration,
  GROUP_FUNCTIONS,
  IMAGES,
  isOpen,
  newestConfiguration,
  PACKAGES,
  type DormantConfiguration,
  type GroupFunctions,
  type UpgradedMeter,
} from './configuration';

/** Kind of the timer that begins the day on which devices are to be configured. */
export const CONFIGURATION_DAY = 'configuration-day';

/** An order of the Migration Control Centre to have Dormant Meters configured. */
export interface DormantConfigurationOrder extends PlannedWindow {
  readonly importMPANs: readonly string[];
  readonly packageId: string;
  /** Firmware that comes before the configuration. */
  readonly imageIds: readonly string[];
}

/** What became of an order. */
interface ConfigurationOrderResult {
  readonly batchId: string;
  readonly configurations: readonly DormantConfiguration[];
  readonly refused: readonly (Exception & { readonly importMPAN: string })[];
}

/** What is to be brought to the devices. */
interface Content {
  readonly package: ConfigurationPackage;
  readonly images: readonly FirmwareImage[];
}

/** What decides whether a content suits an installation. */
interface ContentFacts extends Content {
  readonly groupId: string;
  /** What the release of its group plans to use. */
  readonly functions: GroupFunctions;
  readonly dormant: EstateAnswer['devices'];
}

/** In the order that the interface publishes. */
const CONTENT_CHECKS = {
  packageModels: ({ dormant, package: configuration }) => {
    const other = dormant.find((device) => !isFor(configuration, device));
    if (!other) return undefined;
    const reason = `${configuration.packageId} is not made for the ${other.deviceType} model ${other.model}.`;
    return { code: 'SIM-DRM-21', reason };
  },
  configurationPlanned: ({ groupId, functions: { configurationUpdate } }) =>
    faultIf(!configurationUpdate, 'SIM-DRM-22', `Group ${groupId} does not plan to use the configuration update.`),
  firmwarePlanned: ({ groupId, images, functions: { firmwareUpgrade } }) =>
    faultIf(
      images.length > 0 && !firmwareUpgrade,
      'SIM-FWU-01',
      `Group ${groupId} does not plan to use the firmware upgrade.`,
    ),
  imageModels: ({ dormant, images }) => {
    const stray = images.find((image) => !dormant.some((device) => isImageFor(image, device)));
    if (!stray) return undefined;
    return { code: 'SIM-FWU-02', reason: `${stray.imageId} is for no dormant meter of the installation.` };
  },
} satisfies Ordered<(facts: ContentFacts) => Exception | undefined>;

/** Whether an installation is configured, and what its suppliers are told. */
export const CONFIGURATION_ORDERS = area('mcc-configuration-orders', {
  checks: ORDER_CHECKS,
  contentChecks: CONTENT_CHECKS,
  /** The version that a device is going to run, as its supplier is told. */
  announcedFirmware: (device: EstateAnswer['devices'][number], images: readonly FirmwareImage[]): string =>
    images.find((image) => isImageFor(image, device))?.version ?? device.firmware,
  /** The images of an order that have to be there: all that it names. */
  needed: (imageIds: readonly string[], _work: Work): readonly string[] => imageIds,
});

/** An order with what was loaded and looked up for it. */
interface Batch {
  readonly batchId: string;
  readonly order: DormantConfigurationOrder;
  readonly content: Content;
  readonly facts: Facts;
}

/**
 * Tells the Responsible Suppliers of Dormant Meters that these are going to be configured, and plans it. Each installation is
 * checked by itself.
 * @throws Refusal 404 where the package or an image was not loaded; PeerUnavailable when a peer cannot say now
 */
export async function orderConfiguration(
  work: Work,
  order: DormantConfigurationOrder,
): Promise<ConfigurationOrderResult> {
  const content = contentOf(work, order);
  const facts = await gatherFacts(
    work,
    order.importMPANs.map((importMPAN) => ({ importMPAN })),
  );
  const batchId = `CONFIG-${String(work.nextNumber('configuration-batch')).padStart(6, '0')}`;
  const configurations: DormantConfiguration[] = [];
  const refused: (Exception & { importMPAN: string })[] = [];
  for (const importMPAN of order.importMPANs) {
    const planned = planOne(work, { batchId, order, content, facts }, importMPAN);
    if ('configurationId' in planned) configurations.push(planned);
    else {
      refused.push({ importMPAN, ...planned });
      work.audit('configuration-refused', undefined, `MPAN ${importMPAN}: ${planned.code} ${planned.reason}`);
    }
  }
  if (configurations.length > 0) {
    notifyOfConfiguration(work, 'NEW', configurations);
    lookForChanges(work);
    work.later(slotStart(order.from), CONFIGURATION_DAY, { batchId }, `${CONFIGURATION_DAY}-${batchId}`);
  }
  return { batchId, configurations, refused };
}

/** @throws Refusal 404 */
function contentOf(work: Work, { packageId, imageIds }: DormantConfigurationOrder): Content {
  const loaded = work.get(PACKAGES, packageId)?.content;
  if (loaded === undefined) throw new Refusal(404, `No configuration package ${packageId} was loaded.`);
  const images = work
    .rules(CONFIGURATION_ORDERS)
    .needed(imageIds, work)
    .map((imageId) => {
      const image = work.get(IMAGES, imageId)?.content;
      if (image === undefined) throw new Refusal(404, `No firmware image ${imageId} was loaded.`);
      return readImage(textOf(image));
    });
  return { package: readPackage(textOf(loaded)), images };
}

function textOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function planOne(work: Work, batch: Batch, importMPAN: string): DormantConfiguration | Exception {
  const { batchId, order, content, facts } = batch;
  const rules = work.rules(CONFIGURATION_ORDERS);
  const newest = newestConfiguration(work, importMPAN);
  const common = orderFacts(work, order, facts, importMPAN);
  const { estate } = common;
  const fault = firstFault(rules.checks, {
    ...common,
    ordered: newest !== undefined && isOpen(newest),
    commissioned: facts.commissioned.has(importMPAN),
  });
  if (fault || !estate) return fault ?? noSmso(importMPAN);
  const unfit = firstFault(rules.contentChecks, contentFacts(work, estate, content));
  if (unfit) return unfit;
  const { mprn } = estate;
  const { packageId, imageIds, from, to } = order;
  const configuration: DormantConfiguration = {
    configurationId: `CFG-${String(work.nextNumber('configuration')).padStart(6, '0')}`,
    batchId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind: estate.kind === 'Mixed' ? 'Mixed' : 'Dormant',
    meters: metersOf(work, batch, importMPAN, estate),
    packageId,
    imageIds,
    plannedFrom: from,
    plannedTo: to,
    sentAt: work.now.toISOString(),
    state: 'Notified',
    devices: [],
    history: [{ at: work.now.toISOString(), state: 'Notified', note: `Notice was given for ${from} to ${to}.` }],
  };
  addConfiguration(work, configuration);
  const told = [...new Set(configuration.meters.map(({ supplier }) => supplier))].join(', ');
  work.audit('upgrade-notice-given', undefined, `${configuration.configurationId}: MPAN ${importMPAN}, to ${told}`);
  return configuration;
}

function contentFacts(work: Work, { groupId, kind, devices }: EstateAnswer, content: Content): ContentFacts {
  const functions = work.get(GROUP_FUNCTIONS, groupId) ?? { configurationUpdate: false, firmwareUpgrade: false };
  const dormant = devices.filter(({ deviceType }) => DORMANT_DEVICES[kind].includes(deviceType));
  return { ...content, groupId, functions, dormant };
}

/** The dormant meters of an installation, with the firmware that they are going to run. */
function metersOf(
  work: Work,
  { content, facts }: Batch,
  importMPAN: string,
  estate: EstateAnswer,
): readonly UpgradedMeter[] {
  const { announcedFirmware } = work.rules(CONFIGURATION_ORDERS);
  return dormantPoints(importMPAN, estate).flatMap(({ deviceType, mpxn }) => {
    const device = estate.devices.find((one) => one.deviceType === deviceType);
    if (!device) return [];
    const { deviceId, firmware } = device;
    const supplier = facts.registrations.get(mpxn)?.supplier ?? '';
    const toFirmware = announcedFirmware(device, content.images);
    return [{ deviceType, mpxn, supplier, deviceId, fromFirmware: firmware, toFirmware }];
  });
}

function isImageFor({ manufacturer, model }: FirmwareImage, device: PackageModel): boolean {
  return device.manufacturer === manufacturer && device.model === model;
}
