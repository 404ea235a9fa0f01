import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dispatchTo } from '../dcc-like-system/src/in-process';
import { CONTRACTS_FOLDER } from '../describe';
import type { Dispatch, Environment, EnvironmentOptions } from '../environment';
import { describeDust, dustConfig } from './configuration';
import { startMigrationDust, type RunningDust } from './start';

/**
 * Starts Migration DUST in this process beside the services of a running environment, which it reaches by their published
 * interfaces.
 * @throws StoreFault when its store cannot be used; the environment is stopped then
 */
export async function withMigrationDust(
  environment: Environment,
  { folder }: EnvironmentOptions,
): Promise<Environment> {
  const { description, dispatch } = environment;
  const own = join(folder, 'migration-dust');
  mkdirSync(own, { recursive: true });
  const config = dustConfig(description, {
    listen: { host: '127.0.0.1', port: 0 },
    storePath: join(own, 'migration-dust.sqlite'),
    contractsFolder: CONTRACTS_FOLDER,
  });
  const dust = await startMigrationDust(config).catch(async (error: unknown) => {
    await environment.stop();
    throw error;
  });
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await dust.server.close();
    await environment.stop();
  };
  return {
    description: { ...description, migrationDust: describeDust(config, dust.url) },
    logs: () => environment.logs(),
    ...(dispatch && { dispatch: dispatchBeside(dust, dispatch) }),
    stop: () => (stopping ??= stop()),
  };
}

/** Hands calls of Migration DUST to it, and all others on. */
function dispatchBeside({ server: { app }, url }: RunningDust, others: Dispatch): Dispatch {
  const { host } = new URL(url);
  const own = dispatchTo(new Map([[host, app]]));
  return (call) => (new URL(call.url).host === host ? own(call) : others(call));
}
