import type { Log } from '../dcc-like-system/src/kernel/log';
import { networkTransport } from '../dcc-like-system/src/kernel/transport';
import type { DustConfig } from './config';
import { DUST_DEFECTS } from './defects';
import { DustServer } from './server';

/** Migration DUST, and the address on which it listens. */
export interface RunningDust {
  readonly server: DustServer;
  readonly url: string;
}

/**
 * Starts Migration DUST, with the defects that its lab interface can switch on.
 * @throws StoreFault when its store cannot be used
 */
export async function startMigrationDust(config: DustConfig, log?: Log): Promise<RunningDust> {
  const server = new DustServer(config, networkTransport, DUST_DEFECTS, log);
  return { server, url: await server.listen() };
}
