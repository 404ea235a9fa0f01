import { join } from 'node:path';
import { makeCredentials, type Credentials } from '../dcc-like-system/src/lab/credentials';
import { labConfig, serviceConfigs, type Layout } from '../dcc-like-system/src/configuration';
import { describeSimulated, systemBuild } from '../describe';
import { SERVICES, type Environment, type EnvironmentOptions, type ServiceName } from '../environment';
import { runtimeClient } from './engine';
import { ContainerGroup, type GroupConfiguration } from './group';
import { prepare } from './prepare';
import { SERVICE_PORT } from './service-container';

/** The test lab is a container like the services; it also hosts the users' receivers. */
const LAB = 'lab';

/** What the containers find where: the image's Dockerfile lays it out. */
function layout(version: string): Layout {
  return {
    version,
    contractsFolder: '/app/contracts',
    listen: () => ({ host: '0.0.0.0', port: SERVICE_PORT }),
    address: (name) => `http://${name}:${SERVICE_PORT}`,
    storePath: (service) => `/data/${service}.sqlite`,
  };
}

function configurations(credentials: Credentials, version: string): GroupConfiguration {
  const services = serviceConfigs(credentials, layout(version));
  return {
    ...Object.fromEntries(services.map((config) => [config.service, JSON.stringify(config)])),
    [LAB]: JSON.stringify(labConfig(credentials, layout(version))),
  };
}

/**
 * Makes the images where they are wanting, starts one container per service and one for the test lab, and describes them.
 * @throws Error where a container does not start; nothing is left standing then
 */
export async function start(options: EnvironmentOptions): Promise<Environment> {
  const client = await runtimeClient();
  const { image, base } = await prepare(client, options.progress);

  const version = systemBuild();
  const credentials = await makeCredentials(SERVICES);
  const group = new ContainerGroup(client, join(options.folder, 'logs'));
  options.progress(`Starting ${SERVICES.length + 1} containers of ${image.name}.`);
  await group.start(image.name, configurations(credentials, version));
  options.progress('The containers environment is running.');

  const services = Object.fromEntries(SERVICES.map((service) => [service, group.address(service)]));
  return {
    description: describeSimulated(
      'containers',
      credentials,
      { services: services as Record<ServiceName, string>, lab: group.address(LAB) },
      {
        'dcc-like-system': version,
        image: `${image.name}@${image.digest}`,
        'base-image': base,
        'container-engine': String(client.info.containerRuntime.serverVersion),
      },
    ),
    logs: async () => group.logs(),
    stop: () => group.stop(),
  };
}
