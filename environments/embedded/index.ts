import { join } from 'node:path';
import { startInProcess } from '../dcc-like-system/src/launch';
import { CONTRACTS_FOLDER, describeSimulated, systemBuild } from '../describe';
import { EnvironmentError } from '../environment-error';
import type { Environment, EnvironmentOptions } from '../environment';

/**
 * Starts the DCC-like system inside this process: all services on loopback ports of their own, what they store in the
 * run's folder.
 * @throws EnvironmentError where it does not start
 */
export async function startEmbedded(options: EnvironmentOptions): Promise<Environment> {
  const version = systemBuild();
  const folder = join(options.folder, 'stores');
  const system = await startInProcess({ folder, contractsFolder: CONTRACTS_FOLDER, version }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EnvironmentError(`The embedded environment could not start: ${reason}`, { cause: error });
    },
  );
  options.progress('The embedded environment is running.');
  const addresses = { services: system.services, lab: system.lab.url };
  let stopping: Promise<void> | undefined;
  return {
    description: describeSimulated('embedded', system.credentials, addresses, { 'dcc-like-system': version }),
    logs: async () => system.logs(),
    ...(options.sockets === true ? {} : { dispatch: system.dispatch }),
    stop: () => (stopping ??= system.stop()),
  };
}
