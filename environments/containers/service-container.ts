import { GenericContainer, Wait } from 'testcontainers';

/** Where every service listens inside its container. */
export const SERVICE_PORT = 8080;

/** Where a service finds its configuration inside its container. */
const CONFIGURATION = '/config/service.json';

/** What a service prints once it answers. */
const LISTENING = /listening/i;

const START_WITHIN_MS = 60_000;

/** A container of one service: its own file system, no privileges, its port published to this machine alone. */
export class ServiceContainer extends GenericContainer {
  /**
   * @param program file of the image that runs in it
   * @param configuration JSON that the program reads at its start
   */
  constructor(
    image: string,
    program: string,
    configuration: string,
    private readonly engineHost: string,
  ) {
    super(image);
    this.withCommand([program, CONFIGURATION])
      .withExposedPorts(SERVICE_PORT)
      .withCopyContentToContainer([{ content: configuration, target: CONFIGURATION, mode: 0o444 }])
      .withDroppedCapabilities('ALL')
      .withSecurityOpt('no-new-privileges')
      .withWaitStrategy(Wait.forLogMessage(LISTENING))
      .withStartupTimeout(START_WITHIN_MS);
  }

  /** Testcontainers publishes on all interfaces; nobody else on the network has business with a test system. */
  protected override async beforeContainerCreated(): Promise<void> {
    // An engine elsewhere publishes on that machine, where a loopback address would be out of our reach.
    if (this.engineHost !== 'localhost') return;
    this.hostConfig.PortBindings = { [`${SERVICE_PORT}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '0' }] };
  }
}
