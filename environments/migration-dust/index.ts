import { join } from 'node:path';
import { dispatchTo } from '../dcc-like-system/src/in-process';
import { CONTRACTS_FOLDER } from '../describe';
import type { Dispatch, Environment, EnvironmentOptions } from '../environment';
import { startMigrationDust, type RunningDust } from './start';

/**
 * Starts Migration DUST beside the services of a running environment, which it reaches by their published interfaces.
 * @throws StoreFault when its store cannot be used; the environment is stopped then
 */
export async function withMigrationDust(
  environment: Environment,
  { folder }: EnvironmentOptions,
): Promise<Environment> {
  const { description, dispatch } = environment;
  const dust = await startMigrationDust({
    environment: description,
    contractsFolder: CONTRACTS_FOLDER,
    folder: join(folder, 'migration-dust'),
  }).catch(async (error: unknown) => {
    await environment.stop();
    throw error;
  });
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await dust.stop();
    await environment.stop();
  };
  return {
    description: { ...description, migrationDust: dust.description },
    logs: () => environment.logs(),
    ...(dispatch && { dispatch: dispatchBeside(dust, dispatch) }),
    stop: () => (stopping ??= stop()),
  };
}

/** Hands calls of Migration DUST to it, and all others on. */
function dispatchBeside({ server, description }: RunningDust, others: Dispatch): Dispatch {
  const { host } = new URL(description.url);
  const own = dispatchTo(new Map([[host, server.app]]));
  return (call) => (new URL(call.url).host === host ? own(call) : others(call));
}
