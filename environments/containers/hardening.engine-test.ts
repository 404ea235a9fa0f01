import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerRuntimeClient } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type Environment } from '../environment';
import { runtimeClient } from './engine';
import { startContainers } from './index';
import { OWNER, OWNER_LABEL, PROCESS_LABEL, SERVICE_LABEL } from './labels';

type Docker = ContainerRuntimeClient['container']['dockerode'];
type Inspected = Awaited<ReturnType<ReturnType<Docker['getContainer']>['inspect']>>;

/** What a program in a container can do: prints what the kernel says of it, and how writing to each place ends. */
const PROBE = `
  const fs = require('node:fs');
  const status = fs.readFileSync('/proc/self/status', 'utf8');
  const field = (name) => new RegExp('^' + name + ':\\\\s*(\\\\S+)', 'm').exec(status)[1];
  const write = (file) => { try { fs.writeFileSync(file, 'x'); return 'written'; } catch (error) { return error.code; } };
  console.log(JSON.stringify({
    user: field('Uid'), capabilities: field('CapEff'), bounding: field('CapBnd'), noNewPrivileges: field('NoNewPrivs'),
    app: write('/app/main.js'), root: write('/x'), configuration: write('/config/service.json'),
    beside: write('/config/x'), data: write('/data/x'), temporary: write('/tmp/x'),
  }));`;

let client: ContainerRuntimeClient;
let environment: Environment;
let containers: Inspected[];

async function probe(id: string): Promise<unknown> {
  const exec = await client.container.exec(client.container.getById(id), ['node', '-e', PROBE]);
  return JSON.parse(exec.stdout);
}

beforeAll(async () => {
  client = await runtimeClient();
  environment = await startContainers({
    seed: 'hardening',
    folder: mkdtempSync(join(tmpdir(), 'hardening-')),
    progress: () => undefined,
  });
  const docker = client.container.dockerode;
  const label = [`${OWNER_LABEL}=${OWNER}`, `${PROCESS_LABEL}=${process.pid}`];
  const listed = await docker.listContainers({ filters: { label } });
  const ours = listed.filter(({ Labels }) => Labels[SERVICE_LABEL] !== undefined);
  containers = await Promise.all(ours.map(({ Id }) => docker.getContainer(Id).inspect()));
});
afterAll(() => environment.stop());

describe('the containers of a run', () => {
  it('are one for each service, the lab and Migration DUST, each without a right that it does not need', () => {
    expect(containers).toHaveLength(SERVICES.length + 2);
    for (const { Config, HostConfig, Mounts } of containers) {
      expect(Config.User).toBe('1000:1000');
      expect(HostConfig).toMatchObject({
        Privileged: false,
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        Memory: 2 * 1024 ** 3,
        PidsLimit: 128,
        PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1' }] },
      });
      expect(HostConfig.CapAdd ?? []).toEqual([]);
      expect(Mounts.map(({ Type, Destination }) => `${Type} ${Destination}`).sort()).toEqual([
        'volume /config',
        'volume /data',
      ]);
    }
  });

  it('can write their store and what is temporary, and nothing else', async () => {
    for (const { Id } of containers) {
      expect(await probe(Id)).toEqual({
        user: '1000',
        capabilities: '0000000000000000',
        bounding: '0000000000000000',
        noNewPrivileges: '1',
        app: 'EROFS',
        root: 'EROFS',
        configuration: 'EACCES',
        beside: 'EACCES',
        data: 'written',
        temporary: 'written',
      });
    }
  });

  it('are named by the digests of their image and of what it was built on', () => {
    const { image, 'base-image': base } = environment.description.versions;
    expect(image).toMatch(/^smets1-migration-testing\/dcc-like-system:[0-9a-f]{16}@sha256:[0-9a-f]{64}$/);
    expect(base).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  it('keep their store when one is started again', async () => {
    const [first] = containers;
    if (first === undefined) throw new Error('No container runs.');
    await client.container.dockerode.getContainer(first.Id).restart();
    expect(await probe(first.Id)).toMatchObject({ data: 'written' });
    const exec = await client.container.exec(client.container.getById(first.Id), [
      'node',
      '-e',
      'process.stdout.write(require("node:fs").readdirSync("/data").join(" "))',
    ]);
    expect(exec.stdout).toContain('.sqlite');
  });
});
