import type { Organisation, ServiceName } from '../../../environment';

/** A process that stands on the kernel: a service, or the front door of Migration DUST, which is none. */
export type ProcessName = ServiceName | 'migration-dust';

/** Everything a service is told at its start. Written by the launcher; plain JSON, so that a container can be given it as a file. */
export interface ServiceConfig<Name extends ProcessName = ServiceName> {
  readonly service: Name;
  /** The role whose token it shows to the services, where it is none of them itself. */
  readonly role?: ServiceName;
  readonly version: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** Base addresses of the other services. */
  readonly peers: Readonly<Record<ServiceName, string>>;
  /** Base address of the place that hosts the users' receivers: `<receivers>/receivers/<EUI>`. */
  readonly receivers: string;
  /** Hosts at which the network reaches remote laboratories; absent: its own machine alone. */
  readonly laboratoryHosts?: readonly string[];
  /** Token with which each role proves itself when it delivers a message; this service knows all in order to check them. */
  readonly partyTokens: Readonly<Record<string, string>>;
  /** Token of the lab interface; absent: the service has no lab interface. */
  readonly labToken?: string;
  /** SHA-256 of that token in hex, for a process that knows the lab again and cannot call it. */
  readonly labTokenDigest?: string;
  /** PKCS#8 PEM of this role's P-256 key: signs, and opens what is encrypted for it. */
  readonly privateKey: string;
  /** X.509 PEM by role name and, for organisations, by EUI. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly organisations: readonly Omit<Organisation, 'privateKey' | 'receiverToken'>[];
  /** File of the durable store. */
  readonly storePath: string;
  /** Folder with the published schemas. */
  readonly contractsFolder: string;
  /** Largest message body accepted, in bytes. */
  readonly maximumBody: number;
}
