import { SERVICES, type ServiceName } from '../../environment';
import type { Credentials } from './lab/credentials';
import type { LabConfig } from './lab/lab';
import type { ServiceConfig } from './kernel/config';

/** How the processes of one system find each other and their files. */
export interface Layout {
  readonly version: string;
  readonly contractsFolder: string;
  readonly listen: (process: ServiceName | 'lab') => { readonly host: string; readonly port: number };
  /** Address at which the other processes reach this one. */
  readonly address: (process: ServiceName | 'lab') => string;
  /** Hosts at which the network reaches remote laboratories; absent: its own machine alone. */
  readonly laboratoryHosts?: readonly string[];
  readonly storePath: (process: ServiceName | 'lab') => string;
}

/** Largest message accepted anywhere: above the MAF's limit of 10 MB, so that the MAF's own rule is the one that speaks. */
const MAXIMUM_BODY = 16 * 1024 * 1024;

/** Configuration of every service of a system that has a lab interface. */
export function serviceConfigs(credentials: Credentials, layout: Layout): ServiceConfig[] {
  return SERVICES.map((service) => ({
    service,
    version: layout.version,
    listen: layout.listen(service),
    peers: peers(layout),
    receivers: layout.address('lab'),
    ...(layout.laboratoryHosts && { laboratoryHosts: layout.laboratoryHosts }),
    partyTokens: credentials.partyTokens,
    labToken: credentials.labToken,
    privateKey: credentials.roles[service]?.privateKey ?? '',
    certificates: {
      ...Object.fromEntries(Object.entries(credentials.roles).map(([role, { certificate }]) => [role, certificate])),
      ...Object.fromEntries(credentials.organisations.map(({ eui, certificate }) => [eui, certificate])),
    },
    organisations: credentials.organisations.map(({ key, name, eui, roles, token, portal, certificate }) => ({
      key,
      name,
      eui,
      roles,
      token,
      portal,
      certificate,
    })),
    storePath: layout.storePath(service),
    contractsFolder: layout.contractsFolder,
    maximumBody: MAXIMUM_BODY,
  }));
}

/** Configuration of the test lab of the same system. */
export function labConfig(credentials: Credentials, layout: Layout): LabConfig {
  return {
    listen: layout.listen('lab'),
    labToken: credentials.labToken,
    receiverTokens: Object.fromEntries(credentials.organisations.map(({ eui, receiverToken }) => [eui, receiverToken])),
    peers: peers(layout),
    contractsFolder: layout.contractsFolder,
    storePath: layout.storePath('lab'),
    keys: {
      ...credentials.roles,
      ...Object.fromEntries(
        credentials.organisations.map(({ eui, privateKey, certificate }) => [eui, { privateKey, certificate }]),
      ),
    },
  };
}

function peers(layout: Layout): Record<ServiceName, string> {
  return Object.fromEntries(SERVICES.map((service) => [service, layout.address(service)])) as Record<
    ServiceName,
    string
  >;
}
