import type { Log } from '../kernel/log';
import type { Transport } from '../kernel/transport';
import { clockRoutes } from './clock-routes';
import { disturbanceRoutes } from './disturbance-routes';
import { TestLab, type LabConfig } from './lab';
import { observationRoutes } from './observation-routes';
import { worldRoutes } from './world-routes';

/** The test lab with all its routes, ready to listen. @param log receives one line at a time */
export function createLab(config: LabConfig, transport: Transport, log: Log = () => undefined): TestLab {
  return new TestLab(config, transport, [clockRoutes, worldRoutes, disturbanceRoutes, observationRoutes], log);
}
