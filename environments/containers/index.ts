import { EnvironmentError } from '../environment-error';
import type { Environment, EnvironmentOptions } from '../environment';
import { engineStatus } from './engine';
import { start } from './start';

/**
 * Starts the DCC-like system with one container per service, one for the test lab and one for Migration DUST, on a network
 * of their own. The image is made first where it is not there yet. The containers are gone when the environment is stopped, and soon after
 * this process ends in any other way.
 * @throws EnvironmentError where no engine can be used, or a container does not start
 */
export async function startContainers(options: EnvironmentOptions): Promise<Environment> {
  const engine = await engineStatus();
  if (engine.state !== 'ready') throw new EnvironmentError(engine.sentence);
  try {
    return await start(options);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`The containers environment could not start: ${reason}`, { cause: error });
  }
}
