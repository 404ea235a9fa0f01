import { createHash } from 'node:crypto';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { EPCL } from '../inventory/epcl';
import { INVENTORY, type InventoryEntry } from '../inventory/inventory';
import { isParty, registrationsOf } from '../gateway/eligibility';
import type { UserRole } from '../../../../../environment';

/** An image that was distributed; by its hash, upper-case hex. */
const IMAGES = table<{ version: string }>('firmware-images');

/** The image of a hash that was distributed before. */
export function imageWith(hash: string, work: Work): { readonly version: string } | undefined {
  return work.get(IMAGES, hash);
}

/** How the devices of a list take an image. */
export interface Distribution {
  readonly able: readonly string[];
  readonly unknown: readonly string[];
  readonly notCommissioned: readonly string[];
  /** The version is not listed for the model, or the device is not the user's. */
  readonly notApplicable: readonly string[];
}

/** Which images the DSP distributes. */
export const FIRMWARE = area('dsp-firmware', { isListed });

/** Sorts the devices of a list by whether they can take an image of a version. */
export function sortDevices(
  deviceIds: readonly string[],
  version: string,
  user: { readonly eui: string; readonly roles: readonly UserRole[] },
  work: Work,
): Distribution {
  const of = (fits: (device: InventoryEntry | undefined) => boolean): string[] =>
    [...new Set(deviceIds)].filter((deviceId) => fits(work.get(INVENTORY, deviceId)));
  const commissioned = (device: InventoryEntry): boolean => device.status === 'Commissioned';
  const applicable = (device: InventoryEntry): boolean =>
    work.rules(FIRMWARE).isListed(device, version, work) &&
    isParty(user.eui, user.roles, registrationsOf(device, work));
  return {
    unknown: of((device) => device === undefined),
    notCommissioned: of((device) => device !== undefined && !commissioned(device)),
    notApplicable: of((device) => device !== undefined && commissioned(device) && !applicable(device)),
    able: of((device) => device !== undefined && commissioned(device) && applicable(device)),
  };
}

/** Sends an image to devices through the S1SP. @param image base64 */
export function distribute(deviceIds: readonly string[], version: string, image: string, work: Work): void {
  const hash = createHash('sha256').update(Buffer.from(image, 'base64')).digest('hex').toUpperCase();
  work.put(IMAGES, hash, { version });
  for (const deviceId of deviceIds) {
    work.send({ to: 's1sp', kind: 'firmware-distribution', body: { deviceId, version, image, hash } });
  }
}

/** Whether a version is listed for the model of a device. */
function isListed({ deviceType, manufacturer, model }: InventoryEntry, version: string, work: Work): boolean {
  const listed = (work.get(EPCL, 'list')?.entries ?? []).flatMap(({ devices }) => devices);
  return listed.some(
    (device) =>
      device.deviceType === deviceType &&
      device.manufacturer === manufacturer &&
      device.model === model &&
      device.firmware.includes(version),
  );
}
