import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Environment, EnvironmentDescription, EnvironmentOptions } from '../../environments/environment';
import { sentenceOf } from '../../support/scope/errors';
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
  const folder = mkdtempSync(path.join(tmpdir(), 'smets1-environment-'));
  const interruption = listenForInterruption();
  const starting = start({ seed, folder, progress });
  try {
    const environment = await Promise.race([starting, interruption.happened]);
    publishDescription(environment.description, folder);
    return await Promise.race([work(environment, interruption.interrupted), interruption.happened]);
  } finally {
    // An environment that was still starting when the run was interrupted has to be stopped as well.
    const environment = await starting.catch(() => undefined);
    await environment?.stop();
    Reflect.deleteProperty(process.env, ENVIRONMENT_VARIABLE);
    rmSync(folder, { recursive: true, force: true });
    interruption.stopListening();
  }
}

/** A service that is busy answers late, one that is gone refuses at once: this bounds only what hangs. */
const HEALTH_TIMEOUT_MS = 30_000;

/**
 * Asks every service for its health.
 * @returns what is ill, one sentence each; empty for a healthy environment
 */
export async function checkHealth({ services }: EnvironmentDescription): Promise<string[]> {
  const findings = await Promise.all(
    Object.entries(services).map(async ([name, address]) => {
      try {
        const response = await fetch(new URL('/health', address), { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
        await response.arrayBuffer();
        return response.ok ? [] : [`The service ${name} at ${address} says ${response.status} to a health check.`];
      } catch (error) {
        return [`The service ${name} does not answer at ${address} (${sentenceOf(error)}).`];
      }
    }),
  );
  return findings.flat();
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
