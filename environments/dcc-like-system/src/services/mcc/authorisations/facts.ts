import { isMpanFormat, isMprn } from '../../../domain/identifiers';
import { lookUp } from '../../../kernel/look-up';
import type { Service } from '../../../kernel/service';
import type { Estate, Registration } from './row-checks';

/** Supply points looked up at the same time. */
const TOGETHER = 20;

/** A supply point to look up, with the gas supply point that somebody says belongs to it. */
export interface SupplyPoint {
  readonly importMPAN: string;
  readonly mprn?: string;
}

/** What registration, SMSO and inventory say about supply points. */
export interface Facts {
  /** By MPAN or MPRN. */
  readonly registrations: ReadonlyMap<string, Registration>;
  /** By MPAN. */
  readonly estates: ReadonlyMap<string, Estate>;
  /** MPANs whose electricity meter is commissioned in the inventory. */
  readonly commissioned: ReadonlySet<string>;
}

interface EstateAnswer extends Estate {
  readonly devices: readonly { readonly deviceId: string; readonly deviceType: string }[];
}

/**
 * Looks up everything that the checks of these supply points can ask for.
 * @throws PeerUnavailable when one of the peers cannot say now
 */
export async function gatherFacts(service: Service, points: readonly SupplyPoint[]): Promise<Facts> {
  const gathering = new Gathering(service);
  for (let start = 0; start < points.length; start += TOGETHER) {
    await Promise.all(points.slice(start, start + TOGETHER).map((point) => gathering.add(point)));
  }
  return gathering;
}

class Gathering implements Facts {
  readonly registrations = new Map<string, Registration>();
  readonly estates = new Map<string, Estate>();
  readonly commissioned = new Set<string>();

  constructor(private readonly service: Service) {}

  async add({ importMPAN: mpan, mprn = '' }: SupplyPoint): Promise<void> {
    // Only what has the form of an identifier becomes part of a path.
    if (!isMpanFormat(mpan)) return;
    const estate = (await lookUp(this.service, 'smso', `/estate/${mpan}`)) as EstateAnswer | undefined;
    if (estate) {
      this.estates.set(mpan, estate);
      const meter = estate.devices.find((device) => device.deviceType === 'ESME');
      if (meter && (await this.isCommissioned(meter.deviceId))) this.commissioned.add(mpan);
    }
    await this.addRegistration(mpan);
    for (const candidate of new Set([mprn, estate?.mprn ?? ''])) {
      if (isMprn(candidate)) await this.addRegistration(candidate);
    }
  }

  private async addRegistration(mpxn: string): Promise<void> {
    const registration = (await lookUp(this.service, 'dsp', `/registration/${mpxn}`)) as Registration | undefined;
    if (registration) this.registrations.set(mpxn, registration);
  }

  private async isCommissioned(deviceId: string): Promise<boolean> {
    const device = (await lookUp(this.service, 'dsp', `/inventory/${deviceId}`)) as { status?: string } | undefined;
    return device?.status === 'Commissioned';
  }
}
