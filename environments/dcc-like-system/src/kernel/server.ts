import fastify, { type FastifyInstance } from 'fastify';
import type { ServiceName } from '../../../environment';
import type { ServiceConfig } from './config';
import { labRoutes } from './lab-routes';
import { healthRoute, publishedRoutes } from './published-routes';
import type { Defect } from './rules';
import { Service, type ServiceDefinition } from './service';
import { workAt, type TickReport } from './tick';
import type { Transport } from './transport';

/** A service with its HTTP interface. */
export class ServiceServer {
  readonly app: FastifyInstance;
  readonly service: Service;

  /** @param defects seeded defects that the lab may switch on; none without a lab token */
  constructor(definition: ServiceDefinition, config: ServiceConfig, transport: Transport, defects?: readonly Defect[]) {
    const service = new Service(definition, config, transport, defects);
    this.service = service;
    this.app = fastify({ bodyLimit: config.maximumBody, logger: false, forceCloseConnections: true });
    this.app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      void reply.status(error.statusCode ?? 500).send({ error: error.message });
    });
    healthRoute(this.app, service);
    void this.app.register((published, _options, done) => {
      publishedRoutes(published, service);
      definition.routes?.(published, service);
      done();
    });
    if (config.labToken !== undefined) void this.app.register(labRoutes(service, config.labToken), { prefix: '/lab' });
  }

  get name(): ServiceName {
    return this.service.name;
  }

  /** Lets the service work until nothing is due at `now`. */
  workAt(now: Date, tick: number): Promise<TickReport> {
    return workAt(this.service, now, tick);
  }

  async listen(): Promise<string> {
    const { host, port } = this.service.config.listen;
    return this.app.listen({ host, port });
  }

  async close(): Promise<void> {
    await this.app.close();
    this.service.close();
  }
}
