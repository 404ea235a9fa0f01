import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ContainerRuntimeClient } from 'testcontainers';
import { beforeAll, describe, expect, it } from 'vitest';
import { engineStatus, runtimeClient } from './engine';
import { ContainerGroup, removeAbandoned } from './group';
import { labelsOf, OWNER, OWNER_LABEL, PROCESS_LABEL, SERVICE_LABEL } from './labels';
import { prepare } from './prepare';
import { SERVICES } from '../environment';

const FIXTURE = join(__dirname, 'fixtures', 'start.ts');
const GONE_WITHIN_MS = 30_000;

let client: ContainerRuntimeClient;

/** Starts the fixture, with `line` as what it has printed when the promise resolves. */
async function startUntil(ending: string, line: RegExp): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register', FIXTURE, ending], { stdio: 'pipe' });
  let said = '';
  const seen = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (line.test(said)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => reject(new Error(`The fixture ended before it printed ${String(line)}: ${said}`)));
  });
  await seen;
  if (child.pid === undefined) throw new Error('The fixture has no process id.');
  return Object.assign(child, { pid: child.pid });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Names of the containers and networks that the process made and that still stand. */
async function standing(pid: number): Promise<string[]> {
  const filters = { label: [`${OWNER_LABEL}=${OWNER}`, `${PROCESS_LABEL}=${pid}`] };
  const docker = client.container.dockerode;
  const containers = await docker.listContainers({ all: true, filters });
  const networks = await docker.listNetworks({ filters });
  return [...containers.map(({ Labels }) => Labels[SERVICE_LABEL] ?? ''), ...networks.map(({ Name }) => Name)];
}

/** Addresses of this machine on which the process's containers are published. */
async function published(pid: number): Promise<string[]> {
  const filters = { label: [`${PROCESS_LABEL}=${pid}`] };
  const containers = await client.container.dockerode.listContainers({ filters });
  return [...new Set(containers.flatMap(({ Ports }) => Ports.map(({ IP }) => IP)))];
}

/** What still stands once nothing does any more, or after as long as it may take. */
async function standingAtLast(pid: number): Promise<string[]> {
  const deadline = performance.now() + GONE_WITHIN_MS;
  let left = await standing(pid);
  while (left.length > 0 && performance.now() < deadline) {
    await pause(500);
    left = await standing(pid);
  }
  return left;
}

beforeAll(async () => {
  const engine = await engineStatus();
  if (engine.state !== 'ready') throw new Error(engine.sentence);
  client = await runtimeClient();
});

describe('containers are gone after', () => {
  it('a run that stops its environment, at once', async () => {
    const child = await startUntil('stop', /^UP /m);
    await ended(child);
    expect(child.exitCode).toBe(0);
    expect(await standing(child.pid)).toEqual([]);
  });

  it.each(['exit', 'throw'])('a run that forgets to (%s)', async (ending) => {
    const child = await startUntil(ending, /^UP /m);
    await ended(child);
    expect(child.exitCode).not.toBe(0);
    expect(await standingAtLast(child.pid)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s', async (signal) => {
    const child = await startUntil('wait', /^UP /m);
    // Beside the services the lab, Migration DUST and the reaper.
    expect(await standing(child.pid)).toHaveLength(SERVICES.length + 3);
    expect(await published(child.pid)).toEqual(['127.0.0.1']);
    child.kill(signal);
    await ended(child);
    expect(await standingAtLast(child.pid)).toEqual([]);
  });

  it('SIGKILL while they are being started', async () => {
    const child = await startUntil('wait', /^Starting \d+ containers/m);
    await pause(1_000);
    child.kill('SIGKILL');
    await ended(child);
    expect(await standingAtLast(child.pid)).toEqual([]);
  });

  it('a service that does not start, whose last words are told', async () => {
    const { image } = await prepare(client, () => undefined);
    const group = new ContainerGroup(client, mkdtempSync(join(tmpdir(), 'exits-')), '127.0.0.1');
    await expect(group.start(image.name, { mcc: '{"service": "mcc"' })).rejects.toThrow(
      /the service "mcc" did not start: .*it said: .*JSON/s,
    );
    expect(await standing(process.pid)).toEqual([]);
  });
});

describe('removeAbandoned', () => {
  it('removes what dead processes left, and nothing of living ones', async () => {
    const { base } = await prepare(client, () => undefined);
    const make = (pid: number): Promise<unknown> =>
      client.container.dockerode.createContainer({
        Image: base.name,
        Cmd: ['node'],
        Labels: { ...labelsOf(`run-of-${pid}`, pid) },
      });
    await make(1);
    await removeAbandoned(client);
    expect(await standing(1)).toHaveLength(1);
    await removeAbandoned(client, (pid) => pid !== 1);
    expect(await standing(1)).toEqual([]);
  });
});
