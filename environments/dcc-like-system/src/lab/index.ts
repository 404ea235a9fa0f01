import type { Transport } from '../kernel/transport';
import { clockRoutes } from './clock-routes';
import { disturbanceRoutes } from './disturbance-routes';
import { TestLab, type LabConfig, type LabHost } from './lab';
import { observationRoutes } from './observation-routes';
import { worldRoutes } from './world-routes';

/** The test lab with all its routes, ready to listen. */
export function createLab(config: LabConfig, transport: Transport, host?: LabHost): TestLab {
  return new TestLab(config, transport, [clockRoutes, worldRoutes, disturbanceRoutes, observationRoutes], host);
}
