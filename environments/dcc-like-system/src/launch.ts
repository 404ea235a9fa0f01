import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SERVICES, type Dispatch, type ServiceName } from '../../environment';
import { makeCredentials, type Credentials } from './lab/credentials';
import { createLab } from './lab';
import { labConfig, serviceConfigs, type Layout } from './configuration';
import { dispatchTo, INSIDE, insideTransport } from './in-process';
import { Clock } from './kernel/clock';
import { Database, sharedFile } from './kernel/database';
import type { DatabaseFile } from './kernel/database-file';
import type { Log } from './kernel/log';
import { LogicalClock } from './kernel/logical-clock';
import { ServiceServer } from './kernel/server';
import type { Shared } from './kernel/shared';
import { storeTables } from './kernel/store';
import type { Transport } from './kernel/transport';
import { LAB_TABLES } from './lab/lab-store';
import type { Neighbours } from './lab/coordinator';
import type { TestLab } from './lab/lab';
import { DEFINITIONS } from './services';
import { defectsOf } from './services/defects';

/** A system that runs inside this process. */
export interface RunningSystem {
  /** Loopback address of each service. */
  readonly services: Readonly<Record<ServiceName, string>>;
  readonly lab: { readonly url: string; readonly token: string };
  readonly credentials: Credentials;
  stop(): Promise<void>;
}

/** A system inside this process, which can be called past its sockets, with what its services and the lab have said. */
export interface InProcessSystem extends RunningSystem {
  /** Takes calls at the addresses of services and lab. */
  readonly dispatch: Dispatch;
  /** By the name of the service, or `lab`: its newest lines. */
  logs(): Readonly<Record<string, string>>;
}

/** How a system is started inside this process. */
export interface LaunchOptions {
  /** Where the store is kept. */
  readonly folder: string;
  /** Folder of the published schemas. */
  readonly contractsFolder: string;
  readonly version: string;
  /** Those of an earlier start on this folder; without them they are made anew. */
  readonly credentials?: Credentials;
}

/** Lines of a log that are kept in memory. */
const LOG_LINES = 1_000;

/** Whose the time of all services is, among the owners of the shared file. */
const CLOCK_TABLES = { owner: 'clock', schema: '' };

/**
 * Starts all nine services and the test lab inside this process. They listen on loopback ports of their own; among
 * themselves they speak the same HTTP without the network. All they write goes into one file: it is stored before anybody
 * outside has an answer, and before time moves on.
 */
export async function startInProcess(options: LaunchOptions): Promise<InProcessSystem> {
  mkdirSync(options.folder, { recursive: true });
  const credentials = options.credentials ?? (await makeCredentials(SERVICES));
  const lines = new Map<string, string[]>();
  const logOf =
    (name: string): Log =>
    (line) => {
      const own = lines.get(name) ?? [];
      lines.set(name, [...own, line].slice(-LOG_LINES));
    };
  const apps = new Map<string, FastifyInstance>();
  const { lab, services } = makeSystem(options, credentials, insideTransport(apps), logOf);
  for (const [name, { app }] of services) apps.set(`${name}.inside`, app);
  apps.set('lab.inside', lab.app);

  const [url, addresses] = await Promise.all([lab.listen(), listenAll(services)]);
  apps.set(new URL(url).host, lab.app);
  for (const [name, { app }] of services) apps.set(new URL(addresses[name]).host, app);
  return {
    services: addresses,
    lab: { url, token: credentials.labToken },
    credentials,
    dispatch: dispatchTo(apps),
    logs: () => Object.fromEntries([...lines].map(([name, own]) => [name, `${own.join('\n')}\n`])),
    stop: async () => {
      await lab.close();
      for (const service of services.values()) await service.close();
    },
  };
}

/** Services and lab, which share a file and clocks. */
function makeSystem(
  { folder, contractsFolder, version }: LaunchOptions,
  credentials: Credentials,
  transport: Transport,
  logOf: (name: string) => Log,
): { readonly lab: TestLab; readonly services: ReadonlyMap<ServiceName, ServiceServer> } {
  const path = join(folder, 'system.sqlite');
  const layout: Layout = {
    version,
    contractsFolder,
    listen: () => ({ host: '127.0.0.1', port: 0 }),
    address: (name) => `http://${name}.inside`,
    storePath: () => path,
  };
  const file = sharedFile(path, 'system', [...SERVICES.map(storeTables), LAB_TABLES, CLOCK_TABLES]);
  const clock = new Clock(Database.within(file, CLOCK_TABLES.owner));
  const shared: Shared = { file, clock, logicalClock: new LogicalClock(0) };
  const services = new Map<ServiceName, ServiceServer>();
  for (const config of serviceConfigs(credentials, layout)) {
    const { service: name } = config;
    const host = { log: logOf(name), shared };
    services.set(name, new ServiceServer(DEFINITIONS[name], config, transport, defectsOf(name), host));
  }
  const host = { log: logOf('lab'), shared: { file, ...neighbours(services) } };
  const lab = createLab(labConfig(credentials, layout), transport, host);
  for (const { app } of [...services.values(), lab]) storeBeforeAnswers(app, file);
  return { lab, services };
}

/** The services as the lab of their process sees them. */
function neighbours(services: ReadonlyMap<ServiceName, ServiceServer>): Neighbours {
  const of = (name: ServiceName): ServiceServer => {
    const found = services.get(name);
    if (found === undefined) throw new Error(`The ${name} has not been made.`);
    return found;
  };
  return {
    hasNews: (name) => of(name).service.hasNews,
    reset: (name, start) => of(name).reset(start),
    tell: (name, { now, logicalTime }) => of(name).tell(now, logicalTime),
    giveTurn: (name, { now, logicalTime }) => of(name).workAt(now, logicalTime),
  };
}

/** Nobody outside is told of anything that is not stored. */
function storeBeforeAnswers(app: FastifyInstance, file: DatabaseFile): void {
  app.addHook('onSend', (request, _reply, payload, done) => {
    try {
      if (request.ip !== INSIDE) file.commit();
      done(null, payload);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** Has services listen, side by side; gives the address of each. */
async function listenAll(services: ReadonlyMap<ServiceName, ServiceServer>): Promise<Record<ServiceName, string>> {
  const addresses = [...services].map(async ([name, service]) => [name, await service.listen()] as const);
  return Object.fromEntries(await Promise.all(addresses)) as Record<ServiceName, string>;
}
