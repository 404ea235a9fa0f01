import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, dirname } from 'node:path';
import type { EnvironmentDescription, OwnClock } from '../environment';
import type { Reference, RemoteDescription } from './description';

/**
 * Describes a simulated environment as one that others run: without its lab, and with every credential in a file of its own that this
 * user alone can read.
 * @param file of the description; its credentials lie in a folder beside it
 * @param pool file with the pool
 */
export function writeDescription(
  file: string,
  { simulated, services, receivers, organisations, versions, ...secret }: EnvironmentDescription,
  clock: OwnClock,
  pool: string,
): void {
  const folder = dirname(resolve(file));
  const credentials = join(folder, `${basename(file, '.json')}-credentials`);
  mkdirSync(credentials, { recursive: true, mode: 0o700 });
  const keep = (name: string, value: string): Reference => {
    const kept = join(credentials, name);
    writeFileSync(kept, `${value}\n`, { mode: 0o600 });
    return { file: relative(folder, kept) };
  };
  const keepAll = (what: string, all: Readonly<Record<string, string>>): Record<string, Reference> =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name, keep(`${name}.${what}`, value)]));
  const description: RemoteDescription = {
    simulated,
    services,
    receivers,
    capabilities: [],
    clock,
    organisations: organisations.map(({ key, name, eui, roles, portal, ...own }) => ({
      ...{ key, name, eui, roles: [...roles] },
      token: keep(`${key}.token`, own.token),
      receiverToken: keep(`${key}.receiver-token`, own.receiverToken),
      portal: { user: portal.user, password: keep(`${key}.portal-password`, portal.password) },
      privateKey: keep(`${key}.private-key`, own.privateKey),
      certificate: keep(`${key}.certificate`, own.certificate),
    })),
    partyTokens: keepAll('token', secret.partyTokens),
    certificates: keepAll('certificate', secret.certificates),
    trustAnchor: keep('trust-anchor.certificate', secret.trustAnchor),
    versions: { ...versions },
    pool: relative(folder, resolve(pool)),
  };
  writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
}
