import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ContainerRuntimeClient } from 'testcontainers';

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

/** Whether a client speaks to the engine that `DOCKER_HOST` names; without it, any will do. */
function isNamed(client: ContainerRuntimeClient, { DOCKER_HOST: host }: EngineProbe['env']): boolean {
  if (host === undefined || host === '') return true;
  if (!URL.canParse(host)) return false;
  const { hostname, pathname } = new URL(host);
  const engine = client.container.dockerode.modem as { readonly host?: string; readonly socketPath?: string };
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
      return { state: 'ready', version: String(answer.info.containerRuntime.serverVersion) };
    }
  } catch {
    // The library says only that no strategy worked; the sockets tell more.
  }
  return diagnose(probe);
}
