import { Readable } from 'node:stream';
import { GenericContainer, Wait } from 'testcontainers';
import { tarOf } from './tar';

/** Where every service listens inside its container. */
export const SERVICE_PORT = 8080;

/** Where a service finds its configuration inside its container. */
const CONFIGURATION_FOLDER = '/config';
const CONFIGURATION_FILE = 'service.json';
/** Where it keeps its store: a volume, so that a container that is started again finds it. */
const DATA_FOLDER = '/data';

/** What a service prints once it answers. */
const LISTENING = /listening/i;

const START_WITHIN_MS = 60_000;

/** What a service may take of the machine. */
const MEMORY_BYTES = 2 * 1024 ** 3;
const PROCESSES = 128;
/** The user of the image, said again so that no base image can change it. */
const USER = '1000:1000';
/** Room for what is temporary, in memory; nothing there can be run. */
const TEMPORARY = { '/tmp': 'rw,noexec,nosuid,nodev,size=64m,mode=1777' };

/** What a container is made for. */
export interface ContainedService {
  /** File of the image that runs in it. */
  readonly program: string;
  /** JSON that the program reads at its start. */
  readonly configuration: string;
}

/**
 * A container of one service: an ordinary user without capabilities, a root that cannot be written, limits of memory and
 * processes, its port published to one address alone.
 */
export class ServiceContainer extends GenericContainer {
  /** @param address of this machine, or of the engine's within a tunnel, to which its port is published */
  constructor(
    image: string,
    { program, configuration }: ContainedService,
    private readonly address: string,
  ) {
    super(image);
    this.withCommand([program, `${CONFIGURATION_FOLDER}/${CONFIGURATION_FILE}`])
      .withExposedPorts(SERVICE_PORT)
      .withUser(USER)
      .withTmpFs(TEMPORARY)
      .withCopyArchivesToContainer([
        { tar: Readable.from([tarOf(CONFIGURATION_FILE, configuration)]), target: CONFIGURATION_FOLDER },
      ])
      .withDroppedCapabilities('ALL')
      .withSecurityOpt('no-new-privileges')
      .withWaitStrategy(Wait.forLogMessage(LISTENING))
      .withStartupTimeout(START_WITHIN_MS);
  }

  /** Said late: testcontainers has no word for these, and publishes on all interfaces. */
  protected override async beforeContainerCreated(): Promise<void> {
    Object.assign(this.hostConfig, {
      ReadonlyRootfs: true,
      // Without names, so that they go with their container.
      Mounts: [CONFIGURATION_FOLDER, DATA_FOLDER].map((folder) => ({ Type: 'volume', Source: '', Target: folder })),
      Memory: MEMORY_BYTES,
      MemorySwap: MEMORY_BYTES,
      PidsLimit: PROCESSES,
      PortBindings: { [`${SERVICE_PORT}/tcp`]: [{ HostIp: this.address, HostPort: '0' }] },
    });
  }
}
