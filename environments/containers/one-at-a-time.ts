/** Work that processes of one machine do one after the other. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';

/** A process that died while it worked lets the next one begin after so many milliseconds. */
const STALE_MS = 30_000;

/** How often and how far apart whoever waits looks again: for twenty minutes in all. */
const RETRIES = { retries: 2_400, minTimeout: 500, maxTimeout: 500 };

/**
 * Does something while no other process of this machine does it under the same name.
 * @param name of what is done
 * @throws Error where another process is at it for twenty minutes
 */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const place = path.join(tmpdir(), `${name.replaceAll(/[^A-Za-z0-9.-]/g, '-')}.turn`);
  mkdirSync(place, { recursive: true });
  const release = await lock(place, { stale: STALE_MS, retries: RETRIES });
  try {
    return await work();
  } finally {
    await release();
  }
}
