import type { CommonDevice, CommonInstallation } from '../../formats/common-file';
import { lookUp, lookUpMany, PeerUnavailable } from '../../kernel/look-up';
import { PeerUnreachable } from '../../kernel/transport';
import { area } from '../../kernel/rules';
import type { ServiceContext } from '../../kernel/service-context';
import type { Work } from '../../kernel/work';

/** An entry of the list of eligible product combinations. */
export interface EligibleCombination {
  readonly communicationsProvider: string;
  readonly devices: readonly {
    readonly deviceType: string;
    readonly manufacturer: string;
    readonly model: string;
    readonly firmware: readonly string[];
  }[];
}

/** Status in the inventory by device id. */
export type Inventory = ReadonlyMap<string, { readonly status?: string }>;

/** @throws PeerUnavailable */
export async function eligibleCombinations(service: ServiceContext): Promise<readonly EligibleCombination[]> {
  return ((await lookUp(service, 'dsp', '/epcl')) ?? []) as EligibleCombination[];
}

/** @throws PeerUnavailable */
export function inventoryOf(installations: readonly CommonInstallation[], service: ServiceContext): Promise<Inventory> {
  const devices = installations.flatMap((installation) => installation.devices.map(({ deviceId }) => deviceId));
  return lookUpMany(service, 'dsp', '/inventory', devices);
}

/** The first device that is already commissioned. */
export function commissionedDevice(installation: CommonInstallation, inventory: Inventory): CommonDevice | undefined {
  return installation.devices.find(({ deviceId }) => inventory.get(deviceId)?.status === 'Commissioned');
}

/** What the inventory is told of an installation. */
export const INVENTORY = area('commissioning-party-inventory', {
  /** Ids of the devices that a device is associated with. */
  associationsOf,
});

/**
 * Commissions the devices of an installation in the inventory; repeating it changes nothing.
 * @param at instant of commissioning, ISO 8601
 * @returns false when a device of it is commissioned elsewhere
 * @throws PeerUnavailable
 */
export async function commission(installation: CommonInstallation, at: string, work: Work): Promise<boolean> {
  const { associationsOf } = work.rules(INVENTORY);
  const { installationId, importMPAN, mprn, devices } = installation;
  const body = {
    installationId,
    s1sp: 's1sp',
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    at,
    devices: devices.map((device) => {
      const { deviceId, deviceType, manufacturer, model, firmware } = device;
      const associatedWith = associationsOf(device, devices);
      return { deviceId, deviceType, manufacturer, model, firmware, associatedWith };
    }),
  };
  try {
    const { status } = await work.service.peers.call('dsp', 'POST', '/inventory/commissionings', body);
    if (status === 409) return false;
    if (status >= 500) throw new PeerUnavailable('dsp');
    if (status !== 200) throw new Error(`The dsp answers a commissioning with HTTP ${status}.`);
    return true;
  } catch (error) {
    if (error instanceof PeerUnreachable) throw new PeerUnavailable('dsp', { cause: error });
    throw error;
  }
}

/** Every device belongs to its hub, and the gas meter also to its gas proxy. */
function associationsOf(device: CommonDevice, devices: readonly CommonDevice[]): string[] {
  const ids = (type: string): string[] =>
    devices.filter((other) => other.deviceType === type).map((other) => other.deviceId);
  if (device.deviceType === 'CHF') return [];
  return device.deviceType === 'GSME' ? [...ids('CHF'), ...ids('GPF')] : ids('CHF');
}
