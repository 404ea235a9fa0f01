import { isMpanFormat, isMprn } from '../../../domain/identifiers';
import type { AuthorisationRow } from '../../../domain/maf';
import { lookUp } from '../../../kernel/look-up';
import type { Service } from '../../../kernel/service';
import type { Estate, Registration } from './row-checks';

/** Rows looked up at the same time. */
const TOGETHER = 20;

/** What registration, SMSO and inventory say about the supply points of a file. */
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
 * Looks up everything that the checks of these rows can ask for.
 * @throws PeerUnavailable when one of the peers cannot say now
 */
export async function gatherFacts(service: Service, rows: readonly AuthorisationRow[]): Promise<Facts> {
  const gathering = new Gathering(service);
  for (let start = 0; start < rows.length; start += TOGETHER) {
    await Promise.all(rows.slice(start, start + TOGETHER).map(({ values }) => gathering.add(values)));
  }
  return gathering;
}

class Gathering implements Facts {
  readonly registrations = new Map<string, Registration>();
  readonly estates = new Map<string, Estate>();
  readonly commissioned = new Set<string>();

  constructor(private readonly service: Service) {}

  async add({ ImportMPAN: mpan, MPRN: mprn }: AuthorisationRow['values']): Promise<void> {
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
