import { join } from 'node:path';
import { makeCredentials, type Credentials } from '../dcc-like-system/src/lab/credentials';
import { labConfig, serviceConfigs, type Layout } from '../dcc-like-system/src/configuration';
import { describeSimulated, systemBuild } from '../describe';
import { SERVICES, type Environment, type EnvironmentOptions, type ServiceName } from '../environment';
import type { DustConfig } from '../migration-dust/config';
import { describeDust, dustConfig } from '../migration-dust/configuration';
import { publishedTo, runtimeClient } from './engine';
import { ContainerGroup, type GroupConfiguration } from './group';
import { prepare } from './prepare';
import { SERVICE_PORT } from './service-container';

/** The test lab is a container like the services; it also hosts the users' receivers. */
const LAB = 'lab';
/** Migration DUST is a container beside them. */
const DUST = 'migration-dust';

/** Address of a container for the others. */
function addressWithin(name: string): string {
  return `http://${name}:${SERVICE_PORT}`;
}

function servicesAt(address: (service: string) => string): Record<ServiceName, string> {
  return Object.fromEntries(SERVICES.map((service) => [service, address(service)])) as Record<ServiceName, string>;
}

/** What the containers find where: the image's Dockerfile lays it out. */
function layout(version: string): Layout {
  return {
    version,
    contractsFolder: '/app/contracts',
    listen: () => ({ host: '0.0.0.0', port: SERVICE_PORT }),
    address: addressWithin,
    // A process of this machine is not reached from the network of the containers.
    laboratoryHosts: [],
    storePath: (service) => `/data/${service}.sqlite`,
  };
}

/** What Migration DUST is told: it reaches the others from within. */
function configurationOfDust(credentials: Credentials, version: string): DustConfig {
  const addresses = { services: servicesAt(addressWithin), lab: addressWithin(LAB) };
  const within = describeSimulated('containers', credentials, addresses, { 'dcc-like-system': version });
  const { listen, contractsFolder } = layout(version);
  const store = { storePath: `/data/${DUST}.sqlite`, contractsFolder };
  return dustConfig(within, { listen: listen(LAB), address: addressWithin(DUST), ...store });
}

function configurations(credentials: Credentials, version: string, dust: DustConfig): GroupConfiguration {
  const services = serviceConfigs(credentials, layout(version));
  return {
    [DUST]: JSON.stringify(dust),
    ...Object.fromEntries(services.map((config) => [config.service, JSON.stringify(config)])),
    [LAB]: JSON.stringify(labConfig(credentials, layout(version))),
  };
}

/**
 * Makes the images where they are wanting, starts one container per service, one for the test lab and one for Migration DUST, and
 * describes them.
 * @throws Error where a container does not start; nothing is left standing then
 */
export async function start(options: EnvironmentOptions): Promise<Environment> {
  const client = await runtimeClient();
  const { image, base } = await prepare(client, options.progress);

  const version = systemBuild();
  const credentials = await makeCredentials(SERVICES);
  const dust = configurationOfDust(credentials, version);
  const configuration = configurations(credentials, version, dust);
  const group = new ContainerGroup(client, join(options.folder, 'logs'), await publishedTo(client));
  options.progress(`Starting ${Object.keys(configuration).length} containers of ${image.name}.`);
  await group.start(image.name, configuration);
  options.progress('The containers environment is running.');

  const addresses = { services: servicesAt((service) => group.address(service)), lab: group.address(LAB) };
  const described = describeSimulated('containers', credentials, addresses, {
    'dcc-like-system': version,
    image: `${image.name}@${image.digest}`,
    'base-image': `${base.name}@${base.digest}`,
    'container-engine': String(client.info.containerRuntime.serverVersion),
  });
  return {
    description: { ...described, migrationDust: describeDust(dust, group.address(DUST)) },
    logs: async () => group.logs(),
    stop: () => group.stop(),
  };
}
