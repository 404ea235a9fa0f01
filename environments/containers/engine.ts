import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ContainerRuntimeClient } from 'testcontainers';
import { EnvironmentError } from '../environment-error';

/** What was found when a container engine was looked for. */
export type EngineStatus =
  | { readonly state: 'ready'; readonly version: string }
  /** No engine runs here: one can be installed or started. */
  | { readonly state: 'absent'; readonly sentence: string }
  /** An engine is here, but it cannot be used: somebody has to mend it. */
  | { readonly state: 'unusable'; readonly sentence: string };

/** What connecting to an engine's socket came to: an error code of the system, or `connected`. */
export type SocketOutcome = 'connected' | 'ENOENT' | 'EACCES' | 'ECONNREFUSED' | (string & {});

/** How the machine is asked; replaced in tests. */
export interface EngineProbe {
  /** The client for the engine of this machine; throws where none answers. */
  readonly client: () => Promise<ContainerRuntimeClient>;
  readonly connect: (socketPath: string) => Promise<SocketOutcome>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
}

const NONE =
  'No container engine runs on this machine: start it, or install one ' +
  '(Debian: apt-get install -y --no-install-recommends docker.io iptables).';

/** Names the address of an engine on another machine within a tunnel or a network of its own. */
const TUNNEL_VARIABLE = 'MIGRATION_ENGINE_TUNNEL';
const LOOPBACK = '127.0.0.1';
/** How engines are named that lie on this machine. */
const HERE = ['', 'localhost', LOOPBACK, '[::1]', '::1'];

/** A healthy engine answers in a fraction of a second; a busy one gets some patience. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Testcontainers takes a machine with `/.dockerenv` for a container whose engine is elsewhere, and would look for published
 * ports there. Where the engine's bridge is a network interface of this very machine, the ports are here.
 */
function findPortsHere(): void {
  const local = process.env.DOCKER_HOST?.startsWith('unix://') ?? true;
  if (local && existsSync('/sys/class/net/docker0')) {
    process.env.TESTCONTAINERS_HOST_OVERRIDE ??= 'localhost';
  }
}

/**
 * The one address to which the ports of containers are published and by which they are reached: of this machine, or of the
 * engine's within the tunnel that was named.
 * @throws EnvironmentError where the name of that is no address
 */
export async function publishedTo(client: ContainerRuntimeClient): Promise<string> {
  const tunnel = process.env[TUNNEL_VARIABLE] ?? '';
  const host = tunnel === '' ? client.info.containerRuntime.host : tunnel;
  // The name may mean an IPv6 address first, where nothing is published.
  if (HERE.includes(host)) return LOOPBACK;
  try {
    return (await lookup(host, { family: 4 })).address;
  } catch {
    throw new EnvironmentError(
      `"${host}" is no address at which containers can be reached: correct ${TUNNEL_VARIABLE}.`,
    );
  }
}

/**
 * The client of this machine's engine. Loaded late: testcontainers takes half a second, which a run without containers
 * need not pay.
 * @throws Error where no engine answers
 */
export async function runtimeClient(): Promise<ContainerRuntimeClient> {
  findPortsHere();
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient();
}

function connectTo(socketPath: string): Promise<SocketOutcome> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve('connected');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

const THIS_MACHINE: EngineProbe = {
  client: runtimeClient,
  connect: connectTo,
  env: process.env,
  timeoutMs: ANSWER_WITHIN_MS,
};

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | 'too late'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), milliseconds);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Where the engines in common use put their sockets. */
function socketPaths(env: EngineProbe['env']): string[] {
  const own = env.XDG_RUNTIME_DIR === undefined ? [] : [join(env.XDG_RUNTIME_DIR, 'docker.sock')];
  return [
    '/var/run/docker.sock',
    ...own,
    join(homedir(), '.docker', 'run', 'docker.sock'),
    join(homedir(), '.docker', 'desktop', 'docker.sock'),
  ];
}

/** Where a client's engine lies: its host, or its socket on this machine. */
function placeOf(client: ContainerRuntimeClient): { readonly host?: string; readonly socketPath?: string } {
  return client.container.dockerode.modem as { readonly host?: string; readonly socketPath?: string };
}

/** What is said of an engine on another machine; nothing where it lies here, or a tunnel to it is named. */
function refusalOf(host: string, place: string, env: EngineProbe['env']): string | undefined {
  if (HERE.includes(host) || (env[TUNNEL_VARIABLE] ?? '') !== '') return undefined;
  return `The container engine at ${place} is on another machine, where anybody could reach the containers: use an engine here, or name its address within a tunnel or a network of its own (${TUNNEL_VARIABLE}).`;
}

/** The host in a value of DOCKER_HOST; empty for a socket, and for what is no address. */
function hostOf(place: string): string {
  return URL.canParse(place) ? new URL(place).hostname : '';
}

/** Whether a client speaks to the engine that `DOCKER_HOST` names; without it, any will do. */
function isNamed(client: ContainerRuntimeClient, { DOCKER_HOST: host }: EngineProbe['env']): boolean {
  if (host === undefined || host === '') return true;
  if (!URL.canParse(host)) return false;
  const { hostname, pathname } = new URL(host);
  const engine = placeOf(client);
  return hostname === '' ? engine.socketPath === pathname : engine.host === hostname;
}

/** Why no engine answered, found by asking its socket directly. */
async function diagnose(probe: EngineProbe): Promise<EngineStatus> {
  const host = probe.env.DOCKER_HOST === '' ? undefined : probe.env.DOCKER_HOST;
  if (host !== undefined && !host.startsWith('unix://')) {
    return {
      state: 'unusable',
      sentence: `No container engine answers at DOCKER_HOST=${host}: start it there, or unset DOCKER_HOST to use this machine's own.`,
    };
  }
  const candidates = host === undefined ? socketPaths(probe.env) : [host.slice('unix://'.length)];
  for (const path of candidates) {
    const outcome = await probe.connect(path);
    if (outcome === 'EACCES' || outcome === 'EPERM') {
      return {
        state: 'unusable',
        sentence: `The container engine's socket ${path} refuses this user: add the user to its group (sudo usermod -aG docker "$USER") and sign in again.`,
      };
    }
    if (outcome === 'ECONNREFUSED') {
      return {
        state: 'absent',
        sentence: `The container engine's socket ${path} is there, but nothing listens: start the engine (sudo systemctl start docker, or dockerd).`,
      };
    }
    if (outcome === 'connected') {
      return {
        state: 'unusable',
        sentence: `The container engine at ${path} takes connections but does not answer properly: restart it (sudo systemctl restart docker).`,
      };
    }
  }
  if (host !== undefined) {
    return {
      state: 'unusable',
      sentence: `DOCKER_HOST=${host} names a socket that is not there: start the engine, or unset DOCKER_HOST to use this machine's own.`,
    };
  }
  return { state: 'absent', sentence: NONE };
}

/**
 * Looks for a container engine and says in one sentence what is wrong where none can be used. Never throws and never
 * waits longer than ten seconds.
 */
export async function engineStatus(probe: EngineProbe = THIS_MACHINE): Promise<EngineStatus> {
  const named = probe.env.DOCKER_HOST ?? '';
  const refused = refusalOf(hostOf(named), `DOCKER_HOST=${named}`, probe.env);
  if (refused !== undefined) return { state: 'unusable', sentence: refused };
  try {
    const answer = await within(
      probe.timeoutMs,
      probe.client().then(async (client) => {
        // The client is kept for the life of the process; only a ping says that the engine still lives.
        await client.container.dockerode.ping();
        return client;
      }),
    );
    // Where the named engine does not answer, the library silently takes another one of this machine.
    if (answer !== 'too late' && isNamed(answer, probe.env)) {
      // The library has settings of its own that name an engine.
      const host = placeOf(answer).host ?? '';
      const elsewhere = refusalOf(host, host, probe.env);
      if (elsewhere !== undefined) return { state: 'unusable', sentence: elsewhere };
      return { state: 'ready', version: String(answer.info.containerRuntime.serverVersion) };
    }
  } catch {
    // The library says only that no strategy worked; the sockets tell more.
  }
  return diagnose(probe);
}
