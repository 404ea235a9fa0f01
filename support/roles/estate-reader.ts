import { z } from 'zod';
import type { ServiceName } from '../../environments/environment';
import { clientOfParty, type RoleContext } from './context';

const estate = z.object({
  devices: z.array(z.object({ masterKey: z.string().optional(), accessKey: z.string().optional() })),
});

/** What a party is told of an installation at the SMSO: as it stands, and the keys in it, base64. */
export interface EstateSeen {
  readonly text: string;
  readonly keys: readonly string[];
}

/** Asks the SMSO for an installation as a party; the answer holds secrets, and stands in no report. */
export async function readEstate(context: RoleContext, party: ServiceName, importMPAN: string): Promise<EstateSeen> {
  const path = `/estate/${encodeURIComponent(importMPAN)}`;
  const { text } = await clientOfParty(context, party, 'smso').expect([200], { method: 'GET', path });
  const { devices } = estate.parse(JSON.parse(text));
  return { text, keys: devices.flatMap(({ masterKey, accessKey }) => [masterKey ?? [], accessKey ?? []].flat()) };
}
