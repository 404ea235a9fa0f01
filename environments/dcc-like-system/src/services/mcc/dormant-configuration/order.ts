import {
  isFor,
  readPackage,
  type ConfigurationPackage,
  type PackageModel,
} from '../../../domain/configuration-package';
import { DORMANT_DEVICES } from '../../../domain/configuration-messages';
import { readImage, type FirmwareImage } from '../../../domain/firmware-image';
import { Refusal } from '../../../kernel/refusal';
import type { Work } from '../../../kernel/work';
import { gatherFacts, type EstateAnswer, type Facts } from '../authorisations/facts';
import { settings } from '../migration/capacity';
import { slotStart } from '../migration/days';
import { installationsOf } from '../migration/installations';
import { isLive, SMSO_TAGS, type Exception } from '../mcc-records';
import { checkOrder } from '../notices/checks';
import { dormantPoints } from '../notices/give';
import {
  addConfiguration,
  GROUP_FUNCTIONS,
  IMAGES,
  isOpen,
  newestConfiguration,
  PACKAGES,
  type DormantConfiguration,
} from './configuration';

/** Kind of the timer that begins the day on which devices are to be configured. */
export const CONFIGURATION_DAY = 'configuration-day';

/** An order of the Migration Control Centre to have Dormant Meters configured. */
export interface DormantConfigurationOrder {
  readonly importMPANs: readonly string[];
  readonly packageId: string;
  /** Firmware that comes before the configuration. */
  readonly imageIds: readonly string[];
  /** First and last planned day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** What became of an order. */
export interface ConfigurationOrderResult {
  readonly batchId: string;
  readonly configurations: readonly DormantConfiguration[];
  readonly refused: readonly (Exception & { readonly importMPAN: string })[];
}

/** What is to be brought to the devices. */
interface Delivery {
  readonly package: ConfigurationPackage;
  readonly images: readonly FirmwareImage[];
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
  const delivery = deliveryOf(work, order);
  const facts = await gatherFacts(
    work.service,
    order.importMPANs.map((importMPAN) => ({ importMPAN })),
  );
  const batchId = `CONFIG-${String(work.nextNumber('configuration-batch')).padStart(6, '0')}`;
  const configurations: DormantConfiguration[] = [];
  const refused: (Exception & { importMPAN: string })[] = [];
  for (const importMPAN of order.importMPANs) {
    const planned = planOne(work, order, delivery, facts, batchId, importMPAN);
    if ('configurationId' in planned) configurations.push(planned);
    else {
      refused.push({ importMPAN, ...planned });
      work.audit('configuration-refused', undefined, `MPAN ${importMPAN}: ${planned.code} ${planned.reason}`);
    }
  }
  if (configurations.length > 0) {
    work.later(slotStart(order.from), CONFIGURATION_DAY, { batchId }, `${CONFIGURATION_DAY}-${batchId}`);
  }
  return { batchId, configurations, refused };
}

/** @throws Refusal 404 */
function deliveryOf(work: Work, { packageId, imageIds }: DormantConfigurationOrder): Delivery {
  const content = work.get(PACKAGES, packageId)?.content;
  if (content === undefined) throw new Refusal(404, `No configuration package ${packageId} was loaded.`);
  const images = imageIds.map((imageId) => {
    const image = work.get(IMAGES, imageId)?.content;
    if (image === undefined) throw new Refusal(404, `No firmware image ${imageId} was loaded.`);
    return readImage(textOf(image));
  });
  return { package: readPackage(textOf(content)), images };
}

function textOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function planOne(
  work: Work,
  order: DormantConfigurationOrder,
  delivery: Delivery,
  facts: Facts,
  batchId: string,
  importMPAN: string,
): DormantConfiguration | Exception {
  const { from, to } = order;
  const estate = facts.estates.get(importMPAN);
  const points = dormantPoints(importMPAN, estate);
  const earlier = installationsOf(work, importMPAN);
  const newest = newestConfiguration(work, importMPAN);
  const fault = checkOrder({
    now: work.now,
    importMPAN,
    from,
    to,
    leadDays: settings(work).noticeDays,
    groupIds: estate ? (work.get(SMSO_TAGS, estate.smsoTag.toUpperCase())?.groupIds ?? []) : [],
    estate,
    exchanged: facts.registrations.get(importMPAN)?.smets2 === true,
    unregistered: points.filter(({ mpxn }) => !facts.registrations.has(mpxn)).map(({ mpxn }) => mpxn),
    // Seeded defect: what is being configured is ordered again.
    noticeStands: newest !== undefined && isOpen(newest) && !work.service.defect('mcc-orders-twice'),
    live: earlier.some(isLive),
    excluded: earlier.at(-1)?.state === 'Excluded',
    raised: earlier.at(-1)?.raised === true,
    // Seeded defect: what has migrated is ordered to be configured.
    commissioned: facts.commissioned.has(importMPAN) && !work.service.defect('mcc-configures-migrated'),
    // Whether it has been configured is what this order is about.
    unconfigured: false,
    leadTimeIgnored: work.service.defect('mcc-orders-configuration-at-once'),
    activeMetersTaken: work.service.defect('mcc-configures-active-meters'),
  });
  if (fault || !estate) return fault ?? { code: 'SIM-DRM-13', reason: `No SMSO operates MPAN ${importMPAN}.` };
  const unfit = deliveryFault(work, estate, delivery);
  if (unfit) return unfit;
  const { mprn } = estate;
  const configuration: DormantConfiguration = {
    configurationId: `CFG-${String(work.nextNumber('configuration')).padStart(6, '0')}`,
    batchId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    kind: estate.kind === 'Mixed' ? 'Mixed' : 'Dormant',
    meters: points.flatMap(({ deviceType, mpxn }) => {
      const device = estate.devices.find((one) => one.deviceType === deviceType);
      if (!device) return [];
      const { deviceId, firmware } = device;
      // Seeded defect: of firmware the suppliers are told nothing.
      const images = work.service.defect('mcc-omits-firmware-from-notice') ? [] : delivery.images;
      const image = images.find((one) => isImageFor(one, device));
      const supplier = facts.registrations.get(mpxn)?.supplier ?? '';
      return [{ deviceType, mpxn, supplier, deviceId, fromFirmware: firmware, toFirmware: image?.version ?? firmware }];
    }),
    packageId: order.packageId,
    imageIds: order.imageIds,
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

/** Whether what is to be brought suits the dormant devices of an installation and the release of its group. */
function deliveryFault(
  work: Work,
  estate: EstateAnswer,
  { package: configuration, images }: Delivery,
): Exception | undefined {
  const { configurationUpdate = false, firmwareUpgrade = false } = work.get(GROUP_FUNCTIONS, estate.groupId) ?? {};
  const dormant = estate.devices.filter(({ deviceType }) => DORMANT_DEVICES[estate.kind].includes(deviceType));
  const other = dormant.find((device) => !isFor(configuration, device));
  if (other && !work.service.defect('mcc-orders-any-package')) {
    const reason = `${configuration.packageId} is not made for the ${other.deviceType} model ${other.model}.`;
    return { code: 'SIM-DRM-21', reason };
  }
  if (!configurationUpdate) {
    return { code: 'SIM-DRM-22', reason: `Group ${estate.groupId} does not plan to use the configuration update.` };
  }
  if (images.length > 0 && !firmwareUpgrade && !work.service.defect('mcc-upgrades-every-release')) {
    return { code: 'SIM-FWU-01', reason: `Group ${estate.groupId} does not plan to use the firmware upgrade.` };
  }
  const stray = images.find((image) => !dormant.some((device) => isImageFor(image, device)));
  if (!stray || work.service.defect('mcc-orders-any-image')) return undefined;
  return { code: 'SIM-FWU-02', reason: `${stray.imageId} is for no dormant meter of the installation.` };
}

function isImageFor({ manufacturer, model }: FirmwareImage, device: PackageModel): boolean {
  return device.manufacturer === manufacturer && device.model === model;
}
