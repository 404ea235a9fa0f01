/** Main module of a worker process: runs scenarios on an environment of its own, as the cycle that started it orders. */
import { startEnvironment } from '../../environments';
import { ENVIRONMENT_NAMES } from '../../environments/environment';
import { RunError } from '../../support/scope/errors';
import { runWorker } from '../../runner/execution/workers/worker';
import { channelOfThisProcess } from '../../runner/execution/workers/worker-process';
import { SOCKETS_ALONE } from './spawn-worker';

async function main(): Promise<void> {
  const name = ENVIRONMENT_NAMES.find((candidate) => candidate === process.argv[2]);
  if (name === undefined) throw new RunError('A worker is started by a cycle, with the name of its environment.');
  const sockets = process.argv[3] === SOCKETS_ALONE;
  const channel = channelOfThisProcess();
  await runWorker(channel, (options) => startEnvironment(name, { ...options, sockets }));
  await channel.flushed();
  process.exit(0);
}

void main();
