import type { EnvironmentDescription } from '../../environments/environment';
import { sentenceOf } from '../scope/errors';

/** A service, or the test lab, that does not pass its health check. */
export interface HealthProblem {
  /** Its name, `lab` for the test lab. */
  readonly service: string;
  /** One sentence. */
  readonly sentence: string;
}

/** A service that is busy answers late, one that is gone refuses at once: this bounds only what hangs. */
const HEALTH_TIMEOUT_MS = 30_000;

/**
 * Asks every service, and the test lab where there is one, for its health.
 * @returns none for a healthy environment
 */
export async function checkHealth({ services, lab }: EnvironmentDescription): Promise<readonly HealthProblem[]> {
  const addresses = { ...services, ...(lab === undefined ? {} : { lab: lab.url }) };
  const found = await Promise.all(
    Object.entries(addresses).map(async ([service, address]) => {
      const sentence = await problemOf(service === 'lab' ? 'test lab' : `service ${service}`, address);
      return sentence === undefined ? [] : [{ service, sentence }];
    }),
  );
  return found.flat();
}

async function problemOf(name: string, address: string): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/health', address), { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    const text = await response.text();
    if (response.ok) return undefined;
    const said = errorIn(text);
    return `The ${name} at ${address} says ${response.status} to a health check${said === undefined ? '' : `: ${said}`}.`;
  } catch (error) {
    return `The ${name} does not answer at ${address} (${sentenceOf(error)}).`;
  }
}

/** What a service says is wrong with it, without its full stop. */
function errorIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    return typeof error === 'string' ? error.replace(/\.$/, '') : undefined;
  } catch {
    return undefined;
  }
}
