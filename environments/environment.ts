/**
 * The one interface by which the suite knows an environment: what runs, where it listens, and with what credentials.
 * `support/` imports the types of this file and nothing else below `environments/`.
 */

/** The services of the system under test, named after the roles of the TMAD. */
export const SERVICES = [
  'mcc',
  'requesting-party',
  'smso',
  's1sp',
  'dco',
  'commissioning-party',
  'dsp',
  'wan',
  'devices',
] as const;

/** Name of one service of the system under test. */
export type ServiceName = (typeof SERVICES)[number];

/** Names of the environments that a run starts by itself. */
export const STARTED_ENVIRONMENTS = ['embedded', 'containers'] as const;

/** Names of the environments a run can ask for; `remote` is one that others run, and is asked for by name only. */
export const ENVIRONMENT_NAMES = [...STARTED_ENVIRONMENTS, 'remote'] as const;

/** Name of an environment. */
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/**
 * Something the environment can do for a test that a real one may not: steps declare that they need it. `remote-laboratories`: the
 * network reaches a process of this machine that simulates devices.
 */
export const CAPABILITIES = [
  'lab',
  'virtual-time',
  'interception',
  'seeded-defects',
  'own-system',
  'response-times',
  'remote-laboratories',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A clock that nobody moves, and how what comes of something is waited for. */
export interface OwnClock {
  /** How many times as fast as the wall clock it runs. */
  readonly speed: number;
  /** Milliseconds between two looks at something that is waited for. */
  readonly lookEvery: number;
  /** Milliseconds that the system takes for what it does at once. */
  readonly settle: number;
  /** Longest that a step waits for an instant, in milliseconds. */
  readonly patience: number;
}

/**
 * User roles of DUIS: import supplier, gas supplier, registered supplier agent, electricity distributor, gas transporter,
 * export supplier, other user.
 */
export type UserRole = 'IS' | 'GS' | 'RSA' | 'ED' | 'GT' | 'ES' | 'OU';

/** An organisation that uses the DCC: what it may show to the system to be recognised. */
export interface Organisation {
  /** Short name used in scenarios' data, e.g. `first-supplier`. */
  readonly key: string;
  /** Fictitious trading name. */
  readonly name: string;
  /** EUI-64 as upper-case hex pairs joined by hyphens. */
  readonly eui: string;
  readonly roles: readonly UserRole[];
  /** Somebody else plays it: its credentials, which follow, are empty. */
  readonly isOthers?: true;
  /** Bearer token for the supplier's interfaces of the MCC. */
  readonly token: string;
  /** Bearer token with which it reads what its receiver has taken. */
  readonly receiverToken: string;
  readonly portal: { readonly user: string; readonly password: string };
  /** PKCS#8 PEM, P-256: signs DUIS requests. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

/** Migration DUST as it runs beside the services: who may use it, and how each shows who it is. */
export interface DustDescription {
  readonly url: string;
  /** Bearer token of the people who run it. */
  readonly operatorToken: string;
  readonly remoteLabs: readonly { readonly name: string; readonly token: string }[];
  readonly participants: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: string;
    readonly eui: string;
    readonly token: string;
    readonly portal: Organisation['portal'];
    /** EUIs of the suppliers as which it authorises. */
    readonly suppliers: { readonly electricity: string; readonly gas: string };
    readonly principal?: string;
  }[];
}

/** Everything the suite needs in order to talk to a running environment. Plain JSON. */
export interface EnvironmentDescription {
  readonly name: EnvironmentName;
  /** True where the system and its devices are simulated; shown on every page of every report. */
  readonly simulated: boolean;
  /** Base address of each service's published interface, e.g. `http://127.0.0.1:41234`. */
  readonly services: Readonly<Record<ServiceName, string>>;
  /** The lab interface; absent where the environment has none. */
  readonly lab?: { readonly url: string; readonly token: string };
  /** Absent where the environment has no Migration DUST. */
  readonly migrationDust?: DustDescription;
  readonly capabilities: readonly Capability[];
  /** Base address at which users read what their receivers have taken, each with its own token. */
  readonly receivers: string;
  /** Present where time goes on by itself. */
  readonly clock?: OwnClock;
  /** File with the pool of installations that a scenario may take; absent where a lab makes them. */
  readonly pool?: string;
  readonly organisations: readonly Organisation[];
  /** Bearer token with which each migration role delivers messages; lent to a scenario that takes the role's place. Absent where it is not held. */
  readonly partyTokens: Readonly<Record<string, string>>;
  /** X.509 PEM of each signing role (service name), to verify what it signed. */
  readonly certificates: Readonly<Record<string, string>>;
  /** X.509 PEM of the certificate authority that issued every certificate above. */
  readonly trustAnchor: string;
  /** Component name to version or digest, e.g. `{"dcc-like-system": "0.1.0+sha256:..."}`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A call of a published interface. */
export interface DispatchedCall {
  readonly method: string;
  /** Address as the description gives it, with path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Hands a call to the HTTP interface of a service in the same process, below which everything is as on a socket. */
export type Dispatch = (call: DispatchedCall) => Promise<{ readonly status: number; readonly body: Buffer }>;

/** How calls reach the services: through the network, or through `Environment.dispatch`. */
export const TRANSPORTS = ['sockets', 'in-process'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** A running environment. */
export interface Environment {
  readonly description: EnvironmentDescription;
  /** Absent where the services run in other processes, or are to be reached through sockets alone. */
  readonly dispatch?: Dispatch;
  /** Logs of the services since the start, by service name. */
  logs(): Promise<Readonly<Record<string, string>>>;
  /** Stops everything that was started; safe to call more than once. */
  stop(): Promise<void>;
}

/** What a run says when it starts an environment. */
export interface EnvironmentOptions {
  /** Seed of credentials and identifiers; the same seed gives the same identifiers. */
  readonly seed: string;
  /** Folder for stores and logs of this run; created when missing. */
  readonly folder: string;
  /** Receives one line of progress at a time. */
  readonly progress: (line: string) => void;
  /** Whether it is to be reached through sockets alone, wherever it runs. */
  readonly sockets?: boolean;
}

let published: Dispatch | undefined;

/** Tells the steps in this process how the environment is reached without sockets; they share no other memory with the run. */
export function publishDispatch(dispatch: Dispatch | undefined): void {
  published = dispatch;
}

/** What was published last. */
export function publishedDispatch(): Dispatch | undefined {
  return published;
}
