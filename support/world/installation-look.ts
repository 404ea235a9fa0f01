import type { DuisResponse } from '../interfaces/duis/response';
import type { DeviceInHand, MadeInstallation } from '../roles';
import type { MigrationWorld } from './world';

/** What was seen of installations at an instant. */
export interface Look {
  /** What there is to see, by what it is: of devices what does not change of itself, of SIMs their network. */
  readonly seen: ReadonlyMap<string, unknown>;
  /** How many documents each user had received, by EUI. */
  readonly received: ReadonlyMap<string, number>;
}

/** Looks at every enrolled installation from every side. */
export async function lookAtEnrolled(world: MigrationWorld): Promise<Look> {
  return lookAtInstallations(
    world,
    world.enrolled.map(({ made }) => made),
    lasting,
  );
}

/**
 * Looks at installations from every side: their devices in hand, the inventory, the network, the registration; and at what every
 * user has received.
 * @param ofDevice what of a device in hand counts
 */
export async function lookAtInstallations(
  { lab, roles }: MigrationWorld,
  installations: readonly MadeInstallation[],
  ofDevice: (device: DeviceInHand) => object,
): Promise<Look> {
  const seen = new Map<string, unknown>();
  for (const made of installations) {
    const entries = await roles.dsp.inventoryEntries(made.devices.map(({ deviceId }) => deviceId));
    for (const { deviceId, deviceType } of made.devices) {
      const what = `${deviceType} of ${made.reference}`;
      seen.set(`${what} in hand`, ofDevice(await lab.deviceInHand(deviceId)));
      seen.set(
        `${what} in the inventory`,
        entries.find((entry) => entry.deviceId === deviceId),
      );
    }
    seen.set(`Network of the SIM of ${made.reference}`, (await roles.network.sim(made.iccid)).network);
    for (const mpxn of [made.importMPAN, ...(made.mprn === undefined ? [] : [made.mprn])]) {
      seen.set(`Registration of ${mpxn}`, await roles.dsp.registration(mpxn));
    }
  }
  const received = new Map<string, number>();
  for (const user of roles.everyUser) received.set(user.eui, (await user.received()).length);
  return { seen, received };
}

/** What of a device stays as it is while nobody asks anything of it. */
function lasting({
  keyVersion,
  pendingKeyVersion,
  firmware,
  paymentMode,
  supply,
  importMPxN,
  ...rest
}: DeviceInHand): object {
  const { hasFormerKey, sharesKeyWith, homeAreaNetwork, historySince, counters } = rest;
  return {
    keyVersion,
    pendingKeyVersion,
    firmware,
    paymentMode,
    supply,
    importMPxN,
    hasFormerKey,
    sharesKeyWith,
    homeAreaNetwork,
    historySince,
    counters,
  };
}

/** Devices that a document speaks of. */
export function aboutDevices({ content }: DuisResponse): string[] {
  const id = 'deviceId' in content ? content.deviceId : undefined;
  return id === undefined ? [] : [id];
}
