import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { CommandOption } from '../../runner/terminal/command-line';
import { RunError } from '../../support/scope/errors';
import type { WorkerLink, WorkerSetUp } from '../../runner/execution/workers/protocol';
import { startWorkerProcess } from '../../runner/execution/workers/worker-process';

/** The option `--workers`. */
export const WORKERS_OPTION: CommandOption = {
  value: 'N',
  help: 'processes that run scenarios, each on a system of its own (default: one for each core, 2 at most; 1 on containers)',
};

/** Workers at most unless more are asked for: each holds a whole system in memory. */
const USUAL_WORKERS = 2;

/**
 * How many workers there are to be.
 * @param wanted what was asked for
 * @throws RunError when it is no number from 1 to 32
 */
export function workersOf(wanted: string | undefined, environment: string): number {
  if (wanted === undefined) return environment === 'embedded' ? Math.min(USUAL_WORKERS, availableParallelism()) : 1;
  const number = Number(wanted);
  if (Number.isInteger(number) && number >= 1 && number <= 32) return number;
  throw new RunError(`"${wanted}" is no number of workers: give one from 1 to 32.`);
}

/** What a worker is told where the services are to be reached through sockets alone. */
export const SOCKETS_ALONE = 'sockets';

/** Starts a worker process that begins as it is told. */
export function spawnWorker(environment: string, setUp: WorkerSetUp, sockets: boolean): WorkerLink {
  const words = [environment, ...(sockets ? [SOCKETS_ALONE] : [])];
  const link = startWorkerProcess(path.join(__dirname, 'worker.ts'), words);
  link.send({ kind: 'begin', setUp });
  return link;
}
