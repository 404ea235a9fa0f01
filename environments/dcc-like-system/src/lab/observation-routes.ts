import type { FastifyInstance } from 'fastify';
import type { LabBench } from './lab';

/** What was received, exchanged and done. */
export function observationRoutes(app: FastifyInstance, bench: LabBench): void {
  app.get('/receivers', () => bench.received.counts());
  app.get<{ Params: { eui: string }; Querystring: { since?: string; limit?: string } }>(
    '/receivers/:eui',
    ({ params, query }) => bench.received.of(params.eui, Number(query.since ?? 0), Number(query.limit ?? -1)),
  );
  app.get<{ Querystring: { since?: string } }>('/messages', (request) =>
    bench.exclusive.run(() => bench.messages.since(Number(request.query.since ?? 0))),
  );
  app.get<{ Querystring: { since?: string } }>('/audit', (request) =>
    bench.exclusive.run(() => bench.audit.since(Number(request.query.since ?? 0))),
  );
  app.get<{ Params: { deviceId: string } }>('/devices/:deviceId', (request) =>
    bench.call('devices', 'GET', `/lab/devices/${request.params.deviceId}`),
  );
}
