import type { DeviceTypeName } from '../../../domain/device-types';
import { isMpanFormat, isMprn } from '../../../domain/identifiers';
import { lookUpMany } from '../../../kernel/look-up';
import type { Work } from '../../../kernel/work';
import type { Estate, Registration } from './row-checks';

/** A supply point to look up, with the gas supply point that somebody says belongs to it. */
interface SupplyPoint {
  readonly importMPAN: string;
  readonly mprn?: string;
}

/** What registration, SMSO and inventory say about supply points. */
export interface Facts {
  /** By MPAN or MPRN. */
  readonly registrations: ReadonlyMap<string, Registration>;
  /** By MPAN. */
  readonly estates: ReadonlyMap<string, EstateAnswer>;
  /** MPANs whose electricity meter is commissioned in the inventory. */
  readonly commissioned: ReadonlySet<string>;
}

/** What the SMSO answers about an installation. */
export interface EstateAnswer extends Estate {
  /** Its dormant devices have not got the S1SR configuration. */
  readonly unconfigured?: boolean;
  readonly devices: readonly {
    readonly deviceId: string;
    readonly deviceType: DeviceTypeName;
    readonly manufacturer: string;
    readonly model: string;
    readonly firmware: string;
  }[];
}

/**
 * Looks up everything that the checks of these supply points can ask for.
 * @throws PeerUnavailable when one of the peers cannot say now
 */
export async function gatherFacts({ service }: Work, points: readonly SupplyPoint[]): Promise<Facts> {
  // Only what has the form of an identifier is asked for.
  const known = points.filter(({ importMPAN }) => isMpanFormat(importMPAN));
  const mpans = unique(known.map(({ importMPAN }) => importMPAN));
  const estates = await lookUpMany<EstateAnswer>(service, 'smso', '/estate', mpans);
  const mprns = [...known.map(({ mprn }) => mprn), ...[...estates.values()].map(({ mprn }) => mprn)];
  const registered = unique([...mpans, ...mprns.filter((mprn) => mprn !== undefined).filter(isMprn)]);
  const registrations = await lookUpMany<Registration>(service, 'dsp', '/registration', registered);

  const meters = new Map<string, string>();
  for (const [mpan, { devices }] of estates) {
    const meter = devices.find((device) => device.deviceType === 'ESME');
    if (meter) meters.set(mpan, meter.deviceId);
  }
  const inventory = await lookUpMany<{ status?: string }>(service, 'dsp', '/inventory', unique([...meters.values()]));
  const isCommissioned = (mpan: string): boolean => inventory.get(meters.get(mpan) ?? '')?.status === 'Commissioned';
  return { registrations, estates, commissioned: new Set(mpans.filter(isCommissioned)) };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
