import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SERVICES, type Dispatch, type ServiceName } from '../../environment';
import { makeCredentials, type Credentials } from './lab/credentials';
import { createLab } from './lab';
import { labConfig, serviceConfigs, type Layout } from './configuration';
import type { Log } from './kernel/log';
import { ServiceServer } from './kernel/server';
import { LOGICAL_TIME_HEADER } from './kernel/logical-clock';
import { networkTransport, PeerUnreachable, type Transport } from './kernel/transport';
import { DEFINITIONS } from './services';
import { defectsOf } from './services/defects';

/** A running system. */
export interface RunningSystem {
  /** Loopback address of each service. */
  readonly services: Readonly<Record<ServiceName, string>>;
  readonly lab: { readonly url: string; readonly token: string };
  readonly credentials: Credentials;
  stop(): Promise<void>;
}

/** A system inside this process, with what its services and the lab have said. */
export interface InProcessSystem extends RunningSystem {
  /** By the name of the service, or `lab`: its newest lines. */
  logs(): Readonly<Record<string, string>>;
  /** Reaches services and lab by their addresses, without sockets. */
  readonly dispatch: Dispatch;
}

/** Lines of a log that are kept in memory. */
const LOG_LINES = 1_000;

/**
 * Starts all nine services and the lab bench inside this process. They listen on loopback ports of their own; among
 * themselves they speak the same HTTP without the network.
 * @param options.folder where the stores are kept
 * @param options.contractsFolder folder of the published schemas
 */
export async function startInProcess(options: {
  readonly folder: string;
  readonly contractsFolder: string;
  readonly version: string;
}): Promise<InProcessSystem> {
  mkdirSync(options.folder, { recursive: true });
  const credentials = await makeCredentials(SERVICES);
  const layout: Layout = {
    version: options.version,
    contractsFolder: options.contractsFolder,
    listen: () => ({ host: '127.0.0.1', port: 0 }),
    address: (name) => `http://${name}.inside`,
    storePath: (service) => join(options.folder, `${service}.sqlite`),
  };
  const lines = new Map<string, string[]>();
  const logOf =
    (name: string): Log =>
    (line) => {
      const own = lines.get(name) ?? [];
      lines.set(name, [...own, line].slice(-LOG_LINES));
    };
  const apps = new Map<string, FastifyInstance>();
  const transport = insideTransport(apps);
  const services = serviceConfigs(credentials, layout).map((config) => {
    const { service } = config;
    return new ServiceServer(DEFINITIONS[service], config, transport, defectsOf(service), logOf(service));
  });
  const lab = createLab(labConfig(credentials, layout), transport, logOf('lab'));
  for (const service of services) apps.set(`${service.name}.inside`, service.app);
  apps.set('lab.inside', lab.app);

  const [url, addresses] = await Promise.all([lab.listen(), listenAll(services)]);
  const published = services.map(({ name, app }) => [addresses[name], app] as const);
  return {
    services: addresses,
    lab: { url, token: credentials.labToken },
    credentials,
    logs: () => Object.fromEntries([...lines].map(([name, own]) => [name, `${own.join('\n')}\n`])),
    dispatch: dispatchTo(new Map([...published, [url, lab.app]])),
    stop: async () => {
      await lab.close();
      for (const service of services) await service.close();
    },
  };
}

/** Has services listen, side by side; gives the address of each. */
async function listenAll(services: readonly ServiceServer[]): Promise<Record<ServiceName, string>> {
  const addresses = services.map(async (service) => [service.name, await service.listen()] as const);
  return Object.fromEntries(await Promise.all(addresses)) as Record<ServiceName, string>;
}

/** Injects calls into the HTTP interfaces that listen at these addresses. */
function dispatchTo(apps: ReadonlyMap<string, FastifyInstance>): Dispatch {
  return async ({ method, url, headers, body }) => {
    const { origin, pathname, search } = new URL(url);
    const app = apps.get(origin);
    if (app === undefined) throw new PeerUnreachable(url, 'No service of this process listens there.');
    const answer = await app.inject({
      method,
      url: pathname + search,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.rawPayload };
  };
}

/** Hands calls to the other services of this process straight to their HTTP interface. */
function insideTransport(apps: ReadonlyMap<string, FastifyInstance>): Transport {
  return async (call) => {
    const url = new URL(call.url);
    const app = apps.get(url.hostname);
    if (!app) return networkTransport(call);
    const response = await app.inject({
      method: call.method,
      url: url.pathname + url.search,
      headers: call.headers,
      ...(call.body === undefined ? {} : { payload: call.body }),
    });
    const logicalTime = response.headers[LOGICAL_TIME_HEADER];
    const answer = { status: response.statusCode, body: response.rawPayload };
    return typeof logicalTime === 'string' ? { ...answer, logicalTime } : answer;
  };
}
