import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  getReaper,
  LABEL_TESTCONTAINERS_SESSION_ID,
  StartedNetwork,
  type ContainerRuntimeClient,
  type StartedTestContainer,
} from 'testcontainers';
import { clientEngine } from './client-engine';
import { HOST_LABEL, labelsOf, OWNER, OWNER_LABEL, PROCESS_LABEL, RUN_LABEL, SERVICE_LABEL } from './labels';
import { removeLabelled } from './reaper/sweep';
import { SERVICE_PORT, ServiceContainer } from './service-container';

/** What a group is made of: the JSON configuration of each service, by the name under which its peers reach it. */
export type GroupConfiguration = Readonly<Record<string, string>>;

/** Programs of the image: the services and the lab are one, Migration DUST is another. */
const SYSTEM_PROGRAM = 'main.js';
const OWN_PROGRAMS: Readonly<Record<string, string>> = { 'migration-dust': 'migration-dust.js' };

/** Containers of one run, one per service, on a network of their own where each is found by its name. */
export class ContainerGroup {
  private readonly run = randomUUID();
  private readonly labels = labelsOf(this.run);
  private readonly containers = new Map<string, StartedTestContainer>();
  private readonly logFiles = new Map<string, string>();

  /**
   * @param logFolder receives the log of each service as `<name>.log`, as it is written
   * @param publishedTo the address to which ports are published, and by which they are reached
   */
  constructor(
    private readonly client: ContainerRuntimeClient,
    private readonly logFolder: string,
    private readonly publishedTo: string,
  ) {}

  /**
   * Starts all services at once and waits until each listens; where one does not, nothing is left standing.
   * @throws Error naming the service that did not start, with the end of its log
   */
  async start(image: string, configuration: GroupConfiguration): Promise<void> {
    mkdirSync(this.logFolder, { recursive: true });
    try {
      const network = await this.network();
      const starts = await Promise.allSettled(
        Object.entries(configuration).map(async ([name, json]) => {
          this.containers.set(name, await this.container(image, name, json, network).start());
        }),
      );
      const failed = starts.findIndex(({ status }) => status === 'rejected');
      if (failed >= 0) throw this.failure(Object.keys(configuration)[failed] ?? '', starts[failed]);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /**
   * Address of a service for this machine.
   * @throws Error where no service of that name was started
   */
  address(name: string): string {
    const container = this.containers.get(name);
    if (container === undefined) throw new Error(`No service "${name}" was started.`);
    return `http://${this.publishedTo}:${container.getMappedPort(SERVICE_PORT)}`;
  }

  /** Log of each service so far, by name. */
  logs(): Record<string, string> {
    return Object.fromEntries([...this.logFiles].map(([name, file]) => [name, readFileSync(file, 'utf8')]));
  }

  /** Removes the containers and their network, also those that are still being made. Safe to call again. */
  async stop(): Promise<void> {
    this.containers.clear();
    const labels = [`${OWNER_LABEL}=${OWNER}`, `${RUN_LABEL}=${this.run}`];
    if (await removeLabelled(clientEngine(this.client), labels)) return;
    throw new Error(
      `The container engine does not remove what carries the label ${RUN_LABEL}=${this.run}: remove it by hand.`,
    );
  }

  private async network(): Promise<StartedNetwork> {
    const name = `${OWNER}-${this.run}`;
    // Made by hand because testcontainers' own network takes no labels; its reaper knows this one by the session.
    const session = { [LABEL_TESTCONTAINERS_SESSION_ID]: (await getReaper(this.client)).sessionId };
    const network = await this.client.network.create({ Name: name, Labels: { ...this.labels, ...session } });
    return new StartedNetwork(this.client, name, network);
  }

  private container(image: string, name: string, configuration: string, network: StartedNetwork): ServiceContainer {
    const file = join(this.logFolder, `${name}.log`);
    writeFileSync(file, '');
    this.logFiles.set(name, file);
    const program = OWN_PROGRAMS[name] ?? SYSTEM_PROGRAM;
    return new ServiceContainer(image, { program, configuration }, this.publishedTo)
      .withNetwork(network)
      .withName(`${OWNER}-${this.run.slice(0, 8)}-${name}`)
      .withNetworkAliases(name)
      .withLabels({ ...this.labels, [SERVICE_LABEL]: name })
      .withLogConsumer((stream: Readable) => {
        stream.on('data', (chunk: Buffer | string) => appendFileSync(file, chunk));
      });
  }

  private failure(name: string, result: PromiseSettledResult<void> | undefined): Error {
    const cause: unknown = result?.status === 'rejected' ? result.reason : undefined;
    const said = (this.logs()[name] ?? '').trim().split('\n').slice(-3).join(' | ');
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new Error(`the service "${name}" did not start: ${reason}${said === '' ? '' : `; it said: ${said}`}`, {
      cause,
    });
  }
}

/**
 * Removes what runs of this machine left behind whose process is gone: where no reaper could watch, or where they shared
 * one with a run that still goes on.
 */
export async function removeAbandoned(client: ContainerRuntimeClient, isAlive = processIsAlive): Promise<void> {
  const label = [`${OWNER_LABEL}=${OWNER}`, `${HOST_LABEL}=${hostname()}`];
  const containers = await client.container.dockerode.listContainers({ all: true, filters: { label } });
  const runs = new Map(containers.map(({ Labels }) => [Labels[RUN_LABEL] ?? '', Number(Labels[PROCESS_LABEL])]));
  for (const [run, pid] of runs) {
    if (!isAlive(pid)) await removeLabelled(clientEngine(client), [...label, `${RUN_LABEL}=${run}`]);
  }
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
