import { z } from 'zod';
import { EUI, NUMBER_IN_ADDRESS } from '../domain/fields';
import type { App } from '../kernel/http';
import type { TestLab } from './lab';

/** What came after number `since`, from 0. */
const SINCE = z.strictObject({ since: NUMBER_IN_ADDRESS.exactOptional() });

/** What was received, exchanged and done. */
export function observationRoutes(app: App, lab: TestLab): void {
  app.get('/receivers', () => lab.received.counts());
  app.get('/messages', { schema: { querystring: SINCE } }, ({ query }) =>
    lab.exclusive.run(() => lab.messages.since(query.since ?? 0)),
  );
  app.get('/audit', { schema: { querystring: SINCE } }, ({ query }) =>
    lab.exclusive.run(() => lab.audit.since(query.since ?? 0)),
  );
  app.get('/devices/:deviceId', { schema: { params: z.strictObject({ deviceId: EUI }) } }, (request) =>
    lab.call('devices', 'GET', `/lab/devices/${request.params.deviceId}`),
  );
}
