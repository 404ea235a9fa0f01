import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { ContainerRuntimeClient } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from '../dcc-like-system/src/lab/credentials';
import {
  deviceOf,
  FIRST_SUPPLIER,
  GAS_SUPPLIER,
  MigrationSystem,
  type MadeInstallation,
} from '../dcc-like-system/src/services/fixtures/migration';
import type { Environment, ServiceName } from '../environment';
import { runtimeClient } from './engine';
import { startContainers } from './index';
import { OWNER, OWNER_LABEL, PROCESS_LABEL, RUN_LABEL, SERVICE_LABEL } from './labels';

/** The table that testers own: what is to come of a stage that meets a fault. */
const MATRIX = join(__dirname, '../../features/scope/fault-matrix.csv');
const END = '2019-06-05T07:00:00.000Z';
/** Milliseconds for which a container is paused or cut off, and after which one that works is killed. */
const LASTS = 3_000;
const KILLED_AFTER = 150;
/** How often something that a fault can interrupt is tried again. */
const MOST_TRIES = 300;

type Docker = ContainerRuntimeClient['container']['dockerode'];
type Container = ReturnType<Docker['getContainer']>;

let client: ContainerRuntimeClient;
let environment: Environment;
let system: MigrationSystem;

beforeAll(async () => {
  client = await runtimeClient();
  const folder = mkdtempSync(join(tmpdir(), 'machine-faults-'));
  environment = await startContainers({ seed: 'machine-faults', folder, progress: () => undefined });
  const { services, lab, partyTokens } = environment.description;
  if (lab === undefined) throw new Error('The containers have no lab.');
  // Of the credentials nothing else is used here.
  const credentials = { partyTokens } as Credentials;
  system = MigrationSystem.of({ services, lab, credentials, stop: () => environment.stop() });
}, 600_000);
afterAll(() => environment.stop());

/** The container of a service of this run, and the network of the run. */
async function containerOf(service: ServiceName): Promise<{ readonly container: Container; readonly network: string }> {
  const docker = client.container.dockerode;
  const label = [`${OWNER_LABEL}=${OWNER}`, `${PROCESS_LABEL}=${process.pid}`, `${SERVICE_LABEL}=${service}`];
  const [found] = await docker.listContainers({ all: true, filters: { label } });
  if (found === undefined) throw new Error(`The ${service} has no container.`);
  return { container: docker.getContainer(found.Id), network: `${OWNER}-${found.Labels[RUN_LABEL] ?? ''}` };
}

/** What really happens to a container, and how it ends. */
const STRIKE: Readonly<Record<string, (service: ServiceName) => Promise<void>>> = {
  'service killed': async (service) => {
    const { container } = await containerOf(service);
    await pause(KILLED_AFTER);
    await container.kill();
    expect((await container.inspect()).State.Running).toBe(false);
    await container.start();
  },
  'service restarted': async (service) => {
    await (await containerOf(service)).container.restart();
  },
  'service slow': async (service) => {
    const { container } = await containerOf(service);
    await container.pause();
    await pause(LASTS);
    await container.unpause();
  },
  'service cut off': async (service) => {
    const { container, network } = await containerOf(service);
    const ofRun = client.container.dockerode.getNetwork(network);
    await ofRun.disconnect({ Container: container.id, Force: true });
    await pause(LASTS);
    await ofRun.connect({ Container: container.id, EndpointConfig: { Aliases: [service] } });
  },
};

/** Stages at which a container is struck: the message that begins each, and the service that takes it. */
const STAGES: Readonly<
  Record<string, { readonly from: ServiceName; readonly to: ServiceName; readonly kind: string }>
> = {
  'the Required File Set': { from: 'requesting-party', to: 's1sp', kind: 'MCF' },
  'the key rotation': { from: 's1sp', to: 'dco', kind: 'key-rotation-request' },
  'the key confirmation': { from: 'dco', to: 's1sp', kind: 'key-confirmation' },
};

async function stubbornly<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await pause(200);
    }
  }
}

/** Takes an installation to a stage. @returns the id of the message that begins it, still held back */
async function reach(made: MadeInstallation, channel: object): Promise<string> {
  const { id } = (await system.lab('POST', '/holds', channel)) as { id: string };
  await system.instruct(made);
  for (;;) {
    const [held] = (await system.lab('GET', '/held')) as { id: string }[];
    if (held !== undefined) {
      await system.lab('DELETE', `/holds/${id}`);
      return held.id;
    }
    const { next } = (await system.lab('GET', '/clock')) as { next: string };
    await system.advance(next);
  }
}

/** What came of it, in the words of the matrix. */
async function observed(made: MadeInstallation): Promise<object> {
  const outcomes = await system.outcomes();
  const versions = await Promise.all(
    ['CHF', 'ESME', 'GSME'].map((type) => system.lab('GET', `/devices/${deviceOf(made, type)}`)),
  );
  const alerts = await Promise.all(
    [FIRST_SUPPLIER, GAS_SUPPLIER].map(async (eui) => {
      const received = (await system.lab('GET', `/receivers/${eui}`)) as { body: string }[];
      return received.filter(({ body }) => body.includes('8F69')).length;
    }),
  );
  const keys = versions.map((device) => (device as { keyVersion: number }).keyVersion);
  return { outcomes, keys, alerts, network: await system.network(made.iccid) };
}

const rows = parse<Record<'stage' | 'fault' | 'result' | 'by', string>>(readFileSync(MATRIX), { columns: true });
const MIGRATED = { outcomes: ['INS-1 Migrated Commissioning'], keys: [2, 2, 2], alerts: [1, 1], network: 's1sp' };

describe('a container that meets a fault of the matrix', () => {
  it.each([
    ['the Required File Set', 'service killed'],
    ['the key rotation', 'service killed'],
    ['the key confirmation', 'service restarted'],
    ['the key confirmation', 'service slow'],
    ['the key rotation', 'service cut off'],
  ])(
    'at %s: %s',
    async (stage, fault) => {
      // What the matrix says is what is expected here; a row that says something else needs its own expectation.
      expect(rows.find((row) => row.stage === stage && row.fault === fault)).toMatchObject({
        result: 'migrated',
        by: 'first day',
      });
      const channel = STAGES[stage];
      const strike = STRIKE[fault];
      if (channel === undefined || strike === undefined) throw new Error(`${fault} at ${stage} is not known here.`);
      await system.reset();
      const made = await system.installation('INS-1');
      await system.advance('2019-06-04T08:00:00.000Z');
      const held = await reach(made, channel);
      await system.lab('POST', `/held/${encodeURIComponent(held)}/release`, {});
      await Promise.all([strike(channel.to), stubbornly(() => system.advance(END))]);
      await stubbornly(() => system.advance(END));
      expect(await observed(made)).toEqual(MIGRATED);
    },
    300_000,
  );
});
