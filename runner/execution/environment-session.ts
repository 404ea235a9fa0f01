import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  publishDispatch,
  type Environment,
  type EnvironmentDescription,
  type EnvironmentOptions,
  type Transport,
} from '../../environments/environment';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { listenForInterruption } from './interruption';

/** Starts the environment that a command has chosen. */
export type StartEnvironment = (options: EnvironmentOptions) => Promise<Environment>;

/** Name of the variable that tells the steps where the description of the environment lies. */
export const ENVIRONMENT_VARIABLE = 'MIGRATION_ENVIRONMENT';

/**
 * Starts an environment, does the work, and stops the environment whatever happens: failure, Ctrl-C or a signal.
 * While the work is being done, `MIGRATION_ENVIRONMENT` names a file with the description that this user alone can read.
 * The work is told of an interruption by a signal, since what it does afterwards finds no system any more.
 * @param seed seed of credentials and identifiers
 * @param progress receives one line at a time
 * @throws InterruptedError when the work is interrupted
 */
export async function withEnvironment<T>(
  start: StartEnvironment,
  seed: string,
  progress: (line: string) => void,
  work: (environment: Environment, interrupted: AbortSignal) => Promise<T>,
): Promise<T> {
  const folder = makeTemporaryFolder();
  const interruption = listenForInterruption();
  const starting = start({ seed, folder, progress });
  try {
    const environment = await Promise.race([starting, interruption.happened]);
    publishDescription(environment.description, folder);
    publishDispatch(environment.dispatch);
    return await Promise.race([work(environment, interruption.interrupted), interruption.happened]);
  } finally {
    // An environment that was still starting when the run was interrupted has to be stopped as well.
    const environment = await starting.catch(() => undefined);
    await environment?.stop();
    Reflect.deleteProperty(process.env, ENVIRONMENT_VARIABLE);
    publishDispatch(undefined);
    rmSync(folder, { recursive: true, force: true });
    interruption.stopListening();
  }
}

/** @throws RunError when the temporary folder cannot be written */
function makeTemporaryFolder(): string {
  try {
    return mkdtempSync(path.join(tmpdir(), 'smets1-environment-'));
  } catch (error) {
    const reason = sentenceOf(error);
    throw new RunError(`The temporary folder ${tmpdir()} cannot be written (${reason}): make room, or set TMPDIR.`);
  }
}

/** How the services of an environment can be reached at best. */
export function transportOffered({ dispatch }: Environment): Transport {
  return dispatch === undefined ? 'sockets' : 'in-process';
}

/** Keeps the logs of the services in a folder, which is made where there are any. */
export async function keepLogs(environment: Environment, folder: string): Promise<void> {
  const logs = Object.entries(await environment.logs()).filter(([, text]) => text !== '');
  if (logs.length === 0) return;
  mkdirSync(folder, { recursive: true });
  for (const [service, text] of logs) writeFileSync(path.join(folder, `${path.basename(service)}.log`), text);
}

function publishDescription(description: EnvironmentDescription, folder: string): void {
  const file = path.join(folder, 'environment.json');
  writeFileSync(file, JSON.stringify(description), { mode: 0o600 });
  process.env[ENVIRONMENT_VARIABLE] = file;
}

/** Lines of a log that a sentence quotes. */
const QUOTED_LINES = 3;

/** The end of the logs of some services, as a sentence; empty where they have said nothing. */
export async function lastWords(environment: Environment, services: readonly string[]): Promise<string> {
  const logs = await environment.logs();
  return services
    .flatMap((service) => {
      const lines = (logs[service] ?? '').trim().split('\n').slice(-QUOTED_LINES);
      return lines.join('') === '' ? [] : [` The log of ${service} ends: ${lines.join(' | ')}`];
    })
    .join('');
}
