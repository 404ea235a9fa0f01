import type { FastifyInstance } from 'fastify';
import type { TestLab } from './lab';

/** What was received, exchanged and done. */
export function observationRoutes(app: FastifyInstance, lab: TestLab): void {
  app.get('/receivers', () => lab.received.counts());
  app.get<{ Params: { eui: string }; Querystring: { since?: string; limit?: string } }>(
    '/receivers/:eui',
    ({ params, query }) => lab.received.of(params.eui, Number(query.since ?? 0), Number(query.limit ?? -1)),
  );
  app.get<{ Querystring: { since?: string } }>('/messages', (request) =>
    lab.exclusive.run(() => lab.messages.since(Number(request.query.since ?? 0))),
  );
  app.get<{ Querystring: { since?: string } }>('/audit', (request) =>
    lab.exclusive.run(() => lab.audit.since(Number(request.query.since ?? 0))),
  );
  app.get<{ Params: { deviceId: string } }>('/devices/:deviceId', (request) =>
    lab.call('devices', 'GET', `/lab/devices/${request.params.deviceId}`),
  );
}
