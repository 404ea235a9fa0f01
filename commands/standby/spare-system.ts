import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startEnvironment } from '../../environments';
import type { Environment } from '../../environments/environment';

/** An embedded system that has served nobody yet. */
interface Spare {
  readonly environment: Environment;
  readonly folder: string;
}

/** Keeps one fresh embedded system ready: whoever asks gets it, alone, and it is thrown away afterwards. */
export class SpareSystem {
  #spare: Promise<Spare | undefined> | undefined;

  /** @param folder where the systems keep what they store */
  constructor(private readonly folder: string) {}

  /** Starts a system for the next who asks, unless one is ready. */
  prepare(): void {
    this.#spare ??= makeSpare(this.folder);
  }

  /** As `startEnvironment`, but sooner where the embedded system is asked for. */
  readonly start: typeof startEnvironment = async (name, options) => {
    if (name !== 'embedded') return startEnvironment(name, options);
    const spare = await this.#spare;
    this.#spare = undefined;
    if (spare === undefined) return startEnvironment(name, options);
    const { dispatch, ...environment } = spare.environment;
    return {
      ...environment,
      ...(options.sockets === true || dispatch === undefined ? {} : { dispatch }),
      // Nobody waits for a system that nobody uses any more.
      stop: async () => void throwAway(spare),
    };
  };

  /** Ends the system that is ready. */
  async end(): Promise<void> {
    const spare = await this.#spare;
    this.#spare = undefined;
    if (spare !== undefined) await throwAway(spare);
  }
}

/** @returns undefined where it does not start: whoever asks for one starts it, and is told why it does not */
async function makeSpare(parent: string): Promise<Spare | undefined> {
  const folder = mkdtempSync(path.join(parent, 'system-'));
  try {
    const environment = await startEnvironment('embedded', { seed: '', folder, progress: () => undefined });
    return { environment, folder };
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

async function throwAway({ environment, folder }: Spare): Promise<void> {
  try {
    await environment.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
