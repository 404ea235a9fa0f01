import { existsSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Environment, EnvironmentDescription, EnvironmentOptions } from '../environment';
import { EnvironmentError } from '../environment-error';
import { readDescription, resolveDescription } from './description';

export { readDescription } from './description';

/** How long an address may take to answer, in milliseconds. */
const ANSWER_WITHIN = 10_000;

/**
 * Connects to an environment that others run. Nothing of it is started or stopped.
 * @throws EnvironmentError that names every credential, file and address that is missing
 */
export async function connectRemote({ progress }: EnvironmentOptions): Promise<Environment> {
  const { description, tlsAuthorities, missing, notPlayed } = resolveDescription(readDescription());
  if (tlsAuthorities !== undefined && tlsAuthorities !== '') {
    setDefaultCACertificates([...getCACertificates('default'), tlsAuthorities]);
  }
  const lacking = [...missing, ...missingPool(description), ...(await silentAddresses(description))];
  if (lacking.length > 0) {
    throw new EnvironmentError(`The remote environment cannot be used. Missing: ${lacking.join('; ')}.`);
  }
  progress('The remote environment answers.');
  if (notPlayed.length > 0) {
    progress(
      `Its description has no credentials of ${notPlayed.join(', ')}: scenarios in which they act are not run here.`,
    );
  }
  return { description, logs: () => Promise.resolve({}), stop: () => Promise.resolve() };
}

function missingPool({ pool = '' }: EnvironmentDescription): string[] {
  return existsSync(pool) ? [] : [`the pool of installations (the file ${pool})`];
}

async function silentAddresses({ services, receivers }: EnvironmentDescription): Promise<string[]> {
  const addresses = Object.entries({ ...services, receivers });
  const found = await Promise.all(
    addresses.map(async ([name, address]) => {
      try {
        const { ok, status } = await fetch(new URL('/health', address), { signal: AbortSignal.timeout(ANSWER_WITHIN) });
        return ok ? [] : [`an answer of ${name} at ${address} (it says ${status})`];
      } catch (error) {
        return [`an answer of ${name} at ${address} (${reasonOf(error)})`];
      }
    }),
  );
  return found.flat();
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
